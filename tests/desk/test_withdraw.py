import pytest

from newsroom.database import Database
from newsroom.desk.withdraw import withdraw
from newsroom.errors import NewsroomError, Withdrawn
from newsroom.model import Kind
from newsroom.store import articles, log, lookup, redirects
from tests.desk.workroom import BY, LATER, NOW, keep
from tests.manuscripts import manuscript


async def test_a_withdrawn_article_answers_with_moment_and_reason(database: Database) -> None:
    await keep(database, manuscript("Fel siffror", NOW))
    await database.write(withdraw, "fel siffror", " Siffrorna\nvar fel. ", now=LATER, by=BY)
    with pytest.raises(Withdrawn) as answer:
        await database.read(articles.get_public, Kind.NEWS, "fel-siffror", now=LATER)
    assert (answer.value.withdrawn_at, answer.value.reason) == (LATER, "Siffrorna var fel.")


async def test_without_a_reason_nothing_is_withdrawn(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    with pytest.raises(NewsroomError, match="“Nyhet” is withdrawn for a reason or not at all"):
        await database.write(withdraw, "nyhet", " \n", now=LATER, by=BY)
    assert await database.read(articles.get_public, Kind.NEWS, "nyhet", now=LATER)


async def test_a_draft_is_not_withdrawn_and_nothing_is_withdrawn_twice(database: Database) -> None:
    await keep(database, manuscript("Utkast", None))
    await keep(database, manuscript("Borta", NOW, withdrawn_at=LATER))
    for name, why in (("utkast", "newsroom discard"), ("borta", "withdrawn already")):
        with pytest.raises(NewsroomError, match=why):
            await database.write(withdraw, name, "Fel.", now=LATER, by=BY)


@pytest.mark.parametrize(("embargoed", "status"), [(False, "scheduled"), (True, "embargoed")])
async def test_what_waits_is_not_withdrawn_and_told_what_makes_a_draft_of_it(
    database: Database, embargoed: bool, status: str
) -> None:
    article = await keep(database, manuscript("Senare", LATER, embargoed=embargoed))
    with pytest.raises(NewsroomError, match=f"is {status}, .*`newsroom schedule senare --off`"):
        await database.write(withdraw, "senare", "Fel.", now=NOW, by=BY)
    assert await database.read(lookup.get_article, article.id) == article


async def test_the_log_tells_why(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", NOW))
    await database.write(withdraw, "nyhet", "Siffrorna var fel.", now=LATER, by=BY)
    (line,) = await database.read(log.records, uids=[article.uid])
    assert (line.act, line.actor, line.at, line.note) == ("withdraw", BY, LATER, "Siffrorna var fel.")


async def test_what_is_published_and_withdrawn_within_a_second_says_so_for_good(database: Database) -> None:
    await keep(database, manuscript("Fel siffror", LATER, old_addresses=("/gammal/1",)))
    await database.write(withdraw, "fel siffror", "Siffrorna var fel.", now=LATER, by=BY)
    with pytest.raises(Withdrawn):
        await database.read(articles.get_public, Kind.NEWS, "fel-siffror", now=LATER)
    leads_to = await database.read(redirects.find_target_public, "/gammal/1", now=LATER)
    assert leads_to == (Kind.NEWS, "fel-siffror")
