"""What feeds need besides their articles: what changed in each, archives that stay as they are, what was taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select, true, tuple_

from newsroom.errors import NotFound
from newsroom.model import Change, Selection, Teaser, VersionHead
from newsroom.schema import ROOM_UID, article, article_contact, contact, fact, version
from newsroom.store import articles, rows
from newsroom.store.public import is_public, was_public
from newsroom.store.versions import HEAD

WITHDRAWN_FOR = timedelta(days=90)
"""How long a withdrawal is told to readers of feeds."""

_ENTRY_ID = func.coalesce(article.c.former_id, literal("urn:uuid:").concat(article.c.uid)).label("entry_id")
PLACE = (article.c.published_at, article.c.id)
"""What a list is in order of."""


def room_uid(connection: Connection) -> UUID:
    """Give the room's own id, of which the ids of its feeds are made."""
    return UUID(connection.execute(select(fact.c.value).where(fact.c.name == ROOM_UID)).scalar_one())


def versions_public(connection: Connection, ids: Sequence[int], *, now: datetime) -> dict[int, tuple[VersionHead, ...]]:
    """Give when and why each of these public articles changed, newest first."""
    query = select(version.c.article_id, *HEAD).where(version.c.article_id.in_(ids), version.c.since <= now)
    found: dict[int, list[VersionHead]] = {key: [] for key in ids}
    for row in connection.execute(query.order_by(version.c.number.desc())):
        head = VersionHead(number=row.number, change=Change(row.change), since=row.since, note=row.note)
        found[row.article_id].append(head)
    return {key: tuple(heads) for key, heads in found.items()}


def people_changed_at(connection: Connection, ids: Sequence[int], *, now: datetime) -> datetime | None:
    """Tell when a card on one of these articles last changed: its words, or whether it answers."""
    moments = (contact.c.changed_at, contact.c.answers_at, contact.c.answers_until)
    on_them = contact.c.id.in_(select(article_contact.c.contact_id).where(article_contact.c.article_id.in_(ids)))
    columns = [func.max(moment).filter(moment <= now) for moment in moments]
    return max(filter(None, connection.execute(select(*columns).where(on_them)).one()), default=None)


def count_archives(connection: Connection, selection: Selection, now: datetime, zone: ZoneInfo, size: int) -> int:
    """Count the full documents of a list's archive (RFC 5005 section 4), numbered from the oldest.

    The answer to a search has none: what it finds changes with its words.
    """
    if selection.query:
        return 0
    counted = select(func.count()).select_from(article).where(*_archived(connection, selection, now, zone))
    return int(connection.execute(counted).scalar_one()) // size


def newest_public(connection: Connection, selection: Selection, now: datetime, zone: ZoneInfo, size: int) -> int:
    """Count how many of a list's newest articles its feed has: what was taken back keeps its place among them.

    Otherwise an older one would move in for it, and readers that forget what has left a feed would show it again. Where
    this would tell what a withdrawn article was about, every one keeps a place; half of the places are always free.
    """
    if selection.query:
        return size
    shown = _newest(connection, [is_public(now), *articles.filters(connection, selection, zone)], size)
    since = tuple_(*PLACE) >= shown[-1] if shown else true()
    taken_back = (was_public(now), *articles.filters(connection, _told(selection), zone))
    gone = _newest(connection, [since, *taken_back], size)
    newest = sorted([*shown, *gone], reverse=True)[:size]
    return max(len(newest) - len(set(gone).intersection(newest)), size // 2)


def archive_public(
    connection: Connection, selection: Selection, number: int, now: datetime, zone: ZoneInfo, size: int
) -> tuple[Teaser, ...]:
    """Give what is public of a document of the archive, newest first; raises NotFound for one that is not full yet."""
    if not 1 <= number <= count_archives(connection, selection, now, zone, size):
        raise NotFound("There is no such archive.")
    inside = select(article.c.id).where(*_archived(connection, selection, now, zone))
    inside = inside.order_by(article.c.published_at, article.c.id).limit(size).offset((number - 1) * size)
    chosen = select(*rows.TEASER_COLUMNS).where(article.c.id.in_(inside), is_public(now))
    newest_first = chosen.order_by(article.c.published_at.desc(), article.c.id.desc())
    return rows.teasers(connection, connection.execute(newest_first).all())


def withdrawn_public(connection: Connection, *, now: datetime) -> list[tuple[str, datetime, str | None]]:
    """Give id, moment and reason of what was taken back lately, newest first."""
    columns = (_ENTRY_ID, article.c.withdrawn_at, article.c.withdrawn_reason)
    lately = article.c.withdrawn_at > now - WITHDRAWN_FOR
    query = select(*columns).where(was_public(now), lately).order_by(article.c.withdrawn_at.desc(), article.c.id.desc())
    return [(row.entry_id, row.withdrawn_at, row.withdrawn_reason) for row in connection.execute(query)]


def _archived(connection: Connection, selection: Selection, now: datetime, zone: ZoneInfo) -> list[ColumnElement[Any]]:
    """Say what fills the documents."""
    is_counted = or_(is_public(now), was_public(now)) if _keeps_places(selection) else is_public(now)
    return [is_counted, *articles.filters(connection, selection, zone)]


def _keeps_places(selection: Selection) -> bool:
    """Tell whether what was taken back keeps its place in a list, so that the others keep theirs.

    Not where the list would tell by it what a withdrawn article was about.
    """
    return selection == _told(selection)


def _told(selection: Selection) -> Selection:
    """Give a selection without what nobody is to learn of a withdrawn article."""
    return replace(selection, query="", topic=None, place=None, language=None)


def _newest(connection: Connection, asked: list[ColumnElement[bool]], size: int) -> list[tuple[datetime, int]]:
    found = connection.execute(select(*PLACE).where(*asked).order_by(*(part.desc() for part in PLACE)).limit(size))
    return [(row.published_at, row.id) for row in found]
