"""What feeds need besides their articles: what changed in each, archives that stay as they are, what was taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, literal, or_, select, tuple_

from newsroom.errors import NotFound
from newsroom.model import Change, Selection, VersionHead
from newsroom.schema import ROOM_UID, article, fact, version
from newsroom.store import articles, filters
from newsroom.store.public import is_public, was_public
from newsroom.store.statements import IDS, NOW, built_once
from newsroom.store.versions import HEAD

WITHDRAWN_FOR = timedelta(days=90)
"""How long a withdrawal is told to readers of feeds."""

_ENTRY_ID = func.coalesce(article.c.former_id, literal("urn:uuid:").concat(article.c.uid)).label("entry_id")
PLACE = (article.c.published_at, article.c.id)
"""What a list is in order of."""
_NEWEST_FIRST = tuple(part.desc() for part in PLACE)
_UNTOLD = {"match", "topic", "place", "language"}
"""What nobody is to learn of a withdrawn article: filters by their names."""


def room_uid(connection: Connection) -> UUID:
    """Give the room's own id, of which the ids of its feeds are made."""
    return UUID(connection.execute(_room_uid()).scalar_one())


@built_once
def _room_uid() -> Select[Any]:
    return select(fact.c.value).where(fact.c.name == ROOM_UID)


def versions_public(connection: Connection, ids: Sequence[int], *, now: datetime) -> dict[int, tuple[VersionHead, ...]]:
    """Give when and why each of these public articles changed, newest first."""
    found: dict[int, list[VersionHead]] = {key: [] for key in ids}
    for row in connection.execute(_versions(), {"ids": ids, "now": now}):
        head = VersionHead(number=row.number, change=Change(row.change), since=row.since, note=row.note)
        found[row.article_id].append(head)
    return {key: tuple(heads) for key, heads in found.items()}


@built_once
def _versions() -> Select[Any]:
    query = select(version.c.article_id, *HEAD).where(version.c.article_id.in_(IDS), version.c.since <= NOW)
    return query.order_by(version.c.number.desc())


def count_archives(connection: Connection, selection: Selection, now: datetime, zone: ZoneInfo, size: int) -> int:
    """Count the full documents of a list's archive (RFC 5005 section 4), numbered from the oldest.

    The answer to a search has none: what it finds changes with its words.
    """
    if selection.query:
        return 0
    given = filters.values_of(connection, selection, zone) | {"now": now}
    return int(connection.execute(_number_archived(frozenset(given)), given).scalar_one()) // size


@dataclass(frozen=True, slots=True)
class Newest:
    """How many of a list's newest articles its feed has, and when one was last taken back from among them."""

    size: int
    withdrawn_at: datetime | None = None


def newest_public(connection: Connection, selection: Selection, now: datetime, zone: ZoneInfo, size: int) -> Newest:
    """Find how many of a list's newest articles its feed has: what was taken back keeps its place among them.

    Otherwise an older one would move in for it, and readers that forget what has left a feed would show it again. Where
    this would tell what a withdrawn article was about, every one keeps a place, and the list does not tell when one
    was taken back; half of the places are always free.
    """
    if selection.query:
        return Newest(size)
    limits = {"now": now, "size": size}
    given = filters.values_of(connection, selection, zone) | limits
    shown = [(row.published_at, row.id) for row in connection.execute(_shown(frozenset(given)), given)]
    since = dict(zip(("at", "id"), shown[-1], strict=True)) if shown else {}
    told = filters.values_of(connection, _told(selection), zone) | limits | since
    gone = {(row.published_at, row.id): row.withdrawn_at for row in connection.execute(_gone(frozenset(told)), told)}
    missing = gone.keys() & sorted([*shown, *gone], reverse=True)[:size]
    withdrawn_at = None if given.keys() & _UNTOLD else max((gone[place] for place in missing), default=None)
    return Newest(max(min(len(shown) + len(gone), size) - len(missing), size // 2), withdrawn_at)


def archive_public(
    connection: Connection, selection: Selection, number: int, now: datetime, zone: ZoneInfo, size: int
) -> list[int]:
    """Give the numbers of what is public of a document of the archive, newest first.

    Raises NotFound for one that is not full yet.
    """
    if not 1 <= number <= count_archives(connection, selection, now, zone, size):
        raise NotFound("There is no such archive.")
    given = filters.values_of(connection, selection, zone)
    limits = {"now": now, "size": size, "offset": (number - 1) * size}
    return list(connection.execute(_document(frozenset(given)), given | limits).scalars())


def withdrawn_public(connection: Connection, *, now: datetime) -> list[tuple[str, datetime, str | None]]:
    """Give id, moment and reason of what was taken back lately, newest first."""
    found = connection.execute(_withdrawn(), {"now": now, "since": now - WITHDRAWN_FOR})
    return [(row.entry_id, row.withdrawn_at, row.withdrawn_reason) for row in found]


@built_once
def _withdrawn() -> Select[Any]:
    lately = article.c.withdrawn_at > bindparam("since")
    query = select(_ENTRY_ID, article.c.withdrawn_at, article.c.withdrawn_reason).where(was_public(NOW), lately)
    return query.order_by(article.c.withdrawn_at.desc(), article.c.id.desc())


@built_once
def _number_archived(names: frozenset[str]) -> Select[Any]:
    return select(func.count()).select_from(article).where(*_archived(names))


@built_once
def _document(names: frozenset[str]) -> Select[Any]:
    inside = select(article.c.id).where(*_archived(names)).order_by(*PLACE)
    inside = inside.limit(bindparam("size")).offset(bindparam("offset"))
    return select(article.c.id).where(article.c.id.in_(inside), is_public(NOW)).order_by(*_NEWEST_FIRST)


@built_once
def _shown(names: frozenset[str]) -> Select[Any]:
    return _newest(is_public(NOW), *filters.conditions(names))


@built_once
def _gone(names: frozenset[str]) -> Select[Any]:
    since = [tuple_(*PLACE) >= articles.GIVEN_PLACE] if "at" in names else []
    return _newest(*since, was_public(NOW), *filters.conditions(names))


def _archived(names: frozenset[str]) -> list[ColumnElement[bool]]:
    """Say what fills the documents.

    What was taken back keeps its place in a list, so that the others keep theirs; but not where the list would tell by
    it what a withdrawn article was about.
    """
    is_counted = is_public(NOW) if names & _UNTOLD else or_(is_public(NOW), was_public(NOW))
    return [is_counted, *filters.conditions(names)]


def _told(selection: Selection) -> Selection:
    """Give a selection without them."""
    return replace(selection, query="", topic=None, place=None, language=None)


def _newest(*asked: ColumnElement[bool]) -> Select[Any]:
    return select(*PLACE, article.c.withdrawn_at).where(*asked).order_by(*_NEWEST_FIRST).limit(bindparam("size"))
