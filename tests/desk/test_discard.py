import pytest

from newsroom.database import Database
from newsroom.desk.discard import discard, get_discardable
from newsroom.errors import NewsroomError, NotFound
from newsroom.store import ledger, log, lookup, origins
from tests.desk.workroom import BY, LATER, NOW, come_from, edit, keep
from tests.manuscripts import manuscript


async def test_a_discarded_draft_is_gone_and_an_import_knows_it(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    await come_from(database, "article", draft.id, "guid-1")
    await database.write(discard, draft.id, now=LATER, by=BY)
    with pytest.raises(NotFound):
        await database.read(lookup.get_by_name, "utkast")
    assert [(one.act, one.actor, one.name) for one in await database.read(log.records)] == [("discard", BY, "utkast")]
    assert await database.read(origins.find_buried, "article", ["guid-1", "guid-2"]) == {"guid-1": "discarded"}


async def test_what_comes_after_a_discarded_draft_has_none_of_its_notes(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    run = await database.write(ledger.start_run, ["a.md"], now=NOW)
    line = ledger.Line(outcome="created", type="article", source="a.md", notes=("En not.",), target_id=draft.id)
    await database.write(ledger.keep_lines, run, [line])
    assert await database.read(ledger.notes_about, "article", draft.id) == ["En not."]
    await database.write(discard, draft.id, now=LATER, by=BY)
    following = await keep(database, manuscript("Nästa", None))
    assert await database.read(ledger.notes_about, "article", following.id) == []


async def test_a_draft_that_somebody_wrote_on_meanwhile_is_not_discarded(database: Database) -> None:
    await keep(database, manuscript("Utkast", None))
    seen = await database.read(get_discardable, "utkast", now=NOW)
    await edit(database, "utkast", lead="Nytt.")
    with pytest.raises(NewsroomError, match="“Utkast” was changed by somebody else since you looked"):
        await database.write(discard, seen.id, now=LATER, by=BY, opened=seen)
    assert (await database.read(lookup.get_by_name, "utkast")).lead == "Nytt."


async def test_what_is_withdrawn_is_not_told_to_be_withdrawn(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW, withdrawn_at=NOW))
    with pytest.raises(NewsroomError, match="its address goes on saying so"):
        await database.read(get_discardable, "nyhet", now=LATER)


@pytest.mark.parametrize(
    "said", [{"published_at": NOW}, {"published_at": NOW, "withdrawn_at": LATER}, {"published_at": LATER}]
)
async def test_only_a_draft_is_discarded(database: Database, said: dict[str, object]) -> None:
    article = await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    with pytest.raises(NewsroomError, match="no draft"):
        await database.read(get_discardable, "nyhet", now=NOW)
    with pytest.raises(NewsroomError, match="no draft"):
        await database.write(discard, article.id, now=NOW, by=BY)
    assert await database.read(lookup.get_article, article.id) == article
