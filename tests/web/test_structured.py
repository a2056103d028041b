import json
from datetime import date
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import lxml.html
import pytest
from PIL import Image as Picture

from newsroom import languages
from newsroom.model import Event
from newsroom.web import structured
from newsroom.web.share import HEIGHT, WIDTH, share_picture
from tests.pressroom import NOW

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARK = "/press-releases/norrsjo-bygger-vindpark"
PAGES = ["/", "/news", PARK, "/contacts", "/contacts/maja-sjostrand", "/events/energimassan", "/about", "/archive"]


async def things(reader: httpx.AsyncClient, path: str) -> dict[str, dict[str, Any]]:
    page = lxml.html.fromstring((await reader.get(path)).text)
    found = [json.loads(script.text) for script in page.xpath("//script[@type='application/ld+json']")]
    return {thing["@type"]: thing for thing in found}


async def meta(reader: httpx.AsyncClient, path: str) -> dict[str, str]:
    page = lxml.html.fromstring((await reader.get(path)).text)
    return {one.get("property") or one.get("name"): one.get("content") for one in page.xpath("//meta[@content]")}


async def test_an_article_says_who_wrote_it_and_when(reader: httpx.AsyncClient) -> None:
    said = (await things(reader, PARK))["NewsArticle"]
    assert said["datePublished"] == "2026-03-02T12:00:00+01:00"
    assert said["author"]["name"] == said["publisher"]["name"] == "Norrsjö Energi"
    assert said["image"][0].startswith("https://press.norrsjo.example/media/")
    assert said["keywords"] == ["Vindkraft", "Elnät"]


async def test_a_blog_post_is_one_and_is_by_its_author(reader: httpx.AsyncClient) -> None:
    said = (await things(reader, "/blog/sa-laser-du-elrakningen"))["BlogPosting"]
    assert said["author"] == {"@type": "Person", "name": "Maja Sjöstrand"}


async def test_an_event_says_what_is_known(reader: httpx.AsyncClient) -> None:
    said = (await things(reader, "/events/energimassan"))["Event"]
    assert (said["startDate"], said["endDate"]) == ("2026-01-14", "2026-01-16")
    assert said["location"]["name"] == "Platsen är inte meddelad"
    assert "address" not in said["location"]


@pytest.mark.parametrize(
    ("place", "kind"), [("Teams", "VirtualLocation"), ("Webbinarium", "VirtualLocation"), ("Webergatan 4", "Place")]
)
async def test_a_place_on_a_screen_is_no_place(place: str, kind: str) -> None:
    one = Event(
        id=1, uid="u", slug="s", changed_at=NOW, headline="H", starts_at=date(2026, 3, 3), place=place, language="sv"
    )
    said = structured.location(one, "https://a.example/", languages.words("sv", ZoneInfo("UTC"), "SE"))
    assert said["location"]["@type"] == kind


@pytest.mark.parametrize("place", ["https://meet.example/1", "Zoom (https://meet.example/1)"])
async def test_an_address_in_a_place_is_where_the_event_is(place: str) -> None:
    one = Event(
        id=1,
        uid="u",
        slug="s",
        changed_at=NOW,
        headline="H",
        starts_at=date(2026, 3, 3),
        place=place,
        url="https://norrsjo.example/massa",
        language="sv",
    )
    said = structured.location(one, "https://a.example/", languages.words("sv", ZoneInfo("UTC"), "SE"))
    assert said["location"]["url"] == "https://meet.example/1"


async def test_a_page_says_where_it_stands(reader: httpx.AsyncClient) -> None:
    trail = (await things(reader, PARK))["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in trail] == ["Pressrum", "Pressmeddelanden", "Norrsjö bygger vindpark"]
    assert trail[1]["item"] == "https://press.norrsjo.example/press-releases"


@pytest.mark.parametrize("path", PAGES)
async def test_what_is_shared_has_a_title_a_text_and_a_picture(path: str, reader: httpx.AsyncClient) -> None:
    said = await meta(reader, path)
    for name in ("title", "description", "image", "url", "type", "locale"):
        assert said[f"og:{name}"]
    assert said["twitter:card"] == "summary_large_image"
    picture = await reader.get(said["og:image"])
    assert picture.status_code == 200
    assert picture.headers["content-type"].startswith("image/")


async def test_hostile_words_stay_inside_the_data(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search?q=</script><script>alert(1)//")).text
    assert "</script><script>alert" not in page


async def test_the_room_s_picture_has_its_colour_and_the_same_bytes() -> None:
    drawn = share_picture("#123456")
    share_picture.cache_clear()
    assert share_picture("#123456") == drawn
    with Picture.open(BytesIO(drawn)) as picture:
        assert picture.size == (WIDTH, HEIGHT)
        assert picture.convert("RGB").getpixel((0, 0)) == (0x12, 0x34, 0x56)
