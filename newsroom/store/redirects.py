"""Old addresses: which article one leads to, and learning new ones."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.addresses import article_path, normalised
from newsroom.model import Kind
from newsroom.schema import article, redirect
from newsroom.store.public import is_public, was_public


def find_target_public(connection: Connection, address: str, *, now: datetime) -> tuple[Kind, str] | None:
    """Find the kind and slug of the article that an old path, with its query, leads to: one that is public or was."""
    query = select(article.c.kind, article.c.slug).join_from(redirect, article).where(redirect.c.address == address)
    row = connection.execute(query.where(or_(is_public(now), was_public(now)))).first()
    return (Kind(row.kind), row.slug) if row else None


def find_article_of(connection: Connection, address: str) -> int | None:
    """Find the number of the article of any status that an old address leads to."""
    return connection.execute(select(redirect.c.article_id).where(redirect.c.address == address)).scalar()


def all_addresses(connection: Connection) -> list[tuple[str, Kind, str]]:
    """Give every old address with the kind and slug of the article that it leads to, whatever its status."""
    query = select(redirect.c.address, article.c.kind, article.c.slug).join_from(redirect, article)
    found = connection.execute(query.order_by(redirect.c.address))
    return [(row.address, Kind(row.kind), row.slug) for row in found]


def addresses_of(connection: Connection, key: int) -> list[str]:
    """Give the old addresses of an article."""
    query = select(redirect.c.address).where(redirect.c.article_id == key).order_by(redirect.c.address)
    return list(connection.execute(query).scalars())


def keep_redirects(connection: Connection, found: Iterable[Mapping[str, object]]) -> None:
    """Let old addresses lead to articles; each has `address` and `article_id`, and the first to claim one keeps it."""
    if rows := [{**one, "address": normalised(str(one["address"]))} for one in found]:
        connection.execute(insert(redirect).on_conflict_do_nothing(), rows)


def forget_address(connection: Connection, address: str) -> None:
    """Let an old address lead nowhere any more."""
    connection.execute(delete(redirect).where(redirect.c.address == address))


def forget_paths(connection: Connection, key: int, slug: str) -> None:
    """Let the old paths of this slug lead to its article no more, which takes it back."""
    paths = [article_path(kind, slug) for kind in Kind]
    connection.execute(delete(redirect).where(redirect.c.article_id == key, redirect.c.address.in_(paths)))
