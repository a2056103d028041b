"""Erase: an article goes for good, with everything that it said and showed; a line in the log stays, without content.

The act is one transaction, after which nothing of it is public. Its files, and its traces in the database file, go
right after; when that is cut off, the store knows, and `finish` goes on.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.desk.discard import check_unchanged
from newsroom.desk.strays import remove_strays
from newsroom.errors import NewsroomError
from newsroom.model import Article, Moments
from newsroom.room import Room
from newsroom.store import editing, erasure, events, files, freshness, ledger, log, lookup, naming, origins

ACT = "erased"
IN_THE_WAY = (
    "Files are being kept by an import, so those of what was erased stay for now: "
    "run `newsroom doctor --fix` when it is through."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was erased, for whoever did it; `digests` are those of files that nothing else shows."""

    uid: str
    headline: str
    digests: frozenset[str]


def erase(
    connection: Connection,
    name: str,
    *,
    now: datetime,
    by: str,
    reason: str | None = None,
    opened: Article | None = None,
) -> Erased:
    """Erase an article of any status; raises NewsroomError when it is not as it was when it was opened."""
    article = lookup.get_by_name(connection, name)
    check_unchanged(opened, article)
    digests = files.digests_of(connection, [article.id])
    for event in events.events_of(connection, [article.id]):
        bury(connection, "event", event, now=now)
    bury(connection, "article", article.id, now=now)
    editing.remove_article(connection, article.id)
    naming.promote_slugs(connection, now=now)
    _forget(connection, article, now=now, by=by, reason=reason)
    gone = files.unnamed(connection, digests)
    erasure.begin(connection, gone)
    return Erased(uid=article.uid, headline=article.headline, digests=frozenset(gone))


def bury(connection: Connection, type_: str, key: int, *, now: datetime) -> None:
    """Forget all that imports noted of a thing, before it goes; no import brings it back."""
    ids = [one.source_id for one in origins.origins_of(connection, type_, key)]
    origins.bury(connection, type_, key, act=ACT, now=now)
    ledger.erase(connection, type_, key, ids)


async def finish(database: Database, room: Room) -> None:
    """Remove what erasures left on the disk, if anything; raises NewsroomError while somebody is in the way."""
    digests = await database.read(erasure.unfinished)
    if digests is None:
        return
    are_gone = await remove_strays(database, room, digests)
    await database.compact()
    if not are_gone:
        raise NewsroomError(IN_THE_WAY)
    await database.write(erasure.finish, digests)


def _forget(connection: Connection, article: Article, *, now: datetime, by: str, reason: str | None) -> None:
    log.forget(connection, article.uid, article.slug)
    line = log.Record(at=now, actor=by, act="erase", type="article", uid=article.uid, note=reason)
    log.add_records(connection, [line])
    erasure.remove_unused_tags(connection)
    if _was_public(article.moments, now):
        freshness.note_removal(connection, now=now)


def _was_public(moments: Moments, now: datetime) -> bool:
    """Tell whether readers ever had it: what was stopped before its moment is missed by no list."""
    ended = min(filter(None, (moments.withdrawn_at, now)))
    return moments.published_at is not None and moments.published_at <= ended
