"""NewsML-G2 2.35 (iptc.org/standards/newsml-g2): an article as a newsItem, a list as a newsMessage with its package."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree, html

from feeds.completion import completed
from feeds.entry import Author, Card, Category, Enclosure, Entry, Feed
from feeds.legible import legible

MEDIA_TYPE = "application/xml"

_NAR = "http://iptc.org/std/nar/2006-10-01/"
_XHTML = "http://www.w3.org/1999/xhtml"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CATALOGUE = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"
_EDITION = {"standard": "NewsML-G2", "standardversion": "2.35", "conformance": "power"}
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_CONTACT, _PHOTOGRAPHER = "ctrol:contact", "crol:photographer"


def serialise(feed: Feed) -> bytes:
    """Write a list as a message: a package that names its articles in order, and each of them.

    It was sent when it last changed: the present would be another each time.
    """
    feed = completed(feed)
    message = etree.Element(_name("newsMessage"), nsmap={None: _NAR})
    header = _add(message, "header")
    _add(header, "sent", _instant(feed.changed_at or _NEVER))
    _add(header, "catalogRef", href=_CATALOGUE)
    _add(header, "sender", feed.author.name if feed.author else feed.title)
    items = _add(message, "itemSet")
    items.extend([_package(feed), *map(_item, feed.entries)])
    return _written(message)


def serialise_entry(entry: Entry) -> bytes:
    """Write one article."""
    return _written(_item(legible(entry)))


def _package(feed: Feed) -> Any:
    changed_at = feed.changed_at or _NEVER
    # Of a list nobody counts the versions; the second of its last change grows as a count would.
    package = _start("packageItem", feed.package_id or feed.id, max(1, int(changed_at.timestamp())), feed.language)
    publisher = feed.author or Author(name=feed.title)
    _add_item_meta(package, "ninat:composite", publisher, changed_at, changed_at)
    _add(_add(package, "contentMeta"), "headline", feed.title)
    group = _add(_add(package, "groupSet", root="G1"), "group", id="G1", role="group:main", mode="pgrmod:seq")
    for entry in feed.entries:
        reference = _add(group, "itemRef", residref=entry.id, version=str(entry.version))
        _add(reference, "title", entry.title)
    return package


def _item(entry: Entry) -> Any:
    item = _start("newsItem", entry.id, entry.version, entry.language)
    meta = _add_item_meta(
        item, "ninat:text", entry.publisher or Author(name=entry.url), entry.published_at, entry.changed_at
    )
    _add(meta, "title", entry.title)
    _add_links(meta, entry)
    _add_content_meta(item, entry)
    _add_content(_add(item, "contentSet"), entry)
    return item


def _start(name: str, guid: str, version: int, language: str) -> Any:
    item = etree.Element(_name(name), {"guid": guid, "version": str(version), **_EDITION}, nsmap={None: _NAR})
    item.set(_LANGUAGE, language)
    _add(item, "catalogRef", href=_CATALOGUE)
    return item


def _add_item_meta(item: Any, kind: str, publisher: Author, first: datetime, changed: datetime) -> Any:
    meta = _add(item, "itemMeta")
    _add(meta, "itemClass", qcode=kind)
    _add(_add(meta, "provider", **({"uri": publisher.uri} if publisher.uri else {})), "name", publisher.name)
    _add(meta, "versionCreated", _instant(changed))
    _add(meta, "firstCreated", _instant(first))
    _add(meta, "pubStatus", qcode="stat:usable")
    return meta


def _add_links(meta: Any, entry: Entry) -> None:
    """Lead to the page, to the pictures and files, and to the same text in other languages."""
    _add(meta, "link", rel="irel:seeAlso", href=entry.url, contenttype="text/html")
    for file in dict.fromkeys(file for file in (entry.image, *entry.enclosures) if file):
        size = {"size": str(file.length)} if file.length is not None else {}
        link = _add(meta, "link", rel="irel:seeAlso", href=file.url, contenttype=_bare(file), **size)
        if named := " ".join(filter(None, (file.title, f"({file.credit})" if file.credit else None))):
            _add(link, "title", named)
    for other in entry.translations:
        _add(meta, "link", rel="irel:translatedFrom" if other == entry.original else "irel:seeAlso", residref=other)


def _add_content_meta(item: Any, entry: Entry) -> None:
    meta = _add(item, "contentMeta")
    _add(meta, "contentCreated", _instant(entry.published_at))
    _add(meta, "contentModified", _instant(entry.changed_at))
    if entry.dateline:
        _add(_add(meta, "located"), "name", entry.dateline)
    for author in entry.authors:
        _add(_add(meta, "creator"), "name", author.name)
    for card in entry.contacts:
        _add_contact(meta, card)
    _add(meta, "language", tag=entry.language)
    for category in entry.categories[:1]:
        _add(_add(meta, "genre", literal=category.term), "name", category.label)
    for category in entry.categories[1:]:
        _add_subject(meta, category)
    if entry.dateline:
        _add(meta, "dateline", entry.dateline)
    if entry.byline:
        _add(meta, "by", entry.byline)
    _add(meta, "headline", entry.title)
    if entry.summary:
        _add(meta, "description", entry.summary, role="drol:summary")


def _add_contact(meta: Any, card: Card) -> None:
    contributor = _add(meta, "contributor", role=_CONTACT, uri=card.id)
    _add(contributor, "name", card.name or card.title or card.unit or card.organisation or card.url)
    for said in filter(None, (card.title, card.unit, card.organisation)):
        _add(contributor, "definition", said)
    info = _add(_add(contributor, "personDetails"), "contactInfo") if card.emails or card.phones else None
    for name, values in (("email", card.emails), ("phone", card.phones)):
        for value in values:
            _add(info, name, value)


def _add_subject(meta: Any, category: Category) -> None:
    if category.media_topic:
        subject = _add(meta, "subject", type="cpnat:abstract", qcode=f"medtop:{category.media_topic}")
    else:
        subject = _add(meta, "subject", type="cpnat:abstract", literal=category.term)
    _add(subject, "name", category.label)


def _add_content(content: Any, entry: Entry) -> None:
    """Write the text as XHTML, or what stands for it where there is none."""
    inline = _add(content, "inlineXML", contenttype="application/xhtml+xml")
    inline.set(_LANGUAGE, entry.language)
    page = etree.SubElement(inline, f"{{{_XHTML}}}html", nsmap={None: _XHTML})
    etree.SubElement(etree.SubElement(page, f"{{{_XHTML}}}head"), f"{{{_XHTML}}}title").text = entry.title
    body = etree.SubElement(page, f"{{{_XHTML}}}body")
    parsed = html.fragment_fromstring(entry.body_html or entry.content_html or " ", create_parent="div")
    body.append(_as_xhtml(parsed))


def _as_xhtml(element: Any) -> Any:
    """Copy an HTML tree into the namespace of XHTML, without comments; what has no name in XML keeps its words."""
    tag = element.tag if _is_name(element.tag) else "span"
    copy = etree.Element(f"{{{_XHTML}}}{tag}", dict(_attributes(element)))
    copy.text, copy.tail = element.text, element.tail
    for child in element.iterchildren(tag=etree.Element):
        copy.append(_as_xhtml(child))
    return copy


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in element.items() if _is_name(name))


def _is_name(name: str) -> bool:
    return name.isascii() and name[:1].isalpha() and name.replace("-", "").isalnum()


def _bare(file: Enclosure) -> str:
    return file.media_type.partition(";")[0]


def _instant(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _name(name: str) -> str:
    return f"{{{_NAR}}}{name}"


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, _name(name), attributes)
    element.text = text
    return element


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
