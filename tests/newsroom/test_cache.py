"""The cache in front of the application: what is kept, for how long, and that it changes nothing."""

from collections.abc import AsyncIterator, Hashable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from newsroom.cache import LARGEST, OVERHEAD, Cache
from newsroom.web.respond import HTML, NEVER, answer

TEXT = "Hamnen fylls igen. " * 40


@dataclass
class House:
    """An application that counts who asks, in an era that a test ends by hand."""

    era: Hashable | None = "first"
    asked: list[str] = field(default_factory=list)
    ends_meanwhile: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        self.asked.append(f"{request.method} {request.url.path}")
        if self.ends_meanwhile:
            self.era = f"after {self.era}"
        await self._answer(request)(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        match request.url.path:
            case "/missing":
                return Response("nothing", 404, {"Cache-Control": "max-age=60"})
            case "/secret":
                return Response("secret", headers=NEVER)
            case "/silent":
                return Response("says nothing of keeping")
            case "/parts":
                return StreamingResponse(_parts(), headers={"Cache-Control": "max-age=60"})
            case "/large":
                return Response(b"x" * (LARGEST + 1), headers={"Cache-Control": "max-age=60"})
            case _:
                return answer(request, f"{TEXT} {request.url}".encode(), HTML)

    async def find_era(self, scope: Scope) -> Hashable | None:
        return self.era


async def _parts() -> AsyncIterator[bytes]:
    yield b"one"
    yield b"two"


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def reader(house: House) -> httpx.AsyncClient:
    return visiting(Cache(house, find_era=house.find_era))


def visiting(app: Cache) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://press.example")


def raw(found: httpx.Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    return found.status_code, found.headers.raw, found.content


async def test_the_same_is_asked_once(house: House, reader: httpx.AsyncClient) -> None:
    first, second = await reader.get("/news"), await reader.get("/news")
    assert raw(first) == raw(second)
    assert house.asked == ["GET /news"]


@pytest.mark.parametrize(
    "other", [{"url": "/new"}, {"url": "/news?lang=fi"}, {"url": "/news", "headers": {"Accept-Encoding": "gzip"}}]
)
async def test_what_may_be_answered_otherwise_is_asked_for_itself(
    other: dict[str, Any], house: House, reader: httpx.AsyncClient
) -> None:
    plain = await reader.get("/news", headers={"Accept-Encoding": "identity"})
    assert raw(await reader.get(**other)) != raw(plain)
    assert len(house.asked) == 2


async def test_codings_are_told_apart_and_ways_of_asking_for_one_are_not(
    house: House, reader: httpx.AsyncClient
) -> None:
    said = ("br", "gzip, deflate, br", "gzip", "gzip;q=0.5, br;q=0.1", "identity", "deflate")
    found = [await reader.get("/news", headers={"Accept-Encoding": one}) for one in said]
    assert [one.headers.get("content-encoding") for one in found] == ["br", "br", "gzip", "gzip", None, None]
    assert len(house.asked) == 3


async def test_who_has_it_is_told_so_without_asking(house: House, reader: httpx.AsyncClient) -> None:
    tag = (await reader.get("/news")).headers["etag"]
    known = [await reader.get("/news", headers={"If-None-Match": tag}) for _ in range(3)]
    assert [(one.status_code, one.content) for one in known] == [(304, b"")] * 3
    assert (await reader.get("/news", headers={"If-None-Match": '"other"'})).status_code == 200
    assert len(house.asked) == 3


async def test_a_head_is_answered_from_what_is_kept_and_keeps_nothing(house: House, reader: httpx.AsyncClient) -> None:
    await reader.head("/news")
    found = await reader.get("/news")
    assert (await reader.head("/news")).headers == found.headers
    assert house.asked == ["HEAD /news", "GET /news"]


@pytest.mark.parametrize("path", ["/missing", "/secret", "/silent", "/parts", "/large"])
async def test_what_may_not_be_kept_is_asked_each_time(path: str, house: House, reader: httpx.AsyncClient) -> None:
    assert raw(await reader.get(path)) == raw(await reader.get(path))
    assert house.asked == [f"GET {path}"] * 2


@pytest.mark.parametrize("how", [("POST", {}), ("OPTIONS", {}), ("GET", {"Range": "bytes=0-3"})])
async def test_only_whole_reading_is_kept(
    how: tuple[str, Mapping[str, str]], house: House, reader: httpx.AsyncClient
) -> None:
    method, headers = how
    await reader.get("/news")
    await reader.request(method, "/news", headers=headers)
    assert len(house.asked) == 2


async def test_with_an_era_all_of_it_ends(house: House, reader: httpx.AsyncClient) -> None:
    for era in ("first", "second", "first"):
        house.era = era
        await reader.get("/news")
        await reader.get("/news")
    assert len(house.asked) == 3


async def test_what_is_answered_while_an_era_ends_is_not_kept(house: House, reader: httpx.AsyncClient) -> None:
    house.ends_meanwhile = True
    await reader.get("/news")
    house.ends_meanwhile = False
    await reader.get("/news")
    await reader.get("/news")
    assert len(house.asked) == 2


async def test_nothing_is_kept_or_taken_while_nobody_knows_the_era(house: House, reader: httpx.AsyncClient) -> None:
    await reader.get("/news")
    house.era = None
    await reader.get("/news")
    house.era = "first"
    await reader.get("/news")
    assert len(house.asked) == 3


async def test_what_was_used_longest_ago_makes_room(house: House) -> None:
    plain = {"Accept-Encoding": "identity"}
    reader = visiting(Cache(house, find_era=house.find_era, most_bytes=3 * (OVERHEAD + 1000)))
    for path in ("/a", "/b", "/c", "/a", "/d", "/a", "/c", "/b"):
        await reader.get(path, headers=plain)
    assert house.asked == [f"GET {path}" for path in ("/a", "/b", "/c", "/d", "/b")]


async def test_others_may_add_headers_to_what_is_kept(house: House) -> None:
    numbers = count()
    cache = Cache(house, find_era=house.find_era)

    async def numbered(scope: Scope, receive: Receive, send: Send) -> None:
        async def add(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-number", str(next(numbers)).encode()))
            await send(message)

        await cache(scope, receive, add)

    reader = httpx.AsyncClient(transport=httpx.ASGITransport(numbered), base_url="http://press.example")
    found = [(await reader.get("/news")).headers.get_list("x-number") for _ in range(3)]
    assert found == [["0"], ["1"], ["2"]]
