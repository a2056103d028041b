import json
from xml.etree import ElementTree

import feedparser
import httpx
import pytest

pytestmark = pytest.mark.asyncio(loop_scope="module")

LISTS = [
    "/feed",
    "/press-releases",
    "/news",
    "/blog",
    "/search",
    "/topics/vindkraft",
    "/archive/2026",
    "/archive/2017/03",
]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("suffix", ["rss", "atom"])
async def test_feedparser_has_nothing_to_complain_of(path: str, suffix: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"{path}.{suffix}?lang=sv")
    read = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert not read.bozo, read.get("bozo_exception")
    assert read.entries
    assert all(entry.id.startswith("urn:uuid:") for entry in read.entries)


async def test_a_feed_is_the_list_with_its_filters(reader: httpx.AsyncClient) -> None:
    feed = (await reader.get("/search.json?topic=vindkraft&from=2026-01-01")).json()
    assert [item["title"] for item in feed["items"]] == ["Norrsjö bygger vindpark"]
    assert feed["feed_url"] == "https://press.norrsjo.example/search.json?topic=vindkraft&from=2026-01-01"
    assert feed["home_page_url"] == "https://press.norrsjo.example/search?topic=vindkraft&from=2026-01-01"
    assert feed["_newsroom"]["total"] == 1


async def test_the_three_formats_say_the_same(reader: httpx.AsyncClient) -> None:
    rss = feedparser.parse((await reader.get("/feed.rss")).content)
    atom = feedparser.parse((await reader.get("/feed.atom")).content)
    items = (await reader.get("/feed.json")).json()["items"]
    ids = [item["id"] for item in items]
    assert [entry.id for entry in rss.entries] == [entry.id for entry in atom.entries] == ids
    assert len(ids) == 8


async def test_an_entry_is_whole(reader: httpx.AsyncClient) -> None:
    items = {item["title"]: item for item in (await reader.get("/feed.json")).json()["items"]}
    park = items["Norrsjö bygger vindpark"]
    assert "Kommunen får sin första vindpark" in park["content_html"]
    assert park["authors"][0]["name"] == "Norrsjö Energi"
    assert park["image"].startswith("https://press.norrsjo.example/media/")
    assert items["Norrsjö builds a wind farm"]["authors"][0]["name"] == "Ann Hill"
    assert "Bara en ingress." in items["Kort nytt utan brödtext"]["content_html"]


async def test_an_empty_list_is_a_feed_without_entries(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/search.json?q=qvattblun")).json()["items"] == []
    ElementTree.fromstring((await reader.get("/search.atom?q=qvattblun")).content)  # noqa: S314


async def test_a_format_that_is_none_is_unknown(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/feed.exe")).status_code == 404
    assert json.loads((await reader.get("/topics/nothing.json")).content)["status"] == 404


async def test_the_feeds_page_names_every_list(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/feeds")).text
    for path in ("/feed.rss", "/feed.atom?lang=fi", "/blog.json", "/topics/vindkraft.rss"):
        assert f'href="{path}"' in page


OLD_FEEDS = [
    ("/feed/", "/feed.rss"),
    ("/?feed=atom", "/feed.atom"),
    ("/tag/vindkraft/feed/", "/topics/vindkraft.rss"),
    ("/tag/zibeltron/feed/", "/feed.rss"),
    ("/se/norrsjo/pressreleases.rss", "/press-releases.rss"),
    ("/news/feed", "/news.rss"),
]


@pytest.mark.parametrize(("old", "new"), OLD_FEEDS)
async def test_an_old_feed_leads_in_one_step_to_the_one_that_follows_it(
    old: str, new: str, reader: httpx.AsyncClient
) -> None:
    answer = await reader.get(old)
    assert (answer.status_code, answer.headers["location"]) == (301, new)
    followed = await reader.get(new)
    assert (followed.status_code, feedparser.parse(followed.content).bozo) == (200, False)
