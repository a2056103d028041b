from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, update

from newsroom.database import Database
from newsroom.model import Manuscript, Selection, Sort
from newsroom.schema import fact
from newsroom.store import articles, editing, search
from tests.manuscripts import NOON, manuscript

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def keep(connection: Connection, *found: Manuscript) -> list[int]:
    return editing.add_articles(connection, found, now=NOON)


async def found_by(database: Database, query: str, sort: Sort = Sort.RELEVANCE) -> list[str]:
    page = await database.read(articles.slice_public, Selection(query=query, sort=sort), now=NOON, zone=STOCKHOLM)
    return [teaser.headline for teaser in page.teasers]


@pytest.fixture
async def library(database: Database) -> Database:
    await database.write(
        keep,
        manuscript("Sjöstrand får ny strandpromenad", body="Kommunen bygger ut vid vattnet i Sjöstrand."),
        manuscript("Kunnat tukevat kouluja", language="fi", body="Kaupungin koulut saavat tukea."),
        manuscript("Councils share services", language="en", body="Municipalities are sharing their IT services."),
        manuscript("Hemligt utkast", None, body="Ingen får hitta avtalet."),
    )
    return database


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("sjostrand", "Sjöstrand får ny strandpromenad"),
        ("SJÖSTRAND", "Sjöstrand får ny strandpromenad"),
        ("kommun", "Sjöstrand får ny strandpromenad"),
        ("kommunernas", "Sjöstrand får ny strandpromenad"),
        ("koulu", "Kunnat tukevat kouluja"),
        ("municipality", "Councils share services"),
        ('"it services"', "Councils share services"),
    ],
)
async def test_a_search_forgives(library: Database, query: str, headline: str) -> None:
    assert await found_by(library, query) == [headline]
    assert await found_by(library, query, Sort.DATE) == [headline]


async def test_every_word_must_be_there(library: Database) -> None:
    assert await found_by(library, "kommun tukea") == []


async def test_a_draft_is_not_found(library: Database) -> None:
    assert await found_by(library, "avtalet") == []
    total = await library.read(articles.count_public, Selection(query="avtalet"), now=NOON, zone=STOCKHOLM)
    assert total == 0


async def test_a_hit_in_the_headline_comes_first(database: Database) -> None:
    await database.write(keep, manuscript("Vatten", body="x"), manuscript("Annat", body="vatten " * 3))
    assert await found_by(database, "vatten") == ["Vatten", "Annat"]


async def test_a_word_in_the_headline_counts_more_than_two_elsewhere(database: Database) -> None:
    await database.write(
        keep, manuscript("Bron", body="vatten"), manuscript("Annat", lead="bron", tags=("vatten",), body="bron")
    )
    assert await found_by(database, "bron vatten") == ["Bron", "Annat"]


async def test_what_is_hidden_moves_nothing_in_the_order_of_what_is_found(database: Database) -> None:
    wet, dry = "regn " * 6 + "torka", "torka " * 6 + "regn"
    others = (manuscript(f"Annat {n}") for n in range(30))
    await database.write(keep, manuscript("Ett", body=wet), manuscript("Två", body=dry), *others)
    before = await found_by(database, "regn torka")
    await database.write(keep, *(manuscript(f"Utkast {n}", None, body="torka") for n in range(9)))
    assert await found_by(database, "regn torka") == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
async def test_any_string_is_a_query(library: Database, query: str) -> None:
    assert isinstance(await found_by(library, query), list)


@pytest.mark.parametrize("query", ['"', "'; --", "NEAR(", "a* OR", "^", "-kommun", "headline:x", "(", "\0", "*", "🙂"])
async def test_signs_of_a_query_language_are_harmless(library: Database, query: str) -> None:
    assert isinstance(await found_by(library, query), list)


async def test_the_index_is_made_again_when_other_stems_made_it(library: Database) -> None:
    await library.write(search.rebuild)
    assert await library.read(search.is_current)
    await library.write(lambda connection: connection.execute(update(fact).values(value="of old")))
    assert not await library.read(search.is_current)
    assert await library.write(search.rebuild, batch=3) == 4
    assert await found_by(library, "sjostrand") == ["Sjöstrand får ny strandpromenad"]
