"""Published articles: one by its address, a page of a list, the neighbours of one."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Integer, Row, Select, bindparam, func, literal_column, or_, select, tuple_

from newsroom.errors import Invalid, NotFound, Withdrawn
from newsroom.languages import _
from newsroom.model import Article, Kind, Selection, Slice, Sort, Teaser
from newsroom.schema import Instant, article
from newsroom.store import filters, rows, search
from newsroom.store.public import is_public, was_public
from newsroom.store.statements import IDS, NOW, built_once

MOST_PAGES = 50
"""A list by relevance is worth counting only so far."""

KEY_LENGTH = 8
"""How much of an article's id for ever tells it from others of the same second."""

LAST = 2**63 - 1
"""Beyond every number."""

PAGE_HINT = _("follow a link of the list, or use “last”")

_ADDRESS = (article.c.kind == bindparam("kind"), article.c.slug == bindparam("slug"))
_PLACE = tuple_(article.c.published_at, article.c.id)
GIVEN_PLACE = tuple_(bindparam("at", type_=Instant), bindparam("id", type_=Integer))


def slice_public(
    connection: Connection,
    selection: Selection,
    *,
    now: datetime,
    zone: ZoneInfo,
    page: str | None = None,
    size: int = 20,
    counted: bool = False,
    bare: bool = False,
) -> Slice:
    """Give a page of a list; raises Invalid for a malformed page and NotFound past the end.

    `page` is a key of an earlier answer (in a list by relevance its number), `last`, or None for the first.
    `total` is counted only when asked for. `bare` teasers have no tags and no picture.
    """
    given = filters.values_of(connection, selection, zone) | {"now": now}
    found, newer, older = _page(connection, selection, given, page, size)
    if page and not found:
        raise NotFound("This list has no such page.")
    total = count_public(connection, selection, now=now, zone=zone) if counted else 0
    teasers = rows.links(found) if bare else rows.teasers(connection, found)
    return Slice(teasers=teasers, newer=newer, older=older, total=total)


def count_public(connection: Connection, selection: Selection, *, now: datetime, zone: ZoneInfo) -> int:
    """Count what a selection shows."""
    return _count(connection, filters.values_of(connection, selection, zone) | {"now": now})


