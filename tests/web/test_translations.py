import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from newsroom.database import Database, open_database
from newsroom.desk.translations import link
from newsroom.desk.withdraw import withdraw
from newsroom.store import editing
from tests.manuscripts import manuscript
from tests.pressroom import NOW, Clock, browsing, build, release, room_of

PARK, PUISTO, FARM = "norrsjo-bygger-vindpark", "norrsjo-rakentaa-tuulipuiston", "norrsjo-builds-a-wind-farm"
BASE = "https://press.norrsjo.example/press-releases/"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    await build(tmp_path)
    opened = open_database(room_of(tmp_path).database)
    yield opened
    await opened.close()


@pytest.fixture
async def reader(tmp_path: Path, database: Database, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    async with browsing(room_of(tmp_path), clock) as reader:
        yield reader


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def page(reader: httpx.AsyncClient, slug: str) -> str:
    return (await reader.get(f"/press-releases/{slug}")).text


def alternates(page: str) -> list[tuple[str, str]]:
    return re.findall(rf'<link rel="alternate" hreflang="([\w-]+)" href="{BASE}([\w-]+)">', page)


def beside(page: str) -> list[tuple[str, ...]]:
    nav = page.partition('<nav class="translations"')[2].partition("</nav>")[0]
    pattern = r'href="/press-releases/([\w-]+)" lang="(\w+)" hreflang="(\w+)">(\w+)</a> <time datetime="([^"]+)"'
    return re.findall(pattern, nav)


async def test_a_release_stands_in_each_of_its_languages(reader: httpx.AsyncClient, database: Database) -> None:
    await database.write(link, PUISTO, PARK, now=NOW, by="maja")
    await database.write(link, FARM, PUISTO, now=NOW, by="maja")
    pages = {slug: await page(reader, slug) for slug in (PARK, PUISTO, FARM)}
    assert {tuple(alternates(one)) for one in pages.values()} == {(("en", FARM), ("fi", PUISTO), ("sv", PARK))}
    assert beside(pages[PARK]) == [
        (FARM, "en", "en", "English", "2026-03-02T10:00:00+01:00"),
        (PUISTO, "fi", "fi", "Suomi", "2026-03-02T11:00:00+01:00"),
    ]
    assert [slug for slug, *_ in beside(pages[PUISTO])] == [FARM, PARK]
    menu = pages[PARK].partition('<nav class="languages"')[2].partition("</nav>")[0]
    assert re.findall(r'href="/press-releases/([\w-]+)"', menu) == [PARK, PUISTO, FARM]


async def test_a_version_that_is_not_public_leaves_no_trace(
    reader: httpx.AsyncClient, database: Database, clock: Clock
) -> None:
    alone = await reader.get(f"/press-releases/{PARK}")
    waiting = release("Hemlig", LATER, language="en")
    await database.write(editing.add_articles, [waiting, manuscript("Utkast", None, language="da")], now=NOW)
    for slug in ("hemlig", "utkast"):
        await database.write(link, slug, PARK, now=NOW, by="maja")
    hidden = await reader.get(f"/press-releases/{PARK}")
    assert (hidden.content, hidden.headers) == (alone.content, alone.headers)
    with clock.at(LATER):
        assert alternates(await page(reader, PARK)) == [("en", "hemlig"), ("sv", PARK)]


async def test_a_version_that_was_withdrawn_leaves_the_others(reader: httpx.AsyncClient, database: Database) -> None:
    await database.write(link, PUISTO, PARK, now=NOW, by="maja")
    await database.write(link, FARM, PARK, now=NOW, by="maja")
    await database.write(withdraw, PARK, "Fel siffror.", now=NOW, by="maja")
    assert alternates(await page(reader, PUISTO)) == [("en", FARM), ("fi", PUISTO)]
    assert PARK not in await page(reader, FARM)


async def test_the_front_page_shows_a_release_once_in_its_own_language(
    reader: httpx.AsyncClient, database: Database
) -> None:
    await database.write(link, PARK, FARM, now=NOW, by="maja")
    await database.write(link, PUISTO, FARM, now=NOW, by="maja")
    front = (await reader.get("/")).text.partition("<main")[2]
    assert re.findall(r'<h3[^>]*><a href="/press-releases/([\w-]+)"', front)[0] == PARK
    versions = front.partition('<ul class="versions"')[2].partition("</ul>")[0]
    assert re.findall(r'href="/press-releases/([\w-]+)" lang="(\w+)" hreflang="(\w+)">(\w+)<', versions) == [
        (PUISTO, "fi", "fi", "Suomi"),
        (FARM, "en", "en", "English"),
    ]
    assert front.count(PUISTO) == front.count(FARM) == 1


async def test_in_one_language_the_front_page_is_as_it_was(reader: httpx.AsyncClient, database: Database) -> None:
    before = (await reader.get("/?lang=fi")).text
    await database.write(link, PUISTO, PARK, now=NOW, by="maja")
    assert (await reader.get("/?lang=fi")).text == before
    assert PUISTO in before and 'class="versions"' not in before
