from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from newsroom.database import Database
from newsroom.model import Teaser
from newsroom.schema import article
from newsroom.store import editing, releases
from tests.manuscripts import NOON, manuscript

HOUR = timedelta(hours=1)
LANGUAGES = ("sv", "fi", "en")


def fill(connection: Connection) -> None:
    """Keep a release that is in Swedish last, one in Finnish and Norwegian, one in Swedish, and what is hidden."""
    bridges, *versions = editing.add_articles(
        connection,
        [
            manuscript("Bridges", NOON, language="en"),
            manuscript("Broar", NOON - 3 * HOUR),
            manuscript("Siltoja", NOON - HOUR, language="fi"),
            manuscript("Bruer", NOON - 2 * HOUR, language="no"),
            manuscript("Broen", NOON + HOUR, language="da"),
        ],
        now=NOON,
    )
    _link(connection, bridges, versions)
    gone, *standing = editing.add_articles(
        connection,
        [
            manuscript("Vägar", NOON - 2 * HOUR, withdrawn_at=NOON - HOUR),
            manuscript("Veier", NOON - 4 * HOUR, language="no"),
            manuscript("Teitä", NOON - 5 * HOUR, language="fi"),
        ],
        now=NOON,
    )
    _link(connection, gone, standing)
    editing.add_articles(connection, [manuscript("Torg", NOON - 2.5 * HOUR)], now=NOON)


def _link(connection: Connection, original: int, versions: list[int]) -> None:
    connection.execute(article.update().where(article.c.id.in_(versions)).values(original_id=original))


def pin(connection: Connection, headline: str) -> None:
    connection.execute(article.update().where(article.c.headline == headline).values(pinned_until=NOON + HOUR))


def headlines(found: tuple[Teaser, ...]) -> list[str]:
    return [one.headline for one in found]


async def latest(database: Database, only: str | None = None, size: int = 10, **asked: Any) -> list[str]:
    wanted: dict[str, Any] = {"now": NOON, "languages": LANGUAGES, "only": only, "size": size}
    return headlines(await database.read(releases.latest_releases, **wanted | asked))


async def test_a_release_is_one_entry_at_the_time_of_the_version_that_is_shown(database: Database) -> None:
    await database.write(fill)
    assert await latest(database) == ["Torg", "Broar", "Teitä"]
    assert await latest(database, languages=("en", "fi")) == ["Bridges", "Torg", "Teitä"]
    assert await latest(database, size=2) == ["Torg", "Broar"]


async def test_a_version_that_is_not_public_stands_for_nothing(database: Database) -> None:
    await database.write(fill)
    assert await latest(database, languages=("da", "no")) == ["Bruer", "Torg", "Veier"]
    assert await latest(database, languages=("da", "no"), now=NOON + HOUR) == ["Broen", "Torg", "Veier"]


async def test_in_one_language_there_is_nothing_else(database: Database) -> None:
    await database.write(fill)
    assert await latest(database, "fi") == ["Siltoja", "Teitä"]
    assert await latest(database, "no") == ["Bruer", "Veier"]


async def test_beside_a_release_stand_its_other_versions_in_the_order_of_the_room(database: Database) -> None:
    await database.write(fill)
    shown = await database.read(releases.latest_releases, now=NOON, languages=LANGUAGES, only=None, size=10)
    beside = await database.read(releases.versions_beside, shown, now=NOON, languages=LANGUAGES)
    assert [headlines(beside[one.id]) for one in shown] == [[], ["Siltoja", "Bridges", "Bruer"], ["Veier"]]


@pytest.mark.parametrize(
    ("pinned", "only", "shown"),
    [
        ("Bruer", None, ["Broar"]),
        ("Bruer", "no", ["Bruer"]),
        ("Bruer", "fi", []),
        ("Broen", None, []),
        ("Vägar", None, []),
    ],
)
async def test_a_release_is_pinned_by_a_public_version(
    pinned: str, only: str | None, shown: list[str], database: Database
) -> None:
    await database.write(fill)
    await database.write(pin, pinned)
    wanted: dict[str, Any] = {"now": NOON, "languages": LANGUAGES, "only": only, "size": 10}
    assert headlines(await database.read(releases.pinned_releases, **wanted)) == shown


@pytest.mark.parametrize("only", [None, "sv"])
async def test_the_front_page_walks_through_no_more_than_it_shows(database: Database, only: str | None) -> None:
    def explained(connection: Connection) -> list[str]:
        asked: list[Any] = []
        event.listen(connection, "before_cursor_execute", lambda *said: asked.append(said[2:4]))
        wanted: dict[str, Any] = {"now": NOON, "languages": LANGUAGES, "only": only, "size": 10}
        releases.pinned_releases(connection, **wanted)
        shown = releases.latest_releases(connection, **wanted)
        releases.versions_beside(connection, shown, now=NOON, languages=LANGUAGES)
        statements = [said for said in asked if "other" in said[0]]
        return [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one[0]}", one[1]).all()) for one in statements]

    await database.write(fill)
    pinned, latest, beside = await database.read(explained)
    assert "SCAN" not in pinned + latest + beside
    assert "INDEX article_by_pin" in pinned
    assert "TEMP B-TREE" not in latest
    assert not any(walked in pinned + beside for walked in ("article_by_time", "article_by_language"))
