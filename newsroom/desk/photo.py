"""Photo: the portrait on a contact's card."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from importers.draft import Source
from newsroom import media
from newsroom.desk.originals import develop, kept_image, tidied
from newsroom.errors import NewsroomError
from newsroom.lines import line
from newsroom.model import Contact, Image
from newsroom.room import Room
from newsroom.store import contacts, log, lookup, origins


def keep_photo(source: Source, room: Room, said: Image) -> tuple[Image, tuple[str, ...]]:
    """Keep a portrait and give it, with notes; `said` has its words. Raises Unreadable for what is no picture."""
    kept = media.keep(room.media, source, picture=True)
    said = tidied(said)
    original, notes = develop(room.media, kept, said, avif=room.avif)
    return kept_image(said, kept, original), (*kept.notes, *notes)


def set_photo(connection: Connection, name: str, photo: Image | None, *, now: datetime, by: str) -> Contact:
    """Put a portrait on a card, or take it away, and its source does not change the card any more; raises NotFound."""
    card = lookup.get_contact_by_name(connection, name)
    contacts.set_portrait(connection, card.id, photo, now=now)
    origins.mark_edited(connection, "contact", card.id)
    log.record(connection, "contact edit", card, by=by, now=now, note="photo" if photo else "photo removed")
    return contacts.get_contact(connection, card.id)


def describe_photo(connection: Connection, name: str, said: Mapping[str, str], *, now: datetime, by: str) -> Contact:
    """Change what is said of a card's portrait, an empty text takes a word away; raises NewsroomError without one."""
    card = lookup.get_contact_by_name(connection, name)
    if card.image is None:
        raise NewsroomError(f"{card.label} has no portrait to describe: say --photo, too.")
    words: dict[str, Any] = {word: line(text) for word, text in said.items()}
    photo = replace(card.image, **words)
    return set_photo(connection, card.slug, photo, now=now, by=by)
