"""Doctor: look at a room from all sides and tell what is wrong, and what to do about it. Nothing is changed unasked."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from newsroom.database import Database, open_database
from newsroom.desk import renditions
from newsroom.desk.erase import finish
from newsroom.desk.renditions import make_renditions
from newsroom.desk.strays import old_strays, sweep
from newsroom.errors import NewsroomError
from newsroom.media import path_of
from newsroom.room import Room
from newsroom.store import erasure, search, soundness
from newsroom.store.soundness import KeptFile

RESTORE = "Put a backup in its place."
LONG_AGO = timedelta(days=1)
"""Longer than any import takes from keeping a file to naming it."""


Tell = Callable[[int, int], None]
"""Who is told how many pictures are done, and of how many."""


def _nobody(done: int, known: int) -> None:
    """Leave progress untold."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, what, and what to do."""

    subject: str
    problem: str


async def examine(
    room: Room, *, now: datetime, deep: bool = False, fix: bool = False, tell: Tell = _nobody
) -> list[Finding]:
    """Check folder, store, originals, renditions and search index; `deep` reads every original.

    `fix` makes the index again, ends an erasure that was cut off, removes files that nothing names, and makes
    renditions that are lacking; `tell` is called for each picture that was made.
    """
    findings = list(_unwritable(room))
    try:
        database = open_database(room.database)
    except NewsroomError as error:
        return [*findings, Finding("store", str(error))]
    except DatabaseError as error:
        return _unreadable(findings, error)
    try:
        return findings + await _examine_store(database, room, now, deep=deep, fix=fix, tell=tell)
    except DatabaseError as error:
        return _unreadable(findings, error)
    finally:
        await database.close()


async def _examine_store(
    database: Database, room: Room, now: datetime, *, deep: bool, fix: bool, tell: Tell
) -> list[Finding]:
    if damages := await database.read(soundness.damages):
        return [Finding("store", f"SQLite finds it damaged ({damages[0]}). {RESTORE}")]
    orphans = await database.read(soundness.orphans)
    findings = [
        Finding("store", f"{count} rows of {table} belong to nothing. {RESTORE}") for table, count in orphans.items()
    ]
    findings += _files(room.media, await database.read(soundness.kept_files), deep=deep)
    findings += [*await _erasure(database, room, fix=fix), *await _strays(database, room, now, fix=fix)]
    findings += await _renditions(database, room, fix=fix, tell=tell)
    return findings + await _search(database, fix=fix)


def _unwritable(room: Room) -> Iterator[Finding]:
    for path in (room.folder, room.database, room.media):
        if path.exists() and not os.access(path, os.W_OK):
            yield Finding("permissions", f"{path} cannot be written: give it to the user who runs newsroom.")


def _files(folder: Path, kept: list[KeptFile], *, deep: bool) -> Iterator[Finding]:
    for one in kept:
        path = path_of(folder, one.digest, one.media_type)
        if problem := _fault(path, one, deep=deep):
            yield Finding("files", f"{one.name} ({path}) {problem}. Take it from a backup, or import it again.")


async def _erasure(database: Database, room: Room, *, fix: bool) -> list[Finding]:
    if await database.read(erasure.unfinished) is None:
        return []
    if not fix:
        problem = "traces of what was erased are still on the disk"
        return [Finding("erasure", f"{problem}. Run `newsroom doctor --fix`.")]
    try:
        await finish(database, room)
    except NewsroomError as error:
        return [Finding("erasure", str(error))]
    return []


async def _strays(database: Database, room: Room, now: datetime, *, fix: bool) -> list[Finding]:
    """Find files that nothing names; one that is new may be an import's that has yet to name it."""
    if fix:
        await sweep(database, room, before=now - LONG_AGO)
    if not (strays := await database.read(old_strays, room, before=now - LONG_AGO)):
        return []
    count = f"{len(strays)} file{'' if len(strays) == 1 else 's'}"
    return [Finding("files", f"{count} belong to no article, as {min(strays)}. Run `newsroom doctor --fix`.")]


async def _renditions(database: Database, room: Room, *, fix: bool, tell: Tell) -> list[Finding]:
    """Find pictures that were never looked into, and make of them what readers get."""
    if fix:
        return await _mended(database, room, tell)
    findings = []
    if lacking := await database.read(renditions.lacking, room):
        pictures = "1 picture was" if len(lacking) == 1 else f"{len(lacking)} pictures were"
        problem = f"{pictures} never read, or what readers get is not there, as {lacking[0].name}"
        findings.append(Finding("files", f"{problem}. Run `newsroom doctor --fix`."))
    if closed := await database.read(renditions.unreadable):
        pictures = "1 picture" if len(closed) == 1 else f"{len(closed)} pictures"
        mend = "Save it again as JPEG or PNG, or try `newsroom image renditions --again`"
        findings.append(Finding("files", f"{pictures} could not be read, as {closed[0].name}. {mend}."))
    return findings


async def _mended(database: Database, room: Room, tell: Tell) -> list[Finding]:
    findings, done = [], 0
    total = len(await database.read(renditions.lacking, room))
    async for made in make_renditions(database, room):
        done += 1
        tell(done, total)
        findings += [Finding("files", made.problem)] if made.problem else []
    return findings


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
