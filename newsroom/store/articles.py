"""Published articles: one by its address, a page of a list, the neighbours of one."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal_column, or_, select, tuple_

from newsroom.errors import Invalid, NotFound, Withdrawn
from newsroom.languages import _
from newsroom.model import Article, Kind, Selection, Slice, Sort, Teaser
from newsroom.schema import REMOVED_AT, article, article_tag, fact, tag
from newsroom.store import rows, search
from newsroom.store.public import answers, is_public, was_public

MOST_PAGES = 50
"""A list by relevance is worth counting only so far."""

KEY_LENGTH = 8
"""How much of an article's id for ever tells it from others of the same second."""

LAST = 2**63 - 1
"""Beyond every number."""

PAGE_HINT = _("follow a link of the list, or use “last”")


def slice_public(
    connection: Connection,
    selection: Selection,
    *,
    now: datetime,
    zone: ZoneInfo,
    page: str | None = None,
    size: int = 20,
    counted: bool = False,
) -> Slice:
    """Give a page of a list; raises Invalid for a malformed page and NotFound past the end.

    `page` is a key of an earlier answer (in a list by relevance its number), `last`, or None for the first.
    `total` is counted only when asked for.
    """
    chosen = _chosen(connection, selection, now, zone)
    found, newer, older = _page(connection, selection, chosen, page, size, now)
    if page and not found:
        raise NotFound("This list has no such page.")
    total = count_public(connection, selection, now=now, zone=zone) if counted else 0
    return Slice(teasers=rows.teasers(connection, found), newer=newer, older=older, total=total)


def count_public(connection: Connection, selection: Selection, *, now: datetime, zone: ZoneInfo) -> int:
    """Count what a selection shows."""
    chosen = _chosen(connection, selection, now, zone).order_by(None).with_only_columns(func.count())
    return connection.execute(chosen).scalar_one()


def whole(connection: Connection, teasers: tuple[Teaser, ...], *, now: datetime) -> tuple[Article, ...]:
    """Give the same articles with their bodies and all that goes with them at `now`, in the same order."""
    ids = [teaser.id for teaser in teasers]
    found = connection.execute(select(article).where(article.c.id.in_(ids))).all()
    by_id = {one.id: one for one in rows.articles(connection, found, answers(now))}
    return tuple(by_id[key] for key in ids)


def get_public(connection: Connection, kind: Kind, slug: str, *, now: datetime) -> Article:
    """Give a public article by its address; raises Withdrawn, or NotFound for unknown and hidden alike."""
    here = (article.c.kind == kind, article.c.slug == slug)
    row = connection.execute(select(article).where(*here, is_public(now))).first()
    if row is None:
        raise _taken_back(connection.execute(select(article).where(*here, was_public(now))).first())
    return rows.articles(connection, [row], answers(now))[0]


def _taken_back(row: Row[Any] | None) -> NotFound:
    if row is None:
        return NotFound("There is no such article.")
    return Withdrawn(row.headline, row.withdrawn_at, row.withdrawn_reason)


def neighbours_public(connection: Connection, one: Teaser, *, now: datetime) -> tuple[Teaser | None, Teaser | None]:
    """Give the next older and the next newer public article."""
    key = tuple_(article.c.published_at, article.c.id)
    here = (one.published_at, one.id)
    public = select(*rows.TEASER_COLUMNS).where(is_public(now)).limit(1)
    older = connection.execute(public.where(key < here).order_by(*_newest_first())).all()
    newer = connection.execute(public.where(key > here).order_by(*_oldest_first())).all()
    found = {teaser.id: teaser for teaser in rows.teasers(connection, [*older, *newer])}
    return (found[older[0].id] if older else None, found[newer[0].id] if newer else None)


def last_withdrawal(connection: Connection, *, now: datetime) -> datetime | None:
    """Tell when a published article was last taken back or removed: a list without it is another list."""
    withdrawn = connection.execute(select(func.max(article.c.withdrawn_at)).where(was_public(now))).scalar()
    removed = connection.execute(select(fact.c.value).where(fact.c.name == REMOVED_AT)).scalar()
    return max(filter(None, (withdrawn, removed and datetime.fromisoformat(removed))), default=None)


def _newest_first() -> tuple[Any, ...]:
    return article.c.published_at.desc(), article.c.id.desc()


def _oldest_first() -> tuple[Any, ...]:
    return article.c.published_at, article.c.id


