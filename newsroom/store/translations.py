"""Language versions: one release, several articles; each has its own status and time, and one is their original."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select, update

from newsroom.model import Article, Teaser
from newsroom.schema import article
from newsroom.store import rows
from newsroom.store.public import is_public
from newsroom.store.statements import NOW, built_once

_RELEASE = func.coalesce(article.c.original_id, article.c.id)
_OF_RELEASE = or_(article.c.id == bindparam("release"), article.c.original_id == bindparam("release"))


def translations_public(connection: Connection, one: Article, *, now: datetime) -> tuple[Teaser, ...]:
    """Give the other language versions of an article that are public at `now`, by their language."""
    given = {"release": one.original_id or one.id, "id": one.id, "now": now}
    return rows.links(connection.execute(_others(), given))


@built_once
def _others() -> Select[Any]:
    query = select(*rows.TEASER_COLUMNS).where(_OF_RELEASE, article.c.id != bindparam("id"), is_public(NOW))
    return query.order_by(article.c.language, article.c.id)


def versions_of(connection: Connection, one: Article) -> tuple[Article, ...]:
    """Give every language version of a release, the original first."""
    query = select(article).where(_OF_RELEASE).order_by(article.c.original_id.is_not(None), article.c.id)
    return rows.articles(connection, connection.execute(query, {"release": one.original_id or one.id}).all())


def releases(connection: Connection) -> Iterator[tuple[tuple[Teaser, datetime], ...]]:
    """Give every release, the newest first, as its language versions with when each was written; the original first."""
    columns: list[ColumnElement[Any]] = [*rows.TEASER_COLUMNS, article.c.written_at, article.c.original_id]
    newest = func.max(func.coalesce(article.c.published_at, article.c.changed_at)).over(partition_by=_RELEASE)
    order = (newest.desc(), _RELEASE, article.c.original_id.is_not(None), article.c.id)
    found = connection.execute(select(*columns).order_by(*order)).all()
    teasers = {one.id: one for one in rows.teasers(connection, found)}
    for _, versions in groupby(found, lambda row: row.original_id or row.id):
        yield tuple((teasers[row.id], row.written_at) for row in versions)


def set_original(connection: Connection, key: int, original: int | None) -> None:
    """Make an article a translation of another, or of none."""
    connection.execute(update(article).where(article.c.id == key).values(original_id=original))


def part(connection: Connection, keys: Sequence[int]) -> None:
    """Let others do without these as their original: the first other translation of each follows it."""
    others = (article.c.original_id.in_(keys), article.c.id.not_in(keys))
    heirs = select(article.c.original_id, func.min(article.c.id)).where(*others).group_by(article.c.original_id)
    for original, heir in connection.execute(heirs).all():
        connection.execute(
            update(article).where(article.c.original_id == original, article.c.id.not_in(keys)).values(original_id=heir)
        )
        set_original(connection, heir, None)
