"""Freshness: when what readers see of articles last became something else; of what nobody sees nothing is told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.dialects import sqlite

from newsroom.schema import REMOVED_AT, article, article_contact, contact, fact, instant_text
from newsroom.store.public import goes_with_public, is_public, was_public
from newsroom.store.statements import IDS, NOW, built_once


def last_change(connection: Connection, *, now: datetime) -> datetime | None:
    """Tell when any list of public articles last changed: by an edit, an import, a card, the clock or a withdrawal.

    An article that leaves one list has changed in another, so that no list can tell by its own articles.
    """
    asked = {"now": now}
    moments = (*connection.execute(_articles(), asked).one(), *connection.execute(_cards(), asked).one())
    return max(filter(None, (*moments, last_removal(connection))), default=None)


def last_removal(connection: Connection) -> datetime | None:
    """Tell when something public was last taken away without a trace."""
    removed = connection.execute(_removed_at()).scalar()
    return datetime.fromisoformat(removed) if removed else None


def note_removal(connection: Connection, *, now: datetime) -> None:
    """Note that something public is gone without a trace: lists and feeds without it are others than they were."""
    noted = sqlite.insert(fact).values(name=REMOVED_AT, value=instant_text(now))
    connection.execute(noted.on_conflict_do_update(["name"], set_={"value": noted.excluded.value}))


def note_removal_on(connection: Connection, articles: Collection[int], *, now: datetime) -> None:
    """Note that something is gone from these articles, if readers see any of them."""
    if connection.execute(_any_public(), {"ids": list(articles), "now": now}).first():
        note_removal(connection, now=now)


@built_once
def _articles() -> Select[Any]:
    shown = is_public(NOW)
    return select(
        func.max(article.c.changed_at).filter(shown),
        func.max(article.c.published_at).filter(shown),
        func.max(article.c.withdrawn_at).filter(was_public(NOW)),
    )


@built_once
def _cards() -> Select[Any]:
    moments = (contact.c.changed_at, contact.c.answers_at, contact.c.answers_until)
    shown = goes_with_public(article_contact, "contact_id", contact, NOW)
    return select(*(func.max(moment).filter(moment <= NOW) for moment in moments)).where(shown)


@built_once
def _removed_at() -> Select[Any]:
    return select(fact.c.value).where(fact.c.name == REMOVED_AT)


@built_once
def _any_public() -> Select[Any]:
    return select(article.c.id).where(article.c.id.in_(IDS), is_public(NOW)).limit(1)
