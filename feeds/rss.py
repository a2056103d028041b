"""RSS 2.0 (rssboard.org/rss-specification) with Dublin Core, content, Media RSS and archives (RFC 5005), on feedgen."""

import re
from html import escape
from typing import Any

from feedgen.feed import FeedGenerator

from feeds.completion import completed, disarmed
from feeds.entry import Category, Entry, Feed
from feeds.extension import EntryExtension, FeedExtension, namespaces_of, styled

MEDIA_TYPE = "application/rss+xml; charset=utf-8"

_PLAIN = re.compile(rb"<(title|description|category|dc:creator)\b[^>]*>.*?</\1>", re.DOTALL)


def serialise(feed: Feed) -> bytes:
    """Write the feed as RSS.

    An item has one enclosure at most, the first file of a known length, because readers take no more;
    the image and the other files are media:content.
    """
    feed = disarmed(completed(feed))
    writer = FeedGenerator()
    writer.load_extension("dc", atom=False)
    writer.register_extension("mended", FeedExtension, EntryExtension, atom=False)
    writer.mended.feed = feed
    writer.mended.namespaces = namespaces_of(feed, media=True)
    writer.generator("newsroom")
    writer.title(feed.title)
    writer.description(feed.subtitle or feed.title)
    writer.language(feed.language)
    writer.link(href=feed.url, rel="self", type="application/rss+xml")
    # The last link added becomes the channel's.
    writer.link(href=feed.page_url, rel="alternate")
    # Left to itself feedgen writes the present moment, and switches the locale of the whole process to do so.
    writer._FeedGenerator__rss_lastBuildDate = None
    for entry in feed.entries:
        _write_item(writer.add_entry(order="append"), entry)
    return styled(_PLAIN.sub(_spelled, writer.rss_str(pretty=True)), feed)


def _spelled(element: re.Match[bytes]) -> bytes:
    """Write `&` and `<` as the RSS profile has them in plain text (rssboard.org/rss-profile, Character Data)."""
    return element[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def _write_item(item: Any, entry: Entry) -> None:
    item.guid(entry.feed_id or entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.url, rel="alternate")
    # Readers take a description for HTML, the RSS profile says so too; the summary is plain.
    item.description(escape(entry.summary, quote=False) if entry.summary else None)
    item.content(entry.content_html or None)
    # RSS's own author is an e-mail address, which is nobody's business here.
    item.dc.dc_creator([author.name for author in entry.authors])
    item.dc.dc_language(entry.language)
    item.category([_category(category) for category in entry.categories])
    item.mended.entry = entry
    enclosure = next((file for file in entry.enclosures if file.length is not None), None)
    if enclosure:
        item.enclosure(enclosure.url, str(enclosure.length), enclosure.media_type)
    files = dict.fromkeys(file for file in (entry.image, *entry.enclosures) if file)
    # A picture is there in both: an enclosure has no word for its credit.
    item.mended.files = [file for file in files if file != enclosure or file.credit]


def _category(category: Category) -> dict[str, str | None]:
    return {"term": category.term, "label": category.label, "scheme": category.scheme}
