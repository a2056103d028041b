from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.errors import Invalid, NotFound, Withdrawn
from newsroom.model import Kind, Manuscript, Selection, Sort
from newsroom.store import articles, editing
from tests.manuscripts import NOON, manuscript

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR = timedelta(hours=1)


def keep(connection: Connection, *found: Manuscript) -> list[int]:
    return editing.add_articles(connection, found, now=NOON)


def headlines(
    connection: Connection, selection: Selection | None = None, *, now: datetime = NOON, page: str | None = None
) -> list[str]:
    found = articles.slice_public(connection, selection or Selection(), now=now, zone=STOCKHOLM, page=page)
    return [teaser.headline for teaser in found.teasers]


async def test_a_list_shows_what_is_published_newest_first(database: Database) -> None:
    found = (
        manuscript("Äldre", NOON - HOUR),
        manuscript("Nyare", NOON),
        manuscript("Senare", NOON + timedelta(seconds=1)),
        manuscript("Utkast", None),
        manuscript("Tillbakadragen", NOON - HOUR, withdrawn_at=NOON),
    )
    await database.write(keep, *found)
    assert await database.read(headlines) == ["Nyare", "Äldre"]
    assert "Senare" in await database.read(headlines, now=NOON + timedelta(seconds=1))


@pytest.mark.parametrize("hidden", [{"published_at": None}, {"published_at": NOON + HOUR}, {"embargoed": True}])
async def test_hidden_and_unknown_are_the_same(database: Database, hidden: dict[str, object]) -> None:
    await database.write(keep, manuscript("Hemlig", **{"published_at": NOON + HOUR} | hidden))  # type: ignore[arg-type]
    messages = []
    for slug in ("hemlig", "okand"):
        with pytest.raises(NotFound) as problem:
            await database.read(articles.get_public, Kind.NEWS, slug, now=NOON)
        messages.append((type(problem.value), str(problem.value)))
    assert messages[0] == messages[1]


async def test_a_withdrawn_article_says_why(database: Database) -> None:
    await database.write(keep, manuscript("Fel siffror", NOON - HOUR, withdrawn_at=NOON))
    with pytest.raises(Withdrawn) as problem:
        await database.read(articles.get_public, Kind.NEWS, "fel-siffror", now=NOON)
    assert problem.value.withdrawn_at == NOON


async def test_what_was_withdrawn_before_its_hour_never_was(database: Database) -> None:
    await database.write(keep, manuscript("Aldrig", NOON - HOUR, withdrawn_at=NOON - 2 * HOUR))
    with pytest.raises(NotFound) as problem:
        await database.read(articles.get_public, Kind.NEWS, "aldrig", now=NOON)
    assert not isinstance(problem.value, Withdrawn)


async def test_filters_narrow_a_list(database: Database) -> None:
    await database.write(
        keep,
        manuscript("Ett", kind=Kind.BLOG_POST, tags=("Skola",), dateline="ÅMÅL"),
        manuscript("Two", language="en", tags=("School", "Skola")),
        manuscript("Tre", datetime(2025, 12, 31, 23, 30, tzinfo=UTC)),
    )
    assert await database.read(headlines, Selection(kind="blog_post")) == ["Ett"]
    assert await database.read(headlines, Selection(topic="skola", language="en")) == ["Two"]
    assert await database.read(headlines, Selection(place="ÅMÅL")) == ["Ett"]
    assert await database.read(headlines, Selection(since_on=date(2026, 1, 1), until_on=date(2026, 1, 1))) == ["Tre"]
    assert await database.read(headlines, Selection(kind="no such kind")) == []


async def walk(database: Database, size: int, direction: str, page: str | None) -> list[list[int]]:
    pages = []
    while True:
        found = await database.read(
            articles.slice_public, Selection(), now=NOON, zone=STOCKHOLM, page=page or None, size=size
        )
        pages.append([teaser.id for teaser in found.teasers])
        page = getattr(found, direction)
        if page is None:
            return pages


