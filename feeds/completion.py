"""What a feed and its entries need before any format can say them."""

import re
from dataclasses import replace
from html import escape
from html.entities import name2codepoint

from feeds.entry import Author, Entry, Feed
from feeds.legible import legible

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(#?\w+)")


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


def disarmed(feed: Feed) -> Feed:
    """Give the feed with plain texts of which no part can be taken for a tag or a character reference.

    Many readers take titles and names for HTML, drop `<b>` and decode `&amp;` once more. A word joiner (U+2060), which
    nobody sees, stands behind such a sign.
    """
    return replace(
        feed,
        title=_disarmed(feed.title),
        subtitle=feed.subtitle and _disarmed(feed.subtitle),
        author=feed.author and replace(feed.author, name=_disarmed(feed.author.name)),
        entries=tuple(map(_disarmed_entry, feed.entries)),
    )


def _disarmed_entry(entry: Entry) -> Entry:
    return replace(
        entry,
        title=_disarmed(entry.title),
        summary=entry.summary and _disarmed(entry.summary),
        authors=tuple(replace(author, name=_disarmed(author.name)) for author in entry.authors),
        categories=tuple(replace(one, label=_disarmed(one.label)) for one in entry.categories),
    )


def _disarmed(text: str) -> str:
    return _REFERENCE.sub(_parted, _TAG.sub("<\u2060", text))


def _parted(reference: re.Match[str]) -> str:
    """Part `&` from what HTML knows by name, or by number; `R&D` is neither."""
    name = reference[1]
    return f"&\u2060{name}" if name in name2codepoint or not name.isalpha() else reference[0]


def _completed_entry(entry: Entry, author: Author) -> Entry:
    title = entry.title.strip() or entry.url
    return replace(
        entry,
        title=title,
        authors=tuple(named for named in entry.authors if named.name.strip()) or (author,),
        content_html=entry.content_html or paragraphs(entry.summary or "") or paragraphs(title),
    )


def paragraphs(text: str) -> str:
    """Give plain text as HTML, a paragraph a line."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())
