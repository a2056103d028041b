"""Articles, contacts and events as the values that feeds write, and as our own JSON model.

Pure: the same article gives the same entry. Addresses are absolute here, because what leaves the room
is read elsewhere.
"""

from newsroom.syndication.bodies import absolute_links, note_heading, plain, urn
from newsroom.syndication.models import contact_model, event_model
from newsroom.syndication.values import (
    Dossier,
    Place,
    card,
    category,
    entry,
    feed,
    feed_id,
    graveyard,
    occasion,
    publisher,
)

__all__ = [
    "Dossier",
    "Place",
    "absolute_links",
    "card",
    "category",
    "contact_model",
    "entry",
    "event_model",
    "feed",
    "feed_id",
    "graveyard",
    "note_heading",
    "occasion",
    "plain",
    "publisher",
    "urn",
]