def filters(connection: Connection, selection: Selection, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    """Give what a selection asks of an article, besides being public."""
    asked: list[ColumnElement[bool]] = [*_plain_filters(selection), *_times(selection, zone)]
    if selection.topic is not None:
        topic = select(article_tag.c.article_id).join(tag).where(tag.c.slug == selection.topic)
        asked.append(article.c.id.in_(topic))
    if selection.query:
        # Looked up in the list's own order: thousands of hits, fetched one by one and sorted, take five times as long.
        found = search.found(search.groups(connection, selection.query))
        asked.append(literal_column("+article.id").in_(found))
    return asked


def year_begins(year: int, zone: ZoneInfo) -> datetime:
    """Give the moment at which a year begins in the room."""
    return datetime(min(max(year, 1000), 9000), 1, 1, tzinfo=zone)


def _plain_filters(selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.kind is not None:
        yield article.c.kind == selection.kind
    if selection.language is not None:
        yield article.c.language == selection.language
    if selection.place is not None:
        yield func.lower(article.c.dateline) == func.lower(selection.place)


def _times(selection: Selection, zone: ZoneInfo) -> Iterator[ColumnElement[bool]]:
    if selection.year is not None:
        yield article.c.published_at >= year_begins(selection.year, zone)
        yield article.c.published_at < year_begins(selection.year + 1, zone)
    if selection.since_on:
        yield article.c.published_at >= datetime.combine(selection.since_on, time(), zone)
    if selection.until_on:
        yield article.c.published_at < datetime.combine(selection.until_on + timedelta(1), time(), zone)


def _chosen(connection: Connection, selection: Selection, now: datetime, zone: ZoneInfo) -> Select[Any]:
    chosen = select(*rows.TEASER_COLUMNS).where(is_public(now), *filters(connection, selection, zone))
    if not selection.query or selection.sort is not Sort.RELEVANCE:
        return chosen.order_by(*_newest_first())
    hits = search.hits(search.groups(connection, selection.query))
    return chosen.join(hits, literal_column("hits.id") == article.c.id).order_by(
        literal_column("hits.score"), *_newest_first()
    )


def _page(
    connection: Connection, selection: Selection, chosen: Select[Any], page: str | None, size: int, now: datetime
) -> tuple[list[Row[Any]], str | None, str | None]:
    if selection.query and selection.sort is Sort.RELEVANCE:
        return _numbered(connection, chosen, page, size)
    if page == "last":
        return _last(connection, chosen, size)
    return _keyed(connection, chosen, None if page is None else _place_at(connection, page, now), size)


def _numbered(
    connection: Connection, chosen: Select[Any], page: str | None, size: int
) -> tuple[list[Row[Any]], str | None, str | None]:
    number = _pages(connection, chosen, size) if page == "last" else _number(page)
    found = connection.execute(chosen.limit(size + 1).offset((number - 1) * size)).all()
    newer = None if number == 1 else "" if number == 2 else str(number - 1)
    older = str(number + 1) if len(found) > size and number < MOST_PAGES else None
    return list(found[:size]), newer, older


def _pages(connection: Connection, chosen: Select[Any], size: int) -> int:
    total = connection.execute(chosen.order_by(None).with_only_columns(func.count())).scalar_one()
    return min(max(-(-total // size), 1), MOST_PAGES)


def _number(page: str | None) -> int:
    if page is None:
        return 1
    if not re.fullmatch(r"[1-9]\d?", page, re.ASCII) or not 2 <= int(page) <= MOST_PAGES:
        raise Invalid("page", page, PAGE_HINT)
    return int(page)


def _keyed(
    connection: Connection, chosen: Select[Any], after: tuple[datetime, int] | None, size: int
) -> tuple[list[Row[Any]], str | None, str | None]:
    older_than = chosen if after is None else chosen.where(_place() < after)
    found = list(connection.execute(older_than.limit(size + 1)).all())
    older = _key(found[size - 1]) if len(found) > size else None
    newer = _newer(connection, chosen, found[0], size) if after and found else None
    return found[:size], newer, older


def _last(connection: Connection, chosen: Select[Any], size: int) -> tuple[list[Row[Any]], str | None, str | None]:
    backwards = chosen.order_by(None).order_by(*_oldest_first())
    found = list(connection.execute(backwards.limit(size)).all())[::-1]
    first = bool(found) and not connection.execute(backwards.where(_place() > _place_of(found[0])).limit(1)).first()
    return found, None if first or not found else _newer(connection, chosen, found[0], size), None


def _newer(connection: Connection, chosen: Select[Any], first: Row[Any], size: int) -> str:
    """Give the key of the page that ends just before `first`; the first page has the empty key."""
    above = chosen.order_by(None).order_by(*_oldest_first()).where(_place() > _place_of(first))
    found = connection.execute(above.limit(size + 1)).all()
    return _key(found[size]) if len(found) > size else ""


def _place() -> ColumnElement[Any]:
    return tuple_(article.c.published_at, article.c.id)


def _place_of(row: Row[Any]) -> tuple[datetime, int]:
    return row.published_at, row.id


def _key(row: Row[Any]) -> str:
    """Write a place without its number, whose gaps would tell how many articles are hidden."""
    return f"{row.published_at:%Y%m%dT%H%M%SZ}-{row.uid[:KEY_LENGTH]}"


def _place_at(connection: Connection, page: str, now: datetime) -> tuple[datetime, int]:
    """Give the place that a key names; whose article is erased names its moment, and what is hidden is no other."""
    at, start = _parsed(page)
    seen = or_(is_public(now), was_public(now))
    named = (article.c.published_at == at, func.substr(article.c.uid, 1, KEY_LENGTH) == start, seen)
    return at, connection.execute(select(article.c.id).where(*named)).scalar() or LAST


def _parsed(page: str) -> tuple[datetime, str]:
    parts = re.fullmatch(rf"(\d{{8}}T\d{{6}})Z-([0-9a-f]{{{KEY_LENGTH}}})", page, re.ASCII)
    try:
        return datetime.strptime(parts[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC), parts[2]  # type: ignore[index]
    except (TypeError, ValueError) as error:
        raise Invalid("page", page, PAGE_HINT) from error
