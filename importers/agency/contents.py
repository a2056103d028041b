"""NewsML-G2's contents: the text of an item in whatever form, and the renditions of a picture, with its words."""

from dataclasses import dataclass

from lxml import etree

from importers.agency.concepts import local_code
from importers.agency.nitf import Nitf, read_nitf
from importers.agency.renditions import Rendition, find_file, find_image, read_number
from importers.agency.texts import Text, read_body, tidy_html
from importers.agency.xml import attribute, inner_html, say
from importers.draft import AttachmentDraft, ImageDraft, Source
from importers.exports.tree import write_body
from importers.reading.pictures import find_file as find_neighbour
from importers.reading.pictures import split_credit

_FILMS = ("video", "audio")


@dataclass(frozen=True, slots=True)
class Content:
    """A text as HTML, with what a NITF document says beside it."""

    body: str = ""
    nitf: Nitf | None = None


def class_of(item: etree._Element) -> str:
    """Give what an item is, `text`, `picture` and so on, by its class; empty where it does not say."""
    return local_code(attribute(item, "itemmeta/itemclass", "qcode", "uri"))


def read_content(item: etree._Element, headline: str) -> Content:
    """Read the first text of an item that says something, whether it is NITF, XHTML, or data of a text type."""
    for content in item.iterfind("contentset/*"):
        nitf = content.find(".//nitf")
        if nitf is None and content.find(".//body.content") is not None:
            nitf = content
        if nitf is not None:
            read = read_nitf(nitf)
            return Content(read.body, read)
        if content.tag in ("inlinexml", "inlinedata") and (body := _read_inline(content, headline)):
            return Content(body)
    return Content()


def _read_inline(content: etree._Element, headline: str) -> str:
    page = content.find(".//html/body")
    page = content.find("body") if page is None else page
    stated = content.get("contenttype", "").lower()
    if page is not None:
        return tidy_html(write_body(page), headline)
    if "base64" in content.get("encoding", "").lower() or content.find(".//event") is not None:
        return ""
    if len(content):
        return tidy_html(inner_html(content), headline)
    return (
        read_body(Text(content.text or "", media_type=stated), headline)
        if stated.startswith("text/") or not stated
        else ""
    )


def renditions_of(item: etree._Element) -> tuple[Rendition, ...]:
    """Give the files of an item that are elsewhere."""
    fallback = "image/*" if class_of(item) in ("picture", "graphic") else ""
    return tuple(_rendition(one, fallback) for one in item.iterfind("contentset/remotecontent"))


def read_image(item: etree._Element, source: Source) -> ImageDraft | None:
    """Make the picture of an item; None where it has none, or is a film."""
    shown = None if class_of(item) in _FILMS else find_image(renditions_of(item))
    if shown is None:
        return None
    caption, credited = split_credit(caption_of(item) or say(item, "contentmeta/headline") or None)
    return ImageDraft(
        url=shown.href,
        caption=caption,
        alt=describe(item, "alttext", "altdescription") or None,
        credit=_credit(item) or credited,
        licence=say(item, "rightsinfo/usageterms", "rightsinfo/copyrightnotice") or None,
        content=find_neighbour(source, shown.href),
    )


def describe(item: etree._Element, *roles: str) -> str:
    """Give the description that has the first of these roles; an empty role stands for a description without one."""
    named = {local_code(one.get("role", "")): say(one, ".") for one in item.iterfind("contentmeta/description")}
    return next((named[role] for role in roles if role in named), "")


def caption_of(item: etree._Element) -> str:
    """Give the caption of a picture, or what else describes it."""
    return describe(item, "caption", "summary", "") or say(item, "contentmeta/description")


def read_file(item: etree._Element, source: Source) -> AttachmentDraft | None:
    """Make the film, the sound or the document of an item; None where it has none."""
    if not (found := find_file(renditions_of(item))):
        return None
    name = say(item, "contentmeta/headline", "itemmeta/title") or None
    content = find_neighbour(source, found.href)
    return AttachmentDraft(url=found.href, name=name, media_type=found.type, content=content)


def _credit(item: etree._Element) -> str:
    """Give who took a picture and for whom: the photographer before the agency."""
    agency = say(item, "contentmeta/creditline") or say(
        item, "rightsinfo/copyrightholder/name", "itemmeta/provider/name"
    )
    person = say(item, "contentmeta/creator/name") or attribute(item, "contentmeta/creator", "literal")
    return "/".join(filter(None, ("" if person in agency else person, agency)))


def _rendition(content: etree._Element, fallback: str) -> Rendition:
    return Rendition(
        href=content.get("href", "").strip(),
        name=local_code(content.get("rendition", "")),
        media_type=content.get("contenttype", "") or fallback,
        width=read_number(content.get("width")),
        height=read_number(content.get("height")),
        size=read_number(content.get("size")),
    )
