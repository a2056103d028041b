from datetime import timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.publish import publish
from newsroom.errors import NewsroomError, NotFound
from newsroom.model import Change, Kind
from newsroom.store import articles, lookup, versions
from tests.desk.workroom import BY, LATER, NOW, ROOM, keep
from tests.manuscripts import manuscript

TOMORROW = NOW + timedelta(days=1)


async def test_a_draft_becomes_public_at_the_moment_of_the_act(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    with pytest.raises(NotFound):
        await database.read(articles.get_public, Kind.NEWS, "utkast", now=LATER)
    await database.write(publish, "utkast", ROOM, now=LATER, by=BY)
    shown = await database.read(articles.get_public, Kind.NEWS, "utkast", now=LATER)
    assert (shown.id, shown.published_at) == (draft.id, LATER)


async def test_what_it_says_is_its_first_version(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None, lead="En ingress."))
    await database.write(publish, "utkast", ROOM, now=LATER, by=BY)
    [first] = await database.read(versions.versions, draft.id)
    assert (first.number, first.change, first.since) == (1, Change.PUBLICATION, LATER)
    assert first.content["lead"] == "En ingress."


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"published_at": NOW}, "public already, since Monday 2 March 2026 13:00 Europe/Stockholm"),
        ({"published_at": NOW, "withdrawn_at": NOW + timedelta(minutes=1)}, "was withdrawn"),
        ({"published_at": None, "proposed_at": TOMORROW}, "meant for Tuesday 3 March 2026 13:00"),
        ({"published_at": TOMORROW, "embargoed": True}, "meant for Tuesday 3 March 2026 13:00"),
    ],
)
async def test_what_may_not_be_published_now_is_refused_with_the_reason(
    database: Database, said: dict[str, object], why: str
) -> None:
    before = await keep(database, manuscript("Nyhet", **said))  # type: ignore[arg-type]
    with pytest.raises(NewsroomError, match=why):
        await database.write(publish, "nyhet", ROOM, now=LATER, by=BY)
    assert await database.read(lookup.get_article, before.id) == before


async def test_a_moment_to_come_is_passed_over_when_the_editor_says_so(database: Database) -> None:
    draft = await keep(database, manuscript("Nyhet", None, proposed_at=TOMORROW))
    published = await database.write(publish, "nyhet", ROOM, now=LATER, by=BY, early=True)
    kept = await database.read(lookup.get_article, draft.id)
    assert (published.proposed_at, kept.proposed_at, kept.moments.published_at) == (TOMORROW, None, LATER)
