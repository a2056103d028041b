import shutil
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from newsroom import addresses
from newsroom.room import Room
from tests import pressroom
from tests.pressroom import Clock

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("path", ["/", "/feed.rss", "/nowhere", "/contacts.vcf", "/static/newsroom.css", "/healthz"])
async def test_every_answer_bears_the_headers_of_the_house(path: str, reader: httpx.AsyncClient) -> None:
    headers = (await reader.get(path)).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"]
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:8000", "press.norrsjo.example.evil.example", "", "[", "a b"]
)
async def test_a_foreign_host_is_misdirected(host: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Norrsjö" in answer.text


@pytest.mark.parametrize("host", ["press.norrsjo.example", "PRESS.norrsjo.example:443"])
async def test_our_own_host_is_answered(host: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_whoever_watches_may_ask_by_number(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path, headers={"Host": "10.0.0.7:8000"})).text == "ok\n"


async def test_at_home_every_loopback_name_is_ours(room: Room, clock: Clock) -> None:
    async with pressroom.browsing(replace(room, base_address="http://127.0.0.1:8000"), clock) as reader:
        for host in ("localhost:8000", "127.0.0.1:9999", "[::1]:8000", "press.localhost"):
            answer = await reader.get("/", headers={"Host": host})
            assert answer.status_code == 200
            assert "strict-transport-security" not in answer.headers
        assert (await reader.get("/", headers={"Host": "evil.example"})).status_code == 421


async def test_our_own_fault_is_a_page_and_a_line_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    room = await pressroom.build(tmp_path)
    shutil.rmtree(room.media)
    path = addresses.media(pressroom.digest(pressroom.PICTURE), "image/png")
    async with pressroom.browsing(room, Clock()) as reader:
        answer = await reader.get(path)
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (500, "nosniff")
    assert f"GET '{path}' failed" in caplog.text


@pytest.mark.parametrize("path", ["/", "/feed.rss", "/news/unknown", "/contacts.json", "/nowhere"])
async def test_who_asks_what_may_be_asked_is_told(path: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.options(path)
    assert (answer.status_code, answer.headers["allow"], answer.content) == (204, "GET, HEAD, OPTIONS", b"")
    refused = await reader.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["/feed.rss", "/feed.json", "/contacts.json", "/events.ics", "/contacts/nobody.json"])
async def test_anybody_s_page_may_read_what_is_for_machines(path: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    known = await reader.get(path, headers={"If-None-Match": answer.headers.get("etag", "x")})
    assert known.headers["access-control-allow-origin"] == "*"


async def test_nobody_s_page_may_take_ours(reader: httpx.AsyncClient) -> None:
    headers = (await reader.get("/")).headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


async def test_an_address_has_an_end(reader: httpx.AsyncClient) -> None:
    assert (await reader.get(f"/search?q={'a' * 9000}")).status_code == 414
    assert (await reader.get(f"/search?q={'a' * 7000}")).status_code == 200


async def test_behind_a_proxy_that_ends_tls_it_is_for_ever(room: Room, clock: Clock) -> None:
    async with pressroom.browsing(replace(room, base_address="http://127.0.0.1:8000"), clock) as reader:
        answer = await reader.get("https://127.0.0.1:8000/")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
