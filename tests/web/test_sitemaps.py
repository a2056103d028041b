from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import httpx
import pytest

from newsroom.database import open_database
from newsroom.desk.withdraw import withdraw
from newsroom.room import Room
from newsroom.store import editing
from newsroom.store.freshness import note_removal
from tests import pressroom
from tests.manuscripts import manuscript
from tests.pressroom import CANARY, DAY, HOUR, NOW, Clock, browsing, build

pytestmark = pytest.mark.asyncio(loop_scope="module")

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


async def document(reader: httpx.AsyncClient, path: str) -> ElementTree.Element:
    answer = await reader.get(path)
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    assert CANARY not in answer.text
    return ElementTree.fromstring(answer.content)  # noqa: S314


def texts(element: ElementTree.Element, name: str) -> list[str]:
    return [one.text or "" for one in element.iter(name)]


async def test_the_index_leads_to_every_year(reader: httpx.AsyncClient) -> None:
    parts = texts(await document(reader, "/sitemap.xml"), f"{SITEMAP}loc")
    assert [part.rpartition("/")[2] for part in parts] == [
        "sitemap-pages.xml",
        "sitemap-2026.xml",
        "sitemap-2017.xml",
    ]


async def test_the_index_tells_when_a_part_became_another_one(tmp_path: Path) -> None:
    room = await build(tmp_path)
    database = open_database(room.database)
    async with browsing(room, Clock()) as reader:
        told = [await _moments(reader)]
        for act in (
            lambda connection: editing.add_articles(
                connection, [manuscript("Äldre", NOW - 9 * 365 * DAY)], now=NOW - HOUR
            ),
            lambda connection: withdraw(connection, "aldre", "Fel.", now=NOW, by="maja"),
            lambda connection: note_removal(connection, now=NOW + DAY),
        ):
            await database.write(act)
            told.append(await _moments(reader))
    await database.close()
    assert [moments[1] for moments in told] == [
        told[0][1],
        "2026-03-02T12:00:00+01:00",
        "2026-03-02T13:00:00+01:00",
        "2026-03-03T13:00:00+01:00",
    ]
    assert [moments[0] == told[0][0] for moments in told] == [True, True, True, False]


async def _moments(reader: httpx.AsyncClient) -> list[str]:
    return texts(await document(reader, "/sitemap.xml"), f"{SITEMAP}lastmod")


async def test_every_address_of_every_part_is_there(reader: httpx.AsyncClient) -> None:
    for part in texts(await document(reader, "/sitemap.xml"), f"{SITEMAP}loc"):
        for address in texts(await document(reader, part), f"{SITEMAP}loc"):
            assert (await reader.get(address)).status_code == 200, address


async def test_news_are_two_days_old_at_most(reader: httpx.AsyncClient, clock: Clock) -> None:
    news = await document(reader, "/sitemap-news.xml")
    assert len(texts(news, f"{NEWS}title")) == 4
    assert texts(news, f"{NEWS}language") == ["sv", "fi", "en", "sv"]
    with clock.at(NOW + timedelta(days=30)):
        assert "sitemap-news" not in (await reader.get("/robots.txt")).text


@pytest.mark.parametrize("path", ["/sitemap-1999.xml", "/sitemap-.xml", "/sitemap-20261.xml", "/sitemap-x.xml"])
async def test_there_is_no_other_part(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).status_code == 404


POLICIES = [("all", True, True), ("search", False, True), ("none", False, False)]


@pytest.mark.parametrize(("policy", "trains", "answers"), POLICIES)
async def test_the_host_decides_on_crawlers_of_ai(policy: str, trains: bool, answers: bool, room: Room) -> None:
    async with pressroom.browsing(replace(room, ai_crawlers=policy), Clock()) as reader:
        rules = RobotFileParser()
        rules.parse((await reader.get("/robots.txt")).text.splitlines())
    assert rules.can_fetch("GPTBot", "/news") is trains
    assert rules.can_fetch("PerplexityBot", "/news") is answers
    assert rules.can_fetch("Googlebot", "/news")
    assert rules.can_fetch("Googlebot", "/search?q=x")
