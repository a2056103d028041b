"""What a feed and its entries need before any format can say them."""

import re
from dataclasses import replace
from html import escape

from feeds.entry import Author, Entry, Feed
from feeds.legible import legible

_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def completed(feed: Feed) -> Feed:
    """Give the feed with legible texts, and with what its formats require filled in from what it has.

    A title is never empty, the feed has an author and every entry too, an entry without content carries
    its summary or its title as content, and `updated_at` is None only when there are no entries.
    """
    feed = legible(feed)
    title = feed.title.strip() or feed.page_url
    author = feed.author or Author(name=title)
    return replace(
        feed,
        title=title,
        author=author,
        updated_at=feed.updated_at or max((entry.updated_at for entry in feed.entries), default=None),
        entries=tuple(_completed_entry(entry, author) for entry in feed.entries),
    )


def untagged(title: str) -> str:
    """Give a title in which nothing can be taken for a tag: half of all readers take titles for HTML, and drop them.

    A word joiner (U+2060), which nobody sees, stands behind the sign.
    """
    return _TAG.sub("<\u2060", title)


def _completed_entry(entry: Entry, author: Author) -> Entry:
    title = entry.title.strip() or entry.url
    return replace(
        entry,
        title=title,
        authors=tuple(named for named in entry.authors if named.name.strip()) or (author,),
        content_html=entry.content_html or _paragraphs(entry.summary or "") or _paragraphs(title),
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())
