import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import lxml.html
import pytest

from newsroom.database import open_database
from newsroom.migrations import migrate
from newsroom.model import Image, Manuscript
from newsroom.room import Desk
from newsroom.store import editing
from tests.manuscripts import manuscript
from tests.pressroom import DAY, NOW, Clock, browsing, build, room_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARK = "/press-releases/norrsjo-bygger-vindpark"


def headlines(page: str) -> list[str]:
    return re.findall(r'href="/(?:press-releases|news|blog)/([a-z-]+)[?"]', page.partition("<main")[2])


async def test_the_front_page_shows_the_latest_the_next_and_whom_to_ring(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/")).text
    assert headlines(page)[0] == "norrsjo-bygger-vindpark"
    assert "Invigning av vindparken" in page
    assert "Energimässan" not in page
    assert "Maja Sjöstrand" in page


async def test_an_article_stands_whole_on_its_page(reader: httpx.AsyncClient) -> None:
    page = (await reader.get(PARK)).text
    for said in ("Norrsjö bygger vindpark", "Fyrtio verk", "Kommunen får sin första vindpark", "Olle Fors", "Elnät"):
        assert said in page
    assert "Norrsjö Energi ger el och värme" in page
    assert f'<link rel="canonical" href="https://press.norrsjo.example{PARK}">' in page


async def test_a_picture_that_is_not_ours_is_not_asked_for(reader: httpx.AsyncClient) -> None:
    page = (await reader.get(PARK)).text
    pictures = re.findall(r'<img [^>]*src="([^"]*)"', page)
    assert pictures
    assert all(source.startswith("/media/") for source in pictures)


async def test_the_canonical_address_forgets_what_is_not_ours(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/news?utm_source=x&topic=elnat&q=")).text
    assert '<link rel="canonical" href="https://press.norrsjo.example/news?topic=elnat">' in page


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/press-releases", 3),
        ("/blog", 1),
        ("/search", 8),
        ("/search?lang=fi", 1),
        ("/topics/vindkraft", 2),
        ("/topics/vindkraft?to=2018-01-01", 1),
        ("/search?place=norrsj%C3%B6", 1),
        ("/search?kind=news&from=2026-02-28", 2),
        ("/archive/2026/01", 1),
        ("/archive/2017", 1),
        ("/archive/2017?kind=blog_post", 0),
        ("/press-releases?kind=news", 0),
    ],
)
async def test_a_list_shows_what_its_address_says(path: str, shown: int, reader: httpx.AsyncClient) -> None:
    assert len(set(headlines((await reader.get(path)).text))) == shown


async def test_days_are_those_of_the_room(reader: httpx.AsyncClient) -> None:
    assert headlines((await reader.get("/archive/2026/01")).text)[0] == "fjarrvarmen-billigare"
    assert (await reader.get("/archive/2025")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/topics/nothing",
        "/archive/1999",
        "/archive/2017/13",
        "/archive/20171",
        "/archive/x",
        "/search?page=20000101T000000Z-00000001",
    ],
)
async def test_where_there_is_nothing_is_404(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).status_code == 404


