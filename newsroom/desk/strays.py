"""Strays: kept files that nothing in the store names any more; they go when nobody is keeping files."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from newsroom import media
from newsroom.database import Database
from newsroom.room import Room
from newsroom.store import files, images


async def remove_strays(database: Database, room: Room, digests: Collection[str]) -> bool:
    """Remove those of these originals that nothing names; False when somebody keeps files, so that all must stay.

    An import has files on the disk before the store names them, and what it finds there it takes for kept.
    """
    return await database.read(_remove_strays, room, digests)


def _remove_strays(connection: Connection, room: Room, digests: Collection[str]) -> bool:
    with media.removing(room.media) as alone:
        # What the store names is looked up once nobody can be about to name more.
        if alone:
            media.remove(room.media, files.unnamed(connection, digests))
    return alone


async def sweep(database: Database, room: Room, *, before: datetime) -> None:
    """Remove all strays from before a moment, unless somebody keeps files, and forget what was known of them."""
    await database.write(_forget, await database.read(_sweep, room, before))


def old_strays(connection: Connection, room: Room, *, before: datetime) -> dict[Path, str]:
    """Give the files from before a moment that nothing names, with their digests; what was cut off has an empty one."""
    old = {path: digest for path, digest in media.lying(room.media) if _lies_since(path) < before}
    unnamed = set(files.unnamed(connection, set(old.values())))
    return {path: digest for path, digest in old.items() if digest in unnamed}


def _sweep(connection: Connection, room: Room, before: datetime) -> set[str]:
    with media.removing(room.media) as alone:
        strays = old_strays(connection, room, before=before) if alone else {}
        for path in strays:
            path.unlink(missing_ok=True)
    return set(strays.values())


def _forget(connection: Connection, digests: Collection[str]) -> None:
    images.forget_originals(connection, files.unnamed(connection, digests))


def _lies_since(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
