"""NITF 3 (iptc.org/std/NITF), the news in XML: its head, and its body as HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import etree

from importers.agency.renditions import Rendition, find_file, find_image, read_number
from importers.agency.xml import attribute, say, say_all
from importers.draft import AttachmentDraft, ImageDraft
from importers.exports.tree import make_element, replace_element, write_body
from importers.reading.characters import squeeze

# What HTML has under the same name; everything else of NITF marks persons, places, money and the like.
_HTML = frozenset(
    """a b blockquote br caption code col colgroup dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p
    pre q s section span strong sub sup table tbody td tfoot th thead tr u ul""".split()  # noqa: SIM905
)
_NAMES = {"hl1": "h2", "hl2": "h2", "hl3": "h3", "bq": "blockquote", "note": "p", "lang": "span", "nitf-table": "div"}
_LEAD = frozenset({"lead_paragraph", "online_lead_paragraph"})


@dataclass(frozen=True, slots=True)
class Nitf:
    """What a NITF document says; the head's moments and status stay in its tree."""

    headline: str
    lead: str
    body: str
    bylines: tuple[str, ...]
    dateline: str
    images: tuple[ImageDraft, ...]
    attachments: tuple[AttachmentDraft, ...]


def read_nitf(root: etree._Element) -> Nitf:
    """Read the head and the text of a NITF document, or of what is left of one."""
    content = root.find(".//body.content")
    content = make_element("div") if content is None else content
    headline = say(root, ".//body.head//hl1", ".//body.head/headline", ".//hedline", "head/title", ".//hl1")
    subhead = say(root, ".//body.head//hl2")
    lead = _abstract(root) or _lede(content) or subhead
    media = [_Media(element) for element in root.iter("media") if element.getparent() is not None]
    images, files = [one.image for one in media], [one.file for one in media]
    for one in media:
        one.show()
    _drop_repeated_lead(content)
    tagline = say(root, ".//body.end/tagline")
    body = _write(content) + (f"\n<p>{escape(tagline, quote=False)}</p>" if tagline else "")
    return Nitf(
        headline=headline,
        lead=lead,
        body=body,
        bylines=tuple(_bylines(root)),
        dateline=say(root, ".//body.head/dateline/location", ".//body.head/dateline"),
        images=tuple(filter(None, images)),
        attachments=tuple(filter(None, files)),
    )


def _abstract(root: etree._Element) -> str:
    found = root.find(".//body.head/abstract")
    return "" if found is None else _write(found)


def _lede(content: etree._Element) -> str:
    """Give the paragraph that is marked as the lead, where it is one alone."""
    marked = [one for one in content.iter("p") if one.get("lede", "").lower() == "true"]
    return squeeze("".join(marked[0].itertext())) if len(marked) == 1 else ""


def _bylines(root: etree._Element) -> Iterator[str]:
    """Yield who wrote it: the persons, the words without a title, or the title alone; not “Doe, Jane” for archives."""
    for byline in root.iterfind(".//body.head/byline"):
        person = ", ".join(say_all(byline, ".//person"))
        words = squeeze(" ".join([byline.text or "", *(one.tail or "" for one in byline)])).strip(" ,")
        if byline.get("class") == "normalized_byline":
            continue
        if name := person or words or squeeze(" ".join(byline.itertext())):
            yield name


def _drop_repeated_lead(content: etree._Element) -> None:
    """Take out a block of the lead that the full text begins with again, as newspapers' archives have it."""
    blocks = list(content.iterfind("block"))
    if any(one.get("class") == "full_text" for one in blocks):
        for one in blocks:
            if one.get("class") in _LEAD:
                content.remove(one)


def _write(element: etree._Element) -> str:
    for one in element.iter("*"):
        one.tag = _NAMES.get(one.tag, one.tag)
        if one.tag in ("p", "h2", "h3"):
            one.attrib.clear()
    strange = {str(one.tag) for one in element.iter("*")} - _HTML
    etree.strip_tags(element, *strange)
    return write_body(element)


class _Media:
    """A `media` element: its references are renditions of one thing, with one caption and one producer."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.renditions = [_rendition(one, element) for one in element.iter("media-reference")]
        self.caption = say(element, "media-caption") or None
        self.credit = say(element, "media-producer") or attribute(element, "media-reference", "copyright") or None
        self.alt = attribute(element, "media-reference", "alternate-text") or None

    @property
    def image(self) -> ImageDraft | None:
        found = None if self.element.get("media-type") in ("video", "audio") else find_image(self.renditions)
        return ImageDraft(url=found.href, caption=self.caption, alt=self.alt, credit=self.credit) if found else None

    @property
    def file(self) -> AttachmentDraft | None:
        found = find_file(self.renditions)
        return AttachmentDraft(url=found.href, name=self.caption, media_type=found.type) if found else None

    def show(self) -> None:
        """Put a figure in its place, or nothing where it is no picture."""
        figure = make_element("figure")
        if image := self.image:
            figure.append(make_element("img", src=image.url, alt=image.alt or ""))
            if image.caption:
                figure.append(make_element("figcaption", image.caption))
        replace_element(self.element, figure if image else make_element("span"))


def _rendition(reference: etree._Element, media: etree._Element) -> Rendition:
    kind, stated = media.get("media-type", ""), reference.get("mime-type", "")
    return Rendition(
        href=reference.get("source", "") or reference.get("href", "") or reference.get("data-location", ""),
        name=reference.get("name", "") or reference.get("id", ""),
        media_type=stated or ("image/*" if kind in ("image", "photo", "graphic") else ""),
        width=read_number(reference.get("width")),
        height=read_number(reference.get("height")),
    )
