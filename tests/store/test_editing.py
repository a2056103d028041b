from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, func, select

from newsroom.database import Database
from newsroom.model import Article, Attachment, ContactContent, Image, Manuscript, Moments
from newsroom.schema import attachment, image
from newsroom.store import contacts, editing, lookup
from tests.manuscripts import NOON, manuscript

LATER = NOON + timedelta(hours=1)
PICTURE, OTHER = Image(url="a.jpg", digest="a" * 64), Image(url="b.jpg", digest="b" * 64)
FILE = Attachment(url="r.pdf", name="Rapport")
MAJA = ContactContent(name="Maja Sjöstrand", emails=("maja@norrsjo.example",))


async def keep(database: Database, *found: Manuscript) -> list[Article]:
    ids = await database.write(editing.add_articles, found, now=NOON)
    return [await database.read(lookup.get_article, key) for key in ids]


async def change(database: Database, one: Article, changed: Manuscript) -> Article:
    await database.write(editing.change_article, one.id, changed, now=LATER)
    return await database.read(lookup.get_article, one.id)


def count_own(connection: Connection) -> tuple[int, int]:
    images, files = (
        connection.execute(select(func.count()).select_from(one)).scalar_one() for one in (image, attachment)
    )
    return images, files


async def test_an_article_is_kept_with_all_that_goes_with_it(database: Database) -> None:
    said = {"images": (PICTURE, OTHER), "attachments": (FILE,), "contacts": (MAJA,), "tags": ("Vind", "El")}
    [one] = await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    assert [image.url for image in one.images] == ["a.jpg", "b.jpg"]
    assert ([file.name for file in one.attachments], one.contacts[0].name) == (["Rapport"], "Maja Sjöstrand")
    assert [(tag.slug, tag.name) for tag in one.tags] == [("vind", "Vind"), ("el", "El")]


async def test_articles_of_one_headline_have_slugs_of_their_own(database: Database) -> None:
    found = await keep(database, *(manuscript("Nyhet") for _ in range(3)))
    assert [one.slug for one in found] == ["nyhet", "nyhet-2", "nyhet-3"]
    assert len({one.uid for one in found}) == 3


async def test_nothing_is_kept_of_nothing(database: Database) -> None:
    assert await database.write(editing.add_articles, [], now=NOON) == []


async def test_a_changed_article_keeps_address_and_moments(database: Database) -> None:
    [one] = await keep(database, manuscript("Nyhet"))
    changed = await change(database, one, manuscript("Annan rubrik", None, updated_at=LATER))
    assert (changed.headline, changed.updated_at, changed.changed_at) == ("Annan rubrik", LATER, LATER)
    assert (changed.slug, changed.uid, changed.moments) == (one.slug, one.uid, one.moments)


async def test_pictures_that_stay_keep_their_numbers_in_any_order(database: Database) -> None:
    [one, _] = await keep(database, manuscript("Ett", images=(OTHER, PICTURE)), manuscript("Två", images=(PICTURE,)))
    kept = one.images[1]
    changed = await change(database, one, manuscript("Ett", images=(replace(PICTURE, url="c.jpg"), kept)))
    assert changed.images[1] == kept
    assert changed.images[0].id not in {image.id for image in one.images}


async def test_a_kept_card_is_attached_by_its_number(database: Database) -> None:
    for unit in ("Växeln", "Arkivet"):
        await database.write(contacts.add_contact, ContactContent(unit=unit), now=NOON)
    _, archive = await database.read(contacts.contacts)
    [one] = await keep(database, manuscript("Nyhet", contacts=(archive,)))
    assert one.contacts == (archive,)
    assert len(await database.read(contacts.contacts)) == 2


async def test_a_person_who_is_known_is_not_kept_twice(database: Database) -> None:
    await keep(database, manuscript("Ett", contacts=(MAJA,)), manuscript("Två", contacts=(MAJA, MAJA)))
    assert len(await database.read(contacts.contacts)) == 1


async def test_a_proposal_is_settled_by_a_decision(database: Database) -> None:
    [one] = await keep(database, manuscript("Utkast", None))
    await database.write(editing.propose, one.id, LATER, now=NOON)
    assert (await database.read(lookup.get_article, one.id)).proposed_at == LATER
    await database.write(editing.set_moments, one.id, Moments(published_at=NOON), now=NOON)
    decided = await database.read(lookup.get_article, one.id)
    assert (decided.proposed_at, decided.moments.published_at) == (None, NOON)


async def test_a_removed_article_takes_with_it_what_only_it_has(database: Database) -> None:
    one, _ = await keep(
        database,
        manuscript("Ett", images=(PICTURE,), attachments=(FILE,), contacts=(MAJA,)),
        manuscript("Två", images=(PICTURE,), contacts=(MAJA,)),
    )
    await database.write(editing.remove_article, one.id)
    assert await database.read(count_own) == (1, 0)
    assert len(await database.read(contacts.contacts)) == 1


PRESS = ContactContent(name="Maja Sjö", phones=("+46846500401",), press_contact=True)


async def test_a_person_of_an_article_adds_nothing_to_a_press_card(database: Database) -> None:
    await database.write(contacts.add_contact, PRESS, now=NOON)
    secret = replace(PRESS, emails=("maja@example.org",), press_contact=False)
    (one,) = await keep(database, manuscript("Hemlig", None, contacts=(secret,)))
    assert [card.emails for card in await database.read(contacts.press_contacts, now=NOON)] == [()]
    assert one.contacts[0].emails == ("maja@example.org",)


async def test_a_person_of_an_article_who_is_a_press_contact_is_one_card(database: Database) -> None:
    known = await database.write(contacts.add_contact, PRESS, now=NOON)
    (one,) = await keep(database, manuscript("Öppen", contacts=(ContactContent(name="Maja Sjö"),)))
    assert one.contacts[0].id == known


async def test_whoever_came_with_an_article_goes_with_it(database: Database) -> None:
    await database.write(contacts.add_contact, PRESS, now=NOON)
    person = ContactContent(name="Olle Fors", emails=("olle@example.org",))
    (one,) = await keep(database, manuscript("Utkast", None, contacts=(person,)))
    await database.write(editing.remove_article, one.id)
    assert [card.name for card in await database.read(contacts.contacts)] == ["Maja Sjö"]


async def test_a_second_source_completes_a_press_card(database: Database) -> None:
    known = await database.write(contacts.add_contact, PRESS, now=NOON)
    more = replace(PRESS, title="Presschef", emails=("maja@example.org",))
    assert await database.read(contacts.find_same, more, now=NOON) == known
    await database.write(contacts.complete_contact, known, more, now=NOON)
    (card,) = await database.read(contacts.press_contacts, now=NOON)
    assert (card.title, card.phones, card.emails) == ("Presschef", PRESS.phones, ("maja@example.org",))


async def test_a_person_has_the_title_that_the_article_gives(database: Database) -> None:
    swedish, english = (ContactContent(name="Olle Fors", title=title) for title in ("Direktör", "Director"))
    found = [
        manuscript("Ett", contacts=(swedish,)),
        manuscript("One", contacts=(english,)),
        manuscript("Två", contacts=(swedish,)),
    ]
    one, other, third = await keep(database, *found)
    assert (one.contacts[0].title, other.contacts[0].title) == ("Direktör", "Director")
    assert one.contacts[0].id == third.contacts[0].id
