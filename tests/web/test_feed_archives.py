"""Archives and paged feeds: back to the first release, by documents that stay as they are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import httpx

from newsroom.database import Database, open_database
from newsroom.desk.withdraw import withdraw
from newsroom.migrations import migrate
from newsroom.model import Change, Kind
from newsroom.store import editing
from tests.desk.workroom import BY, edit
from tests.manuscripts import manuscript
from tests.pressroom import HOUR, NOW, Clock, browsing, room_of

MANY = [manuscript(f"Nyhet {number}", NOW - number * HOUR, tags=("El",)) for number in range(1, 121)]


@asynccontextmanager
async def filled(folder: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Database, Clock]]:
    """Serve a room of 120 articles."""
    room, clock = room_of(folder), Clock()
    migrate(room.database)
    database = open_database(room.database)
    await database.write(editing.add_articles, MANY, now=NOW)
    async with browsing(room, clock) as reader:
        yield reader, database, clock
    await database.close()


async def follow(reader: httpx.AsyncClient, path: str, rel: str) -> dict[str, bytes]:
    """Give every document from an address on, by the links of one relation."""
    found: dict[str, bytes] = {}
    while path:
        answer = await reader.get(path)
        assert answer.status_code == 200
        found[path] = answer.content
        links = {link.rel: link.href for link in feedparser.parse(answer.content).feed.links}
        parts = urlsplit(links.get(rel, ""))
        path = f"{parts.path}?{parts.query}" if parts.path else ""
    return found


def titles(document: bytes) -> list[str]:
    return [entry.title for entry in feedparser.parse(document).entries]


async def test_the_archive_leads_back_to_the_first_release(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, _, _):
        for path in ("/feed.atom", "/news.rss", "/topics/el.atom"):
            documents = await follow(reader, path, "prev-archive")
            assert len(documents) == 3
            assert {title for document in documents.values() for title in titles(document)} == {
                one.content.headline for one in MANY
            }


async def test_the_pages_lead_there_too_and_repeat_nothing(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, _, _):
        pages = await follow(reader, "/feed.rss", "next")
    assert [len(titles(page)) for page in pages.values()] == [50, 50, 20]
    assert len({title for page in pages.values() for title in titles(page)}) == 120


async def test_all_documents_of_a_feed_have_its_id(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, _, _):
        documents = await follow(reader, "/news.atom", "prev-archive") | await follow(reader, "/news.atom", "next")
    assert len(documents) == 5
    assert len({feedparser.parse(document).feed.id for document in documents.values()}) == 1


async def test_what_comes_and_goes_leaves_the_other_documents_as_they_are(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, database, _):
        before = {number: (await reader.get(f"/feed.atom?archive={number}")).content for number in (1, 2)}
        await database.write(editing.add_articles, [manuscript("Ny", NOW)], now=NOW)
        await database.write(withdraw, "nyhet-100", "Fel.", now=NOW + HOUR, by=BY)
        after = {number: (await reader.get(f"/feed.atom?archive={number}")).content for number in (1, 2)}
    assert after[2] == before[2]
    assert b"Nyhet 100<" in before[1]


async def test_a_withdrawal_keeps_its_place_in_the_archive(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        newer = (await reader.get("/feed.rss?archive=2")).content
        await database.write(withdraw, "nyhet-100", "Fel.", now=NOW, by=BY)
        clock.now = NOW + HOUR
        older = (await reader.get("/feed.rss?archive=1")).content
        assert (await reader.get("/feed.rss?archive=2")).content == newer
    assert len(titles(older)) == 49


async def test_what_readers_may_have_forgotten_does_not_come_back_for_what_is_withdrawn(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        paths = ("/feed.rss", "/news.atom", "/search.atom?from=2020-01-01", "/feed.rss?lang=sv", "/topics/el.atom")
        before = {path: titles((await reader.get(path)).content) for path in paths}
        for number in (3, 30, 50):
            await database.write(withdraw, f"nyhet-{number}", "Fel.", now=NOW, by=BY)
        clock.now = NOW + HOUR
        for path in paths:
            left = titles((await reader.get(path)).content)
            assert left == [title for title in before[path] if title not in ("Nyhet 3", "Nyhet 30", "Nyhet 50")]
            pages = await follow(reader, path, "next")
            assert sum(len(titles(page)) for page in pages.values()) == 117


async def test_a_list_whose_newest_are_all_withdrawn_still_has_pages(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        for number in range(1, 61):
            await database.write(withdraw, f"nyhet-{number}", "Fel.", now=NOW, by=BY)
        clock.now = NOW + HOUR
        pages = await follow(reader, "/feed.atom", "next")
    assert [len(titles(page)) for page in pages.values()] == [25, 35]


async def test_a_feed_that_is_all_there_is_says_so_and_no_other_does(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, _, _):
        whole = ("/press-releases.rss", "/search.atom?q=119", "/news.atom?to=2026-02-26", "/events.rss")
        parts = ("/feed.atom", "/feed.rss?archive=1", "/feed.atom?page=last", "/topics/el.rss")
        said = {path: b"<fh:complete/>" in (await reader.get(path)).content for path in (*whole, *parts)}
    assert said == dict.fromkeys(whole, True) | dict.fromkeys(parts, False)


async def test_an_archive_that_is_not_full_is_not_there(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, _, _):
        asked = {value: (await reader.get("/feed.atom", params={"archive": value})).status_code for value in "123x0"}
        searched = feedparser.parse((await reader.get("/search.atom?q=nyhet")).content).feed.links
    assert asked == {"1": 200, "2": 200, "3": 404, "x": 400, "0": 400}
    assert "prev-archive" not in {link.rel for link in searched}


async def test_a_correction_wakes_readers_and_says_what_changed_and_a_typo_does_not(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        first = feedparser.parse((await reader.get("/feed.atom")).content).entries[0]
        clock.now = NOW + 2 * HOUR
        await edit(database, "nyhet-1", change=Change.TYPO, note=None, lead="Ingres.")
        typo = feedparser.parse((await reader.get("/feed.atom")).content).entries[0]
        await edit(database, "nyhet-1", now=clock.now, change=Change.CORRECTION, note="Fel tal.", lead="Ny.")
        corrected = feedparser.parse((await reader.get("/feed.atom")).content).entries[0]
        told = feedparser.parse((await reader.get("/corrections.rss")).content).entries
    assert first.updated == typo.updated < corrected.updated
    assert "Fel tal." in corrected.content[0].value
    assert [(one.title, one.summary) for one in told] == [("Rättelse: Nyhet 1", "Fel tal.")]


async def test_what_was_taken_back_is_told_for_ninety_days(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, database, clock):
        await database.write(withdraw, "nyhet-7", "Siffrorna var fel.", now=NOW, by=BY)
        told = (await reader.get("/withdrawn.atom")).text
        clock.now = NOW + timedelta(days=91)
        later = (await reader.get("/withdrawn.atom")).text
        linked = feedparser.parse((await reader.get("/feed.rss")).content).feed.links
    assert "Siffrorna var fel." in told
    assert "Nyhet 7<" not in told
    assert "deleted-entry" not in later
    assert [link.href for link in linked if link.rel == "related"] == ["https://press.norrsjo.example/withdrawn.atom"]


async def test_a_date_is_enough_to_be_told_that_nothing_is_new(tmp_path: Path) -> None:
    async with filled(tmp_path) as (reader, _, clock):
        answer = await reader.get("/news.json")
        assert answer.headers["last-modified"] == "Mon, 02 Mar 2026 12:00:00 GMT"
        clock.now = NOW + HOUR
        known = {"If-Modified-Since": answer.headers["last-modified"]}
        assert (await reader.get("/news.json", headers=known)).status_code == 304
    assert answer.json()["items"][0]["_newsroom"]["kind"] == Kind.NEWS
