from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsroom.database import Database
from newsroom.desk.occasions import (
    add_occasion,
    cancel_occasion,
    change_occasion,
    publish_occasion,
    read_occasion,
    remove_occasion,
    withdraw_occasion,
)
from newsroom.desk.publish import publish
from newsroom.errors import Invalid, NewsroomError, NotFound
from newsroom.model import Event
from newsroom.store import events, log, lookup, origins
from tests.desk.workroom import BY, LATER, NOW, ROOM, come_from, keep
from tests.manuscripts import manuscript


async def add(database: Database, **said: str) -> Event:
    return await database.write(add_occasion, read_occasion(said, ROOM), ROOM, now=NOW, by=BY)


async def change(database: Database, name: str, **said: str) -> Event:
    return await database.write(change_occasion, name, read_occasion(said, ROOM), ROOM, now=LATER, by=BY)


async def test_an_hour_is_the_rooms_and_a_day_stays_one(database: Database) -> None:
    exact = await add(database, headline="Invigning", starts_at="2026-12-08 09:00", ends_at="2026-12-08 11:00")
    days = await add(database, headline="Mässan", starts_at="2026-12-08", ends_at="2026-12-10", language="fi")
    assert exact.starts_at == datetime(2026, 12, 8, 8, tzinfo=UTC)
    assert (days.starts_at, days.ends_at, days.language) == (date(2026, 12, 8), date(2026, 12, 10), "fi")
    assert [one.slug for one in await database.read(events.events_public, now=NOW)] == ["massan", "invigning"]


async def test_a_description_is_markdown_and_passes_the_gate(database: Database) -> None:
    event = await add(database, headline="Möte", starts_at="2026-12-08", description="*Kaffe*<script>x</script>")
    assert event.description_html == "<p><em>Kaffe</em></p>"


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2026-12-08 09:00", "2026-12-08 08:59"),
        ("2026-12-08", "2026-12-07"),
        ("2026-12-08 00:30", "2026-12-07"),
        ("2026-12-08", "2026-12-07 23:59"),
    ],
)
async def test_an_end_before_the_start_is_refused(database: Database, starts: str, ends: str) -> None:
    with pytest.raises(Invalid, match="the event starts only on Tuesday 8 December 2026"):
        await add(database, headline="Möte", starts_at=starts, ends_at=ends)
    assert await database.read(events.events) == []


@pytest.mark.parametrize(("starts", "ends"), [("2026-12-08 09:00", "2026-12-08"), ("2026-12-08", "2026-12-08 12:00")])
async def test_a_day_and_an_hour_of_it_go_together(database: Database, starts: str, ends: str) -> None:
    assert (await add(database, headline="Möte", starts_at=starts, ends_at=ends)).ends_at


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"starts_at": "2026-03-29 02:30"}, "--from is .* does not exist"),
        ({"starts_at": "2026-12-08", "ends_at": "jul"}, "--until is 'jul'"),
        ({"starts_at": "2026-12-08", "url": "example.org"}, "--url is 'example.org'"),
        ({"starts_at": "2026-12-08", "language": "finska!"}, "language is"),
        ({"starts_at": ""}, "--from is ''"),
    ],
)
async def test_what_cannot_be_read_is_refused_by_its_option(database: Database, said: dict[str, str], why: str) -> None:
    with pytest.raises(Invalid, match=why):
        await add(database, headline="Möte", **said)


async def test_an_event_has_a_headline(database: Database) -> None:
    with pytest.raises(Invalid, match="give the event a headline"):
        await add(database, headline=" ", starts_at="2026-12-08")


async def test_a_changed_event_keeps_what_is_not_named_and_is_the_desks_own(database: Database) -> None:
    event = await add(database, headline="Möte", starts_at="2026-12-08", ends_at="2026-12-09", place="Norrsjö")
    await come_from(database, "event", event.id)
    changed = await change(database, "möt", ends_at="", description="Nytt.")
    assert (changed.ends_at, changed.place, changed.description_html) == (None, "Norrsjö", "<p>Nytt.</p>")
    assert (changed.slug, changed.uid, changed.starts_at) == (event.slug, event.uid, event.starts_at)
    assert [one.edited for one in await database.read(origins.origins_of, "event", event.id)] == [True]


async def test_a_removed_event_is_gone_and_an_import_knows_it(database: Database) -> None:
    event = await add(database, headline="Möte", starts_at="2026-12-08")
    await come_from(database, "event", event.id, "mote")
    await database.write(remove_occasion, event.id, now=LATER, by=BY)
    with pytest.raises(NotFound):
        await database.read(lookup.get_event_by_name, "möte")
    assert await database.read(origins.find_buried, "event", ["mote"]) == {"mote": "discarded"}


