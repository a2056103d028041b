"""What the holder of a key sees of what is not public, and nobody else."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import httpx
import lxml.html
import pytest
import pytest_asyncio
from sqlalchemy.exc import OperationalError

from newsroom import addresses
from newsroom.database import Database, open_database
from newsroom.desk.preview import make_preview, revoke_preview
from newsroom.desk.preview import previews as listed
from newsroom.desk.withdraw import withdraw
from newsroom.room import Room
from newsroom.store import previews
from newsroom.store.previews import Preview
from tests.pressroom import EMBARGO, NOW, SECRET_FILE, SECRET_PICTURE, SLUGS, Clock, digest

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECOND, WEEK = timedelta(seconds=1), timedelta(days=7)
SCHEDULED = EMBARGO + timedelta(days=1)
UNKNOWN = addresses.preview("there-is-none")
PICTURE_NAME = addresses.file_name(digest(SECRET_PICTURE), "image/png")
FILE_NAME = addresses.file_name(digest(SECRET_FILE), "application/pdf")

Invite = Callable[..., Awaitable[str]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(room: Room) -> AsyncIterator[Database]:
    """Give the editors' own way into the room."""
    opened = open_database(room.database)
    yield opened
    await opened.close()


@pytest.fixture
def invite(desk: Database, room: Room) -> Invite:
    """Give a way to let somebody read what is not public, and where they read it."""

    async def give(why: str, recipient: str = "Ann Hill, DN", ends: datetime = NOW + WEEK) -> str:
        said = {"now": NOW, "by": "maja"}
        _, key = await desk.write(make_preview, SLUGS[why], recipient, ends, room, **said)  # type: ignore[arg-type]
        return addresses.preview(key)

    return give


async def keys(desk: Database, why: str) -> list[Preview]:
    return await desk.read(listed, SLUGS[why])


def bar(answer: httpx.Response) -> str:
    return " ".join(lxml.html.fromstring(answer.content).xpath('string(//aside[@class="preview-bar"])').split())


@pytest.mark.parametrize(
    ("why", "state"),
    [
        ("draft", "Ett utkast: när det publiceras är inte bestämt."),
        ("scheduled", "Publiceras onsdag 4 mars 2026 kl. 13.00 CET"),
        ("embargoed", "Embargo till tisdag 3 mars 2026 kl. 13.00 CET"),
    ],
)
async def test_whoever_holds_a_key_reads_the_article_whole(
    why: str, state: str, reader: httpx.AsyncClient, invite: Invite
) -> None:
    answer = await reader.get(await invite(why) + "?lang=sv")
    assert answer.status_code == 200
    assert f"Förhandsvisning för Ann Hill, DN {state}" in bar(answer)
    assert bar(answer).endswith("Upphör 9 mars 2026 kl. 13.00 CET.")
    for said in ("Zibeltron i ingressen.", "Zibeltron i texten.", "mailto:zibeltron@norrsjo.example", "zibeltron.pdf"):
        assert said in answer.text


async def test_a_preview_tells_machines_nothing(reader: httpx.AsyncClient, invite: Invite) -> None:
    answer = await reader.get(await invite("embargoed"))
    page = lxml.html.fromstring(answer.content)
    assert page.xpath('//meta[@name="robots"]/@content') == ["noindex, nofollow, noarchive"]
    assert page.xpath("//meta[@property]") == []
    assert set(page.xpath("//link/@rel")) == {"stylesheet", "icon"}
    assert page.xpath('//nav[@class="neighbours"] | //a[@rel]') == []


