import gzip

import brotli
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.web.coding import code, negotiate

CHOICES = [
    ("gzip, deflate, br", "br"),
    ("gzip", "gzip"),
    ("br;q=0.2, gzip;q=0.9", "gzip"),
    ("*", "br"),
    ("*, br;q=0", "gzip"),
    ("gzip;q=0", None),
    ("identity, gzip;q=0.5", None),
    ("", None),
    ("deflate", None),
    ("gzip;q=lots", None),
]


@pytest.mark.parametrize(("accepted", "chosen"), CHOICES)
def test_the_coding_is_the_one_liked_best(accepted: str, chosen: str | None) -> None:
    assert negotiate(accepted) == chosen


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="gzipbr*;=,q.01 \tä", max_size=40))
def test_any_header_gets_a_choice(accepted: str) -> None:
    assert negotiate(accepted) in ("br", "gzip", None)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=2000))
def test_what_is_coded_is_decoded_whole(content: bytes) -> None:
    assert brotli.decompress(code(content, "br")) == gzip.decompress(code(content, "gzip")) == content
    assert code(content, "gzip") == code(content, "gzip")


PATHS = ["/", "/feed.rss", "/feed.atom", "/feed.json", "/contacts.vcf", "/static/newsroom.css", "/robots.txt"]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", PATHS)
async def test_every_coding_says_the_same_under_one_tag(path: str, reader: httpx.AsyncClient) -> None:
    answers = [await reader.get(path, headers={"Accept-Encoding": one}) for one in ("", "gzip", "br")]
    assert len({answer.headers["etag"] for answer in answers}) == len({answer.text for answer in answers}) == 1
    vary = answers[0].headers["vary"]
    assert vary.partition(",")[0] == "Accept-Encoding" and {answer.headers["vary"] for answer in answers} == {vary}
    known = {"If-None-Match": answers[0].headers["etag"], "Accept-Encoding": "br"}
    again = await reader.get(path, headers=known)
    assert (again.status_code, again.headers["vary"]) == (304, vary)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_page_is_smaller_in_a_coding(reader: httpx.AsyncClient) -> None:
    plain, packed = [(await reader.head("/", headers={"Accept-Encoding": one})).headers for one in ("identity", "br")]
    assert packed["content-encoding"] == "br"
    assert int(packed["content-length"]) < int(plain["content-length"]) / 2
