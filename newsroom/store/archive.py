"""What there is: topics and months with the number of their public articles."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Text, func, select, true, type_coerce

from newsroom.model import Count
from newsroom.schema import article, article_tag, tag
from newsroom.store.public import is_public


def topics_public(connection: Connection, *, now: datetime, language: str | None = None) -> list[Count]:
    """Give the topics that public articles, or those in one language, have, by name."""
    query = (
        select(tag.c.slug, tag.c.name, func.count())
        .join_from(tag, article_tag)
        .join(article)
        .where(is_public(now), _is_in(language))
        .group_by(tag.c.id)
        .order_by(func.lower(tag.c.name))
    )
    return [Count(name=slug, label=name, articles=articles) for slug, name, articles in connection.execute(query)]


def find_topic_public(connection: Connection, slug: str, *, now: datetime) -> str | None:
    """Give the name of a topic that a public article has."""
    query = select(tag.c.name).join_from(tag, article_tag).join(article).where(is_public(now), tag.c.slug == slug)
    return connection.execute(query.limit(1)).scalar()


def months_public(connection: Connection, *, now: datetime, zone: ZoneInfo, language: str | None = None) -> list[Count]:
    """Give the months of publication in the room's zone, newest first, named as `2017-03`."""
    written = select(type_coerce(article.c.published_at, Text)).where(is_public(now), _is_in(language))
    months = Counter(_month(moment, zone) for moment in connection.execute(written).scalars())
    return [Count(name=month, label=month, articles=months[month]) for month in sorted(months, reverse=True)]


def _month(written: str, zone: ZoneInfo) -> str:
    """Read the month of a moment as it is kept; only the edges of a month differ from zone to zone."""
    if "02" <= written[8:10] <= "27":
        return written[:7]
    return f"{datetime.fromisoformat(written).astimezone(zone):%Y-%m}"


def _is_in(language: str | None) -> ColumnElement[bool]:
    return article.c.language == language if language else true()
