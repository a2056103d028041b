"""A batch of an import: what is new, what changed, and what the desk decided before."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from newsroom.database import Database
from newsroom.desk.items import Item
from newsroom.desk.schedule import schedule
from newsroom.desk.settle import ALONE, EVENT_HELD, settle
from newsroom.desk.update import PLANNED
from newsroom.desk.verdict import Verdict
from newsroom.desk.withdraw import withdraw
from newsroom.model import Article, ContactContent, EventContent, Kind, Manuscript
from newsroom.store import contacts, editing, events, ledger, log, lookup, origins, redirects, versions
from tests.desk.workroom import BY, LATER, NOW, ROOM
from tests.manuscripts import manuscript

TOMORROW = NOW + timedelta(days=1)


def item(value: Manuscript | ContactContent | EventContent) -> Item:
    return Item(
        type="article" if isinstance(value, Manuscript) else "contact",
        source="export/1.md",
        source_id="1",
        importer="markdown",
        digest=repr(value),
        value=value,
        notes=(),
        number=0,
    )


async def run(database: Database, value: Manuscript | ContactContent, *, now: datetime = NOW) -> Verdict:
    key = await database.write(ledger.start_run, ["export"], now=now)
    return (await database.write(settle, key, [item(value)], now=now, by=BY, again=False))[0]


async def kept(database: Database) -> Article:
    return await database.read(lookup.get_article, 1)


def nyhet(**said: Any) -> Manuscript:
    return manuscript(**{"headline": "Nyhet", "published_at": NOW, **said})


async def test_the_same_source_again_changes_nothing(database: Database) -> None:
    assert (await run(database, nyhet())).outcome == "created"
    before = await kept(database)
    assert (await run(database, nyhet(), now=LATER)).outcome == "unchanged"
    assert await kept(database) == before


async def test_a_changed_source_is_a_version_and_the_log_alone_names_it(database: Database) -> None:
    await run(database, nyhet())
    assert (await run(database, nyhet(lead="Ny ingress."), now=LATER)).outcome == "updated"
    first, second = await database.read(versions.versions, 1)
    assert (first.content["lead"], second.content["lead"]) == (None, "Ny ingress.")
    assert (second.change, second.since, second.note) == ("update", LATER, None)
    [record] = await database.read(log.records)
    assert (record.act, record.actor, record.name, record.note) == ("update", BY, "nyhet", "export/1.md")


async def test_readers_see_a_change_even_when_its_source_gives_no_new_date(database: Database) -> None:
    await run(database, nyhet(updated_at=NOW))
    await run(database, nyhet(updated_at=NOW, lead="Ny ingress."), now=LATER)
    assert (await kept(database)).updated_at == LATER


async def test_its_id_and_its_name_stay_when_a_source_has_another_headline(database: Database) -> None:
    await run(database, nyhet())
    before = await kept(database)
    await run(database, nyhet(headline="Annan rubrik"), now=LATER)
    after = await kept(database)
    assert (after.headline, after.uid, after.slug) == ("Annan rubrik", before.uid, before.slug)


async def test_the_old_address_leads_on_when_a_source_has_another_kind(database: Database) -> None:
    await run(database, nyhet())
    await run(database, nyhet(kind=Kind.BLOG_POST), now=LATER)
    assert await database.read(redirects.find_target_public, "/news/nyhet", now=LATER) == ("blog_post", "nyhet")


async def test_no_old_address_is_left_when_nobody_could_read_it(database: Database) -> None:
    await run(database, nyhet(published_at=LATER))
    await run(database, nyhet(published_at=LATER, kind=Kind.BLOG_POST))
    article = await kept(database)
    assert article.kind is Kind.BLOG_POST
    assert await database.read(redirects.addresses_of, article.id) == []


async def test_a_draft_follows_the_moment_that_its_source_proposes(database: Database) -> None:
    await run(database, nyhet(published_at=None))
    await run(database, nyhet(published_at=None, proposed_at=LATER))
    assert (await kept(database)).proposed_at == LATER


async def test_a_draft_is_published_with_its_source(database: Database) -> None:
    await run(database, nyhet(published_at=None))
    await run(database, nyhet(lead="Nu ute."), now=LATER)
    (only,) = await database.read(versions.versions, 1)
    assert (only.change, only.since, only.content["lead"]) == ("publication", NOW, "Nu ute.")


async def test_what_its_source_holds_back_now_does_not_become_public_as_an_update(database: Database) -> None:
    await run(database, nyhet())
    before = await kept(database)
    verdict = await run(database, replace(nyhet(published_at=None, lead="Inte än."), held=True), now=LATER)
    assert (verdict.outcome, await kept(database)) == ("unchanged", before)
    assert "held back now" in verdict.notes[0]


@pytest.mark.parametrize("decided", ["edited", "withdrawn"])
async def test_what_the_desk_decided_stays_and_is_told(database: Database, decided: str) -> None:
    await run(database, nyhet())
    if decided == "edited":
        await database.write(origins.mark_edited, "article", 1)
    else:
        await database.write(withdraw, "nyhet", "Fel siffror.", now=LATER, by=BY)
    before = await kept(database)
    verdict = await run(database, nyhet(lead="Ny ingress."), now=LATER)
    assert (verdict.outcome, await kept(database)) == ("unchanged", before)
    assert decided in verdict.notes[0]


async def test_a_source_completes_the_desks_own_card_once(database: Database) -> None:
    own = ContactContent(name="Maja Sjö", title="Presschef", phones=("+46846500401",), press_contact=True)
    await database.write(contacts.add_contact, own, now=NOW)
    theirs = replace(own, title="Press", emails=("maja@example.org",))
    assert (await run(database, theirs)).outcome == "created"
    (card,) = await database.read(contacts.press_contacts, now=NOW)
    assert card.emails == ("maja@example.org",)
    assert (await run(database, replace(theirs, phones=()))).outcome == "unchanged"
    assert await database.read(contacts.press_contacts, now=NOW) == [card]


async def test_a_source_goes_on_changing_the_card_that_it_made(database: Database) -> None:
    theirs = ContactContent(name="Maja Sjö", phones=("+46846500401",), press_contact=True)
    await run(database, theirs)
    assert (await run(database, replace(theirs, phones=("+46846500402",)))).outcome == "updated"
    assert [card.phones for card in await database.read(contacts.press_contacts, now=NOW)] == [("+46846500402",)]


async def test_a_source_that_lists_nobody_changes_no_card_that_a_public_article_shows(database: Database) -> None:
    card = ContactContent(name="Maja Sjö", phones=("+46846500401",))
    await run(database, card)
    key = (await database.write(editing.add_articles, [nyhet(contacts=(card,))], now=NOW))[0]
    changed = await run(database, replace(card, phones=("+46846500402",)), now=LATER)
    (shown,) = (await database.read(lookup.get_article, key)).contacts
    own = await database.read(contacts.get_contact, changed.target_id or 0)
    assert (shown.phones, own.phones) == (("+46846500401",), ("+46846500402",))


async def test_a_source_that_lists_nobody_completes_no_listed_card(database: Database) -> None:
    listed = ContactContent(name="Maja Sjö", phones=("+46846500401",), press_contact=True)
    key = await database.write(contacts.add_contact, listed, now=NOW)
    await database.write(contacts.set_term, key, None, TOMORROW, now=NOW)
    await run(database, replace(listed, phones=("+46846500402",), press_contact=False))
    assert [one.phones for one in await database.read(contacts.press_contacts, now=NOW)] == [listed.phones]


async def test_a_moment_that_the_desk_gave_holds_whatever_its_source_says(database: Database) -> None:
    await run(database, nyhet(published_at=None))
    await database.write(schedule, "nyhet", TOMORROW, ROOM, now=NOW, by=BY, embargoed=True)
    verdict = await run(database, nyhet(published_at=NOW, lead="Ny ingress."), now=LATER)
    one = await kept(database)
    assert (one.lead, one.moments.published_at, one.moments.embargoed) == ("Ny ingress.", TOMORROW, True)
    assert (verdict.outcome, verdict.notes) == ("updated", (PLANNED,))
    [first] = await database.read(versions.versions, 1)
    assert (first.since, first.content["lead"]) == (TOMORROW, "Ny ingress.")


OPENING = EventContent(headline="Invigning", starts_at=TOMORROW, language="sv")


async def take_in(database: Database, *items: Item, now: datetime = NOW) -> list[Verdict]:
    key = await database.write(ledger.start_run, ["export"], now=now)
    return await database.write(settle, key, items, now=now, by=BY, again=False)


def came_with(source_id: str, **said: Any) -> Item:
    return replace(item(OPENING), type="event", source_id="e", article=source_id, **said)


async def test_an_event_is_public_with_the_article_that_it_came_with(database: Database) -> None:
    await take_in(database, came_with("1"), item(nyhet(published_at=None)))
    assert await database.read(events.events_public, now=LATER) == []
    await take_in(database, replace(item(nyhet()), digest="2"), now=LATER)
    assert [one.slug for one in await database.read(events.events_public, now=LATER)] == ["invigning"]


async def test_an_event_whose_article_is_not_here_is_held_back_until_it_is(database: Database) -> None:
    (verdict,) = await take_in(database, came_with("1"))
    assert verdict.notes == (ALONE,)
    assert await database.read(events.events_public, now=LATER) == []
    await take_in(database, item(nyhet()), came_with("1", digest="2"), now=LATER)
    assert [one.slug for one in await database.read(events.events_public, now=LATER)] == ["invigning"]


async def test_what_a_source_holds_back_later_is_told_and_stays(database: Database) -> None:
    await take_in(database, replace(item(OPENING), type="event"))
    (verdict,) = await take_in(database, replace(item(OPENING), type="event", held=True, digest="2"), now=LATER)
    assert (verdict.outcome, verdict.notes) == ("unchanged", (EVENT_HELD,))
    assert len(await database.read(events.events_public, now=LATER)) == 1
