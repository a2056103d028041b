"""OpenDocument texts (ODT, ISO/IEC 26300): structure by styles and levels, tables, notes, pictures, tracked changes."""

from collections.abc import Iterator

from importers.documents.manuscript import Manuscript, make_article, tell_comments
from importers.documents.odf import Writer
from importers.documents.odfstyles import StyleSheet
from importers.documents.package import is_package, open_package, read_mimetype, split_keywords
from importers.draft import ArticleDraft, Defaults, Problem, Refused, Source
from importers.reading.kinds import primary_language

_TYPES = (b"application/vnd.oasis.opendocument.text", b"application/vnd.sun.xml.writer")


def recognises(source: Source) -> bool:
    """Tell whether it is a package whose media type is that of an OpenDocument text."""
    return is_package(source) and read_mimetype(source).startswith(_TYPES)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the document, a draft; raises Refused for one that is damaged, locked or empty."""
    with open_package(source) as package:
        content = package.xml("content.xml")
        writer = Writer(content, StyleSheet(package.find_xml("styles.xml"), content), package)
        try:
            markup = writer.write()
        except RecursionError:
            raise Refused(f"{source.name} is nested too deeply to be read: save it in a simpler form.") from None
        said = package.properties("meta.xml")
    manuscript = Manuscript(
        markup=markup,
        title=said.get("title", ""),
        author=said.get("initial-creator") or said.get("creator", ""),
        language=primary_language(said.get("language")),
        tags=split_keywords(", ".join(said[name] for name in ("keyword", "keywords") if name in said)),
        images=tuple(writer.images),
        notes=tell_comments(writer.comments),
    )
    yield make_article(manuscript, source, defaults)
