"""Releases as the front page shows them: all public language versions of one are one entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from newsroom.model import Teaser
from newsroom.schema import article
from newsroom.store import rows
from newsroom.store.public import is_public
from newsroom.store.statements import IDS, NOW, built_once

_OTHER = article.alias("other")


def latest_releases(
    connection: Connection, *, now: datetime, languages: Sequence[str], only: str | None, size: int
) -> tuple[Teaser, ...]:
    """Give the newest public releases, each as its version in the first of these languages that it has.

    A release without any of them is shown all the same, and stands at the time of the version that is shown.
    With `only` there is nothing but articles in that language.
    """
    given = {"now": now, "only": only, "size": size}
    return rows.teasers(connection, connection.execute(_latest(tuple(languages), only is not None), given).all())


def pinned_releases(
    connection: Connection, *, now: datetime, languages: Sequence[str], only: str | None, size: int
) -> tuple[Teaser, ...]:
    """Give the public releases of which a version in such a language is pinned at `now`, in the same way."""
    given = {"now": now, "only": only, "size": size}
    return rows.teasers(connection, connection.execute(_pinned(tuple(languages), only is not None), given).all())


def versions_beside(
    connection: Connection, shown: Sequence[Teaser], *, now: datetime, languages: Sequence[str]
) -> Mapping[int, tuple[Teaser, ...]]:
    """Give the other public versions of the release of each of these articles, in the order of these languages."""
    ids = [one.id for one in shown]
    found = connection.execute(_versions(tuple(languages)), {"ids": ids, "now": now}).all()
    return {
        one.id: rows.links(other for other in found if other.release == one.release and other.id != one.id)
        for one in found
        if one.id in ids
    }


@built_once
def _latest(languages: tuple[str, ...], is_one: bool) -> Select[Any]:
    chosen = _shown(languages, is_one)
    return _first(chosen.where(article.c.language == bindparam("only")) if is_one else chosen)


@built_once
def _pinned(languages: tuple[str, ...], is_one: bool) -> Select[Any]:
    # Few are pinned: asked for otherwise, SQLite would walk through all articles, or all of the language, in order.
    pinned = select(_release_of(_OTHER)).where(_OTHER.c.pinned_until > NOW, _stands(is_one))
    chosen = _shown(languages, is_one).where(_are_of(pinned))
    return _first(chosen.where(literal_column("+article.language") == bindparam("only")) if is_one else chosen)


@built_once
def _versions(languages: tuple[str, ...]) -> Select[Any]:
    of_shown = _are_of(select(_release_of(_OTHER)).where(_OTHER.c.id.in_(IDS)))
    query = select(*rows.TEASER_COLUMNS, _release_of(article).label("release"))
    return query.where(of_shown, is_public(NOW)).order_by(*_preference(article, languages))


def _shown(languages: tuple[str, ...], is_one: bool) -> Select[Any]:
    """Choose of each release the public version that comes before all its others."""
    comes_first = tuple_(*_preference(_OTHER, languages)) < tuple_(*_preference(article, languages))
    release = _release_of(article)
    is_version = or_(_OTHER.c.id == release, _OTHER.c.original_id == release)
    better = select(1).where(is_version, comes_first, _stands(is_one))
    return select(*rows.TEASER_COLUMNS).where(is_public(NOW), ~better.exists())


def _stands(is_one: bool) -> ColumnElement[bool]:
    """Say of another version that it is public, in the only language if there is one."""
    public = is_public(NOW, _OTHER)
    return and_(public, literal_column("+other.language") == bindparam("only")) if is_one else public


def _first(chosen: Select[Any]) -> Select[Any]:
    return chosen.order_by(article.c.published_at.desc(), article.c.id.desc()).limit(bindparam("size"))


def _release_of(one: FromClause) -> ColumnElement[int]:
    """Give the number of the release's original."""
    return func.coalesce(one.c.original_id, one.c.id)


def _are_of(releases: Select[Any]) -> ColumnElement[bool]:
    """Say of an article that it is a version of one of these releases."""
    return or_(article.c.id.in_(releases), article.c.original_id.in_(releases))


def _preference(one: FromClause, languages: Sequence[str]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Rank a version by its language, then by its number."""
    places = {code: place for place, code in enumerate(languages)}
    return case(places, value=one.c.language, else_=len(places)), one.c.id
