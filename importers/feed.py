"""RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 (RFC 4287) through feedparser, and JSON Feed.

Contents stay as the feed has them, made absolute but not cleaned: the one gate does that. A WordPress or
Blogger export looks like a feed and holds far more; those are not taken here.
"""

import re
from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any

import feedparser

from importers.draft import ArticleDraft, Defaults, Problem, Refused, Source, Wanted
from importers.entries.entry import Enclosure, FeedEntry, make_article
from importers.entries.jsonfeed import find_next, is_json_feed, read_json_feed
from importers.entries.parts import split_feed
from importers.reading.characters import decode_text, find_charset, legible, may_open_with, read_bytes, squeeze
from importers.reading.fragment import paragraphs
from importers.reading.pictures import join_address
from importers.reading.prologue import find_root
from importers.reading.sites import is_same_site

_LIMIT = 32_000_000
_HEAD = 65_536
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_RDF = ("http://purl.org/rss/1.0/", "my.netscape.com/rdf/simple", "channel.netscape.com/rdf/simple")
_EXPORTS = ("http://wordpress.org/export/", "blogger/2008/kind#settings", "blogger/2008/kind#template", "blogger/2018")
_FOLLOWING = ("next", "prev-archive")
_AS_WRITTEN = {"sanitize_html": False, "resolve_relative_uris": True}
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BLOG_SYSTEMS = re.compile(
    r"wordpress|ghost|blogger|medium|substack|movable ?type|typepad|tumblr|livejournal|jekyll|hugo|eleventy|pelican",
    re.IGNORECASE,
)


def recognises(source: Source) -> bool:
    """Tell whether its root element, or for JSON its version, is that of a feed."""
    if not may_open_with(b"<{", source):
        return False
    text = _decode(source.head, source)
    if is_json_feed(text):
        return True
    if not (root := find_root(text)) or any(mark in text for mark in _EXPORTS):
        return False
    return _is_feed(root.name, root.attributes, text)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem | Wanted]:
    """Yield an article per entry, in the feed's order; raises Refused for a feed without entries."""
    content = read_bytes(source, _LIMIT)
    number = 0
    for found in _read_entries(content, source):
        number += 1
        if isinstance(found, Wanted):
            yield found
        elif _is_only_named(found, source):
            yield Wanted(found.url, f"the page of “{squeeze(found.title)[:80]}”")
        else:
            yield make_article(found, number, source, defaults)
    if not number:
        raise Refused(f"The feed {source.name} holds no entries.")


def _is_only_named(entry: FeedEntry, source: Source) -> bool:
    """Tell whether all that the feed has of an entry is a title and the address of its page, on the feed's own site."""
    is_bare = not (entry.content.strip() or entry.summary.strip() or entry.enclosures)
    return is_bare and bool(source.address) and is_same_site(source.address or "", entry.url)


def _read_entries(content: bytes, source: Source) -> Iterator[FeedEntry | Wanted]:
    """Yield the entries of a feed, and the pages after it (RFC 5005, sections 3 and 4; JSON Feed's `next_url`)."""
    if is_json_feed(_decode(content[:_HEAD], source)):
        text = _decode(content, source)
        yield from read_json_feed(text, source.name)
        yield from _next_page([find_next(text)], source)
        return
    # feedparser finds no feed behind leading blanks, nor in UTF-16 without a byte order mark.
    if b"\0" in content[:4]:
        content = _DECLARATION.sub("", _decode(content, source)).encode()
    for part in split_feed(content.lstrip()):
        yield from _read_xml(part, source)


def _decode(content: bytes, source: Source) -> str:
    return legible(decode_text(content, find_charset(source.media_type)))


def _is_feed(name: str, attributes: str, text: str) -> bool:
    match name:
        case "rss":
            return True
        case "rdf":
            return any(namespace in text for namespace in _RDF)
        case "feed":
            return "xmlns=" not in attributes or any(namespace in text for namespace in _ATOM)
    return False


