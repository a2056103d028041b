"""What there is: topics and months with the number of their public articles."""

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, func, select, type_coerce

from newsroom.model import Count
from newsroom.schema import article, article_tag, tag
from newsroom.store import filters
from newsroom.store.public import is_public
from newsroom.store.statements import NOW, built_once


def topics_public(connection: Connection, *, now: datetime, language: str | None = None) -> list[Count]:
    """Give the topics that public articles, or those in one language, have, by name."""
    given = _given(now, language)
    found = connection.execute(_topics(frozenset(given)), given)
    return [Count(name=slug, label=name, articles=articles) for slug, name, articles in found]


def find_topic_public(connection: Connection, slug: str, *, now: datetime) -> str | None:
    """Give the name of a topic that a public article has."""
    return connection.execute(_topic_name(), {"now": now, "slug": slug}).scalar()


def months_public(connection: Connection, *, now: datetime, zone: ZoneInfo, language: str | None = None) -> list[Count]:
    """Give the months of publication in the room's zone, newest first, named as `2017-03`."""
    given = _given(now, language)
    written = connection.execute(_moments(frozenset(given)), given)
    months = Counter(_month(moment, zone) for moment in written.scalars())
    return [Count(name=month, label=month, articles=months[month]) for month in sorted(months, reverse=True)]


def _month(written: str, zone: ZoneInfo) -> str:
    """Read the month of a moment as it is kept; only the edges of a month differ from zone to zone."""
    if "02" <= written[8:10] <= "27":
        return written[:7]
    return f"{datetime.fromisoformat(written).astimezone(zone):%Y-%m}"


@built_once
def _topics(names: frozenset[str]) -> Select[Any]:
    query = select(tag.c.slug, tag.c.name, func.count()).join_from(tag, article_tag).join(article)
    return query.where(*_public(names)).group_by(tag.c.id).order_by(func.lower(tag.c.name))


@built_once
def _topic_name() -> Select[Any]:
    query = select(tag.c.name).join_from(tag, article_tag).join(article)
    return query.where(is_public(NOW), tag.c.slug == bindparam("slug")).limit(1)


@built_once
def _moments(names: frozenset[str]) -> Select[Any]:
    return select(type_coerce(article.c.published_at, Text)).where(*_public(names))


def _public(names: frozenset[str]) -> list[ColumnElement[bool]]:
    return [is_public(NOW), *filters.conditions(names)]


def _given(now: datetime, language: str | None) -> dict[str, Any]:
    return {"now": now, "language": language} if language else {"now": now}
