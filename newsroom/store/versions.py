"""Versions: what a published article said, from one moment to the next."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from newsroom.model import ArticleContent, Attachment, Change, ContactContent, Image, Moments, Version
from newsroom.schema import version

SAID = ("kind", "headline", "lead", "byline", "dateline", "language", "body_html", "canonical_url", "tags")


def fields_of(value: Any, kind: Any) -> dict[str, Any]:
    """Give what a value says, by the names of a kind's fields; `asdict` would copy each, at ten times the cost."""
    return {field.name: getattr(value, field.name) for field in fields(kind)}


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
    row = _row(key, 1, Change.PUBLICATION, since, None, content)
    connection.execute(delete(version).where(version.c.article_id == key))
    connection.execute(insert(version), [row])


def versions(connection: Connection, key: int) -> list[Version]:
    """Give an article's versions, oldest first."""
    query = select(version).where(version.c.article_id == key).order_by(version.c.number)
    return [
        Version(number=row.number, change=Change(row.change), since=row.since, note=row.note, content=row.content)
        for row in connection.execute(query)
    ]


def _row(
    key: int, number: int, change: Change, since: datetime | None, note: str | None, content: ArticleContent
) -> dict[str, Any]:
    # A kept card has a number and a moment of its own; a version has what it says.
    said: dict[str, Any] = {name: getattr(content, name) for name in SAID}
    said["contacts"] = [fields_of(one, ContactContent) for one in content.contacts]
    said["images"] = [fields_of(one, Image) for one in content.images]
    said["attachments"] = [fields_of(one, Attachment) for one in content.attachments]
    return {"article_id": key, "number": number, "change": change, "since": since, "note": note, "content": said}
