from datetime import timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.discard import discard
from newsroom.desk.preview import make_preview, previews, revoke_preview
from newsroom.errors import NewsroomError
from newsroom.model import Contact, ContactContent
from newsroom.store import contacts, log
from newsroom.store import previews as store
from tests.desk.workroom import BY, LATER, NOW, ROOM, keep
from tests.manuscripts import manuscript

WEEK, SECOND = timedelta(days=7), timedelta(seconds=1)


async def make(database: Database, recipient: str = "Ann Hill, DN", name: str = "nyhet") -> str:
    _, key = await database.write(make_preview, name, recipient, NOW + WEEK, ROOM, now=NOW, by=BY)
    return key


async def opens(database: Database, key: str) -> bool:
    return await database.read(store.find_previewed, key, now=LATER) is not None


@pytest.mark.parametrize("said", [{"published_at": None}, {"published_at": NOW + WEEK, "embargoed": True}])
async def test_a_key_opens_what_is_not_public_until_it_ends(database: Database, said: dict[str, object]) -> None:
    one = await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    key = await make(database)
    found = await database.read(store.find_previewed, key, now=NOW + WEEK - SECOND)
    assert found and (found.article.uid, found.recipient, found.expires_at) == (one.uid, "Ann Hill, DN", NOW + WEEK)
    assert await database.read(store.find_previewed, key, now=NOW + WEEK) is None


async def test_another_key_for_the_same_person_takes_the_first_back(database: Database) -> None:
    await keep(database, manuscript("Nyhet", None))
    first, other, second = [await make(database, who) for who in ("Ann Hill", "Åsa Ek", " ANN  hill")]
    assert [await opens(database, key) for key in (first, other, second)] == [False, True, True]
    assert [one.recipient for one in await database.read(previews, "nyhet")] == ["ANN hill", "Åsa Ek", "Ann Hill"]


async def test_a_key_is_for_one_article(database: Database) -> None:
    for headline in ("Nyhet", "Annan"):
        await keep(database, manuscript(headline, None))
    keys = [await make(database, name=name) for name in ("nyhet", "annan")]
    found = [await database.read(store.find_previewed, key, now=NOW) for key in keys]
    assert [one and one.article.slug for one in found] == ["nyhet", "annan"]


async def test_a_key_that_is_taken_back_opens_nothing_and_stays_listed(database: Database) -> None:
    one = await keep(database, manuscript("Nyhet", None))
    key = await make(database)
    await database.write(revoke_preview, "nyhet", "ann hill, dn", now=LATER, by=BY)
    [listed] = await database.read(previews, "nyhet")
    assert (await opens(database, key), listed.revoked_at) == (False, LATER)
    records = await database.read(log.records, uids=[one.uid])
    assert [(record.act, record.note) for record in records] == [
        ("revoke", "the key of Ann Hill, DN"),
        ("preview", "for Ann Hill, DN until 2026-03-09T12:00:00Z"),
    ]
    with pytest.raises(NewsroomError, match="holds no key"):
        await database.write(revoke_preview, "nyhet", "Ann Hill, DN", now=LATER, by=BY)


async def test_visits_are_counted_and_those_of_a_key_that_is_gone_are_none(database: Database) -> None:
    one = await keep(database, manuscript("Nyhet", None))
    await make(database)
    [listed] = await database.read(previews, "nyhet")
    for now in (NOW, LATER):
        await database.write(store.note_visit, listed.id, now=now)
    [listed] = await database.read(previews, "nyhet")
    assert (listed.visits, listed.visited_at) == (2, LATER)
    await database.write(discard, one.id, now=LATER, by=BY)
    await database.write(store.note_visit, listed.id, now=LATER)
    left = await database.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM visit").scalar())
    assert left == 0


@pytest.mark.parametrize(
    ("said", "recipient", "ends", "why"),
    [
        ({"published_at": NOW}, "Ann", NOW + WEEK, "is public already"),
        ({"published_at": NOW - SECOND, "withdrawn_at": NOW}, "Ann", NOW + WEEK, "was withdrawn"),
        ({"published_at": None}, "Ann", NOW, "is not ahead"),
        ({"published_at": None}, " ", NOW + WEEK, "--for"),
        ({"published_at": None}, "a" * 201, NOW + WEEK, "--for"),
    ],
)
async def test_a_key_that_makes_no_sense_is_not_made(
    database: Database, said: dict[str, object], recipient: str, ends: object, why: str
) -> None:
    await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    with pytest.raises(NewsroomError, match=why):
        await database.write(make_preview, "nyhet", recipient, ends, ROOM, now=NOW, by=BY)  # type: ignore[arg-type]
    assert await database.read(previews, "nyhet") == []


async def test_the_people_of_a_preview_are_those_who_answer_when_it_comes_out(database: Database) -> None:
    cards = [ContactContent(name=name, press_contact=True) for name in ("Maja", "Olle")]
    keys = [await database.write(contacts.add_contact, card, now=NOW) for card in cards]
    people: list[Contact] = [await database.read(contacts.get_contact, key) for key in keys]
    await keep(database, manuscript("Nyhet", NOW + WEEK, contacts=tuple(people)))
    await database.write(contacts.set_term, keys[0], None, NOW + WEEK, now=NOW)
    found = await database.read(store.find_previewed, await make(database), now=NOW)
    assert found and [one.name for one in found.article.contacts] == ["Olle"]
