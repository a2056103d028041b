"""What the desk looks up: articles of every status, contacts and events, by slug or by a few letters of the name."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from newsroom.errors import Ambiguous, NotFound
from newsroom.model import Article, Contact, Event, Kind, Status, Teaser
from newsroom.schema import article, contact, event
from newsroom.store import contacts, events, rows
from newsroom.store.public import is_public
from newsroom.text import fold


def articles(
    connection: Connection, *, now: datetime, status: Status | None = None, kind: Kind | None = None
) -> tuple[Teaser, ...]:
    """Give articles of any status, newest first; drafts stand where they were last changed."""
    query = select(*rows.TEASER_COLUMNS)
    if status is not None:
        query = query.where(_has_status(status, now))
    if kind is not None:
        query = query.where(article.c.kind == kind)
    newest = func.coalesce(article.c.published_at, article.c.changed_at).desc()
    return rows.teasers(connection, connection.execute(query.order_by(newest, article.c.id.desc())).all())


def get_article(connection: Connection, key: int) -> Article:
    """Give an article of any status by its number; raises NotFound."""
    row = connection.execute(select(article).where(article.c.id == key)).first()
    if row is None:
        raise NotFound(f"There is no article number {key}.")
    return rows.articles(connection, [row])[0]


def get_by_name(connection: Connection, name: str) -> Article:
    """Give an article by its slug, or by letters that only its headline has; raises NotFound or Ambiguous."""
    known = _by_slug(connection, article, name)
    return get_article(connection, known or _by_letters(connection, article, article.c.headline, name))


def get_contact_by_name(connection: Connection, name: str) -> Contact:
    """Give a card by its slug, or by letters that only its name or title has; raises NotFound or Ambiguous."""
    called = func.coalesce(contact.c.name, contact.c.title, contact.c.unit, contact.c.organisation, "")
    known = _by_slug(connection, contact, name)
    return contacts.get_contact(connection, known or _by_letters(connection, contact, called, name))


def get_event_by_name(connection: Connection, name: str) -> Event:
    """Give an event by its slug, or by letters that only its headline has; raises NotFound or Ambiguous."""
    known = _by_slug(connection, event, name)
    return events.get_event(connection, known or _by_letters(connection, event, event.c.headline, name))


def _by_slug(connection: Connection, table: Table, name: str) -> int | None:
    return connection.execute(select(table.c.id).where(table.c.slug == name)).scalar()


def _by_letters(connection: Connection, table: Table, called: ColumnElement[str], name: str) -> int:
    wanted = _folded(name)
    known = connection.execute(select(table.c.id, table.c.slug, called.label("name"))).all()
    fitting = [row for row in known if wanted in _folded(row.name) or wanted in row.slug]
    exact = [row for row in fitting if _folded(row.name) == wanted]
    chosen = exact if len(exact) == 1 else fitting
    if not chosen or not wanted:
        listing = "list" if table is article else f"{table.name} list"
        raise NotFound(f"No {table.name} is called “{name}”: `newsroom {listing}` shows them all.")
    if len(chosen) > 1:
        raise Ambiguous(name, [row.slug for row in chosen[:8]])
    return int(chosen[0].id)


def _folded(name: str) -> str:
    return fold(" ".join(name.split()))


def _has_status(status: Status, now: datetime) -> ColumnElement[bool]:
    withdrawn: ColumnElement[Any] = func.coalesce(article.c.withdrawn_at <= now, False)
    waiting = and_(~withdrawn, article.c.published_at > now)
    return {
        Status.WITHDRAWN: withdrawn,
        Status.DRAFT: and_(~withdrawn, article.c.published_at.is_(None)),
        Status.PUBLISHED: is_public(now),
        Status.SCHEDULED: and_(waiting, ~article.c.embargoed),
        Status.EMBARGOED: and_(waiting, article.c.embargoed),
    }[status]
