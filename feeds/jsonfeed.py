"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Mapping
from datetime import datetime

from feeds.completion import completed
from feeds.entry import Author, Enclosure, Entry, Feed

MEDIA_TYPE = "application/feed+json"


def serialise(feed: Feed) -> bytes:
    """Write the feed as JSON Feed; what the format has no word for stands in the extension `_newsroom`."""
    feed = completed(feed)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "description": feed.subtitle or feed.title,
        "next_url": feed.next_url,
        "icon": feed.icon,
        "authors": [_author(author) for author in (feed.author,) if author],
        "language": feed.language,
        "_newsroom": feed.extension,
    }
    items = [_item(entry) for entry in feed.entries]
    return json.dumps({**_present(document), "items": items}, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, object]:
    return _present(
        {
            "id": entry.feed_id or entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.content_html,
            "summary": entry.summary,
            "image": entry.image and entry.image.url,
            "date_published": _instant(entry.published_at),
            "date_modified": _instant(entry.updated_at),
            "authors": [_author(author) for author in entry.authors],
            "tags": [category.label for category in entry.categories],
            "language": entry.language,
            "attachments": [_attachment(file) for file in entry.enclosures],
            "_newsroom": entry.extension,
        }
    )


def _author(author: Author) -> dict[str, object]:
    return _present({"name": author.name, "url": author.uri or (author.email and f"mailto:{author.email}")})


def _attachment(file: Enclosure) -> dict[str, object]:
    attachment = {"url": file.url, "mime_type": file.media_type, "title": file.title}
    return _present(attachment) | ({} if file.length is None else {"size_in_bytes": file.length})


def _instant(instant: datetime) -> str:
    """Write an instant as RFC 3339 has it."""
    return instant.isoformat(timespec="seconds")


def _present(members: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in members.items() if value}