def _next_page(addresses: list[str], source: Source) -> Iterator[Wanted]:
    for address in filter(None, addresses):
        if source.address:
            yield Wanted(join_address(source.address, address), "the next page of the feed", continues=True)


def _read_xml(content: bytes, source: Source) -> Iterator[FeedEntry | Wanted]:
    feed = _parse(content, source)
    for entry in feed.entries:
        yield _entry(entry, feed)
    links = feed.feed.get("links", ())
    yield from _next_page([one.get("href", "") for one in links if one.get("rel") in _FOLLOWING], source)


def _parse(content: bytes, source: Source) -> Any:
    headers = {"content-location": source.address or "", "content-type": source.media_type or "application/xml"}
    try:
        return feedparser.parse(BytesIO(content), **_AS_WRITTEN, response_headers=headers)
    except ValueError:
        # A declared encoding that no name could be trips feedparser.
        plain = _DECLARATION.sub("", legible(decode_text(content))).encode()
        return feedparser.parse(BytesIO(plain), **_AS_WRITTEN, response_headers=headers | {"content-type": "text/xml"})


def _entry(entry: Any, feed: Any) -> FeedEntry:
    # Its own get() answers `published` for a missing `updated`, with a warning.
    published, updated = dict.get(entry, "published", ""), dict.get(entry, "updated", "")
    if not published and not feed.version.startswith("atom"):
        # feedparser files dc:date, an item's only date in RSS 1.0, as the date of change.
        published, updated = updated or entry.get("created", ""), ""
    return FeedEntry(
        title=_html(entry.get("title_detail")),
        content=_html(_best_content(entry)),
        summary=_html(entry.get("summary_detail")),
        id=entry.get("id", ""),
        url=entry.get("link", ""),
        published=published,
        updated=updated,
        authors=_authors(entry, feed),
        categories=tuple(tag.term or tag.label for tag in entry.get("tags", ()) if tag.term or tag.label),
        enclosures=tuple(_enclosures(entry)),
        language=_language(entry, feed),
        blog_system=_blog_system(feed),
    )


def _html(detail: Any) -> str:
    """Give a text construct as HTML, by its type (RFC 4287, section 3.1)."""
    value = (detail or {}).get("value") or ""
    if (detail or {}).get("type") != "text/plain":
        return str(value)
    return paragraphs(value) if "\n" in value.strip() else escape(value, quote=False)


def _best_content(entry: Any) -> Any:
    """Give the content in HTML before one in plain text; one that is only referred to has no value."""
    contents = [content for content in entry.get("content", ()) if content.get("value")]
    return next((content for content in contents if "html" in content.get("type", "")), next(iter(contents), None))


def _authors(entry: Any, feed: Any) -> tuple[str, ...]:
    own = entry.get("authors", ())
    # In Atom a feed's author is that of every entry without one (RFC 4287, section 4.2.1).
    authors = own if any(own) or not feed.version.startswith("atom") else feed.feed.get("authors", ())
    return tuple(author["name"] for author in authors if author.get("name"))


def _enclosures(entry: Any) -> Iterator[Enclosure]:
    for file in entry.get("enclosures", ()):
        if file.get("href"):
            yield Enclosure(file["href"], file.get("type"), file.get("title"))
    credit = next((credit.get("content") for credit in entry.get("media_credit", ())), None)
    pictures = [*entry.get("media_content", ()), *entry.get("media_thumbnail", ())]
    for file in pictures:
        if file.get("url"):
            media_type = file.get("type") or ("image" if file.get("medium") == "image" or "type" not in file else None)
            yield Enclosure(file["url"], media_type, None, credit)


def _language(entry: Any, feed: Any) -> str:
    details = (entry.get("title_detail"), *entry.get("content", ()), entry.get("summary_detail"))
    own = next((detail["language"] for detail in details if detail and detail.get("language")), None)
    return str(entry.get("language") or own or feed.feed.get("language") or "")


def _blog_system(feed: Any) -> str:
    generator = feed.feed.get("generator_detail") or {}
    found = _BLOG_SYSTEMS.search(f"{generator.get('name', '')} {generator.get('href', '')}")
    return found[0] if found else ""
