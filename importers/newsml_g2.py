"""NewsML-G2: news items, packages, messages of several, and concepts (persons, events), whatever their conformance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from lxml import etree

from importers.agency.concepts import is_event, local_code, read_event, read_person
from importers.agency.contents import caption_of, class_of, describe, read_content, read_file, read_image
from importers.agency.dispatch import Dispatch, make_article, read_status
from importers.agency.xml import attribute, load_xml, say, say_all
from importers.draft import ArticleDraft, ContactDraft, Defaults, Draft, EventDraft, Problem, Refused, Source
from importers.exports.pages import head_of
from importers.reading.characters import may_open_with
from importers.reading.prologue import find_root

_ITEMS = ("newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem")
_ROOTS = (*_ITEMS, "newsmessage")
_MARKS = (
    "iptc.org/std/nar",
    "<itemMeta",
    "<contentMeta",
    "<contentSet",
    "<groupSet",
    "<conceptSet",
    "<itemSet",
    "<concept",
)
_PICTURES = ("picture", "graphic")
_PACKAGE = "This is a package whose items are not in the file: it names them, and comes as a draft."
_UNREACHABLE = "“{}” in {} is described as a concept, with no way to reach somebody and no date, and was left out."


@dataclass(frozen=True, slots=True)
class Message:
    """A source's items in their order and by their ids, what stands beside a text, and what had to be mended."""

    items: list[etree._Element]
    by_id: dict[str, etree._Element]
    beside: dict[str, list[str]]
    notes: tuple[str, ...]
    source: Source
    defaults: Defaults


def recognises(source: Source) -> bool:
    """Tell whether its root element is an item or a message of NewsML-G2, with or without its namespace."""
    if not may_open_with(b"<", source):
        return False
    text = head_of(source)
    root = find_root(text)
    return (
        root is not None
        and root.name in _ROOTS
        and any(mark in text for mark in _MARKS)
        and "<NewsComponent" not in text
    )


def read(source: Source, defaults: Defaults) -> Iterator[Draft | Problem]:
    """Yield articles, events and persons in the source's order; raises Refused for what holds no items."""
    root, notes = load_xml(source)
    items = list(root.iter(*_ITEMS))
    by_id = {one.get("guid", ""): one for one in reversed(items)}
    message = Message(items, by_id, _find_companions(items, by_id), notes, source, defaults)
    if not message.items:
        raise Refused(f"{source.name} holds no NewsML-G2 items.")
    shown = {id(picture) for item in message.items for picture in _pictures_of(item, message)}
    for item in message.items:
        if id(item) not in shown:
            yield from _read_item(item, message)


def _read_item(item: etree._Element, message: Message) -> Iterator[Draft | Problem]:
    concepts = [*item.iterfind("concept"), *item.iterfind("conceptset/concept"), *item.iterfind("contentset//event")]
    if item.tag == "packageitem" and any(one in message.by_id for one in _references(item)):
        return
    if item.tag == "newsitem" and not (concepts and not _has_text(item)):
        yield _read_news(item, message)
    elif item.tag == "packageitem":
        yield _read_package(item, message)
    elif not concepts:
        yield Problem(_UNREACHABLE.format(_name(item), message.source.name), item.get("guid"))
    for number, concept in enumerate(concepts, start=1):
        yield _read_concept(concept, item, number, message)


def _has_text(item: etree._Element) -> bool:
    return bool(read_content(item, "").body or item.find("contentset/remotecontent") is not None)


def _read_news(item: etree._Element, message: Message) -> ArticleDraft | Problem:
    dispatch = _read_metadata(item, message)
    content = read_content(item, dispatch.headline)
    pictures = [item, *_pictures_of(item, message)]
    images = [one for one in (read_image(picture, message.source) for picture in pictures) if one]
    file, nitf = read_file(item, message.source), content.nitf
    read = replace(dispatch, body=content.body, images=tuple(images), attachments=(file,) if file else ())
    if nitf:
        read = replace(
            read,
            headline=read.headline or nitf.headline,
            lead=read.lead or nitf.lead,
            authors=read.authors or nitf.bylines,
            dateline=read.dateline or nitf.dateline,
            images=(*read.images, *nitf.images),
            attachments=(*read.attachments, *nitf.attachments),
        )
    article = make_article(read, message.source, message.defaults)
    return article if isinstance(article, Problem) else replace(article, translations=_translations(item))


def _translations(item: etree._Element) -> tuple[str, ...]:
    """Give the ids of the same text in other languages (IPTC item relations, `translatedFrom` and its like)."""
    links = (one for one in item.iterfind("itemmeta/link") if "transl" in one.get("rel", "").lower())
    return tuple(filter(None, (one.get("residref") or one.get("href") or "" for one in links)))


