from datetime import timedelta

from newsroom.database import Database
from newsroom.model import Change, ContactContent
from newsroom.store import editing, lookup, versions
from tests.manuscripts import NOON, manuscript

LATER = NOON + timedelta(hours=1)


async def keep(database: Database, **said: object) -> int:
    return (await database.write(editing.add_articles, [manuscript("Nyhet", **said)], now=NOON))[0]  # type: ignore[arg-type]


async def test_what_comes_in_published_has_its_first_version_and_a_draft_none(database: Database) -> None:
    published, draft = await keep(database), await keep(database, published_at=None)
    [first] = await database.read(versions.versions, published)
    assert (first.number, first.change, first.since, first.content["headline"]) == (1, "publication", NOON, "Nyhet")
    assert await database.read(versions.versions, draft) == []


async def test_versions_are_numbered_and_stay(database: Database) -> None:
    key = await keep(database)
    article = await database.read(lookup.get_article, key)
    for note in ("ett", "två"):
        number = await database.write(
            versions.add_version, key, article.content, change=Change.UPDATE, since=LATER, note=note
        )
    assert number == 3
    assert [one.note for one in await database.read(versions.versions, key)] == [None, "ett", "två"]


async def test_a_first_version_that_nobody_read_is_replaced(database: Database) -> None:
    key = await keep(database, published_at=LATER)
    content = manuscript("Annan").content
    await database.write(versions.replace_first, key, content, since=LATER)
    [only] = await database.read(versions.versions, key)
    assert (only.number, only.content["headline"]) == (1, "Annan")


async def test_a_version_has_what_a_card_says_and_not_its_number(database: Database) -> None:
    key = await keep(database, contacts=(ContactContent(name="Maja", emails=("maja@norrsjo.example",)),))
    article = await database.read(lookup.get_article, key)
    await database.write(versions.add_version, key, article.content, change=Change.UPDATE, since=LATER)
    first, second = await database.read(versions.versions, key)
    assert first.content == second.content
    assert "body_text" not in first.content
