"""People: where somebody is named, pictured or the contact, and another card in the place of theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from newsroom.desk.portrait import (
    CONTACT,
    NAMED,
    PICTURED,
    Person,
    Portrait,
    find_person,
    is_picture_of,
    mentioned,
    passages_about,
    portraits,
    texts_of,
)
from newsroom.desk.redaction import Redaction
from newsroom.errors import NewsroomError, NotFound
from newsroom.model import Contact, Status, status_at
from newsroom.store import contacts, freshness, log, lookup, origins

AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody is: named, pictured or the contact, in a field of something; only articles have a status."""

    role: str
    type: str
    slug: str
    status: Status | None = None
    field: str
    excerpt: str


def places(connection: Connection, name: str, *, now: datetime) -> list[Place]:
    """Give every place where somebody is named, pictured or the contact."""
    return list(_places(connection, find_person(connection, name), now))


def replace_person(connection: Connection, name: str, successor: str, *, now: datetime, by: str) -> int:
    """Put another card in the place of somebody's on every article, end theirs, and tell on how many articles.

    Raises NewsroomError when they have no card, or when the other does not answer.
    """
    person, after = find_person(connection, name), lookup.get_contact_by_name(connection, successor)
    if not person.cards:
        raise NotFound(f"{person.label} has no card: `newsroom contact list` shows them all.")
    if after in person.cards:
        raise NewsroomError(f"{after.label} ({after.slug}) is the same person: name another.")
    if after.answers_until and after.answers_until <= now:
        raise NewsroomError(f"{after.label} ({after.slug}) answers no more: name another, or set a later --until.")
    changed: set[int] = set()
    for card in person.cards:
        shown = contacts.replace_on_articles(connection, card.id, after.id)
        _end(connection, card, now)
        note = f"by {after.slug}, articles: {len(shown)}"
        log.record(connection, "replace", card, by=by, now=now, note=note)
        changed.update(shown)
    for key in changed:
        origins.mark_edited(connection, "article", key)
    freshness.note_removal_on(connection, changed, now=now)
    return len(changed)


def _end(connection: Connection, card: Contact, now: datetime) -> None:
    begins = card.answers_at if card.answers_at and card.answers_at < now else None
    ends = min(card.answers_until, now) if card.answers_until else now
    contacts.set_term(connection, card.id, begins, ends, now=now)
    origins.mark_edited(connection, "contact", card.id)


def _places(connection: Connection, person: Person, now: datetime) -> Iterator[Place]:
    for card in person.cards:
        yield Place(role=CONTACT, type="contact", slug=card.slug, field="card", excerpt=card.label)
    for found in portraits(connection, person):
        yield from _places_of(found, person, now)
    for passage, out in passages_about(connection, person):
        role = PICTURED if is_picture_of(connection, passage, out) else NAMED
        place = partial(Place, role=role, type=passage.type, slug=passage.name)
        said = ((column, text) for column, text in texts_of(passage) if out.mentions(text))
        yield from (place(field=column, excerpt=_excerpt(text, out)) for column, text in said)


def _places_of(found: Portrait, person: Person, now: datetime) -> Iterator[Place]:
    article, theirs = found.article, {card.id for card in person.cards}
    place = partial(Place, type="article", slug=article.slug, status=status_at(article.moments, now))
    for card in article.contacts:
        if card.id in theirs:
            yield place(role=CONTACT, field="contacts", excerpt=card.label)
    for role, field, text in mentioned(found):
        if field != "contacts":
            yield place(role=role, field=field, excerpt=_excerpt(text, found.out))


def _excerpt(text: str, out: Redaction) -> str:
    start, end = next(iter(out.spans(text)), (0, AROUND))
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    cut = "…" if start > AROUND else "", "…" if len(text) > end + AROUND else ""
    return cut[0] + " ".join(f"{before}{text[start:end]}{after}".split()) + cut[1]
