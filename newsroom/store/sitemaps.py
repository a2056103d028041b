"""What search engines are told of articles: where they are and when they changed, without a word of their text."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from newsroom.model import Selection
from newsroom.schema import article
from newsroom.store import filters
from newsroom.store.public import is_public

NEWS_FOR = timedelta(days=2)
"""How long an article is news to search engines."""

PLACE = (article.c.kind, article.c.slug, article.c.published_at, article.c.updated_at)
ORDER = (article.c.published_at.desc(), article.c.id.desc())


def places_public(connection: Connection, year: int | None, *, now: datetime, zone: ZoneInfo) -> Sequence[Any]:
    """Give where the public articles of a year, or of all, are, newest first, and when each was updated."""
    given = filters.values_of(connection, Selection(year=year), zone)
    query = select(*PLACE).where(is_public(now), *filters.conditions(given)).order_by(*ORDER)
    return connection.execute(query, given).all()


def news_public(connection: Connection, *, now: datetime, most: int) -> Sequence[Any]:
    """Give the articles of the last two days with headline and language, newest first."""
    columns = (*PLACE, article.c.headline, article.c.language)
    lately = article.c.published_at > now - NEWS_FOR
    return connection.execute(select(*columns).where(is_public(now), lately).order_by(*ORDER).limit(most)).all()
