from datetime import datetime, timedelta

import pytest

from newsroom.database import Database
from newsroom.errors import Ambiguous, NotFound
from newsroom.model import EventContent, Kind, Status
from newsroom.store import editing, events, lookup
from tests.manuscripts import NOON, manuscript

HOUR = timedelta(hours=1)
STANDING = {
    Status.DRAFT: manuscript("Utkast", None),
    Status.SCHEDULED: manuscript("Planerad", NOON + HOUR),
    Status.EMBARGOED: manuscript("Spärrad", NOON + 2 * HOUR, embargoed=True),
    Status.PUBLISHED: manuscript("Publik", NOON - HOUR, kind=Kind.BLOG_POST),
    Status.WITHDRAWN: manuscript("Borta", NOON - 2 * HOUR, withdrawn_at=NOON - HOUR),
}


async def headlines(database: Database, *, now: datetime = NOON, **only: object) -> list[str]:
    found = await database.read(lookup.articles, now=now, **only)  # type: ignore[arg-type]
    return [one.headline for one in found]


async def test_the_desk_sees_every_status_newest_first(database: Database) -> None:
    await database.write(editing.add_articles, list(STANDING.values()), now=NOON)
    assert await headlines(database) == ["Spärrad", "Planerad", "Utkast", "Publik", "Borta"]
    for status, one in STANDING.items():
        assert await headlines(database, status=status) == [one.content.headline]


async def test_an_article_stands_elsewhere_at_another_moment(database: Database) -> None:
    await database.write(editing.add_articles, list(STANDING.values()), now=NOON)
    assert await headlines(database, status=Status.EMBARGOED, now=NOON + 2 * HOUR) == []
    assert await headlines(database, status=Status.PUBLISHED, kind=Kind.NEWS, now=NOON + 2 * HOUR) == [
        "Spärrad",
        "Planerad",
    ]


@pytest.mark.parametrize("name", ["norrsjo-bygger", "BYGGER", "norrsjö  bygger", "bygg", "sjo bygger"])
async def test_a_name_is_a_slug_or_letters_of_the_headline(database: Database, name: str) -> None:
    found = [manuscript("Norrsjö bygger"), manuscript("Norrsjö river")]
    await database.write(editing.add_articles, found, now=NOON)
    assert (await database.read(lookup.get_by_name, name)).headline == "Norrsjö bygger"


async def test_a_whole_headline_or_slug_goes_before_letters(database: Database) -> None:
    await database.write(editing.add_articles, [manuscript("Skola"), manuscript("Skola i Norrsjö")], now=NOON)
    assert (await database.read(lookup.get_by_name, "skola")).headline == "Skola"
    with pytest.raises(Ambiguous) as problem:
        await database.read(lookup.get_by_name, "skol")
    assert problem.value.slugs == ["skola", "skola-i-norrsjo"]


@pytest.mark.parametrize("name", ["", "  ", "zibeltron", "%", "_"])
async def test_a_name_that_nothing_has_is_not_found(database: Database, name: str) -> None:
    await database.write(editing.add_articles, [manuscript("Nyhet")], now=NOON)
    with pytest.raises(NotFound, match="newsroom list"):
        await database.read(lookup.get_by_name, name)


async def test_an_event_is_named_as_an_article_is(database: Database) -> None:
    content = EventContent(headline="Energimässan", starts_at=NOON, language="sv")
    await database.write(events.add_event, content, now=NOON)
    for name in ("energimassan", "mässan"):
        assert (await database.read(lookup.get_event_by_name, name)).headline == "Energimässan"
    with pytest.raises(NotFound, match="newsroom event list"):
        await database.read(lookup.get_event_by_name, "invigning")