def has_public(connection: Connection, selection: Selection, *, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a selection shows anything."""
    given = filters.values_of(connection, selection, zone) | {"now": now, "size": 1}
    return connection.execute(_newest(frozenset(given)), given).first() is not None


def whole(connection: Connection, ids: Sequence[int], *, now: datetime) -> tuple[Article, ...]:
    """Give articles with their bodies and all that goes with them at `now`, in this order."""
    found = connection.execute(_whole(), {"ids": ids}).all()
    by_id = {one.id: one for one in rows.articles(connection, found, answering_at=now)}
    return tuple(by_id[key] for key in ids)


def get_public(connection: Connection, kind: Kind, slug: str, *, now: datetime) -> Article:
    """Give a public article by its address; raises Withdrawn, or NotFound for unknown and hidden alike."""
    given = {"kind": kind, "slug": slug, "now": now}
    row = connection.execute(_at_address(), given).first()
    if row is None:
        raise _taken_back(connection.execute(_gone_from_address(), given).first())
    return rows.articles(connection, [row], answering_at=now)[0]


@built_once
def _whole() -> Select[Any]:
    return select(article).where(article.c.id.in_(IDS))


@built_once
def _at_address() -> Select[Any]:
    return select(article).where(*_ADDRESS, is_public(NOW))


@built_once
def _gone_from_address() -> Select[Any]:
    return select(article).where(*_ADDRESS, was_public(NOW))


def _taken_back(row: Row[Any] | None) -> NotFound:
    if row is None:
        return NotFound("There is no such article.")
    return Withdrawn(row.headline, row.withdrawn_at, row.withdrawn_reason)


def neighbours_public(connection: Connection, one: Teaser, *, now: datetime) -> tuple[Teaser | None, Teaser | None]:
    """Give the next older and the next newer public article in the same language, which is no version of this one."""
    here = {"at": one.published_at, "id": one.id, "language": one.language, "now": now, "size": 1}
    older, newer = (connection.execute(beside(frozenset(here)), here).all() for beside in (_newest, _oldest))
    return next(iter(rows.links(older)), None), next(iter(rows.links(newer)), None)


def _newest_first() -> tuple[Any, ...]:
    return article.c.published_at.desc(), article.c.id.desc()


def _page(
    connection: Connection, selection: Selection, given: Mapping[str, Any], page: str | None, size: int
) -> tuple[list[Row[Any]], str | None, str | None]:
    if selection.query and selection.sort is Sort.RELEVANCE:
        return _numbered(connection, selection.query, given, page, size)
    if page == "last":
        return _last(connection, given, size)
    return _keyed(connection, given, {} if page is None else _place_at(connection, page, given["now"]), size)


def _numbered(
    connection: Connection, query: str, given: Mapping[str, Any], page: str | None, size: int
) -> tuple[list[Row[Any]], str | None, str | None]:
    number = _pages(connection, given, size) if page == "last" else _number(page)
    weighed = search.weighed(search.groups(connection, query))
    limits = {"size": size + 1, "offset": (number - 1) * size}
    best = _best(frozenset(given), len(weighed))
    found = connection.execute(best, {**given, **weighed, **limits}).all()
    newer = None if number == 1 else "" if number == 2 else str(number - 1)
    older = str(number + 1) if len(found) > size and number < MOST_PAGES else None
    return list(found[:size]), newer, older


def _pages(connection: Connection, given: Mapping[str, Any], size: int) -> int:
    return min(max(-(-_count(connection, given) // size), 1), MOST_PAGES)


def _number(page: str | None) -> int:
    if page is None:
        return 1
    if not re.fullmatch(r"[1-9]\d?", page, re.ASCII) or not 2 <= int(page) <= MOST_PAGES:
        raise Invalid("page", page, PAGE_HINT)
    return int(page)


def _keyed(
    connection: Connection, given: Mapping[str, Any], after: Mapping[str, Any], size: int
) -> tuple[list[Row[Any]], str | None, str | None]:
    asked = {**given, **after, "size": size + 1}
    found = list(connection.execute(_newest(frozenset(asked)), asked).all())
    older = _key(found[size - 1]) if len(found) > size else None
    newer = _newer(connection, given, found[0], size) if after and found else None
    return found[:size], newer, older


def _last(connection: Connection, given: Mapping[str, Any], size: int) -> tuple[list[Row[Any]], str | None, str | None]:
    asked = {**given, "size": size}
    found = list(connection.execute(_oldest(frozenset(asked)), asked).all())[::-1]
    first = not found or not _above(connection, given, found[0], 1)
    return found, None if first else _newer(connection, given, found[0], size), None


def _newer(connection: Connection, given: Mapping[str, Any], first: Row[Any], size: int) -> str:
    """Give the key of the page that ends just before `first`; the first page has the empty key."""
    found = _above(connection, given, first, size + 1)
    return _key(found[size]) if len(found) > size else ""


def _above(connection: Connection, given: Mapping[str, Any], first: Row[Any], size: int) -> Sequence[Row[Any]]:
    """Give what stands above `first`, the nearest first."""
    asked = {**given, "at": first.published_at, "id": first.id, "size": size}
    return connection.execute(_oldest(frozenset(asked)), asked).all()


def _count(connection: Connection, given: Mapping[str, Any]) -> int:
    return int(connection.execute(_number_of(frozenset(given)), given).scalar_one())


@built_once
def _newest(names: frozenset[str]) -> Select[Any]:
    """Give the newest articles of a list; of those after a place, if there is one."""
    chosen = _chosen(names).where(_PLACE < GIVEN_PLACE) if "at" in names else _chosen(names)
    return chosen.order_by(*_newest_first()).limit(bindparam("size"))


@built_once
def _oldest(names: frozenset[str]) -> Select[Any]:
    """Give the oldest articles of a list; of those before a place, if there is one."""
    chosen = _chosen(names).where(_PLACE > GIVEN_PLACE) if "at" in names else _chosen(names)
    return chosen.order_by(article.c.published_at, article.c.id).limit(bindparam("size"))


@built_once
def _best(names: frozenset[str], weighed: int) -> Select[Any]:
    """Give the articles of a list that answer a query best, by so many weights."""
    hits = search.hits(weighed // len(search.WEIGHTS))
    chosen = _chosen(names).join(hits, literal_column("hits.id") == article.c.id)
    best = chosen.order_by(literal_column("hits.score"), *_newest_first())
    return best.limit(bindparam("size")).offset(bindparam("offset"))


@built_once
def _number_of(names: frozenset[str]) -> Select[Any]:
    return select(func.count()).select_from(article).where(is_public(NOW), *filters.conditions(names))


def _chosen(names: frozenset[str]) -> Select[Any]:
    return select(*rows.TEASER_COLUMNS).where(is_public(NOW), *filters.conditions(names))


def _key(row: Row[Any]) -> str:
    """Write a place without its number, whose gaps would tell how many articles are hidden."""
    return f"{row.published_at:%Y%m%dT%H%M%SZ}-{row.uid[:KEY_LENGTH]}"


def _place_at(connection: Connection, page: str, now: datetime) -> dict[str, Any]:
    """Give the place that a key names; whose article is erased names its moment, and what is hidden is no other."""
    at, start = _parsed(page)
    known = connection.execute(_named(), {"at": at, "start": start, "now": now}).scalar()
    return {"at": at, "id": known or LAST}


@built_once
def _named() -> Select[Any]:
    named = (article.c.published_at == bindparam("at"), func.substr(article.c.uid, 1, KEY_LENGTH) == bindparam("start"))
    return select(article.c.id).where(*named, or_(is_public(NOW), was_public(NOW)))


def _parsed(page: str) -> tuple[datetime, str]:
    parts = re.fullmatch(rf"(\d{{8}}T\d{{6}})Z-([0-9a-f]{{{KEY_LENGTH}}})", page, re.ASCII)
    try:
        return datetime.strptime(parts[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC), parts[2]  # type: ignore[index]
    except (TypeError, ValueError) as error:
        raise Invalid("page", page, PAGE_HINT) from error