async def test_what_is_done_to_an_event_is_in_the_log(database: Database) -> None:
    event = await add(database, headline="Mässan", starts_at="2026-12-08")
    await change(database, "mässan", place="Torget")
    await database.write(remove_occasion, event.id, now=LATER, by=BY)
    told = [(one.act, one.actor, one.name, one.note) for one in await database.read(log.records, uids=[event.uid])]
    acts = [("event remove", None), ("event edit", "place"), ("event add", None)]
    assert told == [(act, BY, "massan", note) for act, note in acts]


async def seen(database: Database) -> list[str]:
    return [one.slug for one in await database.read(events.events_public, now=LATER)]


async def test_what_is_held_back_is_seen_once_it_is_published(database: Database) -> None:
    fields = read_occasion({"headline": "Möte", "starts_at": "2026-12-08"}, ROOM)
    await database.write(add_occasion, fields, ROOM, now=NOW, by=BY, held=True)
    assert await seen(database) == []
    assert (await database.write(publish_occasion, "möte", now=LATER, by=BY)).status == "public"
    assert await seen(database) == ["mote"]
    assert (await database.write(withdraw_occasion, "möte", now=LATER, by=BY)).status == "held back"
    assert await seen(database) == []


async def test_calendars_are_told_of_every_public_change_and_of_no_other(database: Database) -> None:
    await add(database, headline="Möte", starts_at="2026-12-08")
    assert [(await change(database, "möte", place=place)).sequence for place in ("Torget", "Torget", "")] == [1, 1, 2]
    assert (await database.write(cancel_occasion, "möte", now=LATER, by=BY)).event.sequence == 3
    await database.write(withdraw_occasion, "möte", now=LATER, by=BY)
    assert (await change(database, "möte", place="Hemligt")).sequence == 4
    assert (await database.write(publish_occasion, "möte", now=LATER, by=BY)).event.sequence == 4


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (publish_occasion, "“Öppet” is not held back"),
        (withdraw_occasion, "“Dolt” is held back already"),
        (cancel_occasion, "“Dolt” is held back, so nobody expects it: `newsroom event remove dolt`"),
    ],
)
async def test_what_makes_no_sense_changes_nothing(database: Database, act: Any, why: str) -> None:
    await add(database, headline="Öppet", starts_at="2026-12-08")
    fields = read_occasion({"headline": "Dolt", "starts_at": "2026-12-09"}, ROOM)
    await database.write(add_occasion, fields, ROOM, now=NOW, by=BY, held=True)
    before = await database.read(events.events)
    with pytest.raises(NewsroomError, match=why):
        await database.write(act, "öppet" if "Öppet" in why else "dolt", now=LATER, by=BY)
    assert await database.read(events.events) == before


async def test_an_event_is_public_with_an_article_that_it_goes_with(database: Database) -> None:
    await keep(database, manuscript("Ny bro", None))
    fields = read_occasion({"headline": "Invigning", "starts_at": "2026-12-08"}, ROOM)
    await database.write(add_occasion, fields, ROOM, now=NOW, by=BY, articles=["ny bro"])
    assert await seen(database) == []
    with pytest.raises(NewsroomError, match="is not held back; it is hidden with its articles: publish one"):
        await database.write(publish_occasion, "invigning", now=NOW, by=BY)
    await database.write(publish, "ny bro", ROOM, now=NOW, by=BY, anyway="Prov.")
    assert await seen(database) == ["invigning"]


async def test_no_event_goes_with_what_was_withdrawn(database: Database) -> None:
    await keep(database, manuscript("Borta", NOW, withdrawn_at=NOW))
    await add(database, headline="Möte", starts_at="2026-12-08")
    with pytest.raises(NewsroomError, match="“Borta” was withdrawn"):
        await database.write(change_occasion, "möte", {}, ROOM, now=LATER, by=BY, articles=["borta"])
    assert await seen(database) == ["mote"]


async def test_what_somebody_changed_since_is_not_removed(database: Database) -> None:
    opened = await add(database, headline="Möte", starts_at="2026-12-08")
    await change(database, "möte", place="Torget")
    with pytest.raises(NewsroomError, match="“Möte” was changed by somebody else"):
        await database.write(remove_occasion, opened.id, now=LATER, by=BY, opened=opened)
    assert await seen(database) == ["mote"]
