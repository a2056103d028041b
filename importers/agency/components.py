"""NewsML 1's components: nested parts of an item with roles, some of them texts and some renditions of a picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from importers.agency.nitf import read_nitf
from importers.agency.renditions import Rendition, find_file, find_image, read_number
from importers.agency.texts import spread_lines, tidy_html
from importers.agency.xml import attribute, inner_html, say
from importers.draft import AttachmentDraft, ImageDraft, Source
from importers.exports.tree import write_body
from importers.reading.fragment import plain_text
from importers.reading.pictures import find_file as find_neighbour
from importers.reading.pictures import split_credit

_PICTURES = frozenset(("photo", "picture", "image", "graphic", "logo", "illustration", "video", "audio", "cartoon"))
_FILMS = frozenset(("video", "audio"))
_CAPTIONS = frozenset(("caption", "captiontext", "photocaption"))
# A wire's system text, and how it wants its text to look.
_MUTE = frozenset(("stylesheet", "thumbnail", "quicklook", "preview"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of an item, as HTML, by the role of its component: `main`, `contact`, `subheadline` and so on."""

    role: str
    html: str


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a film with its renditions, its words and its credit."""

    renditions: tuple[Rendition, ...]
    is_film: bool
    caption: str
    credit: str
    licence: str

    def read_image(self, source: Source) -> ImageDraft | None:
        """Make its picture; a film's still is none."""
        shown = None if self.is_film else find_image(self.renditions)
        if not shown:
            return None
        caption, credit = split_credit(self.caption or None)
        content = find_neighbour(source, shown.href)
        licence = self.licence or None
        return ImageDraft(
            url=shown.href, caption=caption, credit=self.credit or credit, licence=licence, content=content
        )

    def read_files(self, source: Source) -> Iterator[AttachmentDraft]:
        """Yield its film or sound; of a picture nothing."""
        if found := find_file(self.renditions):
            content = find_neighbour(source, found.href)
            yield AttachmentDraft(url=found.href, name=self.caption or None, media_type=found.type, content=content)


def role_of(component: etree._Element) -> str:
    """Give a component's role, in small letters without blanks."""
    return "".join(filter(str.isalnum, attribute(component, "role", "formalname").lower()))


def is_media(component: etree._Element) -> bool:
    """Tell whether a component is a picture or a film, with its renditions as items or as components of their own."""
    if any(True for _ in _data(component)):
        return False
    renditions = [_rendition(one) for one in component.iterfind("contentitem")]
    if any(one.is_image or one.type.startswith(("video/", "audio/")) for one in renditions):
        return True
    children = list(component.iterfind("newscomponent"))
    captioned = any(role_of(one) in _CAPTIONS for one in children)
    return bool(children) and (role_of(component) in _PICTURES or (captioned and any(map(is_media, children))))


def _data(component: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of a component's own items that are in the document itself, and no encoded picture."""
    for item in component.iterfind("contentitem"):
        for data in item.iterfind("datacontent"):
            if attribute(item, "mediatype", "formalname").lower() not in _PICTURES:
                yield data


def find_media(component: etree._Element) -> Iterator[Media]:
    """Yield the pictures and films of an article, each once."""
    if is_media(component):
        yield _read_media(component)
        return
    pictures = tuple(one for one in map(_rendition, component.iterfind("contentitem")) if one.is_image)
    if pictures:
        # Beside a text, items that are not said to be uses of one picture are pictures of their own.
        groups = [pictures] if all(one.name for one in pictures) else [(one,) for one in pictures]
        yield from (Media(group, is_film=False, caption="", credit="", licence="") for group in groups)
    for child in component.iterfind("newscomponent"):
        yield from find_media(child)


def _read_media(component: etree._Element) -> Media:
    items = list(component.iter("contentitem"))
    captions = (child for child in component.iter("newscomponent") if role_of(child) in _CAPTIONS)
    words = [plain_text(piece.html) for child in captions for piece in find_pieces(child, "")]
    names = [role_of(component), attribute(component, ".//mediatype", "formalname").lower()]
    return Media(
        renditions=tuple(map(_rendition, items)),
        is_film=not _FILMS.isdisjoint(names),
        caption=next(filter(None, words), "") or say(component, "newslines/headline", ".//newslines/headline"),
        credit=say(component, ".//newslines/creditline", ".//newslines/byline", ".//newslines/copyrightline"),
        licence=say(component, ".//newslines/rightsline", ".//usagerights/usagetype"),
    )


def find_pieces(component: etree._Element, headline: str) -> Iterator[Piece]:
    """Yield the texts of an article in their order, but for those of its pictures."""
    if is_media(component):
        return
    role = role_of(component)
    if role not in _MUTE:
        yield from (Piece(role, html) for data in _data(component) if (html := _read_data(data, headline)))
    for child in component.iterfind("newscomponent"):
        yield from find_pieces(child, headline)


def _read_data(data: etree._Element, headline: str) -> str:
    nitf, page = data.find(".//nitf"), data.find(".//html/body")
    if nitf is not None or data.find(".//body.content") is not None:
        return read_nitf(data if nitf is None else nitf).body
    if page is not None:
        return tidy_html(write_body(page), headline)
    text = "".join(data.itertext())
    return (
        tidy_html(inner_html(data), headline)
        if len(data) or "<" in text or "&lt;" in text
        else spread_lines(text, headline)
    )


def find_files(component: etree._Element, source: Source) -> Iterator[AttachmentDraft]:
    """Yield the documents that are items beside a text, wherever they stand in the article."""
    for item in component.iter("contentitem"):
        found = _rendition(item)
        if found.href and found.type.startswith("application/") and "xml" not in found.type:
            name = attribute(item, "characteristics/property[@formalname='Title']", "value") or None
            content = find_neighbour(source, found.href)
            yield AttachmentDraft(url=found.href, name=name, media_type=found.type, content=content)


def _rendition(item: etree._Element) -> Rendition:
    named = {key.lower(): value for key, value in _properties(item.iterfind("characteristics/property"))}
    media = attribute(item, "mediatype", "formalname").lower()
    stated = attribute(item, "mimetype", "formalname") or ("image/*" if media in _PICTURES - _FILMS else "")
    parent = item.getparent()
    return Rendition(
        href=item.get("href", "").strip(),
        name=named.get("imageuse", "") or ("" if parent is None else role_of(parent)),
        media_type=stated,
        width=read_number(named.get("pixelwidth") or named.get("width")),
        height=read_number(named.get("pixelheight") or named.get("height")),
        size=read_number(say(item, "characteristics/sizeinbytes")),
    )


def _properties(found: Iterable[etree._Element]) -> Iterator[tuple[str, str]]:
    return ((one.get("formalname", ""), one.get("value", "")) for one in found)
