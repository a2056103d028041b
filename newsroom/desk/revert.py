"""Revert: an earlier version of a published article becomes the new one.

Its text, tags, pictures and files come back, with their own words; the address stays, and so do the people to ring:
who was asked then may have another place, or none.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from newsroom import media
from newsroom.desk.compare import get_version
from newsroom.desk.edit import Revision, get_correctable, keep_revision, revise_content
from newsroom.errors import NewsroomError
from newsroom.markup import clean
from newsroom.markup.pictures import without_pictures
from newsroom.model import Article, ArticleContent, Attachment, Change, Image, Version
from newsroom.room import Room
from newsroom.store import versions

File = TypeVar("File", Image, Attachment)


def revert(
    connection: Connection,
    name: str,
    number: int,
    room: Room,
    *,
    now: datetime,
    by: str,
    change: Change | None = None,
    note: str | None = None,
) -> Article:
    """Make an earlier version the new one; raises as `prepare_revert` and `keep_revision` do."""
    revision = prepare_revert(connection, name, number, room, now=now)
    return keep_revision(connection, revision, now=now, by=by, change=change, note=note)


def prepare_revert(connection: Connection, name: str, number: int, room: Room, *, now: datetime) -> Revision:
    """Make a revision of an earlier version; raises NewsroomError for what is not public, and for what it says now."""
    article = get_correctable(connection, name, now=now)
    return restored(article, _earlier(article, versions.versions(connection, article.id), number), room)


def restored(article: Article, version: Version, room: Room) -> Revision:
    """Give an article the words, pictures and files of a version; an original that is gone is left out, and noted."""
    said = versions.content_of(version)
    files: tuple[Image | Attachment, ...] = (*said.images, *said.attachments)
    lost = [one for one in files if not _is_there(one, room.media)]
    # What passed the gate of its day passes that of today.
    body = clean(without_pictures(said.body_html, lambda address: any(str(one.digest) in address for one in lost)))
    content = replace(
        said,
        kind=article.kind,
        canonical_url=article.canonical_url,
        body_html=body.html,
        body_text=body.text,
        images=_kept(said.images, article.images, room.media),
        attachments=_kept(said.attachments, article.attachments, room.media),
        contacts=article.contacts,
    )
    if content == article.content:
        raise NewsroomError(f"“{article.headline}” says what version {version.number} said already.")
    notes = [f"{one.url} is kept here no more, and was left out." for one in lost]
    notes += [f"{one.url}, which had been taken out, is shown again." for one in _brought_back(article, content)]
    return replace(revise_content(article, content, "revert", f"to version {version.number}"), notes=tuple(notes))


def _earlier(article: Article, known: Sequence[Version], number: int) -> Version:
    found = get_version(article, known, number)
    if found is known[-1]:
        raise NewsroomError(f"Version {number} is what “{article.headline}” says now: name an earlier one.")
    return found


def _kept(then: Sequence[File], now: Sequence[File], folder: Path) -> tuple[File, ...]:
    """Give those whose originals are there; one that the article has keeps its number, which its address is made of."""
    numbers = {(one.digest, one.url): one.id for one in now}
    return tuple(replace(one, id=numbers.get((one.digest, one.url), 0)) for one in then if _is_there(one, folder))


def _brought_back(article: Article, content: ArticleContent) -> list[Image | Attachment]:
    """Give what the article would show again: it may have been taken out for its rights, or for somebody's sake."""
    now: tuple[Image | Attachment, ...] = (*article.images, *article.attachments)
    shown = {one.digest for one in now}
    then: tuple[Image | Attachment, ...] = (*content.images, *content.attachments)
    return [one for one in then if one.digest and one.digest not in shown]


def _is_there(one: Image | Attachment, folder: Path) -> bool:
    return one.digest is None or media.path_of(folder, one.digest, one.media_type or "").exists()
