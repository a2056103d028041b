"""The Atom Syndication Format (RFC 4287), on feedgen."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from feedgen.feed import FeedGenerator

from feeds.completion import completed
from feeds.entry import Enclosure, Entry, Feed

MEDIA_TYPE = "application/atom+xml; charset=utf-8"

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def serialise(feed: Feed) -> bytes:
    """Write the feed as Atom.

    A feed without entries is dated 2000: RFC 4287 section 4.1.1 wants a date, the present would be another each
    time, and validators doubt those before 1990.
    """
    feed = completed(feed)
    writer = FeedGenerator()
    writer.register_extension("mended", _NoFeedExtension, _EntryExtension, rss=False)
    writer.generator("newsroom")
    writer.id(feed.id)
    writer.title(feed.title)
    writer.subtitle(feed.subtitle)
    writer.updated(_whole_seconds(feed.updated_at or _NEVER))
    writer.language(feed.language)
    writer.icon(feed.icon)
    writer.author([asdict(author) for author in (feed.author,) if author])
    writer.link(href=feed.url, rel="self", type="application/atom+xml")
    writer.link(href=feed.page_url, rel="alternate", type="text/html", hreflang=feed.language)
    for entry in feed.entries:
        _write_entry(writer.add_entry(order="append"), entry)
    return bytes(writer.atom_str(pretty=True))


class _NoFeedExtension:
    """Adds nothing to the feed itself; feedgen wants one beside the entries' extension."""

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_atom(self, feed: Any) -> Any:
        return feed


class _EntryExtension:
    """Says of an entry what feedgen 1.0 cannot: its language, and all of a link but the address."""

    language: str
    links: list[dict[str, str]]

    def extend_atom(self, entry: Any) -> Any:
        entry.set(_LANGUAGE, self.language)
        # feedgen asks the new element, not the link, for relation and type, and so finds none.
        for element, link in zip(entry.iterchildren("link"), self.links, strict=True):
            element.attrib.update(link)
        return entry


def _write_entry(item: Any, entry: Entry) -> None:
    item.id(entry.id)
    item.title(entry.title)
    item.updated(_whole_seconds(entry.updated_at))
    item.published(_whole_seconds(entry.published_at))
    item.author([asdict(author) for author in entry.authors])
    item.summary(entry.summary or None, type="text")
    item.content(entry.content_html or None, type="html")
    item.category([asdict(category) for category in entry.categories])
    files = dict.fromkeys(file for file in (entry.image, *entry.enclosures) if file)
    item.mended.language = entry.language
    item.mended.links = [_alternate(entry), *map(_enclosure, files)]
    item.link(item.mended.links)


def _alternate(entry: Entry) -> dict[str, str]:
    return {"href": entry.url, "rel": "alternate", "type": "text/html", "hreflang": entry.language}


def _enclosure(file: Enclosure) -> dict[str, str]:
    link = {"href": file.url, "rel": "enclosure", "type": file.media_type}
    if file.length is not None:
        link["length"] = str(file.length)
    if file.title:
        link["title"] = file.title
    return link


def _whole_seconds(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)
