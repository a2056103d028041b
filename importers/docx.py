"""Word documents (DOCX, ISO/IEC 29500 strict and transitional): structure, tables, notes, pictures, tracked changes.

Mammoth writes the HTML; what it does not know is put into its words before, in `documents/wordprocessing`.
"""

from collections.abc import Iterator
from io import BytesIO

from importers.documents.manuscript import Manuscript, make_article, tell_comments
from importers.documents.package import Package, find_main, is_package, open_package, split_keywords
from importers.documents.wordprocessing import Prepared, prepare
from importers.draft import ArticleDraft, Defaults, ImageDraft, Problem, Refused, Source
from importers.reading.characters import squeeze
from importers.reading.kinds import primary_language

_STYLES = """
highlight[color='newsroom-inserted'] => ins
highlight[color='newsroom-deleted'] => del
"""


def recognises(source: Source) -> bool:
    """Tell whether it is a package with a text of a word processor in it."""
    return is_package(source) and find_main(source, "document") is not None


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the document, a draft; raises Refused for one that is damaged, locked or empty."""
    with open_package(source) as package:
        main = package.related("", "officeDocument") or ""
        prepared = prepare(package, main)
        properties = package.properties(package.related("", "core-properties") or "docProps/core.xml")
        manuscript = Manuscript(
            markup=_convert(prepared, source.name),
            title=properties.get("title", ""),
            author=properties.get("creator", ""),
            language=primary_language(properties.get("language")),
            tags=split_keywords(properties.get("keywords", "")),
            images=tuple(_pictures(package, prepared)),
            notes=tell_comments(_comments(package, main)),
        )
    yield make_article(manuscript, source, defaults)


def _convert(prepared: Prepared, name: str) -> str:
    # Loaded here, since mammoth and its parsers take some megabytes that other formats need not pay.
    import mammoth

    def show(image: "mammoth.documents.Image") -> dict[str, str]:
        with image.open() as stream:
            return {"src": stream.read().decode("utf-8", "replace").rpartition("/")[2]}

    try:
        written = mammoth.convert_to_html(
            BytesIO(prepared.content),
            style_map=_STYLES + prepared.style_map,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(show),
        )
    except Exception as error:
        # It promises no errors of its own: a document that lacks what it expects ends it in KeyError and the like.
        raise Refused(f"{name} is damaged, its text cannot be read: open it, save it anew, and import that.") from error
    return str(written.value)


def _pictures(package: Package, prepared: Prepared) -> Iterator[ImageDraft]:
    for part in prepared.pictures:
        if image := package.picture(part):
            yield image


def _comments(package: Package, main: str) -> list[str]:
    part = package.related(main, "comments")
    root = package.find_xml(part) if part else None
    return [squeeze(" ".join(one.itertext("{*}t"))) for one in root.iter("{*}comment")] if root is not None else []
