"""Doctor: look at a room from all sides and tell what is wrong, and what to do about it. Nothing is changed unasked."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from newsroom.database import Database, open_database
from newsroom.errors import NewsroomError
from newsroom.media import path_of
from newsroom.room import Room
from newsroom.store import search, soundness
from newsroom.store.soundness import KeptFile

RESTORE = "Put a backup in its place."


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, what, and what to do."""

    subject: str
    problem: str


async def examine(room: Room, *, deep: bool = False, fix: bool = False) -> list[Finding]:
    """Check folder, store, originals and search index; `deep` reads every original, `fix` makes the index again."""
    findings = list(_unwritable(room))
    try:
        database = open_database(room.database)
    except NewsroomError as error:
        return [*findings, Finding("store", str(error))]
    except DatabaseError as error:
        return _unreadable(findings, error)
    try:
        return findings + await _examine_store(database, room, deep=deep, fix=fix)
    except DatabaseError as error:
        return _unreadable(findings, error)
    finally:
        await database.close()


async def _examine_store(database: Database, room: Room, *, deep: bool, fix: bool) -> list[Finding]:
    if damages := await database.read(soundness.damages):
        return [Finding("store", f"SQLite finds it damaged ({damages[0]}). {RESTORE}")]
    orphans = await database.read(soundness.orphans)
    findings = [
        Finding("store", f"{count} rows of {table} belong to nothing. {RESTORE}") for table, count in orphans.items()
    ]
    findings += _files(room.media, await database.read(soundness.kept_files), deep=deep)
    return findings + await _search(database, fix=fix)


def _unwritable(room: Room) -> Iterator[Finding]:
    for path in (room.folder, room.database, room.media):
        if path.exists() and not os.access(path, os.W_OK):
            yield Finding("permissions", f"{path} cannot be written: give it to the user who runs newsroom.")


def _files(folder: Path, files: list[KeptFile], *, deep: bool) -> Iterator[Finding]:
    for one in files:
        path = path_of(folder, one.digest, one.media_type)
        if problem := _fault(path, one, deep=deep):
            yield Finding("files", f"{one.name} ({path}) {problem}. Take it from a backup, or import it again.")


def _fault(path: Path, one: KeptFile, *, deep: bool) -> str | None:
    if not path.is_file():
        return "is missing"
    if one.size is not None and path.stat().st_size != one.size:
        return f"has {path.stat().st_size} bytes instead of {one.size}"
    return "has another content than it came with" if deep and _digest(path) != one.digest else None


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


async def _search(database: Database, *, fix: bool) -> list[Finding]:
    current = await database.read(search.is_current)
    missing = await database.read(soundness.unfindable)
    if current and not missing:
        return []
    if fix:
        await database.write(search.rebuild)
        return []
    problem = f"the index lacks {missing} of the articles" if missing else "the index was made by another version"
    return [Finding("search", f"{problem}. Run `newsroom doctor --fix`.")]


def _unreadable(findings: list[Finding], error: DatabaseError) -> list[Finding]:
    # SQLite writes even to read: where it may not, it fails for that alone, and the store may be sound.
    return findings or [Finding("store", f"SQLite cannot read it ({error.orig}). {RESTORE}")]