@pytest.mark.parametrize("below", ["", f"/{PICTURE_NAME}", f"/{FILE_NAME}", "/nothing.png"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
async def test_no_answer_below_a_key_is_kept_found_or_passed_on(
    below: str, method: str, reader: httpx.AsyncClient, invite: Invite
) -> None:
    for path in (await invite("embargoed"), UNKNOWN):
        answer = await reader.request(method, path + below, headers={"If-None-Match": "*"})
        told = {name: answer.headers.get(name) for name in ("cache-control", "referrer-policy", "x-robots-tag")}
        assert told == {
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",
            "x-robots-tag": "noindex, nofollow, noarchive",
        }
        assert not {"etag", "last-modified"} & set(answer.headers)


async def test_pictures_and_files_are_had_with_the_key_and_not_without(
    reader: httpx.AsyncClient, invite: Invite
) -> None:
    path = await invite("embargoed")
    page = lxml.html.fromstring((await reader.get(path)).content)
    assert page.xpath("//figure/img/@src") == [f"{path}/{PICTURE_NAME}"]
    assert page.xpath('//ul[@class="files"]//a/@href') == [f"{path}/{FILE_NAME}"]
    assert (await reader.get(f"{path}/{PICTURE_NAME}")).content == SECRET_PICTURE
    assert (await reader.get(f"{path}/{FILE_NAME}")).content == SECRET_FILE
    for elsewhere in (f"/media/{PICTURE_NAME}", f"{UNKNOWN}/{PICTURE_NAME}"):
        assert (await reader.get(elsewhere)).status_code == 404


async def test_a_key_opens_only_what_belongs_to_its_article(reader: httpx.AsyncClient, invite: Invite) -> None:
    path = await invite("embargoed")
    public = lxml.html.fromstring((await reader.get("/press-releases/norrsjo-bygger-vindpark")).content)
    name = public.xpath("//figure/img/@src")[0].rpartition("/")[2]
    unknown = await reader.get(f"{UNKNOWN}/{name}")
    answer = await reader.get(f"{path}/{name}")
    assert (answer.status_code, answer.headers, answer.content) == (404, unknown.headers, unknown.content)


async def test_a_key_ends_at_its_second(reader: httpx.AsyncClient, invite: Invite, clock: Clock) -> None:
    path = await invite("draft", ends=NOW + WEEK)
    with clock.at(NOW + WEEK - SECOND):
        assert (await reader.get(path)).status_code == 200
    with clock.at(NOW + WEEK):
        answer, unknown = await reader.get(path), await reader.get("/there-is-none")
    assert (answer.status_code, answer.content) == (404, unknown.content)


async def test_a_key_that_is_taken_back_opens_nothing(
    reader: httpx.AsyncClient, desk: Database, invite: Invite
) -> None:
    path = await invite("draft", "Bo Ek")
    await desk.write(revoke_preview, SLUGS["draft"], "bo  ek", now=NOW, by="maja")
    answer, unknown = await reader.get(path), await reader.get(UNKNOWN)
    assert (answer.status_code, answer.headers, answer.content) == (404, unknown.headers, unknown.content)


async def test_each_visit_is_noted_once_and_a_look_ahead_is_none(
    reader: httpx.AsyncClient, desk: Database, invite: Invite, clock: Clock
) -> None:
    path = await invite("scheduled", "Cilla Dahl")
    await reader.head(path)
    await reader.get(f"{path}/{PICTURE_NAME}")
    for minutes in (1, 2):
        with clock.at(NOW + timedelta(minutes=minutes)):
            await reader.get(path)
    [one] = [one for one in await keys(desk, "scheduled") if one.recipient == "Cilla Dahl"]
    assert (one.visits, one.visited_at) == (2, NOW + timedelta(minutes=2))


async def test_a_visit_that_cannot_be_noted_breaks_no_page(
    reader: httpx.AsyncClient, invite: Invite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    path = await invite("draft")
    monkeypatch.setattr(previews, "note_visit", fail)
    assert (await reader.get(path)).status_code == 200
    assert "was not noted" in caplog.text


async def test_after_publication_a_key_leads_to_the_article(
    reader: httpx.AsyncClient, invite: Invite, clock: Clock
) -> None:
    path = await invite("embargoed")
    with clock.at(EMBARGO - SECOND):
        assert (await reader.get(path)).status_code == 200
    with clock.at(EMBARGO):
        for below, there in (("", f"/press-releases/{SLUGS['embargoed']}"), (f"/{FILE_NAME}", f"/media/{FILE_NAME}")):
            answer = await reader.get(path + below)
            assert (answer.status_code, answer.headers["location"]) == (307, there)
            assert answer.headers["cache-control"] == "no-store"


async def test_what_is_withdrawn_says_so_to_the_holder_of_a_key(
    reader: httpx.AsyncClient, desk: Database, invite: Invite, clock: Clock
) -> None:
    path = await invite("scheduled", "Disa")
    await desk.write(withdraw, SLUGS["scheduled"], "Fel.", now=SCHEDULED + SECOND, by="maja")
    with clock.at(SCHEDULED + 2 * SECOND):
        assert (await reader.get(path, follow_redirects=True)).status_code == 410
        assert (await reader.get(f"{path}/{PICTURE_NAME}")).headers["location"] == f"/media/{PICTURE_NAME}"


async def test_a_key_is_kept_as_what_opens_nothing(desk: Database, invite: Invite) -> None:
    key = (await invite("draft")).rpartition("/")[2]
    assert len(key) >= 22
    kept = await desk.read(lambda connection: str(connection.exec_driver_sql("SELECT * FROM preview").all()))
    assert key not in kept and previews.digest_of(key) in kept
