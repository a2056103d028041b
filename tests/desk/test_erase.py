"""An erased article is gone, from the store, from the disk and from every answer; only a line in the log stays."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from newsroom.database import Database, open_database
from newsroom.desk.discard import discard
from newsroom.desk.erase import erase, finish
from newsroom.desk.settle import settle
from newsroom.desk.verdict import ERASED
from newsroom.errors import NewsroomError, NotFound
from newsroom.media import path_of
from newsroom.model import Article, EventContent, Manuscript
from newsroom.room import Room
from newsroom.schema import article_event
from newsroom.store import erasure, events, files, freshness, ledger, log, lookup, origins, redirects, versions
from tests import pressroom
from tests.desk.test_settle import item
from tests.desk.workroom import BY, LATER, NOW, come_from, keep
from tests.manuscripts import manuscript
from tests.pressroom import CANARY, Clock, digest, picture

SHARED, OWN = b"\x89PNG shared", b"\x89PNG zibeltron"


@pytest.fixture
async def room(tmp_path: Path) -> Room:
    """Give the invented press room, in which every hidden thing has the canary's name."""
    (tmp_path / "room").mkdir()
    return await pressroom.build(tmp_path / "room")


def bytes_of(folder: Path) -> bytes:
    """Give every byte that lies in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def erase_all(database: Database, room: Room) -> None:
    for teaser in await database.read(lookup.articles, now=NOW):
        if CANARY in teaser.slug:
            await database.write(erase, teaser.slug, now=LATER, by=BY)
    await finish(database, room)


async def test_not_one_byte_is_left_while_the_room_is_served(room: Room) -> None:
    database = open_database(room.database)
    async with pressroom.browsing(room, Clock()) as reader:
        await reader.get("/search?q=zibeltron")
        assert CANARY.encode() in bytes_of(room.folder).lower()
        await erase_all(database, room)
        assert CANARY.encode() not in bytes_of(room.folder).lower()
        assert (await reader.get("/press-releases/norrsjo-bygger-vindpark")).status_code == 200
        assert "/press-releases/norrsjo-bygger-vindpark" in (await reader.get("/search?q=vindpark")).text
    await database.close()


async def test_an_erased_address_answers_as_one_that_never_was(room: Room) -> None:
    database = open_database(room.database)
    async with pressroom.browsing(room, Clock()) as reader:
        await database.write(erase, "norrsjo-bygger-vindpark", now=NOW, by=BY)
        unknown = await reader.get("/press-releases/there-is-none")
        for path in ("/press-releases/norrsjo-bygger-vindpark", "/se/pressroom/vindpark-1234"):
            gone = await reader.get(path)
            assert (gone.status_code, gone.headers, gone.content) == (404, unknown.headers, unknown.content)
        for path in ("/", "/feed.atom", "/search?q=vindpark", "/topics", "/archive"):
            assert "norrsjo-bygger-vindpark" not in (await reader.get(path)).text
        assert (await reader.get(f"/media/{digest(pressroom.PICTURE)}.png")).status_code == 404
    await database.close()


async def test_a_feed_tells_by_its_date_that_something_was_erased(room: Room) -> None:
    database = open_database(room.database)
    async with pressroom.browsing(room, Clock(LATER)) as reader:
        before = (await reader.get("/feed.atom")).headers["Last-Modified"]
        await database.write(erase, "zibeltron-utkast", now=LATER, by=BY)
        asked = {"If-Modified-Since": before}
        assert (await reader.get("/feed.atom", headers=asked)).status_code == 304
        await database.write(erase, "norrsjo-bygger-vindpark", now=LATER, by=BY)
        assert (await reader.get("/feed.atom", headers=asked)).status_code == 200
    await database.close()


async def test_everything_goes_and_the_log_says_only_who_when_and_why(database: Database) -> None:
    article = await keep(database, manuscript("Hemligt", NOW, tags=("Hemlig",), old_addresses=("/old",)))
    await database.write(log.record, "publish", article, by=BY, now=NOW, note="Hemligt")
    erased = await database.write(erase, "hemligt", now=LATER, by=BY, reason="Begärt av den som skrev")
    assert (erased.uid, erased.headline) == (article.uid, "Hemligt")
    assert await database.read(versions.versions, article.id) == []
    assert await database.read(redirects.addresses_of, article.id) == []
    told = [(one.act, one.actor, one.name, one.note) for one in await database.read(log.records, uids=[article.uid])]
    assert told == [("erase", BY, None, "Begärt av den som skrev"), ("publish", BY, None, None)]
    assert (await keep(database, manuscript("Hemligt", NOW))).slug == "hemligt"


async def test_what_another_article_shows_stays(database: Database) -> None:
    shown = replace(picture(SHARED, "Delad"), id=0)
    await keep(database, manuscript("Först", NOW, images=(shown, picture(OWN, "Egen"))))
    await keep(database, manuscript("Sedan", NOW, images=(shown,)))
    erased = await database.write(erase, "forst", now=LATER, by=BY)
    assert erased.digests == {digest(OWN)}


async def test_an_erasure_that_was_cut_off_is_brought_to_its_end(room: Room) -> None:
    database = open_database(room.database)
    secret = path_of(room.media, digest(pressroom.PICTURE), "image/png")
    await database.write(erase, "norrsjo-bygger-vindpark", now=LATER, by=BY)
    assert secret.exists()
    assert await database.read(files.find_file_public, digest(pressroom.PICTURE), now=NOW) is None
    await finish(database, room)
    assert not secret.exists()
    assert await database.read(erasure.unfinished) is None
    await database.close()


async def test_who_reads_meanwhile_is_waited_for_and_the_rest_can_be_done_later(room: Room) -> None:
    mine, other = open_database(room.database), open_database(room.database)
    with other._reading.connect() as reading, reading.begin():
        reading.exec_driver_sql("SELECT 1 FROM article").all()
        await mine.write(erase, "zibeltron-utkast", now=LATER, by=BY)
        with pytest.raises(NewsroomError, match="doctor --fix"):
            await mine.compact(patience=0.05)
        assert await mine.read(erasure.unfinished) is not None
    await finish(mine, room)
    assert await mine.read(erasure.unfinished) is None
    await mine.close()
    await other.close()


async def test_no_import_brings_it_back_nor_tells_of_it(database: Database) -> None:
    run = await database.write(ledger.start_run, ["hemligt.md"], now=NOW)
    one = replace(item(manuscript("Hemligt", NOW)), source="hemligt.md")
    await database.write(settle, run, [one], now=NOW, by=BY, again=False)
    await database.write(erase, "hemligt", now=LATER, by=BY)
    assert "emligt" not in str([await database.read(ledger.lines, run), await database.read(ledger.runs)])
    (verdict,) = await database.write(settle, run, [one], now=LATER, by=BY, again=True)
    assert (verdict.outcome, verdict.reason) == ("refused", ERASED)
    assert (verdict.line().headline, verdict.line().source_id) == (None, None)


async def test_what_was_discarded_taken_in_again_and_erased_stays_out(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    await come_from(database, "article", draft.id, "guid-1")
    await database.write(discard, draft.id, now=NOW, by=BY)
    again = await keep(database, manuscript("Utkast", None))
    await come_from(database, "article", again.id, "guid-1")
    await database.write(erase, "utkast", now=LATER, by=BY)
    assert await database.read(origins.find_buried, "article", ["guid-1"]) == {"guid-1": "erased"}


async def with_event(database: Database, one: Manuscript) -> Article:
    article = await keep(database, one)

    def link(connection: Connection) -> None:
        occasion = EventContent(headline="Visning", starts_at=NOW, language="sv")
        key = events.add_event(connection, occasion, now=NOW)
        connection.execute(insert(article_event).values(article_id=article.id, event_id=key, position=0))

    await database.write(link)
    return article


async def test_an_event_that_came_with_it_does_not_become_public(database: Database) -> None:
    await with_event(database, manuscript("Utkast", None))
    draft = await with_event(database, manuscript("Annat", None))
    await database.write(erase, "utkast", now=LATER, by=BY)
    await database.write(discard, draft.id, now=LATER, by=BY)
    assert await database.read(events.events) == []


async def test_what_somebody_changed_since_is_not_erased(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    changed = replace(opened, lead="Annan ingress.")
    with pytest.raises(NewsroomError, match="changed by somebody else"):
        await database.write(erase, "nyhet", now=LATER, by=BY, opened=changed)
    assert await database.read(lookup.get_article, opened.id) == opened


@pytest.mark.parametrize(("withdrawn_at", "missed"), [(NOW - pressroom.DAY, None), (NOW, LATER)])
async def test_lists_are_others_only_without_what_they_once_had(
    database: Database, withdrawn_at: datetime, missed: datetime | None
) -> None:
    await keep(database, manuscript("Hejdad", NOW, withdrawn_at=withdrawn_at))
    await database.write(erase, "hejdad", now=LATER, by=BY)
    assert await database.read(freshness.last_removal) == missed


async def test_what_is_not_there_is_not_erased(database: Database) -> None:
    with pytest.raises(NotFound):
        await database.write(erase, "ingen", now=LATER, by=BY)
    assert await database.read(erasure.unfinished) is None
