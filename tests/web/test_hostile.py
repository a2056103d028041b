"""The room of hostile words: whatever stands in a headline arrives, and nothing else happens."""

import json
import re
from collections.abc import AsyncIterator
from html import unescape

import feedparser
import httpx
import lxml.html
import pytest
import pytest_asyncio
from lxml import etree

from tests import hostileroom, pressroom
from tests.hostileroom import TITLES
from tests.pressroom import Clock

pytestmark = pytest.mark.asyncio(loop_scope="module")

WANTED = sorted(" ".join(title.replace("\u2060", "").split()) for title in TITLES)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hostile(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """Give a reader of the room of hostile words."""
    room = await hostileroom.build(tmp_path_factory.mktemp("hostile"))
    async with pressroom.browsing(room, Clock()) as reader:
        yield reader


def tidy(title: str) -> str:
    return " ".join(title.replace("\u2060", "").split())


@pytest.mark.parametrize("path", ["/feed.rss", "/feed.atom"])
async def test_every_title_arrives_in_a_feed(path: str, hostile: httpx.AsyncClient) -> None:
    document = etree.fromstring((await hostile.get(path)).content)
    items = document.xpath("//item/title | //*[local-name() = 'entry']/*[local-name() = 'title']")
    assert sorted(tidy(item.text) for item in items) == WANTED
    assert not feedparser.parse(etree.tostring(document)).bozo


async def test_every_title_arrives_as_json(hostile: httpx.AsyncClient) -> None:
    feed, package = [(await hostile.get(f"/feed.{suffix}")).json() for suffix in ("json", "ninjs")]
    assert sorted(tidy(item["title"]) for item in feed["items"]) == WANTED
    assert sorted(tidy(one["headlines"][0]["value"]) for one in package["associations"]) == WANTED


async def test_every_page_keeps_its_shape(hostile: httpx.AsyncClient) -> None:
    paths = [item["url"] for item in (await hostile.get("/feed.json")).json()["items"]]
    lists = ["/", "/topics", "/events", "/contacts", "/feeds", "/archive"]
    for path in [*paths, *lists]:
        page = lxml.html.fromstring((await hostile.get(path)).text)
        assert len(page.xpath("//h1")) == len(page.xpath("//title")) == 1, path
        scripts = page.xpath("//script[not(@src)]")
        assert all(json.loads(script.text)["@context"] == "https://schema.org" for script in scripts), path


async def test_every_article_is_there_in_every_format(hostile: httpx.AsyncClient) -> None:
    for item in (await hostile.get("/feed.json")).json()["items"]:
        for suffix in ("json", "txt", "ninjs", "newsml"):
            answer = await hostile.get(f"{item['url']}.{suffix}")
            assert answer.status_code == 200
        etree.fromstring((await hostile.get(f"{item['url']}.newsml")).content)


@pytest.mark.parametrize("path", ["/sitemap-pages.xml", "/sitemap-2026.xml", "/sitemap-news.xml", "/feeds.opml"])
async def test_every_address_leads_somewhere(path: str, hostile: httpx.AsyncClient) -> None:
    text = (await hostile.get(path)).text
    etree.fromstring(text.encode())
    for address in re.findall(r'(?:<loc>|xmlUrl=")([^<"]+)', text):
        assert (await hostile.get(unescape(address))).status_code == 200, address
