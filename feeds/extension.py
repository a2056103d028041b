"""What feedgen cannot say: links with all their words, languages, files with credit, archives and tombstones."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from lxml import etree

from feeds.entry import Enclosure, Entry, Feed, Link

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class FeedExtension:
    """Adds to the feed itself what stands before its entries; without a feed feedgen asks for namespaces alone."""

    feed: Feed
    namespaces: dict[str, str]

    def extend_ns(self) -> dict[str, str]:
        """Give the namespaces by their prefixes."""
        return self.namespaces

    def extend_atom(self, root: Any) -> Any:
        """Add to an Atom feed."""
        _write_links(root, "link", self.feed.links)
        _mark_history(root, self.feed)
        for grave in self.feed.tombstones:
            deleted = _add(root, f"{{{TOMBSTONES}}}deleted-entry", ref=grave.ref, when=grave.at.isoformat())
            if grave.comment:
                _add(deleted, f"{{{TOMBSTONES}}}comment", grave.comment)
        return root

    def extend_rss(self, root: Any) -> Any:
        """Add to the channel of RSS."""
        channel = root.find("channel")
        _write_links(channel, f"{{{ATOM}}}link", self.feed.links)
        _mark_history(channel, self.feed)
        # An empty feed has no date.
        if self.feed.updated_at:
            _add(channel, "lastBuildDate", format_datetime(self.feed.updated_at))
        return root


class EntryExtension:
    """Adds to an entry its language, its dates as they are, and all of a link or file but the address."""

    entry: Entry
    links: list[dict[str, str]]
    files: Iterable[Enclosure]

    def extend_atom(self, element: Any) -> Any:
        """Add to an entry of Atom."""
        element.set(LANGUAGE, self.entry.language)
        # feedgen asks the new element, not the link, for relation and type, and so finds none.
        for link, said in zip(element.iterchildren("link"), self.links, strict=True):
            link.attrib.update(said)
        return element

    def extend_rss(self, item: Any) -> Any:
        """Add to an item of RSS."""
        _add(item, "pubDate", format_datetime(self.entry.published_at))
        _add(item, f"{{{ATOM}}}updated", whole_seconds(self.entry.updated_at).isoformat())
        for file in self.files:
            # In a media:group they would be renditions of one thing.
            _write_file(item, file, self.entry.language)
        return item


def namespaces_of(feed: Feed, *, media: bool = False) -> dict[str, str]:
    """Give the namespaces that a feed needs besides its format's own."""
    found = {"media": MEDIA} if media and any(entry.enclosures or entry.image for entry in feed.entries) else {}
    found |= {"fh": HISTORY} if feed.is_archive or feed.is_complete else {}
    return found | ({"at": TOMBSTONES} if feed.tombstones else {})


def styled(document: bytes, feed: Feed) -> bytes:
    """Give the document with a style sheet for people (xml-stylesheet, W3C), after its XML declaration."""
    if not feed.style_url:
        return document
    head, end, rest = document.partition(b"?>\n")
    instruction = etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{feed.style_url}"')
    return b"".join((head, end, etree.tostring(instruction), b"\n", rest))


def whole_seconds(instant: datetime) -> datetime:
    """Give an instant without its fraction of a second."""
    return instant.replace(microsecond=0)


def _write_links(parent: Any, name: str, links: Iterable[Link]) -> None:
    for link in links:
        _add(parent, name, rel=link.rel, href=link.href, type=link.media_type)


def _mark_history(parent: Any, feed: Feed) -> None:
    """Mark a document of an archive, and one that is all there is (RFC 5005 sections 4 and 2)."""
    if feed.is_archive:
        _add(parent, f"{{{HISTORY}}}archive")
    if feed.is_complete:
        _add(parent, f"{{{HISTORY}}}complete")


def _write_file(item: Any, file: Enclosure, language: str) -> None:
    """Write a file as Media RSS has it (rssboard.org/media-rss), with its caption, its credit and its licence."""
    content = _add(item, f"{{{MEDIA}}}content", **_media_attributes(file))
    if file.title:
        _add(content, f"{{{MEDIA}}}title", file.title, type="plain")
    if file.description:
        _add(content, f"{{{MEDIA}}}description", file.description, type="plain")
    if file.credit:
        _add(content, f"{{{MEDIA}}}credit", file.credit)
    if file.licence:
        _add(content, f"{{{MEDIA}}}copyright", file.licence)
    content.set("lang", language)


def _media_attributes(file: Enclosure) -> dict[str, str]:
    kind = file.media_type.partition("/")[0]
    medium = kind if kind in {"image", "audio", "video"} else "document"
    measured = {"fileSize": file.length, "width": file.width, "height": file.height}
    sizes = {name: str(value) for name, value in measured.items() if value is not None}
    return {"url": file.url, "type": file.media_type, "medium": medium, **sizes}


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, name, attributes)
    element.text = text
    return element
