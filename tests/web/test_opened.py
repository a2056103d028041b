import httpx
import pytest

PAGE = {"Sec-Fetch-Dest": "document"}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("path", "kind"), [("/feed.rss", "rss"), ("/news.atom", "atom"), ("/events.rss", "rss")])
async def test_a_feed_that_is_opened_as_a_page_is_shown_with_its_style(
    path: str, kind: str, reader: httpx.AsyncClient
) -> None:
    read, opened, again = [await reader.get(path, headers=headers) for headers in ({}, PAGE, {})]
    assert read.headers["Content-Type"] == again.headers["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    assert opened.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert (opened.content, opened.headers["ETag"]) == (read.content, read.headers["ETag"])
    unchanged = await reader.get(path, headers=PAGE | {"If-None-Match": read.headers["ETag"]})
    assert unchanged.status_code == 304
    assert {one.headers["Vary"] for one in (read, opened, unchanged)} == {"Accept-Encoding, Sec-Fetch-Dest"}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", ["/", "/feed.json", "/topics/there-is-none"])
async def test_nothing_else_is_named_otherwise(path: str, reader: httpx.AsyncClient) -> None:
    read, opened = await reader.get(path), await reader.get(path, headers=PAGE)
    assert (opened.status_code, opened.headers, opened.content) == (read.status_code, read.headers, read.content)
