import re

import httpx
import pytest

from newsroom.addresses import ARTICLE_FORMATS, LIST_FORMATS
from newsroom.app import ROUTES

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_about_says_who_publishes(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/about")).text
    assert "Norrsjö Energi ger el och värme" in page
    assert "Storgatan 1" in page


async def test_crawlers_may_look_everywhere_and_pages_say_what_is_for_them(reader: httpx.AsyncClient) -> None:
    assert "User-agent: *\nDisallow:\n\n" in (await reader.get("/robots.txt")).text


# The room of these tests has no press kit, so there is nothing to put into its archive.
STANDING = [route.path for route in ROUTES if not route.param_convertors and route.path != "/files.zip"]


@pytest.mark.parametrize("path", STANDING)
async def test_every_page_needs_neither_script_nor_cookie_nor_another_host(
    path: str, reader: httpx.AsyncClient
) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    if answer.headers["content-type"].startswith("text/html"):
        assert not re.search(r"<script(?! type=\"application/ld\+json\">)", answer.text)
        assert " style=" not in answer.text


HOSTILE = [
    "/news/%00",
    "/news/%ff%fe",
    "/news/a%3Fb%23c",
    "/topics/%2e%2e%2f",
    "/archive/%D9%A2%D9%A0%D9%A1%D9%A7",
    "/contacts/%0d%0aX-Evil:1.vcf",
    "//evil.example/",
    "/%5cevil.example",
    "/old%0d%0aLocation:%20https://evil.example",
    "/search?q=%ff%00%f0&page=%00",
    "/search?page=20170101T000000Z-ffffffff",
    "/search?page=99999999T000000Z-00000001",
    "/search?sort=relevance&q=x&page=51",
    "/news?lang=%00",
    "/news?from=0000-00-00",
    "/news?q&kind&=&&;",
    "/media/%2fetc%2fpasswd",
    f"/{'a/' * 500}",
    f"/search?q={'a+' * 2000}",
]


@pytest.mark.parametrize("address", HOSTILE)
async def test_whatever_is_asked_gets_an_answer(address: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(address)
    assert answer.status_code in (200, 400, 404)
    assert "x-evil" not in answer.headers
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/news/?lang=sv", "/news?lang=sv"),
        ("/about/", "/about"),
        ("/news/nobody-knows-it/", "/news/nobody-knows-it"),
        ("/topics/f%C3%A4rja/", "/topics/f%C3%A4rja"),
    ],
)
async def test_a_slash_too_many_leads_to_the_page(asked: str, answered: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (301, answered)


SUFFIXED = [
    *(path for path in STANDING if "." in path),
    *(f"{path}.{suffix}" for path in ("/feed", "/news", "/search", "/topics/vindkraft") for suffix in LIST_FORMATS),
    *(f"/news/elnatet-rustas-fore-vintern.{suffix}" for suffix in ARTICLE_FORMATS),
    *(f"/archive/2026.{suffix}" for suffix in LIST_FORMATS),
    *("/contacts/maja-sjostrand.vcf", "/contacts/maja-sjostrand.json"),
    *("/events/energimassan.ics", "/events/energimassan.json"),
]


@pytest.mark.parametrize("query", ["", "?lang=sv&q=a"])
@pytest.mark.parametrize("path", SUFFIXED)
async def test_a_slash_too_many_leads_to_the_same_format(path: str, query: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(f"{path}/{query}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{path}{query}")


@pytest.mark.parametrize("path", ["/nowhere/", "/topics/%2e%2e/", "/wp-admin/", "/news//"])
async def test_a_slash_behind_what_is_not_ours_leads_nowhere(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).status_code == 404
