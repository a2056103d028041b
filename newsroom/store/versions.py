"""Versions: what a published article said, from one moment to the next."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from newsroom.model import (
    ArticleContent,
    Attachment,
    Change,
    ContactContent,
    Image,
    Kind,
    Moments,
    Teaser,
    Version,
    VersionHead,
)
from newsroom.schema import article, version
from newsroom.store import filters, rows
from newsroom.store.public import is_public
from newsroom.store.statements import IDS, NOW, built_once

SAID = ("kind", "headline", "lead", "byline", "dateline", "language", "body_html", "canonical_url", "tags")
HEAD = (version.c.number, version.c.change, version.c.since, version.c.note)
"""What a list of versions needs: what they say is left where it is."""


def fields_of(value: Any, kind: Any) -> dict[str, Any]:
    """Give what a value says, by the names of a kind's fields; `asdict` would copy each, at ten times the cost."""
    return {field.name: getattr(value, field.name) for field in fields(kind) if field.compare}


def add_first(connection: Connection, found: Sequence[tuple[int, ArticleContent, Moments]]) -> None:
    """Keep what articles said when they were published."""
    if rows := [
        _row(key, 1, Change.PUBLICATION, moments.published_at, None, content) for key, content, moments in found
    ]:
        connection.execute(insert(version), rows)


def add_version(
    connection: Connection,
    key: int,
    content: ArticleContent,
    *,
    change: Change,
    since: datetime,
    note: str | None = None,
) -> int:
    """Keep what an article says from now on, and give the version's number."""
    number = 1 + (
        connection.execute(select(func.max(version.c.number)).where(version.c.article_id == key)).scalar() or 0
    )
    connection.execute(insert(version), [_row(key, number, change, since, note, content)])
    return number


def replace_first(connection: Connection, key: int, content: ArticleContent, *, since: datetime) -> None:
    """Let the first version say this: nobody has read it yet."""
    forget(connection, key)
    connection.execute(insert(version), [_row(key, 1, Change.PUBLICATION, since, None, content)])


def forget(connection: Connection, key: int) -> None:
    """Forget what an article would have said: it is a draft again."""
    connection.execute(delete(version).where(version.c.article_id == key))


def rewrite(connection: Connection, key: int, one: VersionHead, content: ArticleContent) -> None:
    """Let a version say something else for good, and what was noted of it: an erasure leaves no other."""
    here = (version.c.article_id == key, version.c.number == one.number)
    connection.execute(update(version).where(*here).values(note=one.note, content=_said(content)))


def versions(connection: Connection, key: int) -> list[Version]:
    """Give an article's versions, oldest first."""
    query = select(version).where(version.c.article_id == key).order_by(version.c.number)
    return [Version(**_head(row), content=row.content) for row in connection.execute(query)]


def heads_public(connection: Connection, key: int, *, now: datetime) -> tuple[VersionHead, ...]:
    """Give when and why a public article changed, newest first; whether it is public, its page has asked."""
    return tuple(VersionHead(**_head(row)) for row in connection.execute(_heads(), {"id": key, "now": now}))


@built_once
def _heads() -> Select[Any]:
    query = select(*HEAD).where(version.c.article_id == bindparam("id"), version.c.since <= NOW)
    return query.order_by(version.c.number.desc())


def versions_public(connection: Connection, key: int, numbers: Sequence[int], *, now: datetime) -> dict[int, Version]:
    """Give some versions of a public article by their numbers, those that are there."""
    chosen = (version.c.article_id == key, version.c.number.in_(numbers), version.c.since <= now)
    found = connection.execute(select(version).where(*chosen))
    return {row.number: Version(**_head(row), content=row.content) for row in found}


def corrections_public(
    connection: Connection, *, now: datetime, language: str | None = None
) -> list[tuple[VersionHead, Teaser]]:
    """Give the corrections of public articles, of one language or all, with their articles, newest first."""
    given = {"language": language} if language else {}
    found = connection.execute(_corrections(frozenset(given)), given | {"now": now}).all()
    keys = sorted({row.article_id for row in found})
    corrected = connection.execute(_corrected(), {"ids": keys}).all()
    teasers = {one.id: one for one in rows.teasers(connection, corrected)}
    return [(VersionHead(**_head(row)), teasers[row.article_id]) for row in found]


@built_once
def _corrections(names: frozenset[str]) -> Select[Any]:
    query = select(version.c.article_id, *HEAD).join_from(version, article)
    said = (version.c.change == Change.CORRECTION, version.c.since <= NOW)
    chosen = query.where(*said, is_public(NOW), *filters.conditions(names))
    return chosen.order_by(version.c.since.desc(), version.c.article_id.desc(), version.c.number.desc())


@built_once
def _corrected() -> Select[Any]:
    return select(*rows.TEASER_COLUMNS).where(article.c.id.in_(IDS))


def content_of(one: Version) -> ArticleContent:
    """Give what a version says as a value; its plain text is not kept with it."""
    said: dict[str, Any] = {name: one.content[name] for name in SAID}
    listed = {"images": Image, "attachments": Attachment, "contacts": ContactContent}
    values: dict[str, Any] = {
        name: tuple(make(**_frozen(value)) for value in cast("list[dict[str, Any]]", one.content[name]))
        for name, make in listed.items()
    }
    return ArticleContent(**said | values | {"kind": Kind(said["kind"]), "tags": tuple(said["tags"])})


def _frozen(value: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in value.items()}


def _head(row: Any) -> dict[str, Any]:
    return {"number": row.number, "change": Change(row.change), "since": row.since, "note": row.note}


def _row(
    key: int, number: int, change: Change, since: datetime | None, note: str | None, content: ArticleContent
) -> dict[str, Any]:
    said = _said(content)
    return {"article_id": key, "number": number, "change": change, "since": since, "note": note, "content": said}


def _said(content: ArticleContent) -> dict[str, Any]:
    # A kept card has a number and a moment of its own; a version has what it says.
    said: dict[str, Any] = {name: getattr(content, name) for name in SAID}
    said["contacts"] = [fields_of(one, ContactContent) for one in content.contacts]
    said["images"] = [fields_of(one, Image) for one in content.images]
    said["attachments"] = [fields_of(one, Attachment) for one in content.attachments]
    return said
