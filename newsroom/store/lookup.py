"""What the desk looks up: articles of every status, by slug or by a few letters of the headline."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from newsroom.errors import Ambiguous, NotFound
from newsroom.model import Article, Kind, Status, Teaser
from newsroom.schema import article
from newsroom.store import rows
from newsroom.store.public import is_public
from newsroom.text import fold


def articles(
    connection: Connection, *, now: datetime, status: Status | None = None, kind: Kind | None = None
) -> tuple[Teaser, ...]:
    """Give articles of any status, newest first; drafts stand where they were last changed."""
    query = select(*rows.TEASER_COLUMNS)
    if status is not None:
        query = query.where(_has_status(status, now))
    if kind is not None:
        query = query.where(article.c.kind == kind)
    newest = func.coalesce(article.c.published_at, article.c.changed_at).desc()
    return rows.teasers(connection, connection.execute(query.order_by(newest, article.c.id.desc())).all())


def get_article(connection: Connection, key: int) -> Article:
    """Give an article of any status by its number; raises NotFound."""
    row = connection.execute(select(article).where(article.c.id == key)).first()
    if row is None:
        raise NotFound(f"There is no article number {key}.")
    return rows.articles(connection, [row])[0]


def get_by_name(connection: Connection, name: str) -> Article:
    """Give an article by its slug, or by letters that only its headline has; raises NotFound or Ambiguous."""
    key = connection.execute(select(article.c.id).where(article.c.slug == name)).scalar()
    return get_article(connection, key if key is not None else _by_letters(connection, name))


def _by_letters(connection: Connection, name: str) -> int:
    wanted = fold(" ".join(name.split()))
    known = connection.execute(select(article.c.id, article.c.slug, article.c.headline)).all()
    fitting = [row for row in known if wanted in fold(" ".join(row.headline.split())) or wanted in row.slug]
    exact = [row for row in fitting if fold(row.headline) == wanted]
    chosen = exact if len(exact) == 1 else fitting
    if not chosen or not wanted:
        raise NotFound(f"No article is called “{name}”: `newsroom list` shows them all.")
    if len(chosen) > 1:
        raise Ambiguous(name, [row.slug for row in chosen[:8]])
    return int(chosen[0].id)


def _has_status(status: Status, now: datetime) -> ColumnElement[bool]:
    withdrawn: ColumnElement[Any] = func.coalesce(article.c.withdrawn_at <= now, False)
    waiting = and_(~withdrawn, article.c.published_at > now)
    return {
        Status.WITHDRAWN: withdrawn,
        Status.DRAFT: and_(~withdrawn, article.c.published_at.is_(None)),
        Status.PUBLISHED: is_public(now),
        Status.SCHEDULED: and_(waiting, ~article.c.embargoed),
        Status.EMBARGOED: and_(waiting, article.c.embargoed),
    }[status]
