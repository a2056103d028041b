"""Sameness: which articles are here already that another source tells of, by their addresses and moments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from newsroom.schema import article, origin, redirect
from newsroom.store.origins import Origin


@dataclass(frozen=True, slots=True)
class Known:
    """What tells whether an article is the one that a source means."""

    id: int
    kind: str
    headline: str
    published_at: datetime | None


_COLUMNS = (article.c.id, article.c.kind, article.c.headline, article.c.published_at)


def find_by_address(connection: Connection, addresses: Collection[str]) -> dict[str, Known]:
    """Find the articles that these addresses were or are those of, by path and query."""
    query = select(redirect.c.address, *_COLUMNS).join_from(redirect, article).where(redirect.c.address.in_(addresses))
    return {row[0]: Known(*row[1:]) for row in connection.execute(query)} if addresses else {}


def find_by_moment(connection: Connection, moments: Collection[datetime]) -> list[Known]:
    """Find the articles that were published in these seconds."""
    query = select(*_COLUMNS).where(article.c.published_at.in_(moments))
    return [Known(*row) for row in connection.execute(query)] if moments else []


def sources_of(connection: Connection, keys: Collection[int]) -> dict[int, list[Origin]]:
    """Give where these articles came from."""
    query = select(origin).where(origin.c.type == "article", origin.c.target_id.in_(keys))
    found: dict[int, list[Origin]] = {key: [] for key in keys}
    for row in connection.execute(query).mappings() if keys else ():
        found[row["target_id"]].append(Origin(**row))
    return found
