"""Answers: polling is cheap, errors are pages, and every one is of the table."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import httpx
import pytest

from newsroom import addresses
from newsroom.app import create_app
from newsroom.database import Database, open_database
from newsroom.errors import NewsroomError, Overrun
from newsroom.migrations import migrate
from newsroom.model import Moments
from newsroom.room import Room
from newsroom.store import editing
from newsroom.web import respond
from tests.manuscripts import manuscript
from tests.pressroom import DAY, NOW, PICTURE, Clock, browsing, digest, room_of, settings_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGES = [
    "/",
    "/news",
    "/search?q=kommun",
    "/press-releases/norrsjo-bygger-vindpark",
    "/contacts",
    "/events",
    "/feed.rss",
    "/feed.atom",
    "/feed.json",
    "/contacts.vcf",
    "/events.ics",
    "/contacts.json",
]


@pytest.mark.parametrize("path", PAGES)
async def test_whoever_has_it_gets_no_second_copy(path: str, reader: httpx.AsyncClient) -> None:
    first = await reader.get(path)
    again = await reader.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    kept = ("etag", "cache-control", "last-modified")
    assert [again.headers.get(name) for name in kept] == [first.headers.get(name) for name in kept]


@pytest.mark.parametrize("path", PAGES)
async def test_the_tag_outlives_the_day(path: str, reader: httpx.AsyncClient, clock: Clock) -> None:
    first = await reader.get(path)
    with clock.at(NOW + timedelta(hours=5)):
        later = await reader.get(path)
    assert later.headers["etag"] == first.headers["etag"]
    assert later.headers.get("last-modified") == first.headers.get("last-modified")


@pytest.mark.parametrize("path", PAGES)
async def test_the_tag_changes_with_the_content(path: str, reader: httpx.AsyncClient) -> None:
    first = await reader.get(path)
    other = await reader.get(path.partition("?")[0], params={"lang": "fi", "q": "inget"})
    assert (other.content == first.content) == (other.headers["etag"] == first.headers["etag"])


async def test_tags_are_compared_weakly(reader: httpx.AsyncClient) -> None:
    tag = (await reader.get("/feed.rss")).headers["etag"]
    assert tag.startswith('W/"')
    assert (await reader.get("/feed.rss", headers={"If-None-Match": tag.removeprefix("W/")})).status_code == 304
    assert (await reader.get("/feed.rss", headers={"If-None-Match": "*"})).status_code == 304


async def test_a_tag_counts_before_a_date(reader: httpx.AsyncClient) -> None:
    modified = (await reader.get("/feed.rss")).headers["last-modified"]
    assert (await reader.get("/feed.rss", headers={"If-Modified-Since": modified})).status_code == 304
    both = {"If-Modified-Since": modified, "If-None-Match": '"other"'}
    assert (await reader.get("/feed.rss", headers=both)).status_code == 200


PICTURE_PATH = addresses.media(digest(PICTURE), "image/png")
MATCHES = [
    (PICTURE_PATH, "{tag}", 200),
    (PICTURE_PATH, '"other", {tag}', 200),
    (PICTURE_PATH, "*", 200),
    (PICTURE_PATH, '"other"', 412),
    (PICTURE_PATH, "W/{tag}", 412),
    ("/feed.rss", "*", 200),
    # A weak tag never matches, not even itself (RFC 9110 section 8.8.3.2).
    ("/feed.rss", "{tag}", 412),
    ("/news", '"other"', 412),
    ("/static/newsroom.css", '"other"', 412),
    ("/press-releases/norrsjo-bygger-vindpark/images.zip", '"other"', 412),
    ("/contacts/nobody.json", "*", 404),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("path", "match", "status"), MATCHES)
async def test_what_must_be_the_same_is_not_given_when_it_is_another(
    method: str, path: str, match: str, status: int, reader: httpx.AsyncClient
) -> None:
    tag = (await reader.get(path)).headers.get("etag", "")
    beyond = {"Range": "bytes=99999-"} if status == 412 else {}
    answer = await reader.request(method, path, headers=beyond | {"If-Match": match.format(tag=tag)})
    assert answer.status_code == status
    assert (answer.headers["cache-control"] == "no-store") == (status != 200)
    again = await reader.request(method, path, headers={"If-Match": "*", "If-None-Match": "*"})
    assert again.status_code == (304 if tag else 404)


async def test_another_page_may_know_which_part_it_got(reader: httpx.AsyncClient) -> None:
    for asked, status in (("bytes=1-3", 206), ("bytes=99999-", 416)):
        answer = await reader.get(PICTURE_PATH, headers={"Range": asked, "Origin": "https://elsewhere.example"})
        exposed = answer.headers["access-control-expose-headers"].split(", ")
        assert (answer.status_code, "Content-Range" in exposed) == (status, True)
    allowed = (await reader.options(PICTURE_PATH)).headers["access-control-allow-headers"].split(", ")
    assert {"If-Match", "If-Range", "Range"} <= set(allowed)


async def test_a_withdrawal_is_a_change_of_every_list(tmp_path: Path) -> None:
    room = room_of(tmp_path)
    migrate(room.database)
    database = open_database(room.database)
    found = [manuscript("Äldre", NOW - 2 * DAY), manuscript("Nyare", NOW - DAY)]
    older, _ = await database.write(editing.add_articles, found, now=NOW - DAY)
    async with browsing(room, Clock()) as reader:
        known = {"If-Modified-Since": (await reader.get("/feed.rss")).headers["last-modified"]}
        assert (await reader.get("/feed.rss", headers=known)).status_code == 304
        taken_back = Moments(published_at=NOW - 2 * DAY, withdrawn_at=NOW)
        await database.write(editing.set_moments, older, taken_back, now=NOW)
        assert (await reader.get("/feed.rss", headers=known)).status_code == 200
    await database.close()


UNREADABLE = ["yesterday", "", "Wed, 01 Jan 2020 00:00:00", f"Wed, 01 Jan 2020 {'9' * 20}:00:00 GMT"]


@pytest.mark.parametrize("since", ["Wed, 01 Jan 2020 00:00:00 GMT", *UNREADABLE])
async def test_an_early_or_unreadable_date_gets_the_feed(since: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/feed.rss", headers={"If-Modified-Since": since})).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/nowhere.json"])
async def test_head_says_what_get_would(path: str, reader: httpx.AsyncClient) -> None:
    whole, head = await reader.get(path), await reader.head(path)
    assert (head.status_code, head.headers, head.content) == (whole.status_code, whole.headers, b"")


@pytest.mark.parametrize("path", ["/", "/news/x", "/feed.rss", "/media/x", "/nowhere"])
async def test_nothing_can_be_sent(path: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.post(path, content=b"x")
    assert answer.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} == {word.strip() for word in answer.headers["allow"].split(",")}


async def test_an_unknown_address_is_a_page_that_repeats_nothing(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/news/<b>qvattblun</b>")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
    assert "qvattblun" not in answer.text


REFUSED = [
    ("/search.json?from=soon", 400),
    ("/blog.rss?lang=svenska", 400),
    ("/news/nobody-knows-it.ninjs", 404),
    ("/contacts/nobody.vcf", 404),
    ("/nowhere.opml", 404),
    ("/media/nothing.png", 404),
    ("/news/nobody-knows-it/images.zip", 404),
    ("/press-releases/zibeltron-tillbakadragen.newsml", 410),
    (f"/events.ics?q={'a' * 9000}", 414),
]
PHRASES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 414: "URI Too Long"}


@pytest.mark.parametrize(("path", "status"), REFUSED)
async def test_machines_get_problems_they_can_read(path: str, status: int, reader: httpx.AsyncClient) -> None:
    for answer in (await reader.get(path), await reader.post(path)):
        assert answer.status_code == status or answer.status_code == 405, answer.status_code
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.headers["access-control-allow-origin"], answer.headers["vary"]) == ("*", "Sec-Fetch-Dest")
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        problem = json.loads(answer.content)
        assert (problem["type"], problem["status"]) == ("about:blank", answer.status_code)
        assert problem["title"] == PHRASES[answer.status_code]
        assert problem["detail"].endswith(".")


@pytest.mark.parametrize(("path", "status"), REFUSED)
async def test_whoever_opens_such_an_address_gets_a_page(path: str, status: int, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path, headers={"Sec-Fetch-Dest": "document"})
    assert (answer.status_code, answer.headers["vary"]) == (status, "Sec-Fetch-Dest")
    assert "Till startsidan" in answer.text
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(("path", "word"), [("/search.json?from=soon", "from"), ("/blog.rss?lang=svenska", "lang")])
async def test_a_problem_says_what_is_wrong_in_english(path: str, word: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).json()["detail"].startswith(f"“{word}” cannot be read: ")


async def test_a_problem_is_in_the_language_that_was_asked_for(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/contacts/nobody.json?lang=sv")).json()["detail"].startswith("Sidan kan")


@pytest.mark.parametrize("path", ["/nowhere", "/preview/key/nothing.json", "/nowhere.php", "/json", "/feed.json/x"])
async def test_everybody_else_gets_a_page(path: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "access-control-allow-origin" not in answer.headers
    assert "vary" not in answer.headers


@pytest.mark.parametrize(("path", "opened"), [("/feed.json/", True), ("/feed/", True), ("/news/", False)])
async def test_the_way_to_what_is_open_is_open(path: str, opened: bool, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path)
    assert (answer.status_code, "access-control-allow-origin" in answer.headers) == (301, opened)


@pytest.mark.parametrize(
    "path", ["/search?from=soon", "/news?page=x", "/blog?lang=svenska", "/?lang=svenska", "/about?lang=x"]
)
async def test_a_malformed_parameter_is_named_on_a_valid_page(path: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 400
    assert re.search(rf"[“”]{path.partition('?')[2].partition('=')[0]}”", answer.text)
    assert "Norrsjö Energi" in answer.text


@pytest.mark.parametrize(
    "path", ["/news?kind=poem", "/search?topic=nothing", "/search?place=nowhere", "/search.rss?lang=xx"]
)
async def test_an_unknown_value_is_an_empty_list(path: str, reader: httpx.AsyncClient) -> None:
    answer = await reader.get(path)
    assert answer.status_code == 200
    assert "Elnätet" not in answer.text


class Busy(Database):
    """A database that has no time for anybody."""

    def __init__(self) -> None:
        """Open nothing."""

    def version(self) -> None:
        """Know nothing."""

    async def read_within(self, *_question: Any, **_more: Any) -> NoReturn:
        raise Overrun("The question took longer than 2 seconds.")


@pytest.mark.parametrize("path", ["/", "/feed.rss", "/feed.json", "/news/x", "/readyz"])
async def test_what_takes_too_long_is_to_be_asked_again(path: str, room: Room, clock: Clock) -> None:
    app = create_app(settings_of(room), clock=clock, database=Busy())
    async with app.router.lifespan_context(app):
        reader = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=room.base_address)
        answer = await reader.get(path)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.headers["cache-control"] == "no-store"


async def test_every_domain_error_has_a_status_and_words() -> None:
    assert respond.STATUSES[-1][0] is NewsroomError
    assert {status for _, status in respond.STATUSES} <= set(respond.WORDS)
