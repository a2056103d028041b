"""JSON Feed 1 and 1.1 (jsonfeed.org). Values of a wrong type count as missing, as the format is loose."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from importers.draft import Refused
from importers.entries.entry import Enclosure, FeedEntry
from importers.reading.fragment import paragraphs

_VERSION = "jsonfeed.org/version/1"


def is_json_feed(head: str) -> bool:
    """Tell whether a text begins as a JSON Feed, which names its version in its first lines."""
    return head.lstrip().startswith("{") and _VERSION in head.replace("\\/", "/")


def read_json_feed(text: str, name: str) -> list[FeedEntry]:
    """Give the items of a JSON Feed; raises Refused when it is no JSON or no feed."""
    feed = _load(text, name)
    return [_entry(item, feed) for item in _list(feed.get("items")) if isinstance(item, dict)]


def find_next(text: str) -> str:
    """Give the address of the page after a JSON Feed that was read; empty where it is the last."""
    return _text(json.loads(text).get("next_url"))


def _load(text: str, name: str) -> dict[str, Any]:
    try:
        feed = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(f"The feed {name} is broken at line {error.lineno}: {error.msg}.") from error
    except (ValueError, RecursionError) as error:
        raise Refused(f"The feed {name} is no JSON that can be read.") from error
    if not isinstance(feed, dict) or _VERSION not in _text(feed.get("version")):
        raise Refused(f"{name} is JSON, but no JSON Feed of version 1 or 1.1.")
    return feed


def _entry(item: dict[str, Any], feed: dict[str, Any]) -> FeedEntry:
    html, text = _text(item.get("content_html")), _text(item.get("content_text"))
    images = [address for name in ("image", "banner_image") if (address := _text(item.get(name)))]
    return FeedEntry(
        title=escape(_text(item.get("title")), quote=False),
        content=html or paragraphs(text),
        summary=escape(_text(item.get("summary")), quote=False),
        id=_text(item.get("id")),
        url=_text(item.get("url")),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        authors=_authors(item) or _authors(feed),
        categories=tuple(filter(None, map(_text, _list(item.get("tags"))))),
        enclosures=(*(Enclosure(url, "image") for url in images), *_files(item)),
        language=_text(item.get("language")) or _text(feed.get("language")),
    )


def _authors(value: dict[str, Any]) -> tuple[str, ...]:
    # Version 1 has one `author`, version 1.1 a list of `authors`.
    authors = [*_list(value.get("authors")), value.get("author")]
    return tuple(name for author in authors if isinstance(author, dict) and (name := _text(author.get("name"))))


def _files(item: dict[str, Any]) -> Iterator[Enclosure]:
    for file in _list(item.get("attachments")):
        if isinstance(file, dict) and (url := _text(file.get("url"))):
            yield Enclosure(url, _text(file.get("mime_type")) or None, _text(file.get("title")) or None)


def _text(value: object) -> str:
    # Publishers write numbers as ids, which version 1 asks readers to accept.
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
