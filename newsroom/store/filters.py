"""Filters: what a selection asks of an article, besides being public, as conditions by name and a value for each."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Text, bindparam, func, literal_column, select

from newsroom.model import Selection
from newsroom.schema import article, article_tag, tag
from newsroom.store import search

_OF_TOPIC = select(article_tag.c.article_id).join(tag).where(tag.c.slug == bindparam("topic"))
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "kind": article.c.kind == bindparam("kind"),
    "language": article.c.language == bindparam("language"),
    "place": func.lower(article.c.dateline) == func.lower(bindparam("place", type_=Text)),
    "year_begins": article.c.published_at >= bindparam("year_begins"),
    "year_ends": article.c.published_at < bindparam("year_ends"),
    "since": article.c.published_at >= bindparam("since"),
    "until": article.c.published_at < bindparam("until"),
    "topic": article.c.id.in_(_OF_TOPIC),
    # Looked up in the list's own order: thousands of hits, fetched one by one and sorted, take five times as long.
    "match": literal_column("+article.id").in_(search.FOUND),
}


def conditions(names: Collection[str]) -> list[ColumnElement[bool]]:
    """Give the conditions of these names; other names have none."""
    return [condition for name, condition in _CONDITIONS.items() if name in names]


def values_of(connection: Connection, selection: Selection, zone: ZoneInfo) -> dict[str, Any]:
    """Give what a selection asks, by the names of its conditions."""
    year, since_on, until_on = selection.year, selection.since_on, selection.until_on
    asked = {
        "kind": selection.kind,
        "language": selection.language,
        "place": selection.place,
        "year_begins": year_begins(year, zone) if year is not None else None,
        "year_ends": year_begins(year + 1, zone) if year is not None else None,
        "since": datetime.combine(since_on, time(), zone) if since_on else None,
        "until": datetime.combine(until_on + timedelta(1), time(), zone) if until_on else None,
        "topic": selection.topic,
        "match": search.whole(search.groups(connection, selection.query)) if selection.query else None,
    }
    return {name: value for name, value in asked.items() if value is not None}


def year_begins(year: int, zone: ZoneInfo) -> datetime:
    """Give the moment at which a year begins in the room."""
    return datetime(min(max(year, 1000), 9000), 1, 1, tzinfo=zone)
