"""RSS 2.0 (rssboard.org/rss-specification) with Dublin Core, content and Media RSS, on feedgen."""

import re
from dataclasses import asdict
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from feedgen.feed import FeedGenerator

from feeds.completion import completed
from feeds.entry import Enclosure, Entry, Feed

MEDIA_TYPE = "application/rss+xml; charset=utf-8"

_TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)


def serialise(feed: Feed) -> bytes:
    """Write the feed as RSS.

    An item has one enclosure at most, the first file of a known length, because readers take no more;
    the image and the other files are media:content.
    """
    feed = completed(feed)
    writer = FeedGenerator()
    writer.load_extension("dc", atom=False)
    writer.load_extension("media", atom=False)
    writer.register_extension("dated", _ChannelDate, _ItemDate, atom=False)
    writer.generator("newsroom")
    writer.title(feed.title)
    writer.description(feed.subtitle or feed.title)
    writer.language(feed.language)
    writer.link(href=feed.url, rel="self", type="application/rss+xml")
    # The last link added becomes the channel's.
    writer.link(href=feed.page_url, rel="alternate")
    # Left to itself feedgen writes the present moment, and switches the locale of the whole process to do so.
    writer._FeedGenerator__rss_lastBuildDate = None
    writer.dated.updated_at = feed.updated_at
    for entry in feed.entries:
        _write_item(writer.add_entry(order="append"), entry)
    return _TITLE.sub(_spell_title, writer.rss_str(pretty=True))


class _ChannelDate:
    """Dates the channel by its own last change; an empty one has no date."""

    updated_at: datetime | None

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, root: Any) -> Any:
        if self.updated_at:
            _write_date(root.find("channel"), "lastBuildDate", self.updated_at)
        return root


class _ItemDate:
    """Dates the item by its publication."""

    published_at: datetime

    def extend_rss(self, item: Any) -> Any:
        _write_date(item, "pubDate", self.published_at)
        return item


def _write_date(parent: Any, name: str, instant: datetime) -> None:
    element = parent.makeelement(name)
    element.text = format_datetime(instant)
    parent.append(element)


def _spell_title(title: re.Match[bytes]) -> bytes:
    """Write `&` and `<` as the RSS profile has them in plain text (rssboard.org/rss-profile, Character Data)."""
    return title[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def _write_item(item: Any, entry: Entry) -> None:
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.url, rel="alternate")
    item.dated.published_at = entry.published_at
    # Readers take a description for HTML, the RSS profile says so too; the summary is plain.
    item.description(escape(entry.summary, quote=False) if entry.summary else None)
    item.content(entry.content_html or None)
    # RSS's own author is an e-mail address, which is nobody's business here.
    item.dc.dc_creator([author.name for author in entry.authors])
    item.category([asdict(category) for category in entry.categories])
    _write_files(item, entry)


def _write_files(item: Any, entry: Entry) -> None:
    enclosure = next((file for file in entry.enclosures if file.length is not None), None)
    if enclosure:
        item.enclosure(enclosure.url, str(enclosure.length), enclosure.media_type)
    for file in dict.fromkeys(file for file in (entry.image, *entry.enclosures) if file and file != enclosure):
        # In a media:group they would be renditions of one thing.
        item.media.content(_media_content(file), group=None)


def _media_content(file: Enclosure) -> dict[str, str]:
    kind = file.media_type.partition("/")[0]
    content = {"url": file.url, "type": file.media_type}
    content["medium"] = kind if kind in {"image", "audio", "video"} else "document"
    if file.length is not None:
        content["fileSize"] = str(file.length)
    return content