async def test_search_forgives_and_shows_why_it_found(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search", params={"q": "vindparken kommun"})).text
    assert headlines(page)[0] == "norrsjo-bygger-vindpark"
    assert "<mark>" in page


@pytest.mark.parametrize("typed", ['"', "*", "AND", "a' OR 1=1 --", "NEAR(", "\x00", "räv" * 300, "((((", "-x", "ÅÄÖ:"])
async def test_any_string_is_a_query(typed: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/search", params={"q": typed})).status_code == 200


async def test_an_interface_speaks_the_language_it_is_asked_in(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search?lang=en&q=farm")).text
    assert '<html lang="en">' in page
    assert 'href="/press-releases?lang=en"' in page
    assert 'hreflang="en" href="https://press.norrsjo.example/search?q=farm&amp;lang=en"' in page
    assert 'hreflang="x-default" href="https://press.norrsjo.example/search?q=farm"' in page


async def test_a_list_is_paired_with_the_languages_in_which_it_shows_something(reader: httpx.AsyncClient) -> None:
    found = [await reader.get(path) for path in ("/search?q=farm", "/search?q=farm&lang=en", "/search?q=farm&lang=fi")]
    pages = [lxml.html.fromstring(one.content) for one in found]
    assert [page.xpath("//link/@hreflang") for page in pages] == [["en", "x-default"], ["en", "x-default"], []]
    switches = [page.xpath('//nav[@class="languages"]//a/@href') for page in pages]
    assert switches[0] == switches[1] == ["/?lang=sv", "/?lang=fi", "/search?q=farm&lang=en"]


async def test_a_list_with_nothing_in_a_language_announces_nothing(reader: httpx.AsyncClient) -> None:
    some, none = [
        lxml.html.fromstring((await reader.get(f"/topics/vindkraft?lang={code}")).content) for code in ("sv", "fi")
    ]
    assert none.xpath('//link[@rel="alternate"]') == []
    assert none.xpath('//meta[@name="robots"]/@content') == ["noindex"]
    assert some.xpath('//link[@rel="alternate"]/@type') == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    ]
    assert some.xpath('//meta[@name="robots"]/@content') == []


@pytest.mark.parametrize(
    ("path", "robots"),
    [
        ("/search", []),
        ("/search?q=vindpark", []),
        ("/search?q=xyzzy", ["noindex"]),
        ("/search?q=vindpark&kind=press_release", ["noindex"]),
        ("/press-releases?from=2026-01-01", ["noindex"]),
    ],
)
async def test_search_engines_are_led_to_what_is_found_and_to_no_filter(
    path: str, robots: list[str], reader: httpx.AsyncClient
) -> None:
    page = lxml.html.fromstring((await reader.get(path)).content)
    assert page.xpath('//meta[@name="robots"]/@content') == robots


async def test_topics_and_months_are_those_of_the_language_asked_for(reader: httpx.AsyncClient) -> None:
    topics = (await reader.get("/topics?lang=fi")).text
    assert "/topics/tuulivoima" in topics
    assert "/topics/vindkraft" not in topics
    assert "/archive/2017" not in (await reader.get("/archive?lang=fi")).text


async def test_an_article_is_one_page_whatever_the_interface(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/press-releases/norrsjo-builds-a-wind-farm?lang=fi")).text
    assert (
        '<link rel="canonical" href="https://press.norrsjo.example/press-releases/norrsjo-builds-a-wind-farm">' in page
    )


async def test_an_article_has_one_kind(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/news/norrsjo-bygger-vindpark")).status_code == 404


async def test_what_is_announced_is_there(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/topics/elnat?lang=sv")).text
    announced = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]*" href="([^"]+)"', page)
    assert len(announced) == 3
    for media_type, address in announced:
        assert (await reader.get(address.replace("&amp;", "&"))).headers["content-type"].startswith(media_type)


async def test_every_link_of_the_room_leads_somewhere(reader: httpx.AsyncClient) -> None:
    seen, waiting = {"/"}, ["/"]
    while waiting and len(seen) < 300:
        answer = await reader.get(waiting.pop())
        assert answer.status_code == 200, answer.url
        if answer.headers["content-type"].startswith("text/html"):
            found = set(re.findall(r'(?:href|src)="(/[^"#]*)', answer.text.replace("&amp;", "&"))) - seen
            seen |= found
            waiting += sorted(found)
    assert len(seen) > 50


async def test_an_event_is_coming_until_its_day_is_over(reader: httpx.AsyncClient, clock: Clock) -> None:
    with clock.at(NOW + timedelta(days=30)):
        assert "Invigning av vindparken" not in (await reader.get("/")).text


async def test_without_a_desk_an_article_names_the_press_contacts(tmp_path: Path) -> None:
    room = replace(await build(tmp_path), desk=Desk())
    async with browsing(room, Clock()) as reader:
        page = await reader.get("/news/elnatet-rustas-fore-vintern")
    assert "Maja Sjöstrand" in page.text.partition("</article>")[2]


@pytest.mark.parametrize(
    ("asked", "is_open"), [("q=vindpark", False), ("kind=news", True), ("q=el&sort=relevance", True)]
)
async def test_further_choices_stay_closed_until_one_is_made(
    asked: str, is_open: bool, reader: httpx.AsyncClient
) -> None:
    page = (await reader.get(f"/search?{asked}")).text
    assert ("<details open>" in page) is is_open


async def page_of_the_only(one: Manuscript, folder: Path, desk: Desk) -> str:
    """Give the page of a room's only article."""
    room = replace(room_of(folder), desk=desk)
    migrate(room.database)
    database = open_database(room.database)
    await database.write(editing.add_articles, [one], now=NOW - DAY)
    await database.close()
    async with browsing(room, Clock()) as reader:
        return (await reader.get(f"/news/{one.slug}")).text


async def test_a_picture_that_is_nowhere_leaves_no_empty_frame(tmp_path: Path) -> None:
    lost = manuscript("Bildlös", NOW - DAY, images=(Image(url="borta.jpg"), Image(url="karta.png", caption="Karta")))
    page = await page_of_the_only(lost, tmp_path, Desk())
    assert page.count("<figure") == 1
    assert "Karta" in page


@pytest.mark.parametrize("desk", [Desk(), Desk(email="press@norrsjo.example")])
async def test_where_nobody_answers_no_heading_says_so(desk: Desk, tmp_path: Path) -> None:
    page = await page_of_the_only(manuscript("Ensam", NOW - DAY), tmp_path, desk)
    assert ('id="contacts"' in page) is ('href="#contacts"' in page) is bool(desk.email)
