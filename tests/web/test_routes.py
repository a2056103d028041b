"""HTTP as it should be, at every address of the table of routes."""

import httpx
import pytest

from newsroom import addresses
from newsroom.app import ROUTES
from newsroom.web.guard import HEADERS
from tests.pressroom import PICTURE, digest

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURE_PATH = addresses.media(digest(PICTURE), "image/png")
FILLED = {
    "/press-releases/{slug}": "/press-releases/norrsjo-bygger-vindpark",
    "/news/{slug}": "/news/elnatet-rustas-fore-vintern",
    "/blog/{slug}": "/blog/sa-laser-du-elrakningen",
    "/topics/{topic}": "/topics/vindkraft",
    "/archive/{year}": "/archive/2017",
    "/events/{year}": "/events/2026",
    "{month}": "03",
    "/contacts/{slug}": "/contacts/maja-sjostrand",
    "/events/{slug}": "/events/energimassan",
    "/images/{digest}": addresses.image(digest(PICTURE)),
    "/media/{name}": PICTURE_PATH,
    "/static/{name}": "/static/newsroom.css",
    "{number}": "1",
    "{key}": "key",
    "{part}": "articles-1",
    "{path:path}": "nowhere",
}
METHODS = {"GET", "HEAD", "OPTIONS"}


def _paths() -> list[str]:
    """Give an address for each route, and one for each suffix of those that have several."""
    found = []
    for route in ROUTES:
        path = route.path
        for named, value in FILLED.items():
            path = path.replace(named, value)
        suffixes = addresses.LIST_FORMATS if "{suffix}" in path else ("",)
        found += [path.replace("{suffix}", suffix) for suffix in suffixes]
    return found


PATHS = _paths()


async def test_most_of_them_are_there(reader: httpx.AsyncClient) -> None:
    missing = {path for path in PATHS if (await reader.get(path)).status_code != 200}
    assert missing < {
        path for path in PATHS if path.endswith((".zip", "/key", "/key/{name}", "-1.xml", "nowhere", "/03"))
    }


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_says_how_long_it_may_be_kept_and_what_a_page_of_it_may_do(
    path: str, reader: httpx.AsyncClient
) -> None:
    whole, head = await reader.get(path), await reader.head(path)
    assert (head.status_code, head.headers, head.content) == (whole.status_code, whole.headers, b"")
    assert {name.lower() for name in HEADERS} <= whole.headers.keys()
    assert whole.headers["cache-control"] and whole.headers["cross-origin-resource-policy"]
    assert len(whole.headers.raw) == len(whole.headers)
    for_machines = whole.status_code == 200 and not whole.headers["content-type"].startswith(
        ("text/html", "text/plain")
    )
    assert not for_machines or whole.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", PATHS)
async def test_every_address_can_only_be_read(path: str, reader: httpx.AsyncClient) -> None:
    asked = await reader.options(path, headers={"Origin": "https://elsewhere.example"})
    assert (asked.status_code, set(asked.headers["allow"].split(", "))) == (204, METHODS)
    for method in ("POST", "PUT", "PATCH", "DELETE", "BREW"):
        answer = await reader.request(method, path)
        assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, METHODS)


@pytest.mark.parametrize("path", PATHS)
async def test_whoever_has_it_is_told_so_with_the_same_words(path: str, reader: httpx.AsyncClient) -> None:
    whole = await reader.get(path)
    if "etag" not in whole.headers:
        assert whole.status_code != 200 or path in (addresses.HEALTH, addresses.READY)
        return
    known = await reader.get(path, headers={"If-None-Match": whole.headers["etag"]})
    kept = ("vary", "cache-control", "etag", "last-modified", "access-control-allow-origin")
    assert (known.status_code, known.content) == (304, b"")
    assert [known.headers.get(name) for name in kept] == [whole.headers.get(name) for name in kept]


@pytest.mark.parametrize("path", PATHS)
async def test_another_host_and_an_endless_address_are_refused_everywhere(path: str, reader: httpx.AsyncClient) -> None:
    long = await reader.get(path, params={"q": "a" * 9000})
    misdirected = await reader.get(path, headers={"Host": "evil.example"})
    assert (long.status_code, misdirected.status_code) == (
        (414, 421) if path not in (addresses.HEALTH, addresses.READY) else (414, 200)
    )
    if path.endswith(".json"):
        assert long.headers["content-type"] == misdirected.headers["content-type"] == "application/problem+json"
        assert (long.json()["status"], misdirected.json()["status"]) == (414, 421)


async def test_a_part_is_given_of_what_is_still_the_same(reader: httpx.AsyncClient) -> None:
    tag = (await reader.get(PICTURE_PATH)).headers["etag"]
    same, other = [
        await reader.get(PICTURE_PATH, headers={"Range": "bytes=1-3", "If-Range": one}) for one in (tag, '"other"')
    ]
    assert (same.status_code, same.content) == (206, b"PNG")
    assert (other.status_code, other.content) == (200, PICTURE)


async def test_a_file_does_not_tell_when_it_came_here(reader: httpx.AsyncClient) -> None:
    assert "last-modified" not in (await reader.get(PICTURE_PATH)).headers
    dated = {"Range": "bytes=1-3", "If-Range": "Mon, 02 Mar 2026 12:00:00 GMT"}
    assert (await reader.get(PICTURE_PATH, headers=dated)).status_code == 200


async def test_a_part_that_is_not_there_may_not_be_kept(reader: httpx.AsyncClient) -> None:
    for asked in ("bytes=99999-", "bytes=0-3,99999-", "bytes=-0"):
        answer = await reader.get(PICTURE_PATH, headers={"Range": asked})
        assert (answer.status_code, answer.headers["cache-control"]) == (416, "no-store")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert (answer.headers["content-type"], answer.json()["title"]) == (
            "application/problem+json",
            "Range Not Satisfiable",
        )
