from dataclasses import replace
from datetime import timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import httpx
import pytest

from newsroom.room import Room
from tests import pressroom
from tests.pressroom import CANARY, NOW, Clock

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
