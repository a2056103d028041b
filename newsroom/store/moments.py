"""Moments: when time alone, and no act, next changes what the public sees."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy import Column, Connection, ScalarSelect, func, select

from newsroom.schema import article, banner, contact, event, kit, version
from newsroom.store.feeds import WITHDRAWN_FOR
from newsroom.store.sitemaps import NEWS_FOR

AT_ONCE = timedelta()
AWAITED: tuple[tuple[Column[datetime], timedelta], ...] = (
    (article.c.published_at, AT_ONCE),
    (article.c.published_at, NEWS_FOR),
    (article.c.withdrawn_at, AT_ONCE),
    (article.c.withdrawn_at, WITHDRAWN_FOR),
    (article.c.pinned_until, AT_ONCE),
    (version.c.since, AT_ONCE),
    (event.c.published_at, AT_ONCE),
    (event.c.ends_at, AT_ONCE),
    (contact.c.answers_at, AT_ONCE),
    (contact.c.answers_until, AT_ONCE),
    (banner.c.shown_until, AT_ONCE),
    (kit.c.published_at, AT_ONCE),
)
"""What may lie ahead, and how long after it something is different; days end at midnight, and are looked at then."""


def next_moment(connection: Connection, *, now: datetime, zone: tzinfo) -> datetime:
    """Give the first moment after `now` at which any public answer may change by itself, at the latest midnight."""
    query = select(*(_first(column, now - after) for column, after in AWAITED))
    ahead = zip(connection.execute(query).one(), AWAITED, strict=True)
    awaited = (_instant(found) + after for found, (_, after) in ahead if found)
    return min(*_midnights(now, zone), *awaited)


def _first(column: Column[datetime], after: datetime) -> ScalarSelect[datetime]:
    return select(func.min(column)).where(column > after).scalar_subquery()


def _midnights(now: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Give when the next day begins in the room, and in UTC, by which some documents count their months."""
    for where in (zone, UTC):
        yield datetime.combine(now.astimezone(where).date() + timedelta(1), time(), where)


def _instant(found: date) -> datetime:
    """Give the earliest that a bare day can mean: to look too soon does no harm."""
    return found if isinstance(found, datetime) else datetime.combine(found, time(), UTC)
