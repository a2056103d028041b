"""Our JSON model as JSON Schema (2020-12), the words of models.py one by one."""

from collections.abc import Mapping
from typing import Any

from newsroom.kit import KitKind
from newsroom.model import Change, Kind

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
INSTANT: Schema = {"type": "string", "format": "date-time"}
MOMENT: Schema = {
    "description": "An instant, or a bare day where no hour is known.",
    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}],
}
_LISTED = ("Contact", "Event", "Correction", "TopicCount", "Month", "Picture", "File")
ID: Schema = {"type": "string", "pattern": "^urn:uuid:", "description": "Never changes, and is nothing else's."}


def schemas() -> Mapping[str, Schema]:
    """Give the schema of every thing by its name, as OpenAPI's components have them."""
    return {
        "Article": _thing("article", **_TEASER, **_WHOLE),
        "Teaser": _thing("article", **_TEASER),
        "Contact": _thing("contact", **_CONTACT),
        "Event": _thing("event", **_EVENT),
        "Correction": _thing("correction", **_CHANGE, article=ref("Teaser")),
        "TopicCount": _thing("topic", **_TOPIC, articles=NUMBER),
        "Month": _thing("month", month={"type": "string", "pattern": r"^\d{4}-\d\d$"}, url=ADDRESS, articles=NUMBER),
        "Topic": _object(**_TOPIC),
        "Image": _object(url=TEXT, **_IMAGE),
        "Picture": _thing("image", **_PICTURE, **_IMAGE),
        "Rendition": _object(url=ADDRESS, media_type=TEXT, width=NUMBER, height=NUMBER, size=NUMBER),
        "File": _thing("file", **_FILE, **_IMAGE),
        "Attachment": _object(url=TEXT, name=TEXT, media_type=_maybe(TEXT), size=_maybe(NUMBER)),
        "Change": _object(**_CHANGE),
        "Translation": _object(id=ID, language=TEXT, headline=TEXT, url=ADDRESS),
        "JsonFeed": _JSON_FEED,
        "Problem": _PROBLEM,
        **{f"{name}List": _listing(name) for name in _LISTED},
    }


def ref(name: str) -> Schema:
    """Refer to a schema of the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**members: Schema) -> Schema:
    return {"type": "object", "required": list(members), "properties": members}


def _thing(kind: str, /, **members: Schema) -> Schema:
    return _object(type={"const": kind}, **members)


def _listing(name: str) -> Schema:
    return _object(items=_many(ref(name)), next=_maybe(ADDRESS))


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_TEASER: dict[str, Schema] = {
    "id": ID,
    "url": ADDRESS,
    "kind": {"enum": [kind.value for kind in Kind]},
    "slug": TEXT,
    "headline": TEXT,
    **{name: _maybe(TEXT) for name in ("lead", "byline", "dateline")},
    "language": {"type": "string", "description": "A language tag (BCP 47)."},
    "published_at": INSTANT,
    "updated_at": _maybe(INSTANT),
    "tags": _many(ref("Topic")),
}
_WHOLE: dict[str, Schema] = {
    "body_html": TEXT,
    "body_text": TEXT,
    "canonical_url": _maybe(TEXT),
    "images": _many(ref("Image")),
    "attachments": _many(ref("Attachment")),
    "contacts": _many(ref("Contact")),
    "changes": _many(ref("Change")),
    "translations": _many(ref("Translation")),
    "formats": {"type": "object", "additionalProperties": ADDRESS},
}
_TOPIC: dict[str, Schema] = {"slug": TEXT, "name": TEXT, "url": ADDRESS}
_IMAGE: dict[str, Schema] = {
    **{name: _maybe(TEXT) for name in ("media_type", "caption", "alt", "credit", "licence")},
    **{name: _maybe(NUMBER) for name in ("width", "height", "size")},
}
_PICTURE: dict[str, Schema] = {
    "id": {"type": "string", "description": "The SHA-256 of the file as it came."},
    "url": ADDRESS,
    "page_url": ADDRESS,
    "language": TEXT,
    **{name: _maybe(TEXT) for name in ("photographer", "copyright", "taken_at")},
    "renditions": _many(ref("Rendition")),
    "articles": _many(_object(url=ADDRESS, headline=TEXT)),
}
_FILE: dict[str, Schema] = {
    "id": ID,
    "kind": {"enum": [kind.value for kind in KitKind]},
    "url": ADDRESS,
    "name": TEXT,
    "language": TEXT,
}
_CHANGE: dict[str, Schema] = {
    "version": NUMBER,
    "change": {"enum": [change.value for change in Change]},
    "at": INSTANT,
    "note": _maybe(TEXT),
}
_CONTACT: dict[str, Schema] = {
    "id": ID,
    "url": _maybe(ADDRESS),
    "slug": TEXT,
    **{name: _maybe(TEXT) for name in ("name", "title", "unit", "organisation")},
    **{name: _many(TEXT) for name in ("emails", "phones", "responsibilities", "languages")},
    "image": _maybe(ref("Image")),
    "press_contact": {"type": "boolean"},
    "changed_at": INSTANT,
}
_EVENT: dict[str, Schema] = {
    "id": ID,
    "url": ADDRESS,
    "slug": TEXT,
    "headline": TEXT,
    "starts_at": MOMENT,
    "ends_at": _maybe(MOMENT),
    "place": _maybe(TEXT),
    "description_html": TEXT,
    "language": TEXT,
    "source_url": _maybe(TEXT),
    "sign_up_url": _maybe(TEXT),
    "accreditation": _maybe(TEXT),
    "accreditation_until": _maybe(MOMENT),
    "cancelled": {"type": "boolean"},
    "changed_at": INSTANT,
}
_JSON_FEED: Schema = {
    "description": "JSON Feed 1.1 (jsonfeed.org/version/1.1); `next_url` is the next older page.",
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "next_url": ADDRESS,
        "items": _many({"type": "object", "required": ["id", "url", "title"]}),
        "_newsroom": {
            "type": "object",
            "required": ["id", "total", "pages"],
            "properties": {"id": ID, "total": NUMBER},
        },
    },
}
_PROBLEM: Schema = {
    "description": "What is wrong (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {"type": TEXT, "title": TEXT, "status": NUMBER, "detail": TEXT, "reason": _maybe(TEXT)},
}
