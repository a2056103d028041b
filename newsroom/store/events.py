"""Events: those that the public sees, and keeping one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from newsroom.errors import NotFound
from newsroom.model import Event, EventContent
from newsroom.schema import article_event, event
from newsroom.store.naming import free_slug, new_uid
from newsroom.store.public import is_public_event
from newsroom.store.rows import event_from


def events_public(connection: Connection, *, now: datetime) -> list[Event]:
    """Give the public events by their start, past ones too."""
    query = select(event).where(is_public_event(now)).order_by(event.c.starts_at, event.c.id)
    return [event_from(row) for row in connection.execute(query).mappings()]


def get_event_public(connection: Connection, slug: str, *, now: datetime) -> Event:
    """Give a public event by slug; raises NotFound for unknown and hidden alike."""
    row = connection.execute(select(event).where(is_public_event(now), event.c.slug == slug)).mappings().first()
    if row is None:
        raise NotFound("There is no such event.")
    return event_from(row)


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


def add_event(connection: Connection, content: EventContent, *, now: datetime) -> int:
    """Keep a new event and give its number."""
    slug = free_slug(connection, event, content.headline)
    values = _values(content) | {"uid": new_uid(), "slug": slug, "changed_at": now}
    return int(connection.execute(insert(event).values(values).returning(event.c.id)).scalar_one())


def change_event(connection: Connection, key: int, content: EventContent, *, now: datetime) -> None:
    """Let an event say something else; its address stays."""
    connection.execute(update(event).where(event.c.id == key).values(_values(content) | {"changed_at": now}))


def remove_event(connection: Connection, key: int) -> None:
    """Throw an event away."""
    connection.execute(delete(event).where(event.c.id == key))


def _values(content: EventContent) -> dict[str, object]:
    return {name: getattr(content, name) for name in EventContent.__dataclass_fields__}
