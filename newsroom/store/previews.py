"""Previews: who may read an article before it is public, by which key, and how often they came."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, literal, select, update

from newsroom.model import Article
from newsroom.schema import article, preview, visit
from newsroom.store import rows

HELD = (preview.c.id, preview.c.recipient, preview.c.made_at, preview.c.expires_at, preview.c.revoked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A key that was given to somebody, and how often its holder came; the key itself is not kept."""

    id: int
    recipient: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    visits: int
    visited_at: datetime | None

    def opens(self, now: datetime) -> bool:
        """Tell whether its key is good at `now`."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What a key opens: the article, with the people who answer when it comes out, and what was agreed."""

    id: int
    recipient: str
    expires_at: datetime
    article: Article


def digest_of(key: str) -> str:
    """Give what is kept of a key: enough to know it again, and nothing to open a page with."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def add_preview(
    connection: Connection, article_id: int, recipient: str, digest: str, *, expires_at: datetime, now: datetime
) -> None:
    """Keep a key by its digest."""
    row = {"article_id": article_id, "recipient": recipient, "digest": digest, "made_at": now, "expires_at": expires_at}
    connection.execute(insert(preview).values(row))


def previews(connection: Connection, article_id: int) -> list[Preview]:
    """Give the keys of an article that were ever made, newest first."""
    visits, last = func.count(visit.c.id).label("visits"), func.max(visit.c.at).label("visited_at")
    query = select(*HELD, visits, last).join_from(preview, visit, isouter=True).group_by(preview.c.id)
    mine = query.where(preview.c.article_id == article_id).order_by(preview.c.id.desc())
    return [Preview(**row) for row in connection.execute(mine).mappings()]


def revoke(connection: Connection, ids: Collection[int], *, now: datetime) -> None:
    """Let keys open nothing any more."""
    connection.execute(update(preview).where(preview.c.id.in_(ids)).values(revoked_at=now))


def find_previewed(connection: Connection, key: str, *, now: datetime) -> Previewed | None:
    """Find what a key opens at `now`; None for one that is unknown, expired or revoked."""
    held = (preview.c.id.label("key_id"), preview.c.recipient, preview.c.expires_at)
    row = connection.execute(select(article, *held).join_from(preview, article).where(_opens(key, now))).first()
    if row is None:
        return None
    moment = max(now, row.published_at or row.proposed_at or now)
    opened = rows.articles(connection, [row], answering_at=moment)[0]
    return Previewed(id=row.key_id, recipient=row.recipient, expires_at=row.expires_at, article=opened)


def note_visit(connection: Connection, key: int, *, now: datetime) -> None:
    """Note that the holder of a key came, unless the key has gone with its article meanwhile."""
    here = select(preview.c.id, literal(now, visit.c.at.type)).where(preview.c.id == key)
    connection.execute(insert(visit).from_select(["preview_id", "at"], here))


def _opens(key: str, now: datetime) -> ColumnElement[bool]:
    # The digest is looked up in an index: how long that takes tells nothing of the key.
    return and_(preview.c.digest == digest_of(key), preview.c.revoked_at.is_(None), preview.c.expires_at > now)
