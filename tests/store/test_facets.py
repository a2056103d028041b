from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.model import Count, Kind, Selection
from newsroom.store import articles, editing
from newsroom.store.facets import Facets, facets_public
from tests.manuscripts import NOON, manuscript

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


def keep(connection: Connection) -> None:
    said = [
        manuscript("Skolan växer", tags=("Skola", "Bygge"), dateline="Åbo", body="Kommunen bygger."),
        manuscript("Koulu kasvaa", language="fi", tags=("Skola",), dateline="Turku", body="Kunta rakentaa."),
        manuscript("Bron öppnar", NEW_YEAR, kind=Kind.PRESS_RELEASE, tags=("Bygge",), body="Kommunen öppnar bron."),
        manuscript("Gammalt", datetime(2017, 3, 7, 15, 20, tzinfo=UTC), dateline="TURKU"),
        manuscript("Hemligt", None, kind=Kind.BLOG_POST, language="de", tags=("Hemligt", "Skola"), dateline="Berlin"),
        manuscript("Kommande", NOON + timedelta(days=400), tags=("Skola",), dateline="Åbo"),
        manuscript("Återkallat", withdrawn_at=NOON, tags=("Skola",), dateline="Åbo"),
    ]
    editing.add_articles(connection, said, now=NOON)


@pytest.fixture
async def library(database: Database) -> Database:
    await database.write(keep)
    return database


async def counted(database: Database, **chosen: Any) -> Facets:
    return await database.read(facets_public, replace(Selection(), **chosen), now=NOON, zone=STOCKHOLM)


def written(counts: tuple[Count, ...]) -> dict[str, int]:
    return {one.name: one.articles for one in counts}


async def test_every_choice_is_counted_and_nothing_hidden_is(library: Database) -> None:
    found = await counted(library)
    assert written(found.kinds) == {"news": 3, "press_release": 1}
    assert written(found.topics) == {"bygge": 2, "skola": 2}
    assert written(found.languages) == {"fi": 1, "sv": 3}
    assert written(found.places) in ({"TURKU": 2, "Åbo": 1}, {"Turku": 2, "Åbo": 1})
    assert found.total == 4


async def test_years_are_those_of_the_room(library: Database) -> None:
    assert written((await counted(library)).years) == {"2026": 3, "2017": 1}


async def test_a_facet_counts_under_every_filter_but_its_own(library: Database) -> None:
    found = await counted(library, kind=Kind.NEWS, topic="skola")
    assert written(found.kinds) == {"news": 2}
    assert written(found.topics) == {"bygge": 1, "skola": 2}
    assert written(found.languages) == {"fi": 1, "sv": 1}


async def test_what_is_chosen_is_among_the_choices_even_with_none(library: Database) -> None:
    found = await counted(library, topic="hemligt", language="de", place="Berlin", year=1999, kind="x")
    assert written(found.topics) == {"hemligt": 0}
    assert [one.label for one in found.topics] == ["hemligt"]
    assert (written(found.languages), written(found.places), written(found.years)) == (
        {"de": 0},
        {"Berlin": 0},
        {"1999": 0},
    )


async def test_a_search_is_counted_too(library: Database) -> None:
    found = await counted(library, query="kommun")
    assert written(found.kinds) == {"news": 1, "press_release": 1}
    assert found.total == 2


NAMES = {
    "kind": st.sampled_from([None, "news", "press_release", "blog_post", "x"]),
    "topic": st.sampled_from([None, "skola", "bygge", "hemligt"]),
    "language": st.sampled_from([None, "sv", "fi", "de"]),
    "place": st.sampled_from([None, "turku", "Åbo", "Berlin"]),
    "year": st.sampled_from([None, 2026, 2025, 2017, 1]),
    "query": st.sampled_from(["", "kommun", '"kommunen bygger"', "*"]),
}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(NAMES))
async def test_each_count_is_that_of_the_list_it_leads_to(library: Database, chosen: dict[str, Any]) -> None:
    found, selection = await counted(library, **chosen), replace(Selection(), **chosen)
    facets = {
        "kind": found.kinds,
        "topic": found.topics,
        "language": found.languages,
        "place": found.places,
        "year": found.years,
    }
    for name, counts in facets.items():
        for one in counts:
            value: Any = int(one.name) if name == "year" else one.name
            led_to = replace(selection, **{name: value})
            total = await library.read(articles.count_public, led_to, now=NOON, zone=STOCKHOLM)
            assert (name, one.name, one.articles) == (name, one.name, total)
    assert found.total == await library.read(articles.count_public, selection, now=NOON, zone=STOCKHOLM)