def _read_metadata(item: etree._Element, message: Message) -> Dispatch:
    """Read what an item's metadata say of it (NewsML-G2, itemMeta and contentMeta)."""
    embargoed = item.find("itemmeta/embargoed")
    return Dispatch(
        id=item.get("guid", ""),
        headline=say(item, "contentmeta/headline", "itemmeta/title"),
        lead=caption_of(item) if class_of(item) in _PICTURES else describe(item, "summary", "abstract", "lead", ""),
        authors=_authors(item),
        senders=tuple(_senders(item)),
        dateline=say(item, "contentmeta/dateline", "contentmeta/located/name"),
        language=attribute(item, "contentmeta/language", "tag") or item.get("lang", ""),
        tags=tuple(_tags(item)),
        types=tuple(
            local_code(one.get("qcode", "") or one.get("uri", "")) for one in item.iterfind("contentmeta/genre")
        ),
        status=attribute(item, "itemmeta/pubstatus", "qcode", "uri"),
        created=say(item, "itemmeta/firstcreated", "contentmeta/contentcreated"),
        changed=say(item, "itemmeta/versioncreated"),
        # An empty one stands for an embargo whose end is not known (NewsML-G2, embargoed).
        embargo="" if embargoed is None else say(item, "itemmeta/embargoed") or "unknown",
        editor_notes=say_all(item, "itemmeta/ednote"),
        notes=message.notes,
    )


def _authors(item: etree._Element) -> tuple[str, ...]:
    """Give the creators by name, or else the byline as it is printed."""
    persons = (
        one for one in item.iterfind("contentmeta/creator") if "organisation" not in local_code(one.get("type", ""))
    )
    names = (say(one, "name") or one.get("literal", "") for one in persons)
    return tuple(filter(None, names)) or say_all(item, "contentmeta/by")


def _senders(item: etree._Element) -> Iterator[str]:
    for path in ("itemmeta/provider", "contentmeta/infosource", "rightsinfo/copyrightholder"):
        yield say(item, f"{path}/name")
        yield local_code(attribute(item, path, "qcode")) or attribute(item, path, "literal")
    yield say(item, "contentmeta/creditline")


def _tags(item: etree._Element) -> Iterator[str]:
    yield from (say(one, "name") for one in item.iterfind("contentmeta/subject"))
    yield from say_all(item, "contentmeta/keyword")


def _references(item: etree._Element) -> list[str]:
    """Give the ids that an item refers to: by its links, or as the members of a package."""
    found = [*item.iterfind("itemmeta/link"), *item.iterfind("contentmeta/link"), *item.iter("itemref")]
    return [one.get("residref") or one.get("guidref") or one.get("href") or "" for one in found]


def _pictures_of(item: etree._Element, message: Message) -> list[etree._Element]:
    """Give the pictures that belong to a text: those it links to, and those beside it in a package of one text."""
    if item.tag != "newsitem" or class_of(item) in _PICTURES:
        return []
    found = dict.fromkeys([*_references(item), *message.beside.get(item.get("guid", ""), ())])
    linked = (message.by_id.get(one) for one in found)
    return [one for one in linked if one is not None and class_of(one) in _PICTURES]


def _find_companions(items: list[etree._Element], by_id: dict[str, etree._Element]) -> dict[str, list[str]]:
    """Find what stands in a package with each text that is the only one there."""
    beside = dict[str, list[str]]()
    for members in (_references(one) for one in items if one.tag == "packageitem"):
        texts = [one for one in members if one in by_id and _is_text(by_id[one])]
        if len(texts) == 1:
            beside.setdefault(texts[0], []).extend(members)
    return beside


def _is_text(item: etree._Element) -> bool:
    return item.tag == "newsitem" and class_of(item) not in (*_PICTURES, "video", "audio")


def _read_package(package: etree._Element, message: Message) -> ArticleDraft | Problem:
    """Make a draft of a package that only names its members."""
    names = [say(one, "headline", "title", "description", "slugline") for one in package.iter("itemref")]
    body = "".join(f"<li>{escape(name, quote=False)}</li>" for name in names if name)
    dispatch = _read_metadata(package, message)
    dispatch = replace(dispatch, body=f"<ul>{body}</ul>" if body else "", notes=(*dispatch.notes, _PACKAGE))
    article = make_article(dispatch, message.source, message.defaults)
    return article if isinstance(article, Problem) else replace(article, declared="draft")


def _read_concept(
    concept: etree._Element, item: etree._Element, number: int, message: Message
) -> EventDraft | ContactDraft | Problem:
    name = say(concept, "name") or _name(item)
    if read_status(attribute(item, "itemmeta/pubstatus", "qcode", "uri")).declared != "published":
        return Problem(f"“{name}” in {message.source.name} is withheld or cancelled by its sender.", item.get("guid"))
    identity = f"{item.get('guid', '')}#{number}" if item.get("guid") else ""
    language = item.get("lang", "") or attribute(concept, "name", "lang")
    is_dated = is_event(concept)
    found: EventDraft | ContactDraft | None = (
        read_event(concept, identity, language, message.defaults)
        if is_dated
        else read_person(concept, message.defaults)
    )
    return found or Problem(_UNREACHABLE.format(name, message.source.name), identity or None)


def _name(item: etree._Element) -> str:
    return say(item, "itemmeta/title", "contentmeta/headline", "contentmeta/slugline") or item.get("guid", "an item")
