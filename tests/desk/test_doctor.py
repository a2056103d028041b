import os
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from newsroom.database import open_database
from newsroom.desk.doctor import examine
from newsroom.desk.erase import erase
from newsroom.desk.founding import found_room
from newsroom.media import path_of
from newsroom.model import Image
from newsroom.original import Original
from newsroom.room import Room
from newsroom.store import editing
from tests.desk.workroom import BY
from tests.manuscripts import NOON, manuscript
from tests.pictures import drawn, file_of

PNG = b"\x89PNG a picture"
DIGEST = sha256(PNG).hexdigest()
PICTURE = Image(
    url="hamnen.png", digest=DIGEST, media_type="image/png", size=len(PNG), original=Original(digest=DIGEST, read=True)
)


@pytest.fixture
async def room(tmp_path: Path) -> Room:
    """Give a room with one article that shows a picture."""
    found_room(tmp_path, "")
    database = open_database(tmp_path / "newsroom.db")
    await database.write(editing.add_articles, [manuscript("Hamnen fylld", images=(PICTURE,))], now=NOON)
    await database.close()
    path = path_of(tmp_path / "media", DIGEST, "image/png")
    path.parent.mkdir()
    path.write_bytes(PNG)
    return Room(folder=tmp_path, name="Hamnstad")


def original(room: Room) -> Path:
    return path_of(room.media, DIGEST, "image/png")


def sql(room: Room, statement: str) -> None:
    with sqlite3.connect(room.database) as connection:
        connection.execute(statement)
    connection.close()


async def subjects(room: Room, *, deep: bool = False, fix: bool = False) -> list[str]:
    return [finding.subject for finding in await examine(room, now=NOON, deep=deep, fix=fix)]


async def test_a_sound_room_has_no_findings(room: Room) -> None:
    assert await examine(room, now=NOON, deep=True) == []


async def test_a_missing_original_is_named(room: Room) -> None:
    original(room).unlink()
    (finding,) = await examine(room, now=NOON)
    assert finding.subject == "files"
    assert finding.problem.startswith(f"hamnen.png ({original(room)}) is missing.")


async def test_a_cut_original_is_found_by_its_size(room: Room) -> None:
    original(room).write_bytes(PNG[:-1])
    assert await subjects(room) == ["files"]


async def test_a_changed_original_is_found_by_a_deep_look_alone(room: Room) -> None:
    original(room).write_bytes(PNG.swapcase())
    assert (await subjects(room), await subjects(room, deep=True)) == ([], ["files"])


async def test_an_index_of_other_stems_is_found_and_made_again_when_asked(room: Room) -> None:
    sql(room, "UPDATE fact SET value = 'of old' WHERE name = 'search_made_by'")
    assert await subjects(room) == ["search"]
    assert await subjects(room, fix=True) == []
    assert await subjects(room) == []


async def test_an_article_that_the_index_lacks_is_counted(room: Room) -> None:
    sql(room, "DELETE FROM search_words")
    (finding,) = await examine(room, now=NOON)
    assert finding.problem.startswith("the index lacks 1 of the articles")
    assert await subjects(room, fix=True) == []


async def test_rows_that_belong_to_nothing_are_found(room: Room) -> None:
    sql(room, "DELETE FROM article")
    assert set(await subjects(room)) == {"store"}


async def test_a_store_of_another_version_is_found(room: Room) -> None:
    sql(room, "UPDATE alembic_version SET version_num = '0000'")
    (finding,) = await examine(room, now=NOON)
    assert "migrate" in finding.problem


async def test_a_file_that_is_no_store_is_found(room: Room) -> None:
    for path in room.folder.glob("newsroom.db*"):
        path.unlink()
    room.database.write_bytes(b"no database" * 1000)
    assert await subjects(room) == ["store"]


async def test_a_damaged_store_is_found(room: Room) -> None:
    sql(room, "PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(room.database.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 12288)
    room.database.write_bytes(bytes(content))
    assert await subjects(room) == ["store"]


async def test_an_erasure_that_was_cut_off_is_found_and_ended_when_asked(room: Room) -> None:
    database = open_database(room.database)
    await database.write(erase, "hamnen-fylld", now=NOON, by=BY)
    await database.close()
    (finding,) = await examine(room, now=NOON)
    assert (finding.subject, original(room).exists()) == ("erasure", True)
    assert await subjects(room, fix=True) == []
    assert (await subjects(room), original(room).exists()) == ([], False)


async def test_files_that_nothing_names_are_found_after_a_day_and_removed_when_asked(room: Room) -> None:
    stray, cut_off = path_of(room.media, "a" * 64, "image/png"), room.media / ".incoming-1"
    stray.parent.mkdir()
    for path, age in ((stray, 25), (cut_off, 25), (path_of(room.media, "b" * 64, "image/png"), 23)):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (then := NOON.timestamp() - age * 3600, then))
    (finding,) = await examine(room, now=NOON)
    assert finding.problem.startswith(f"2 files belong to no article, as {cut_off}.")
    assert await subjects(room, fix=True) == []
    assert (stray.exists(), cut_off.exists(), len(list(room.media.glob("*/*")))) == (False, False, 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cannot_be_written_is_found(room: Room) -> None:
    room.media.chmod(0o500)
    assert await subjects(room) == ["permissions"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_store_that_may_not_be_written_is_not_called_damaged(room: Room) -> None:
    for path in (*room.folder.glob("newsroom.db*"), room.folder):
        path.chmod(path.stat().st_mode & ~0o222)
    assert set(await subjects(room)) == {"permissions"}
    room.folder.chmod(0o700)


async def test_a_picture_without_renditions_is_found_and_gets_them_when_asked(room: Room) -> None:
    content = file_of(drawn(600, 400))
    place = path_of(room.media, sha256(content).hexdigest(), "image/jpeg")
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(content)
    sql(room, f"UPDATE image SET digest = '{sha256(content).hexdigest()}', media_type = 'image/jpeg', size = NULL")  # noqa: S608
    (finding,) = await examine(room, now=NOON)
    assert finding.problem.startswith("1 picture was never read, or what readers get is not there, as hamnen.png.")
    told: list[tuple[int, int]] = []
    assert await examine(room, now=NOON, fix=True, tell=lambda *count: told.append(count)) == []
    assert told == [(1, 1)]
    place.with_name(f"{place.stem}.480.webp").unlink()
    assert await subjects(room) == ["files"]
    assert (await subjects(room, fix=True), await subjects(room)) == ([], [])
