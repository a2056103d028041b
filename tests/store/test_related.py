import pytest
from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.model import Kind
from newsroom.store import articles, editing
from newsroom.store.related import related_public
from tests.manuscripts import NOON, manuscript


def keep(connection: Connection) -> None:
    said = [
        manuscript("Skolan i Norrsjö växer", tags=("Skola", "Bygge")),
        manuscript("Lärarna nöjda", tags=("Skola",)),
        manuscript("Ny gymnastiksal", tags=("Skola", "Bygge")),
        manuscript("Hemlig rektor", None, tags=("Skola", "Bygge")),
        manuscript("Återkallad skola", withdrawn_at=NOON, tags=("Skola", "Bygge")),
        manuscript("Koulu kasvaa", language="fi", tags=("Skola", "Bygge")),
        manuscript("Parken vid skolan i Norrsjö", tags=("Park",)),
        manuscript("Bron målas", tags=("Bro",)),
    ]
    editing.add_articles(connection, said, now=NOON)


@pytest.fixture
async def library(database: Database) -> Database:
    await database.write(keep)
    return database


async def near(database: Database, slug: str) -> list[str]:
    one = await database.read(articles.get_public, Kind.NEWS, slug, now=NOON)
    return [teaser.slug for teaser in await database.read(related_public, one, now=NOON)]


async def test_what_shares_most_topics_comes_first_then_what_shares_words(library: Database) -> None:
    expected = ["ny-gymnastiksal", "lararna-nojda", "parken-vid-skolan-i-norrsjo"]
    assert await near(library, "skolan-i-norrsjo-vaxer") == expected


async def test_what_shares_nothing_has_no_kin(library: Database) -> None:
    assert await near(library, "bron-malas") == []