async def test_pages_are_walked_both_ways(database: Database) -> None:
    # Several share their minute, as imports from a supplier do.
    found = [manuscript(f"Nr {number}", NOON - HOUR * (number // 3)) for number in range(11)]
    await database.write(keep, *found)
    older = await walk(database, 3, "older", None)
    newer = await walk(database, 3, "newer", "last")
    # Walked from the end, the first page is full again and so repeats some of the second.
    assert [key for page in older for key in page] == list(
        dict.fromkeys(key for page in reversed(newer) for key in page)
    )
    assert len({key for page in older for key in page}) == 11
    assert [len(page) for page in older] == [3, 3, 3, 2]


async def test_a_foundpast_the_end_is_not_found_and_a_malformed_one_is_refused(database: Database) -> None:
    await database.write(keep, manuscript("Enda"))
    with pytest.raises(NotFound):
        await database.read(headlines, page="20200101T000000Z-00000001")
    for page in ("x", "20261301T000000Z-00000001", "20260101T000000Z-1", "1", "٢", ""):
        with pytest.raises(Invalid, match="page"):
            await database.read(articles.slice_public, Selection(), now=NOON, zone=STOCKHOLM, page=page)


async def test_a_key_tells_no_number_and_outlives_its_article(database: Database) -> None:
    same = [manuscript(f"Nyhet {number}", NOON - timedelta(1)) for number in range(4)]
    await database.write(keep, manuscript("Utkast", None), *same)
    first = await database.read(articles.slice_public, Selection(), now=NOON, zone=STOCKHOLM, size=2)
    marked = first.teasers[-1]
    assert first.older == f"{marked.published_at:%Y%m%dT%H%M%SZ}-{marked.uid[:8]}"
    assert await database.read(headlines, page=first.older) == ["Nyhet 1", "Nyhet 0"]
    moments = replace(marked.moments, withdrawn_at=NOON)
    await database.write(editing.set_moments, marked.id, moments, now=NOON)
    assert await database.read(headlines, page=first.older) == ["Nyhet 1", "Nyhet 0"]
    await database.write(editing.remove_article, marked.id)
    assert await database.read(headlines, page=first.older) == ["Nyhet 3", "Nyhet 1", "Nyhet 0"]


async def test_neighbours_are_public_ones_in_the_same_language(database: Database) -> None:
    _, _, middle, _, _, _ = await database.write(
        keep,
        manuscript("Före", NOON - 2 * HOUR),
        manuscript("Before", NOON - 2 * HOUR, language="en"),
        manuscript("Mitten", NOON - HOUR),
        manuscript("The middle", NOON - HOUR, language="en"),
        manuscript("Utkast", None),
        manuscript("Efter", NOON),
    )
    one = await database.read(articles.get_public, Kind.NEWS, "mitten", now=NOON)
    assert one.id == middle
    older, newer = await database.read(articles.neighbours_public, one, now=NOON)
    assert (older and older.headline, newer and newer.headline) == ("Före", "Efter")


async def test_a_list_by_relevance_is_numbered(database: Database) -> None:
    await database.write(keep, *(manuscript(f"Skola {number}", body="skola " * number) for number in range(5)))
    selection = Selection(query="skola", sort=Sort.RELEVANCE)
    first = await database.read(articles.slice_public, selection, now=NOON, zone=STOCKHOLM, size=2, counted=True)
    second = await database.read(articles.slice_public, selection, now=NOON, zone=STOCKHOLM, size=2, page="2")
    assert (first.total, first.newer, first.older) == (5, None, "2")
    last = await database.read(articles.slice_public, selection, now=NOON, zone=STOCKHOLM, size=2, page="last")
    assert (second.newer, second.older) == ("", "3")
    assert (len(last.teasers), last.newer, last.older) == (1, "2", None)
    with pytest.raises(Invalid):
        await database.read(articles.slice_public, selection, now=NOON, zone=STOCKHOLM, page="51")
