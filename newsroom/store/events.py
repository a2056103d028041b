"""Events: those that the public sees, and keeping one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, func, insert, select, update

from newsroom.errors import NotFound
from newsroom.model import Event, EventContent, Teaser
from newsroom.schema import article, article_event, event
from newsroom.store import rows
from newsroom.store.naming import claim_slug, named, new_uid
from newsroom.store.public import is_public_event
from newsroom.store.rows import event_from
from newsroom.store.statements import NOW, built_once


def events_public(connection: Connection, *, now: datetime) -> list[Event]:
    """Give the public events by their start, past ones too."""
    return [event_from(row) for row in connection.execute(_public(), {"now": now}).mappings()]


def events_of_public(connection: Connection, article_id: int, *, now: datetime) -> list[Event]:
    """Give the public events that go with an article, in their order."""
    found = connection.execute(_going_with(), {"article_id": article_id, "now": now}).mappings()
    return [event_from(row) for row in found]


@built_once
def _public() -> Select[Any]:
    return select(event).where(is_public_event(NOW)).order_by(event.c.starts_at, event.c.id)


@built_once
def _going_with() -> Select[Any]:
    link = article_event.alias()
    query = select(event).join(link, link.c.event_id == event.c.id).where(is_public_event(NOW))
    chosen = query.where(link.c.article_id == bindparam("article_id"))
    return chosen.order_by(link.c.position, event.c.id)


def linked_to(connection: Connection, article_id: int) -> list[int]:
    """Give the numbers of the events that go with an article."""
    query = select(article_event.c.event_id).where(article_event.c.article_id == article_id)
    return list(connection.execute(query.order_by(article_event.c.event_id)).scalars())


def public_ids(connection: Connection, *, now: datetime) -> set[int]:
    """Give the numbers of the public events."""
    return set(connection.execute(select(event.c.id).where(is_public_event(now))).scalars())


def get_event_public(connection: Connection, slug: str, *, now: datetime) -> Event:
    """Give a public event by slug; raises NotFound for unknown and hidden alike."""
    row = connection.execute(_at_address(), {"slug": slug, "now": now}).mappings().first()
    if row is None:
        raise NotFound("There is no such event.")
    return event_from(row)


@built_once
def _at_address() -> Select[Any]:
    return select(event).where(is_public_event(NOW), event.c.slug == bindparam("slug"))


def events(connection: Connection) -> list[Event]:
    """Give every event, for the desk."""
    return [event_from(row) for row in connection.execute(select(event).order_by(event.c.starts_at)).mappings()]


def get_event(connection: Connection, key: int) -> Event:
    """Give an event by its number; raises NotFound."""
    row = connection.execute(select(event).where(event.c.id == key)).mappings().first()
    if row is None:
        raise NotFound(f"There is no event number {key}.")
    return event_from(row)


def events_of(connection: Connection, article_ids: Sequence[int]) -> list[int]:
    """Give the numbers of the events that came with these articles and with no other."""
    others = article_event.alias()
    shared = exists(
        select(1).where(others.c.event_id == article_event.c.event_id, others.c.article_id.not_in(article_ids))
    )
    query = select(article_event.c.event_id).where(article_event.c.article_id.in_(article_ids), ~shared)
    return list(connection.execute(query.distinct()).scalars())


def add_event(connection: Connection, content: EventContent, *, now: datetime, held: bool = False) -> int:
    """Keep a new event, which nobody sees while it is held back, and give its number."""
    given = {"uid": new_uid(), "changed_at": now, "published_at": None if held else now}
    values = _values(content) | given | named(connection, event, content.headline)
    key = int(connection.execute(insert(event).values(values).returning(event.c.id)).scalar_one())
    if values["wanted_slug"]:
        claim_slug(connection, event, key, now=now)
    return key


def change_event(connection: Connection, key: int, content: EventContent, *, now: datetime) -> None:
    """Let an event say something else, if it does; its address stays."""
    known = get_event(connection, key)
    if _values(content) != _values(known):
        _change(connection, key, _values(content), now, seen=known.published_at is not None)


def publish_event(connection: Connection, key: int, *, now: datetime) -> None:
    """Let everybody see an event that was held back."""
    _change(connection, key, {"published_at": now}, now, seen=False)
    claim_slug(connection, event, key, now=now)


def hold_event(connection: Connection, key: int, *, now: datetime) -> None:
    """Let nobody see an event until it is published again."""
    _change(connection, key, {"published_at": None}, now, seen=True)


def link_articles(connection: Connection, key: int, article_ids: Sequence[int]) -> None:
    """Let an event go with these articles and no other."""
    connection.execute(delete(article_event).where(article_event.c.event_id == key))
    for article_id in dict.fromkeys(article_ids):
        here = article_event.c.article_id == article_id
        last = select(func.coalesce(func.max(article_event.c.position), -1) + 1).where(here).scalar_subquery()
        values = {"article_id": article_id, "event_id": key, "position": last}
        connection.execute(insert(article_event).values(values))


def articles_of(connection: Connection, key: int) -> tuple[Teaser, ...]:
    """Give the articles that an event goes with, of any status."""
    query = select(*rows.TEASER_COLUMNS).join_from(article, article_event).where(article_event.c.event_id == key)
    return rows.teasers(connection, connection.execute(query.order_by(article.c.id)).all())


def remove_event(connection: Connection, key: int) -> None:
    """Throw an event away."""
    connection.execute(delete(event).where(event.c.id == key))


def _change(connection: Connection, key: int, values: Mapping[str, object], now: datetime, *, seen: bool) -> None:
    """Change a row; calendars that have the event already know the newer by its number (RFC 5545 section 3.8.7.4)."""
    counted = {"changed_at": now, "sequence": event.c.sequence + seen}
    connection.execute(update(event).where(event.c.id == key).values(dict(values) | counted))


def _values(content: EventContent) -> dict[str, object]:
    return {name: getattr(content, name) for name in EventContent.__dataclass_fields__}
