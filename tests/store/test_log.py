from datetime import timedelta

from newsroom.database import Database
from newsroom.model import Article
from newsroom.store import editing, log
from tests.desk.workroom import LATER, NOW, keep
from tests.manuscripts import manuscript


async def two_acts(database: Database) -> Article:
    one = await keep(database, manuscript("Broar"))
    await database.write(log.record, "publish", one, by="maja", now=NOW, note="Bråttom.")
    await database.write(log.record, "pin", one, by="olle", now=LATER)
    return one


async def test_the_newest_act_stands_first(database: Database) -> None:
    one = await two_acts(database)
    pin, publish = await database.read(log.records)
    assert (pin.act, pin.actor, pin.at, pin.note) == ("pin", "olle", LATER, None)
    assert (publish.act, publish.type, publish.uid, publish.name) == ("publish", "article", one.uid, "broar")


async def test_acts_are_asked_for_by_thing_and_time_and_number(database: Database) -> None:
    one = await two_acts(database)
    assert [r.act for r in await database.read(log.records, uids=[one.uid], since=LATER)] == ["pin"]
    assert [r.act for r in await database.read(log.records, most=1)] == ["pin"]
    assert await database.read(log.records, uids=["another"]) == []
    assert await database.read(log.records, since=LATER + timedelta(seconds=1)) == []


async def test_what_is_forgotten_leaves_who_and_when(database: Database) -> None:
    one = await two_acts(database)
    await database.write(log.forget, one.uid, one.slug)
    found = await database.read(log.records)
    assert [(r.actor, r.name, r.note) for r in found] == [("olle", None, None), ("maja", None, None)]


async def test_a_thing_is_known_by_what_it_was_called_when_something_was_done_to_it(database: Database) -> None:
    one = await two_acts(database)
    await database.write(editing.rename_article, one.id, "Bryggor", now=LATER)
    assert await database.read(log.uids_named, "broar") == [one.uid]
    assert await database.read(log.uids_named, "bryggor") == []


async def test_what_is_forgotten_is_not_named_where_it_was_linked(database: Database) -> None:
    one, other = await two_acts(database), await keep(database, manuscript("Bridges", NOW))
    for note in (f"a translation of {one.slug}", f"a translation of {one.slug}-2"):
        await database.write(log.record, "link", other, by="olle", now=LATER, note=note)
    await database.write(log.forget, one.uid, one.slug)
    told = [r.note for r in await database.read(log.records, uids=[other.uid])]
    assert told == [f"a translation of {one.slug}-2", None]
