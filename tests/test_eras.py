"""Eras: nothing that was answered before outlives the act or the moment that changes it."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection, insert, update

from newsroom.database import Database, open_database
from newsroom.eras import Era, Eras
from newsroom.room import Room
from newsroom.schema import Instant, InstantOrDay, article, banner, contact, event, kit, metadata
from newsroom.store.moments import AWAITED, next_moment
from tests import pressroom
from tests.pressroom import NOW, Clock

# What is always written with the moment of the act, is of the desk alone, or bears no-store.
NEVER_AHEAD = {
    *("article.created_at", "article.changed_at", "article.written_at", "article.updated_at", "article.proposed_at"),
    *("contact.changed_at", "event.changed_at", "kit.changed_at", "log.at", "buried.at", "visit.at"),
    *("run.started_at", "run.undone_at", "lease.ends_at", "preview.made_at", "preview.expires_at"),
    *("preview.revoked_at", "source.due_at", "source.visited_at", "source.complete_at", "source.came_at"),
    *("event.starts_at", "event.accreditation_until"),
}


@pytest.fixture
async def room(tmp_path: Path) -> Room:
    return await pressroom.build(tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def reader(room: Room, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    async with pressroom.browsing(room, clock) as found:
        yield found


@pytest.fixture
async def desk(room: Room) -> AsyncIterator[Database]:
    """Give the room's database to somebody who is no part of the server."""
    opened = open_database(room.database)
    yield opened
    await opened.close()


def test_every_moment_of_the_schema_is_awaited_or_never_ahead() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Instant | InstantOrDay)
    }
    awaited = {str(column) for column, _ in AWAITED}
    assert columns - awaited - NEVER_AHEAD == set()
    assert awaited & NEVER_AHEAD == set()


async def test_an_act_of_another_process_is_seen_at_once(reader: httpx.AsyncClient, desk: Database) -> None:
    before = (await reader.get("/")).text
    await desk.write(lambda c: c.execute(update(article).values(headline="Sedan i natt")))
    assert (await reader.get("/")).text != before
    assert "Sedan i natt" in (await reader.get("/news")).text


async def test_what_is_not_ours_to_see_ends_no_era(room: Room, desk: Database, clock: Clock) -> None:
    watching = open_database(room.database)
    eras = Eras(watching, clock, room.zone)
    first = await eras.find()
    await desk.read(lambda c: c.exec_driver_sql("SELECT * FROM article").all())
    assert await eras.find() is first
    await desk.write(lambda c: c.execute(update(article).values(byline="Ida")))
    assert await eras.find() != first
    await watching.close()


@pytest.mark.parametrize(
    ("table", "column", "path"),
    [
        (article, "published_at", "/news"),
        (article, "withdrawn_at", "/news"),
        (contact, "answers_until", "/contacts"),
        (event, "ends_at", "/events"),
        (banner, "shown_until", "/about"),
        (kit, "published_at", "/files"),
    ],
)
async def test_time_alone_changes_a_page_to_the_second(
    table: object, column: str, path: str, reader: httpx.AsyncClient, desk: Database, clock: Clock
) -> None:
    moment = NOW + timedelta(hours=2, seconds=7)
    await desk.write(prepare, table, {column: moment})
    seen = []
    for seconds in (-3, -2, -1, 0, 1):
        with clock.at(moment + timedelta(seconds=seconds)):
            seen.append((await reader.get(path)).text)
    assert seen[0] == seen[1] == seen[2] != seen[3] == seen[4]


def prepare(connection: Connection, table: object, values: dict[str, datetime]) -> None:
    """Let everything of a kind wait for one moment."""
    if table is banner:
        connection.execute(insert(banner).values(language="sv", text="Vattnet är avstängt.", **values))
    if table is kit:
        sheet = {"uid": "a" * 32, "slug": "fakta", "kind": "document", "name": "Fakta", "url": "fakta.pdf"}
        connection.execute(insert(kit).values(**sheet, language="sv", changed_at=NOW))
    connection.execute(update(table).values(values))  # type: ignore[arg-type]


async def test_a_clock_that_is_put_back_brings_back_what_was(
    reader: httpx.AsyncClient, desk: Database, clock: Clock
) -> None:
    moment = NOW + timedelta(hours=2)
    await desk.write(prepare, article, {"published_at": moment})
    before = (await reader.get("/news")).text
    with clock.at(moment):
        assert (await reader.get("/news")).text != before
    assert (await reader.get("/news")).text == before


async def test_a_bare_day_and_midnight_are_looked_at(room: Room, desk: Database) -> None:
    await desk.write(lambda c: c.execute(update(event).values(ends_at=date(2031, 1, 2))))
    found = await desk.read(next_moment, now=datetime(2031, 1, 1, 3, tzinfo=room.zone), zone=room.zone)
    assert found == datetime(2031, 1, 2, tzinfo=room.zone)


def test_an_era_ends_with_its_last_instant() -> None:
    era = Era(1, NOW, NOW + timedelta(hours=1))
    assert era.has(1, NOW)
    assert not era.has(1, NOW + timedelta(hours=1))
    assert not era.has(1, NOW - timedelta(microseconds=1))
    assert not era.has(2, NOW)
