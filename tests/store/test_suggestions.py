import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.store import editing
from newsroom.store.suggestions import MOST_OTHERS, suggestions_public
from tests.manuscripts import NOON, manuscript


def keep(connection: Connection) -> None:
    said = [
        manuscript("Biblioteket i Sjöstrand byggs om", tags=("Kultur",), body="Läsesalen får nya fönster."),
        manuscript("Kuntien talous vahvistuu", language="fi"),
        manuscript("Hemlig fusion", None, body="Avtalet om zibeltron undertecknas."),
    ]
    editing.add_articles(connection, said, now=NOON)


@pytest.fixture
async def library(database: Database) -> Database:
    await database.write(keep)
    return database


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bibliotkeet", "Biblioteket"),
        ("sjostand", "Sjöstrand"),
        ("kultyr", "Kultur"),
        ("tlaous", "talous"),
        ("ny läsesaal", "ny Läsesalen"),
        ("xyzzy bibliotkeet", "Biblioteket"),
        ('"bibliteket i sjöstrand"', '"Biblioteket i sjöstrand"'),
    ],
)
async def test_a_slip_of_the_fingers_is_seen(library: Database, typed: str, meant: str) -> None:
    assert meant in await library.read(suggestions_public, typed, now=NOON)


@pytest.mark.parametrize("typed", ["zibeltorn", "fusoin", "avtaletr", "biblioteket", "", "x", '"', "kut"])
async def test_nothing_hidden_nothing_right_and_nothing_short_is_mended(library: Database, typed: str) -> None:
    assert await library.read(suggestions_public, typed, now=NOON) == []


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
async def test_any_text_may_be_typed(library: Database, typed: str) -> None:
    assert len(await library.read(suggestions_public, typed, now=NOON)) <= 2 * MOST_OTHERS
