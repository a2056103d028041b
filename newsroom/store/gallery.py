"""The pictures that the public sees: each file once, with the articles that show it, newest first."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, Subquery, Text, bindparam, func, select, tuple_, type_coerce

from newsroom.errors import Invalid, NotFound
from newsroom.gallery import Gallery, Pictured
from newsroom.model import Image, Selection, Teaser
from newsroom.schema import article, article_image, image
from newsroom.store import filters, rows
from newsroom.store.articles import PAGE_HINT
from newsroom.store.images import is_offered, originals_of
from newsroom.store.public import is_public
from newsroom.store.statements import NOW, built_once

SIZE = 24
_KEY = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\.([0-9a-f]{64})")


def gallery_public(
    connection: Connection, selection: Selection, *, now: datetime, zone: ZoneInfo, page: str | None = None
) -> Gallery:
    """Give a page of the public pictures whose articles a selection shows.

    Raises Invalid for a malformed page, and NotFound past the end.
    """
    given = filters.values_of(connection, selection, zone) | (_read_key(page) if page else {}) | {"now": now}
    found = connection.execute(_page(frozenset(given)), given).all()
    if page and not found:
        raise NotFound("This list has no such page.")
    shown = found[:SIZE]
    older = f"{shown[-1].at}.{shown[-1].digest}" if len(found) > SIZE else None
    return Gallery(pictures=_pictured(connection, [row.id for row in shown], now), older=older)


def get_picture_public(connection: Connection, digest: str, *, now: datetime) -> Pictured:
    """Give a public picture by its digest; raises NotFound for unknown and hidden alike."""
    keys = connection.execute(_picture(), {"digest": digest, "now": now}).scalars().all()
    if not (found := _pictured(connection, keys, now)):
        raise NotFound("There is no such picture.")
    return found[0]


@built_once
def _page(names: frozenset[str]) -> Select[Any]:
    """Give a page of the pictures that a list shows, from a key on if there is one."""
    newest = _newest(is_public(NOW), *filters.conditions(names))
    query = select(newest).where(newest.c.place == 1)
    if "at" in names:
        query = query.where(tuple_(newest.c.at, newest.c.digest) < tuple_(bindparam("at"), bindparam("digest")))
    return query.order_by(newest.c.at.desc(), newest.c.digest.desc()).limit(SIZE + 1)


@built_once
def _picture() -> Select[Any]:
    newest = _newest(is_public(NOW), image.c.digest == bindparam("digest"))
    return select(newest.c.id).where(newest.c.place == 1)


def _newest(*conditions: ColumnElement[bool]) -> Subquery:
    """Number the public appearances of each picture, its newest article's first."""
    at = type_coerce(article.c.published_at, Text)
    order = (article.c.published_at.desc(), article.c.id.desc(), article_image.c.position)
    place = func.row_number().over(partition_by=image.c.digest, order_by=order)
    query = (
        select(image.c.id, image.c.digest, at.label("at"), place.label("place"))
        .join_from(image, article_image)
        .join(article)
    )
    return query.where(is_offered(image.c.digest), image.c.media_type.like("image/%"), *conditions).subquery()


def _read_key(page: str) -> dict[str, str]:
    parts = _KEY.fullmatch(page)
    if parts is None:
        raise Invalid("page", page, PAGE_HINT)
    return {"at": parts[1], "digest": parts[2]}


def _pictured(connection: Connection, keys: Any, now: datetime) -> tuple[Pictured, ...]:
    """Give pictures by the numbers of their appearances, in this order."""
    found = {row["id"]: row for row in connection.execute(rows.pictures(), {"ids": keys}).mappings()}
    digests = [row["digest"] for row in found.values()]
    known, shown = originals_of(connection, digests), _shown(connection, digests, now)
    return tuple(
        Pictured(image=Image(**row, original=known.get(row["digest"])), articles=tuple(shown[row["digest"]]))
        for row in (found[key] for key in keys)
    )


def _shown(connection: Connection, digests: list[str], now: datetime) -> dict[str, list[Teaser]]:
    """Give the public articles that show each picture, newest first."""
    appearances = connection.execute(_appearances(), {"digests": digests, "now": now}).all()
    teasers = {one.id: one for one in rows.teasers(connection, appearances)}
    shown: dict[str, list[Teaser]] = {digest: [] for digest in digests}
    for row in appearances:
        if teasers[row.id] not in shown[row.digest]:
            shown[row.digest].append(teasers[row.id])
    return shown


@built_once
def _appearances() -> Select[Any]:
    query = select(image.c.digest, *rows.TEASER_COLUMNS).join_from(article, article_image).join(image)
    chosen = query.where(image.c.digest.in_(bindparam("digests", expanding=True)), is_public(NOW))
    return chosen.order_by(article.c.published_at.desc(), article.c.id.desc())
