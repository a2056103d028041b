"""Whoever asks by date alone is told of every change, and the moments of a list never go back."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from lxml import etree

from newsroom.database import Database, open_database
from newsroom.desk.cards import remove_card
from newsroom.desk.people import replace_person
from newsroom.desk.withdraw import withdraw
from newsroom.migrations import migrate
from newsroom.model import Change, ContactContent, Kind
from newsroom.store import contacts, editing
from tests.desk.workroom import BY, edit
from tests.manuscripts import manuscript
from tests.pressroom import DAY, HOUR, NOW, Clock, browsing, room_of

OLLE = ContactContent(name="Olle Fors", phones=("+46846500402",))
MAJA = ContactContent(name="Maja Ek", phones=("+46846500401",), press_contact=True)
FILLED = [
    manuscript("Bron stängs", NOW - HOUR, tags=("El", "Vatten"), contacts=(OLLE,), kind=Kind.PRESS_RELEASE),
    manuscript("Vägen öppnas", NOW - 2 * HOUR, tags=("El", "Vatten")),
    manuscript("Broar", NOW - 3 * HOUR, tags=("El",), kind=Kind.PRESS_RELEASE),
    *(manuscript(f"Nyhet {number}", NOW - number * DAY) for number in range(1, 60)),
]
Act = Callable[[Database], Awaitable[object]]


@asynccontextmanager
async def filled(folder: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Database, Clock]]:
    room, clock = room_of(folder), Clock()
    migrate(room.database)
    database = open_database(room.database)
    await database.write(editing.add_articles, FILLED, now=NOW - HOUR)
    await database.write(contacts.add_contact, MAJA, now=NOW - HOUR)
    async with browsing(room, clock) as reader:
        yield reader, database, clock
    await database.close()


def editing_of(name: str, **said: object) -> Act:
    return lambda database: edit(database, name, now=NOW, change=Change.TYPO, note=None, **said)  # type: ignore[arg-type]


def writing(act: Callable[..., object], *said: object, **signed: object) -> Act:
    return lambda database: database.write(act, *said, now=NOW, **signed)


ACTS: dict[str, tuple[str, Act]] = {
    "a tag removed": ("/topics/vatten.rss", editing_of("bron-stangs", tags=("El",))),
    "another kind": ("/press-releases.atom", editing_of("bron-stangs", kind=Kind.NEWS)),
    "another language": ("/feed.json?lang=sv", editing_of("bron-stangs", language="fi")),
    "an older article": (
        "/feed.atom?archive=1",
        writing(editing.add_articles, [manuscript("Gammal", NOW - 90 * DAY)]),
    ),
    "a card": ("/topics/el.atom", writing(contacts.change_contact, 1, replace(OLLE, title="Chef"))),
    "a card thrown away": ("/feed.rss", writing(remove_card, 1, by=BY)),
    "a successor": ("/feed.rss", writing(replace_person, "olle-fors", "maja-ek", by=BY)),
    "a withdrawal": ("/topics/vatten.atom", writing(withdraw, "bron-stangs", "Fel.", by=BY)),
}


@pytest.mark.parametrize("what", ACTS)
async def test_a_date_tells_of_every_change(tmp_path: Path, what: str) -> None:
    path, act = ACTS[what]
    async with filled(tmp_path) as (reader, database, clock):
        before = await reader.get(path)
        known = {"If-Modified-Since": before.headers["last-modified"]}
        assert (await reader.get(path, headers=known)).status_code == 304
        await act(database)
        clock.now = NOW + HOUR
        after = await reader.get(path, headers=known)
        if after.status_code == 200:
            known = {"If-Modified-Since": after.headers["last-modified"]}
            assert (await reader.get(path, headers=known)).status_code == 304
    assert (after.status_code, after.headers["etag"] == before.headers["etag"]) == (200, False)


async def test_an_embargoed_article_moves_no_date(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        before = (await reader.get("/feed.rss")).headers["last-modified"]
        secret = manuscript("Hemlig", NOW + DAY, embargoed=True, contacts=(MAJA,))
        await database.write(editing.add_articles, [secret], now=NOW)
        clock.now = NOW + HOUR
        assert (await reader.get("/feed.rss")).headers["last-modified"] == before
        clock.now = NOW + DAY
        assert (await reader.get("/feed.rss")).headers["last-modified"] > before


async def test_other_settings_are_another_feed(tmp_path: Path) -> None:
    room, asked = room_of(tmp_path), {"If-Modified-Since": "Mon, 02 Mar 2026 11:30:00 GMT"}
    migrate(room.database)
    told = []
    for written in (NOW - timedelta(hours=1), NOW, NOW + DAY):
        async with browsing(replace(room, set_at=written), Clock()) as reader:
            answer = await reader.get("/feed.rss", headers=asked)
            told.append((answer.status_code, answer.headers.get("last-modified")))
    # A file that was written tomorrow tells nothing.
    moments = ("Mon, 02 Mar 2026 11:00:00 GMT", "Mon, 02 Mar 2026 12:00:00 GMT", None)
    assert told == list(zip((304, 200, 200), moments, strict=True))


@pytest.mark.parametrize("path", ["/feed", "/press-releases", "/archive/2026"])
async def test_a_package_from_which_something_was_taken_back_has_a_greater_version(tmp_path: Path, path: str) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        before = await _version(reader, path)
        await database.write(withdraw, "bron-stangs", "Fel.", now=NOW, by=BY)
        clock.now += HOUR
        number, created = await _version(reader, path)
        assert number > before[0]
        assert created > before[1]


async def _version(reader: httpx.AsyncClient, path: str) -> tuple[int, str]:
    packed = etree.fromstring((await reader.get(f"{path}.newsml")).content).find(".//{*}packageItem")
    return int(packed.get("version")), (await reader.get(f"{path}.ninjs")).json()["versionCreated"]


@pytest.mark.parametrize("path", ["/feed.atom", "/press-releases.atom", "/archive/2026.atom"])
async def test_a_list_from_which_something_was_taken_back_is_updated(tmp_path: Path, path: str) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        await database.write(withdraw, "bron-stangs", "Fel.", now=NOW, by=BY)
        other = await reader.get("/news.atom")
        clock.now += HOUR
        assert etree.fromstring((await reader.get(path)).content).findtext("{*}updated") == "2026-03-02T13:00:00+01:00"
        # Of a list by topic this would tell what the article was about.
        assert "2026-03-02T13:00:00" not in other.text + (await reader.get("/topics/el.atom")).text
