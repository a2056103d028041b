from datetime import timedelta

from sqlalchemy import Connection, select

from newsroom.database import Database
from newsroom.schema import buried
from newsroom.store import origins
from newsroom.store.origins import Origin
from tests.manuscripts import NOON

MINE = Origin(type="article", source_id="guid-1", target_id=7, source="a.xml", importer="feed", draft_digest="1")


def digests(connection: Connection) -> list[str]:
    return list(connection.execute(select(buried.c.digest)).scalars())


async def test_an_item_is_known_by_its_type_and_its_own_id(database: Database) -> None:
    await database.write(origins.keep_origins, [MINE])
    assert await database.read(origins.find_origins, "article", ["guid-1", "guid-2"]) == {"guid-1": MINE}
    assert await database.read(origins.find_origins, "event", ["guid-1"]) == {}


async def test_what_was_edited_is_marked_until_its_source_is_taken_in_again(database: Database) -> None:
    await database.write(origins.keep_origins, [MINE])
    await database.write(origins.mark_edited, "article", 7)
    assert [one.edited for one in await database.read(origins.origins_of, "article", 7)] == [True]
    await database.write(origins.keep_origins, [MINE])
    assert [one.edited for one in await database.read(origins.origins_of, "article", 7)] == [False]


async def test_what_is_buried_is_recognised_and_cannot_be_read(database: Database) -> None:
    await database.write(origins.keep_origins, [MINE])
    await database.write(origins.bury, "article", 7, act="discarded", now=NOON)
    assert await database.read(origins.origins_of, "article", 7) == []
    assert await database.read(origins.find_buried, "article", ["guid-1", "guid-2"]) == {"guid-1": "discarded"}
    assert "guid-1" not in str(await database.read(digests))


async def test_only_what_was_discarded_is_dug_up(database: Database) -> None:
    for key, act in ((7, "discarded"), (8, "erased")):
        one = Origin(type="article", source_id=act, target_id=key, source="", importer="", draft_digest="")
        await database.write(origins.keep_origins, [one])
        await database.write(origins.bury, "article", key, act=act, now=NOON + timedelta(hours=key))
        await database.write(origins.dig_up, "article", act)
    assert await database.read(origins.find_buried, "article", ["discarded", "erased"]) == {"erased": "erased"}
