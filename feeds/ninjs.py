"""ninjs 3.1 (iptc.org/standards/ninjs): an article, or a list of them, as agencies' systems take it in."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from lxml import html

from feeds.completion import completed
from feeds.entry import Card, Category, Enclosure, Entry, Feed
from feeds.legible import legible

MEDIA_TYPE = "application/json"

MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def serialise(feed: Feed) -> bytes:
    """Write a list as a composite item with its articles as associations, in their order."""
    feed = completed(feed)
    document = {
        "uri": feed.package_id or feed.id,
        "standard": _STANDARD,
        "type": "composite",
        "pubStatus": "usable",
        "versionCreated": _instant(feed.changed_at) if feed.changed_at else None,
        "language": feed.language,
        "headlines": [{"role": "main", "value": feed.title}],
        "associations": [
            {"name": f"article{place}", "rel": "member", **_item(entry)} for place, entry in enumerate(feed.entries, 1)
        ],
    }
    return _written(document)


def serialise_entry(entry: Entry) -> bytes:
    """Write one article."""
    return _written({"standard": _STANDARD, **_item(legible(entry))})


def _item(entry: Entry) -> dict[str, object]:
    pictures = [file for file in _files(entry) if file.media_type.startswith("image/")]
    others = [file for file in _files(entry) if not file.media_type.startswith("image/")]
    item = {
        "uri": entry.id,
        "type": "text",
        "representationType": "full",
        "version": str(entry.version),
        "firstCreated": _instant(entry.published_at),
        "versionCreated": _instant(entry.changed_at),
        "pubStatus": "usable",
        "language": entry.language,
        "headlines": [{"role": "main", "value": entry.title}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": entry.summary or ""}],
        "bodies": list(_bodies(entry)),
        "by": entry.byline,
        "located": entry.dateline,
        "genres": [{"name": category.label, "literal": category.term} for category in entry.categories[:1]],
        "subjects": [_subject(category) for category in entry.categories[1:]],
        "people": [_person(card) for card in entry.contacts if card.name],
        "organisations": [_desk(card) for card in entry.contacts if not card.name],
        "infoSources": [{"name": entry.publisher.name, "role": "publisher"}] if entry.publisher else [],
        "altIds": [{"role": "web", "value": entry.url}],
        "associations": [_picture(file, place) for place, file in enumerate(pictures, 1)],
        "renditions": [_rendition(file, file.title or f"file{place}") for place, file in enumerate(others, 1)],
    }
    return _present(item)


def _files(entry: Entry) -> Iterator[Enclosure]:
    yield from dict.fromkeys(file for file in (entry.image, *entry.enclosures) if file)


def _bodies(entry: Entry) -> Iterator[dict[str, object]]:
    # The plain body has the captions as well, which are not counted.
    count = _count(entry.body_html) if entry.body_html else len(entry.body_text)
    for media_type, body in (("text/html", entry.body_html), ("text/plain", entry.body_text)):
        if body:
            yield {"role": "main", "contentType": media_type, "charCount": count, "value": body}


def _count(body: str) -> int:
    """Count the characters of what is read, without captions."""
    read = html.fragment_fromstring(body, create_parent="div")
    for caption in read.findall(".//figcaption"):
        caption.drop_tree()
    return len(" ".join(read.text_content().split()))


def _subject(category: Category) -> dict[str, object]:
    address = category.media_topic and f"{MEDIA_TOPICS}{category.media_topic}"
    return _present({"name": category.label, "rel": "about", "uri": address, "literal": category.term})


def _person(card: Card) -> dict[str, object]:
    return {"name": card.name, "rel": "contact", "uri": card.id, "contactInfo": list(_contact_info(card))}


def _desk(card: Card) -> dict[str, object]:
    name = card.title or card.unit or card.organisation or ""
    return {"name": name, "rel": "contact", "uri": card.id, "contactInfo": list(_contact_info(card))}


def _contact_info(card: Card) -> Iterator[dict[str, str]]:
    told = (("title", card.title), ("unit", card.unit), ("organisation", card.organisation))
    yield from ({"type": kind, "value": value} for kind, value in told if value)
    yield from ({"type": "phone", "value": phone} for phone in card.phones)
    yield from ({"type": "email", "value": email} for email in card.emails)


def _picture(file: Enclosure, place: int) -> dict[str, object]:
    said = (("caption", file.title), ("alternative", file.description))
    picture = {
        "name": f"picture{place}",
        "uri": file.url,
        "type": "picture",
        "by": file.credit,
        "usageTerms": file.licence,
        "descriptions": [{"role": role, "value": value} for role, value in said if value],
        "renditions": [_rendition(file, "original")],
    }
    return _present(picture)


def _rendition(file: Enclosure, name: str) -> dict[str, object]:
    measured = {"width": file.width, "height": file.height, "sizeInBytes": file.length}
    return _present({"name": name, "href": file.url, "contentType": file.media_type, **measured})


def _instant(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _present(members: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in members.items() if value not in (None, "", [])}


def _written(document: Mapping[str, object]) -> bytes:
    return json.dumps(_present(document), ensure_ascii=False, indent=1).encode()
