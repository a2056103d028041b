"""What search engines are told of articles: where they are and when they changed, without a word of their text."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, bindparam, select

from newsroom.model import Selection
from newsroom.schema import article
from newsroom.store import filters
from newsroom.store.public import is_public, was_public
from newsroom.store.statements import NOW, built_once

NEWS_FOR = timedelta(days=2)
"""How long an article is news to search engines."""

PLACE = (article.c.kind, article.c.slug, article.c.published_at, article.c.updated_at, article.c.changed_at)
ORDER = (article.c.published_at.desc(), article.c.id.desc())


def places_public(connection: Connection, year: int | None, *, now: datetime, zone: ZoneInfo) -> Sequence[Any]:
    """Give where the public articles of a year, or of all, are, newest first, and when each was updated."""
    given = filters.values_of(connection, Selection(year=year), zone) | {"now": now}
    return connection.execute(_places(frozenset(given)), given).all()


def places_gone(connection: Connection, *, now: datetime) -> Sequence[Any]:
    """Give when what was taken back had been published, and when it was taken back."""
    return connection.execute(_gone(), {"now": now}).all()


def news_public(connection: Connection, *, now: datetime, most: int) -> Sequence[Any]:
    """Give the articles of the last two days with headline and language, newest first."""
    return connection.execute(_news(), {"now": now, "since": now - NEWS_FOR, "size": most}).all()


@built_once
def _places(names: frozenset[str]) -> Select[Any]:
    return select(*PLACE).where(is_public(NOW), *filters.conditions(names)).order_by(*ORDER)


@built_once
def _gone() -> Select[Any]:
    return select(article.c.published_at, article.c.withdrawn_at.label("changed_at")).where(was_public(NOW))


@built_once
def _news() -> Select[Any]:
    query = select(*PLACE, article.c.headline, article.c.language)
    lately = article.c.published_at > bindparam("since")
    return query.where(is_public(NOW), lately).order_by(*ORDER).limit(bindparam("size"))
