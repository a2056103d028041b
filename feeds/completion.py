"""What a feed and its entries need before any format can say them."""

from dataclasses import replace
from html import escape

from feeds.entry import Author, Entry, Feed
from feeds.legible import legible


def completed(feed: Feed) -> Feed:
    """Give the feed with legible texts, and with what its formats require filled in from what it has.

    A title is never empty, the feed has an author and every entry too, an entry without content carries
    its summary as content, and `updated_at` is None only when there are no entries.
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


def _completed_entry(entry: Entry, author: Author) -> Entry:
    return replace(
        entry,
        title=entry.title.strip() or entry.url,
        authors=tuple(named for named in entry.authors if named.name.strip()) or (author,),
        content_html=entry.content_html or _paragraphs(entry.summary or ""),
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())
