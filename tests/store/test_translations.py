from newsroom.database import Database
from newsroom.model import Article
from newsroom.store import editing, lookup, translations
from tests.desk.workroom import LATER, NOW, keep
from tests.manuscripts import manuscript


async def release(database: Database) -> list[Article]:
    """Keep a release in Swedish with a Finnish version, an English one that waits, and a Danish draft."""
    kept = [
        await keep(database, manuscript("Broar")),
        await keep(database, manuscript("Siltoja", language="fi")),
        await keep(database, manuscript("Bridges", LATER, language="en")),
        await keep(database, manuscript("Bro", None, language="da")),
    ]
    for one in kept[1:]:
        await database.write(translations.set_original, one.id, kept[0].id)
    return [await database.read(lookup.get_article, one.id) for one in kept]


async def test_only_public_versions_stand_beside_an_article(database: Database) -> None:
    broar, siltoja, *_ = await release(database)
    beside = {
        (one.slug, now): [
            other.language for other in await database.read(translations.translations_public, one, now=now)
        ]
        for one in (broar, siltoja)
        for now in (NOW, LATER)
    }
    assert beside[broar.slug, NOW] == ["fi"]
    assert beside[siltoja.slug, NOW] == ["sv"]
    assert beside[broar.slug, LATER] == ["en", "fi"]
    assert beside[siltoja.slug, LATER] == ["en", "sv"]


async def test_a_release_has_its_original_first(database: Database) -> None:
    broar, siltoja, *_ = await release(database)
    await keep(database, manuscript("Vägar", LATER))
    found = await database.read(lambda connection: list(translations.releases(connection)))
    assert [[one.language for one, _ in versions] for versions in found] == [["sv", "fi", "en", "da"], ["sv"]]
    versions = await database.read(translations.versions_of, siltoja)
    assert [one.id for one in versions][:2] == [broar.id, siltoja.id]


async def test_the_first_translation_follows_an_original_that_goes(database: Database) -> None:
    broar, siltoja, bridges, bro = await release(database)
    await database.write(editing.remove_article, broar.id)
    originals = [(await database.read(lookup.get_article, one.id)).original_id for one in (siltoja, bridges, bro)]
    assert originals == [None, siltoja.id, siltoja.id]


async def test_articles_that_go_together_leave_no_version_behind(database: Database) -> None:
    broar, siltoja, bridges, bro = await release(database)
    await database.write(editing.remove_articles, [broar.id, siltoja.id])
    originals = [(await database.read(lookup.get_article, one.id)).original_id for one in (bridges, bro)]
    assert originals == [None, bridges.id]
