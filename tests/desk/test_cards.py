from datetime import UTC, datetime

import pytest

from newsroom.database import Database
from newsroom.desk.cards import add_card, change_card, read_card, remove_card
from newsroom.errors import Invalid, NewsroomError, NotFound
from newsroom.model import Contact, ContactContent
from newsroom.store import contacts, log, lookup, origins
from tests.desk.workroom import BY, LATER, NOW, ROOM, come_from

MAJA = {
    "name": "Maja  Sjöstrand",
    "phones": ("08-465 004 01",),
    "emails": ("maja@norrsjo.example",),
    "press_contact": True,
}


async def add(database: Database, **said: object) -> Contact:
    return await database.write(add_card, read_card(said, ROOM), ROOM, now=NOW, by=BY)


async def change(database: Database, name: str, **said: object) -> Contact:
    return await database.write(change_card, name, read_card(said, ROOM), ROOM, now=LATER, by=BY)


async def test_a_number_typed_as_it_is_dialled_becomes_international(database: Database) -> None:
    card = await add(database, **MAJA)
    assert (card.phones, card.name, card.slug) == (("+46846500401",), "Maja Sjöstrand", "maja-sjostrand")
    assert [one.slug for one in await database.read(contacts.press_contacts, now=NOW)] == ["maja-sjostrand"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"phones": ("12345",)}, "phone is '12345': write a number that can be dialled in SE"),
        ({"phones": ("ring mig",)}, "ring mig"),
        ({"emails": ("maja@norrsjo",)}, "email is 'maja@norrsjo'"),
        ({"languages": ("svenska!",)}, "spoken language is 'svenska!'"),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_would_do(said: dict[str, object], why: str) -> None:
    with pytest.raises(Invalid, match=why):
        read_card(said, ROOM)


async def test_a_card_that_says_nothing_is_refused(database: Database) -> None:
    with pytest.raises(NewsroomError, match="needs a name, a title"):
        await add(database, organisation="Norrsjö", press_contact=True)


async def test_the_same_person_is_not_added_twice(database: Database) -> None:
    await add(database, **MAJA)
    with pytest.raises(NewsroomError, match="newsroom contact edit maja-sjostrand"):
        await add(database, name="Maja Sjöstrand", phones=("+46 8 465 00 401",))
    assert (await add(database, name="Maja Sjöstrand", phones=("08-465 004 02",))).slug == "maja-sjostrand-2"


async def test_what_is_given_takes_the_place_of_what_was_and_the_rest_stays(database: Database) -> None:
    card = await add(database, **MAJA)
    changed = await change(database, "sjostrand", title="Chef", emails=("",), languages=("sv", "FI"))
    assert (changed.title, changed.emails, changed.phones) == ("Chef", (), ("+46846500401",))
    assert (changed.languages, changed.slug, changed.uid) == (("sv", "fi"), card.slug, card.uid)


async def test_a_changed_card_is_the_desks_own(database: Database) -> None:
    card = await add(database, **MAJA)
    await come_from(database, "contact", card.id)
    await change(database, "maja", title="Chef")
    assert [one.edited for one in await database.read(origins.origins_of, "contact", card.id)] == [True]


async def test_a_removed_card_is_gone_and_an_import_knows_it(database: Database) -> None:
    card = await add(database, **MAJA)
    await come_from(database, "contact", card.id, "maja")
    await database.write(remove_card, card.id, now=LATER, by=BY)
    with pytest.raises(NotFound):
        await database.read(lookup.get_contact_by_name, "maja")
    assert await database.read(origins.find_buried, "contact", ["maja"]) == {"maja": "discarded"}


async def test_a_card_without_a_name_is_found_by_its_title_or_unit(database: Database) -> None:
    for content in (ContactContent(title="Jourhavande informatör"), ContactContent(unit="Växeln")):
        await database.write(contacts.add_contact, content, now=NOW)
    assert (await database.read(lookup.get_contact_by_name, "informat")).title == "Jourhavande informatör"
    assert (await database.read(lookup.get_contact_by_name, "växel")).unit == "Växeln"


async def test_a_bare_day_begins_a_term_with_its_first_moment_and_ends_it_with_its_last(database: Database) -> None:
    card = await add(database, **MAJA, answers_at="2026-03-01", answers_until="2026-03-31")
    assert card.answers_at == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert card.answers_until == datetime(2026, 3, 31, 22, tzinfo=UTC)


async def test_a_term_stays_when_something_else_is_changed_and_goes_when_it_is_cleared(database: Database) -> None:
    await add(database, **MAJA, answers_until="2026-03-31 16:00")
    assert (await change(database, "maja", title="Chef")).answers_until == datetime(2026, 3, 31, 14, tzinfo=UTC)
    assert (await change(database, "maja", answers_until="")).answers_until is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"answers_at": "2026-03-10", "answers_until": "2026-03-09"}, "it starts only on Tuesday 10 March 2026 00:00"),
        ({"answers_until": "2026-03-29 02:30"}, "--until is .* does not exist"),
        ({"answers_at": "snart"}, "--from is 'snart'"),
    ],
)
async def test_a_term_that_cannot_be_is_refused(database: Database, said: dict[str, str], why: str) -> None:
    with pytest.raises(Invalid, match=why):
        await add(database, **MAJA, **said)
    assert await database.read(contacts.contacts) == []


async def test_an_end_before_the_start_that_a_card_has_is_refused(database: Database) -> None:
    card = await add(database, **MAJA, answers_at="2026-03-10")
    with pytest.raises(Invalid, match="--until"):
        await change(database, "maja", answers_until="2026-03-01")
    assert await database.read(contacts.get_contact, card.id) == card


async def test_what_is_done_to_a_card_is_in_the_log(database: Database) -> None:
    card = await add(database, **MAJA)
    await change(database, "maja", title="Chef", answers_until="2026-03-31")
    await database.write(remove_card, card.id, now=LATER, by=BY)
    told = [(one.act, one.actor, one.name, one.note) for one in await database.read(log.records, uids=[card.uid])]
    assert told == [
        ("contact remove", BY, "maja-sjostrand", None),
        ("contact edit", BY, "maja-sjostrand", "title, answers_until 2026-03-31T22:00:00Z"),
        ("contact add", BY, "maja-sjostrand", "name, phones, emails, press_contact"),
    ]


async def test_what_somebody_changed_since_is_not_removed(database: Database) -> None:
    opened = await add(database, **MAJA)
    await change(database, "maja", title="Presschef")
    with pytest.raises(NewsroomError, match="“Maja Sjöstrand” was changed by somebody else"):
        await database.write(remove_card, opened.id, now=LATER, by=BY, opened=opened)
    assert await database.read(contacts.get_contact, opened.id)
