"""The tables of a room's database, as SQLAlchemy Core sees them; the steps in migrations/ make them.

Instants are kept as UTC text of whole seconds (`2017-03-07T15:20:00Z`), which sorts as time does and
which a host can read; an event's bare day stays a bare day.
"""

from newsroom.schema.articles import article, preview, search_words, tag, version, visit
from newsroom.schema.columns import REVISION, Instant, InstantOrDay, instant_text, metadata
from newsroom.schema.contacts import contact, event, organisation
from newsroom.schema.desk import REMOVED_AT, ROOM_UID, banner, fact, lease, log
from newsroom.schema.files import attachment, image, kit, original, rendition
from newsroom.schema.imports import awaited, buried, ledger, origin, run, source
from newsroom.schema.links import (
    article_attachment,
    article_contact,
    article_event,
    article_image,
    article_tag,
    old_address,
    redirect,
)

__all__ = [
    "REMOVED_AT",
    "REVISION",
    "ROOM_UID",
    "Instant",
    "InstantOrDay",
    "article",
    "article_attachment",
    "article_contact",
    "article_event",
    "article_image",
    "article_tag",
    "attachment",
    "awaited",
    "banner",
    "buried",
    "contact",
    "event",
    "fact",
    "image",
    "instant_text",
    "kit",
    "lease",
    "ledger",
    "log",
    "metadata",
    "old_address",
    "organisation",
    "origin",
    "original",
    "preview",
    "redirect",
    "rendition",
    "run",
    "search_words",
    "source",
    "tag",
    "version",
    "visit",
]
