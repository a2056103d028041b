"""An address tells nothing of what is hidden: whoever is public first has the plain one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.kit import KitContent, KitKind
from newsroom.model import ContactContent, EventContent, Manuscript, Moments
from newsroom.store import contacts, editing, events, kit, lookup
from tests.manuscripts import NOON, manuscript

HOUR = timedelta(hours=1)
PUBLIC, SOON, LATER = NOON, NOON + HOUR, NOON + 2 * HOUR


def keep(connection: Connection, *found: Manuscript) -> list[int]:
    return editing.add_articles(connection, found, now=NOON)


async def slugs(database: Database, keys: list[int]) -> list[str]:
    return [(await database.read(lookup.get_article, key)).slug for key in keys]


async def test_what_is_public_takes_the_name_of_what_is_not(database: Database) -> None:
    hidden = await database.write(keep, manuscript("Nyhet", None), manuscript("Nyhet", LATER))
    public = await database.write(keep, manuscript("Nyhet", PUBLIC))
    assert await slugs(database, public) == ["nyhet"]
    assert set(await slugs(database, hidden)) == {"nyhet-2", "nyhet-3"}


async def test_a_name_that_has_been_public_stays(database: Database) -> None:
    first = await database.write(keep, manuscript("Nyhet", PUBLIC))
    older = await database.write(keep, manuscript("Nyhet", PUBLIC - HOUR))
    assert await slugs(database, first + older) == ["nyhet", "nyhet-2"]
    gone = Moments(published_at=PUBLIC, withdrawn_at=NOON)
    await database.write(editing.set_moments, first[0], gone, now=NOON)
    assert await slugs(database, first + older) == ["nyhet", "nyhet-2"]


@pytest.mark.parametrize(
    ("moments", "names"), [((SOON, LATER), ["nyhet", "nyhet-2"]), ((LATER, SOON), ["nyhet-2", "nyhet"])]
)
async def test_of_what_waits_the_first_to_come_has_the_plain_name(
    database: Database, moments: tuple[object, ...], names: list[str]
) -> None:
    keys = await database.write(keep, manuscript("Nyhet", None), manuscript("Nyhet", None))
    for key, moment in zip(keys, moments, strict=True):
        await database.write(editing.set_moments, key, Moments(published_at=moment), now=NOON)  # type: ignore[arg-type]
    assert await slugs(database, keys) == names


async def test_what_is_put_off_gives_its_name_to_what_comes_before(database: Database) -> None:
    keys = await database.write(keep, manuscript("Nyhet", SOON), manuscript("Nyhet", LATER))
    await database.write(editing.set_moments, keys[0], Moments(), now=NOON)
    assert await slugs(database, keys) == ["nyhet-2", "nyhet"]


async def test_a_numbered_headline_gives_way_as_well(database: Database) -> None:
    hidden = await database.write(keep, manuscript("Nyhet 2", None))
    public = await database.write(keep, manuscript("Nyhet", PUBLIC), manuscript("Nyhet", PUBLIC))
    assert await slugs(database, public) == ["nyhet", "nyhet-2"]
    assert await slugs(database, hidden) == ["nyhet-2-2"]


async def test_a_hidden_articles_old_address_takes_no_name(database: Database) -> None:
    await database.write(keep, manuscript("Utkast", None, old_addresses=("/news/nyhet",)))
    assert await slugs(database, await database.write(keep, manuscript("Nyhet", PUBLIC))) == ["nyhet"]


async def test_an_event_and_a_card_that_are_hidden_give_way(database: Database) -> None:
    occasion = EventContent(headline="Möte", starts_at=NOON, language="sv")
    await database.write(events.add_event, occasion, now=NOON, held=True)
    shown = await database.write(events.add_event, occasion, now=NOON)
    assert (await database.read(events.get_event, shown)).slug == "mote"
    person = ContactContent(name="Olle Fors")
    await database.write(contacts.add_contact, person, now=NOON, from_article=True)
    listed = await database.write(contacts.add_contact, ContactContent(name="Olle Fors", press_contact=True), now=NOON)
    assert (await database.read(contacts.get_contact, listed)).slug == "olle-fors"


async def test_a_shown_file_does_not_tell_by_its_number_of_one_that_is_held_back(database: Database) -> None:
    logo = KitContent(kind=KitKind.LOGO, name="Logga", url="logga.svg", language="sv")
    hidden = await database.write(kit.add_item, logo, at=None, now=NOON)
    shown = await database.write(kit.add_item, replace(logo, url="ny.svg"), at=NOON, now=NOON)
    assert [(await database.read(kit.get_item, key)).slug for key in (hidden, shown)] == ["logga-2", "logga"]
    await database.write(kit.show_item, hidden, NOON, now=NOON)
    assert [(await database.read(kit.get_item, key)).slug for key in (hidden, shown)] == ["logga-2", "logga"]
