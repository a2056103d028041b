from datetime import timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.pin import pin, unpin
from newsroom.errors import NewsroomError
from newsroom.store import log, lookup
from tests.desk.workroom import BY, LATER, NOW, ROOM, keep
from tests.manuscripts import manuscript

TOMORROW = NOW + timedelta(days=1)


async def test_a_pin_holds_until_it_is_ended(database: Database) -> None:
    one = await keep(database, manuscript("Nyhet"))
    assert (await database.write(pin, "nyhet", TOMORROW, ROOM, now=NOW, by=BY)).pinned_until == TOMORROW
    await database.write(unpin, "nyhet", now=LATER, by=BY)
    assert (await database.read(lookup.get_article, one.id)).pinned_until is None
    assert [r.act for r in await database.read(log.records, uids=[one.uid])] == ["unpin", "pin"]


@pytest.mark.parametrize(
    ("said", "until", "why"),
    [
        ({}, NOW, "is not ahead"),
        ({"withdrawn_at": LATER}, TOMORROW, "was withdrawn"),
        ({"published_at": TOMORROW}, TOMORROW, "is public only after that"),
    ],
)
async def test_a_pin_that_nobody_would_see_is_refused(
    database: Database, said: dict[str, object], until: object, why: str
) -> None:
    before = await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    with pytest.raises(NewsroomError, match=why):
        await database.write(pin, "nyhet", until, ROOM, now=LATER, by=BY)  # type: ignore[arg-type]
    assert await database.read(lookup.get_article, before.id) == before


async def test_what_is_not_pinned_cannot_be_unpinned(database: Database) -> None:
    await keep(database, manuscript("Nyhet"))
    with pytest.raises(NewsroomError, match="is not pinned"):
        await database.write(unpin, "nyhet", now=NOW, by=BY)
