"""Publication at its minute: in every process, on every page and feed, and one second before on none."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import lxml.html
import pytest_asyncio

from newsroom.database import Database, open_database
from newsroom.desk.pin import pin, unpin
from newsroom.desk.schedule import schedule, unschedule
from newsroom.room import Room
from newsroom.store import editing
from tests import pressroom
from tests.pressroom import NOW, Clock, release, secret

SECOND = timedelta(seconds=1)
NINE = NOW + timedelta(hours=21)
SLUG, PATH, NOWHERE = "vindparken-oppnar", "/press-releases/vindparken-oppnar", "/press-releases/there-is-none"
LISTS = (
    *("/", "/press-releases", "/search", "/search?q=zibeltron", "/archive/2026/03", "/topics/zibeltron"),
    *(
        "/feed.rss",
        "/feed.atom",
        "/feed.json",
        "/press-releases.json",
        "/search.json?q=zibeltron",
        "/topics/zibeltron.rss",
    ),
)


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> Room:
    """Give the press room, with a draft that nobody has scheduled yet."""
    return await pressroom.build(tmp_path)


@pytest_asyncio.fixture
async def desk(room: Room) -> AsyncIterator[Database]:
    """Give the editors' own way into the room, which is a process of its own."""
    opened = open_database(room.database)
    await opened.write(editing.add_articles, [secret(release("Vindparken öppnar", None), "opening")], now=NOW)
    yield opened
    await opened.close()


async def showing(reader: httpx.AsyncClient) -> list[str]:
    """Name the lists and feeds that show the article."""
    return [path for path in LISTS if SLUG in (await reader.get(path)).text]


async def test_at_the_minute_it_is_there_in_every_process_and_a_second_before_in_none(
    room: Room, desk: Database
) -> None:
    first, second = Clock(NINE - SECOND), Clock(NINE - SECOND)
    async with pressroom.browsing(room, first) as one, pressroom.browsing(room, second) as other:
        await desk.write(schedule, SLUG, NINE, room, now=NOW, by="maja")
        for reader in (one, other):
            answer, unknown = await reader.get(PATH), await reader.get(NOWHERE)
            assert (answer.status_code, answer.headers, answer.content) == (404, unknown.headers, unknown.content)
            assert await showing(reader) == []
        first.now = second.now = NINE
        for reader in (one, other):
            assert (await reader.get(PATH)).status_code == 200
            assert await showing(reader) == list(LISTS)


async def test_what_is_taken_off_the_schedule_or_put_off_does_not_come(room: Room, desk: Database) -> None:
    clock = Clock(NINE)
    async with pressroom.browsing(room, clock) as reader:
        await desk.write(schedule, SLUG, NINE, room, now=NOW, by="maja")
        await desk.write(schedule, SLUG, NINE + SECOND, room, now=NOW, by="maja", embargoed=True)
        assert (await reader.get(PATH)).status_code == 404
        await desk.write(unschedule, SLUG, now=NINE, by="maja")
        clock.now = NINE + SECOND
        assert (await reader.get(PATH)).status_code == 404


async def front(reader: httpx.AsyncClient, query: str = "") -> list[str]:
    """Give the headlines of the front page in their order, those that are marked with a star."""
    page = lxml.html.fromstring((await reader.get(f"/{query}")).content)
    stories = page.xpath('//article[contains(@class, "story")]')
    return ["*" * len(one.xpath('p/span[@class="pinned"]')) + one.xpath("string(h3)") for one in stories]


async def test_what_is_pinned_stands_first_on_the_front_page_until_its_second(room: Room, desk: Database) -> None:
    clock = Clock()
    async with pressroom.browsing(room, clock) as reader:
        before, feed = await front(reader), (await reader.get("/feed.json")).content
        oldest = before[-1]
        await desk.write(pin, "forsta-spadtaget", NINE, room, now=NOW, by="maja")
        assert await front(reader) == [f"*{oldest}", *before[:-1]]
        assert await front(reader, "?lang=en") == ["Norrsjö builds a wind farm"]
        assert (await reader.get("/feed.json")).content == feed
        with clock.at(NINE - SECOND):
            assert (await front(reader))[0] == f"*{oldest}"
        with clock.at(NINE):
            assert await front(reader) == before
        await desk.write(unpin, "forsta-spadtaget", now=NOW, by="maja")
        assert await front(reader) == before


async def test_a_pin_on_what_is_to_come_takes_effect_at_its_minute(room: Room, desk: Database) -> None:
    await desk.write(schedule, SLUG, NINE, room, now=NOW, by="maja")
    for name in (SLUG, "forsta-spadtaget"):
        await desk.write(pin, name, NINE + SECOND, room, now=NOW, by="maja")
    async with pressroom.browsing(room, clock := Clock(NINE - SECOND)) as reader:
        assert (await front(reader))[:2] == ["*Första spadtaget", "Norrsjö bygger vindpark"]
        clock.now = NINE
        assert (await front(reader))[:2] == ["*Vindparken öppnar", "*Första spadtaget"]


async def test_more_pins_than_the_front_page_has_room_for_leave_no_double(room: Room, desk: Database) -> None:
    for one in pressroom.PUBLIC:
        await desk.write(pin, one.slug, NINE, room, now=NOW, by="maja")
    async with pressroom.browsing(room, Clock()) as reader:
        shown = await front(reader)
        assert (len(set(shown)), len(shown)) == (len(pressroom.PUBLIC), len(pressroom.PUBLIC))
