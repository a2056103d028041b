from datetime import timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.schedule import schedule, unschedule
from newsroom.errors import NewsroomError, NotFound
from newsroom.model import Kind, Status, status_at
from newsroom.store import articles, log, lookup, versions
from tests.desk.workroom import BY, LATER, NOW, ROOM, edit, keep
from tests.manuscripts import manuscript

TOMORROW = NOW + timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("embargoed", "status"), [(False, Status.SCHEDULED), (True, Status.EMBARGOED)])
async def test_what_is_scheduled_is_public_at_its_minute_and_not_a_second_before(
    database: Database, embargoed: bool, status: Status
) -> None:
    await keep(database, manuscript("Nyhet", None))
    waiting = await database.write(schedule, "nyhet", TOMORROW, ROOM, now=NOW, by=BY, embargoed=embargoed)
    assert status_at(waiting.moments, NOW) is status
    with pytest.raises(NotFound):
        await database.read(articles.get_public, Kind.NEWS, "nyhet", now=TOMORROW - SECOND)
    shown = await database.read(articles.get_public, Kind.NEWS, "nyhet", now=TOMORROW)
    assert shown.published_at == TOMORROW


async def test_another_moment_moves_the_first_version_too(database: Database) -> None:
    one = await keep(database, manuscript("Nyhet", None))
    for at in (TOMORROW, TOMORROW + SECOND):
        await database.write(schedule, "nyhet", at, ROOM, now=NOW, by=BY)
    assert [v.since for v in await database.read(versions.versions, one.id)] == [TOMORROW + SECOND]
    (newest, _) = await database.read(log.records, uids=[one.uid])
    assert newest.note == "2026-03-03T12:00:00Z → 2026-03-03T12:00:01Z"


async def test_what_is_scheduled_can_be_a_draft_again(database: Database) -> None:
    one = await keep(database, manuscript("Nyhet", None))
    await database.write(schedule, "nyhet", TOMORROW, ROOM, now=NOW, by=BY)
    await database.write(unschedule, "nyhet", now=LATER, by=BY)
    kept = await database.read(lookup.get_article, one.id)
    assert (kept.moments.published_at, kept.proposed_at) == (None, None)
    assert await database.read(versions.versions, one.id) == []


@pytest.mark.parametrize(
    ("said", "at", "why"),
    [
        ({"published_at": None}, NOW, "12:00 UTC|is not ahead"),
        ({"published_at": None}, NOW - SECOND, "1 second ago, is not ahead"),
        ({"published_at": NOW}, TOMORROW, "is public already"),
        ({"published_at": NOW - SECOND, "withdrawn_at": NOW}, TOMORROW, "was withdrawn"),
    ],
)
async def test_what_cannot_be_scheduled_is_refused_and_stays(
    database: Database, said: dict[str, object], at: object, why: str
) -> None:
    before = await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    with pytest.raises(NewsroomError, match=why):
        await database.write(schedule, "nyhet", at, ROOM, now=NOW, by=BY)  # type: ignore[arg-type]
    assert await database.read(lookup.get_article, before.id) == before


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"published_at": None}, "is a draft already"),
        ({"published_at": NOW}, "`newsroom withdraw nyhet`"),
        ({"published_at": NOW - SECOND, "withdrawn_at": NOW}, "it stays so"),
    ],
)
async def test_what_does_not_wait_has_no_moment_to_take_away(
    database: Database, said: dict[str, object], why: str
) -> None:
    before = await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    with pytest.raises(NewsroomError, match=why):
        await database.write(unschedule, "nyhet", now=NOW, by=BY)
    assert await database.read(lookup.get_article, before.id) == before


async def test_what_has_errors_waits_for_nothing(database: Database) -> None:
    one = await keep(database, manuscript("Nyhet", None, body="Det öppnar onsdag 8 december 2026."))
    with pytest.raises(NewsroomError, match="has an error"):
        await database.write(schedule, "nyhet", TOMORROW, ROOM, now=NOW, by=BY)
    await database.write(schedule, "nyhet", TOMORROW, ROOM, now=NOW, by=BY, anyway="Dagen är\nrätt.")
    (record,) = await database.read(log.records, uids=[one.uid])
    assert record.note == "2026-03-03T12:00:00Z; anyway (weekday): Dagen är rätt."


@pytest.mark.parametrize(("said", "marked"), [(None, True), (False, False), (True, True)])
async def test_an_embargo_keeps_its_mark_unless_it_is_taken_off(
    database: Database, said: bool | None, marked: bool
) -> None:
    one = await keep(database, manuscript("Nyhet", TOMORROW, embargoed=True))
    later = await database.write(schedule, "nyhet", TOMORROW + SECOND, ROOM, now=NOW, by=BY, embargoed=said)
    kept = await database.read(lookup.get_article, one.id)
    assert (kept.moments.embargoed, kept.proposed_at, later.proposed_at) == (marked, None, TOMORROW)


@pytest.mark.parametrize(("moment", "why"), [("2026-03-02 12:00", "that is not ahead"), ("", "schedule nyhet --off")])
async def test_an_edit_brings_no_publication_about_and_takes_none_away(
    database: Database, moment: str, why: str
) -> None:
    before = await keep(database, manuscript("Nyhet", TOMORROW, embargoed=True))
    with pytest.raises(NewsroomError, match=why):
        await edit(database, "nyhet", published_at=moment)
    assert await database.read(lookup.get_article, before.id) == before


async def test_an_edit_of_what_waits_moves_its_first_version_and_keeps_its_mark(database: Database) -> None:
    one = await keep(database, manuscript("Nyhet", TOMORROW, embargoed=True))
    edited = await edit(database, "nyhet", published_at="2026-03-04 09:00", lead="Ny ingress.")
    [first] = await database.read(versions.versions, one.id)
    assert (edited.moments.embargoed, first.since, first.content["lead"]) == (True, edited.published_at, "Ny ingress.")
    assert await database.read(versions.heads_public, one.id, now=edited.published_at - SECOND) == ()
