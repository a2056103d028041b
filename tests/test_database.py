import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from newsroom.database import Database, open_database
from newsroom.errors import Busy, NotFound, OutOfDate, Overrun
from newsroom.migrations import migrate


def add_fact(connection: Connection, name: str) -> None:
    connection.exec_driver_sql("INSERT INTO fact VALUES (?, 'x')", (name,))


def facts(connection: Connection) -> list[str]:
    return list(connection.exec_driver_sql("SELECT name FROM fact WHERE value = 'x' ORDER BY name").scalars())


async def test_what_an_act_writes_a_question_reads(database: Database) -> None:
    await database.write(add_fact, "a")
    assert await database.read(facts) == ["a"]


async def test_a_question_cannot_write(database: Database) -> None:
    with pytest.raises(OperationalError, match="readonly"):
        await database.read(add_fact, "a")


async def test_an_act_that_fails_leaves_nothing(database: Database) -> None:
    def fails_half_way(connection: Connection) -> None:
        add_fact(connection, "a")
        connection.exec_driver_sql("CREATE TABLE half (id)")
        add_fact(connection, "a")

    with pytest.raises(Exception, match="UNIQUE"):
        await database.write(fails_half_way)
    assert await database.read(facts) == []
    assert await database.read(lambda c: c.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name='half'").all()) == []


async def test_a_question_without_end_is_cut_off(database: Database) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(Overrun):
        await database.read_within(0.01, lambda connection: connection.exec_driver_sql(endless).all())
    assert await database.read(facts) == []


async def test_an_act_that_has_begun_comes_to_its_end_when_nobody_waits_for_it(database: Database) -> None:
    def takes_a_while(connection: Connection) -> None:
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT count(*) FROM n"
        connection.exec_driver_sql(numbers).all()
        add_fact(connection, "a")

    task = asyncio.create_task(database.write(takes_a_while))
    await asyncio.sleep(0.001)
    task.cancel()
    await database.write(add_fact, "b")
    assert await database.read(facts) == ["a", "b"]
    assert task.cancelled()


async def test_who_is_cancelled_in_the_queue_does_nothing(database: Database) -> None:
    async with database._lock:
        task = asyncio.create_task(database.write(add_fact, "a"))
        await asyncio.sleep(0)
        task.cancel()
    await database.write(add_fact, "b")
    assert await database.read(facts) == ["b"]


def test_a_room_without_a_database_is_refused_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="newsroom init"):
        open_database(tmp_path / "newsroom.db")


async def test_an_older_database_is_refused_with_the_command(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    migrate(path)
    database = open_database(path)
    await database.write(lambda connection: connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0'"))
    await database.close()
    with pytest.raises(OutOfDate, match="migrate"):
        open_database(path)


async def test_a_newer_database_is_refused_with_what_would_help(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    migrate(path)
    database = open_database(path)
    await database.write(lambda connection: connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'z'"))
    await database.close()
    with pytest.raises(OutOfDate, match="install a newer one"):
        open_database(path)


async def test_what_is_written_is_on_the_disk_when_an_act_is_done(database: Database) -> None:
    full = 2
    assert await database.write(lambda connection: connection.exec_driver_sql("PRAGMA synchronous").scalar()) == full
    assert await database.write(lambda c: c.exec_driver_sql("PRAGMA journal_mode").scalar()) == "wal"


async def test_an_act_that_waits_too_long_for_others_is_refused_with_a_sentence(tmp_path: Path) -> None:
    migrate(tmp_path / "newsroom.db")
    other, waiting = open_database(tmp_path / "newsroom.db"), open_database(tmp_path / "newsroom.db", patience=0.05)
    async with other._writing.begin():
        with pytest.raises(Busy, match="in a while"):
            await waiting.write(add_fact, "a")
    await waiting.write(add_fact, "b")
    assert await waiting.read(facts) == ["b"]
    await other.close()
    await waiting.close()


async def test_nobody_passes_whoever_waits_to_write(tmp_path: Path) -> None:
    migrate(tmp_path / "newsroom.db")
    busy, early, late = (open_database(tmp_path / "newsroom.db") for _ in range(3))
    async with busy._writing.begin():
        first = asyncio.create_task(early.write(add_fact, "first"))
        # SQLite looks ever more rarely whether it may begin: whoever has just come would be quicker.
        await asyncio.sleep(0.4)
        second = asyncio.create_task(late.write(add_fact, "a second"))
        await asyncio.sleep(0.01)
    await asyncio.gather(first, second)
    in_order = "SELECT name FROM fact WHERE value = 'x' ORDER BY rowid"
    assert await busy.read(lambda c: c.exec_driver_sql(in_order).scalars().all()) == ["first", "a second"]
    for database in (busy, early, late):
        await database.close()
