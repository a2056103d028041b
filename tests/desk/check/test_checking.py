from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from newsroom.database import Database
from newsroom.desk.check import RULES, check_article, choose_articles, notes_on, refuse_errors
from newsroom.desk.check.checking import ON_TEXTS
from newsroom.desk.check.names import Register, check_names
from newsroom.errors import NewsroomError, NotFound
from newsroom.model import Article, ContactContent, EventContent, Image
from newsroom.original import Original
from newsroom.room import Desk
from newsroom.schema import article_event
from newsroom.store import events
from tests.desk.check.subjects import subject
from tests.desk.workroom import NOW, ROOM, keep
from tests.manuscripts import manuscript

STAFFED = replace(ROOM, desk=Desk(email="press@norrsjo.example"))
MAJA = ContactContent(name="Maja Sjöstrand", phones=("+46846500401",))
FAULTY = """Pressinbjudan torsdag 8 mars 2017 med Maja Sjostrand, tel. 08-12. ”Hej, säger [namn].

Kommenterad [AB1]: Tåget går 29 mars 2026 kl. 02.30."""


async def faulty(database: Database) -> Article:
    """Keep an article in which every rule finds something."""
    unread = Original(digest="a" * 64, read=False)
    picture = Image(digest="a" * 64, url="a.jpg", media_type="image/jpeg", original=unread)
    original = await keep(database, manuscript("Original"))
    body_html = '<p><a href="/news/nothing">dit</a></p>'
    text = f"{FAULTY}\n\n{'The town builds a new school by the lake for all its children. ' * 30}"
    said = manuscript("Inbjudan " + "x" * 100, None, body_html=body_html, body_text=text, images=(picture,))
    article = await keep(database, said)
    await keep(database, manuscript("Annan", contacts=(MAJA,)))
    event = EventContent(headline="Öppet hus", starts_at=NOW - timedelta(days=9), language="sv")
    key = await database.write(events.add_event, event, now=NOW)
    link = {"article_id": article.id, "event_id": key, "position": 0}
    await database.write(lambda connection: connection.execute(insert(article_event), [link]))
    early = datetime(2026, 1, 1, tzinfo=UTC)
    return replace(article, original_id=original.id, written_at=early)


async def test_every_rule_has_its_words_and_finds_something(database: Database) -> None:
    article = await faulty(database)
    found = await database.read(check_article, article, ROOM, now=NOW)
    assert {one.rule for one in found} | {"contact"} == set(RULES)
    assert [one.level for one in found] == sorted(one.level for one in found)
    assert all(one.problem.endswith((".", "?")) and one.advice.endswith(".") for one in found)


async def test_errors_are_refused_with_the_first_of_them_and_what_to_do(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", None, body="Vi ses torsdag 8 mars 2017. TBD"))
    with pytest.raises(NewsroomError) as refused:
        await database.read(refuse_errors, article, STAFFED, now=NOW, at=NOW)
    assert str(refused.value) == (
        "“Nyhet” has 2 errors. body: “torsdag 8 mars 2017”: 8 March 2017 is a Wednesday, not a Thursday."
        " body: “TBD” stands where something else was to come. `newsroom check nyhet` shows all and what to do;"
        ' --anyway "reason" passes them over.'
    )


@pytest.mark.parametrize(("anyway", "passes"), [("Så sa chefen.", True), (" ", False), (None, False)])
async def test_a_reason_passes_errors_over(database: Database, anyway: str | None, passes: bool) -> None:
    article = await keep(database, manuscript("Nyhet", None, body="TBD"))
    if passes:
        passed = await database.read(refuse_errors, article, STAFFED, now=NOW, at=NOW, anyway=anyway)
        assert [one.rule for one in passed] == ["placeholder"]
    else:
        with pytest.raises(NewsroomError):
            await database.read(refuse_errors, article, STAFFED, now=NOW, at=NOW, anyway=anyway)


async def test_warnings_block_nothing(database: Database) -> None:
    article = await keep(database, manuscript("Ord och " * 15, None, body="”Hej"))
    assert await database.read(refuse_errors, article, STAFFED, now=NOW, at=NOW) == ()


async def test_an_article_is_held_against_the_moment_that_is_meant_for_it(database: Database) -> None:
    said = manuscript("Inbjudan", None, body="Vi ses 3 mars 2026.", proposed_at=NOW + timedelta(days=2))
    article = await keep(database, said)
    planned = await database.read(check_article, article, STAFFED, now=NOW)
    today = await database.read(check_article, article, STAFFED, now=NOW, at=NOW)
    assert [[one.rule for one in found if one.level == "error"] for found in (planned, today)] == [["past-event"], []]


async def test_all_that_is_not_withdrawn_is_chosen_and_the_unpublished_first(database: Database) -> None:
    public = await keep(database, manuscript("Publik", NOW))
    draft = await keep(database, manuscript("Utkast", None))
    withdrawn = await keep(database, manuscript("Borta", NOW, withdrawn_at=NOW))
    assert await database.read(choose_articles, (), now=NOW) == [draft.id, public.id]
    assert await database.read(choose_articles, ("borta", "bort"), now=NOW) == [withdrawn.id]
    with pytest.raises(NotFound):
        await database.read(choose_articles, ("nobody",), now=NOW)


def test_an_import_notes_of_an_old_text_only_what_is_plainly_wrong() -> None:
    picture = Image(digest="a" * 64, url="a.jpg")
    one = subject("Vi ses torsdag 8 mars 2017 och torsdag 8 mars. ”Hej. Tel. 08-1", images=(picture, picture))
    old, new = (notes_on(one.content, ROOM, one.at, published=published) for published in (True, False))
    assert old == ["Body: “torsdag 8 mars 2017”: 8 March 2017 is a Wednesday, not a Thursday."]
    assert [note.partition(":")[0] for note in new] == ["Body"] * 4 + ["Picture 1, picture 2"] * 2


SIGNS = '0123456789 .,:/–-()[]«»”"“\n\t+xXåä'
WORDS = """XX|onsdag |8 mars |2017|ke |kl. |tel |[namn|infoga |Maja |Sjöstrand|den |och | här
|<ins|{{|Wednesday, |March 8|[AB1]|2:30 am|www.|tähän|» |säger """
PIECES = st.sampled_from([*SIGNS, *WORDS.split("|")])
REPEATED = """8|8 |8.|8.3|8/3 |8–|8 och |onsdag |onsdag 8 och |onsdag, |(|ke–|kl. 2.30 |8 mars 2017
|29 mars 2026 kl. 02.30 |tel |tel 0|+4|+46 |”|» |X|XX |[|[namn |infoga |{{| här |[AB1|x-|Maja
|A |<ins>|förnamn |Kommenterad | |\n"""


@given(st.lists(PIECES, max_size=400).map("".join) | st.text(max_size=200), st.sampled_from(["sv", "fi", "en", "zh"]))
@settings(max_examples=60, deadline=None)
def test_any_text_is_checked_without_error(text: str, language: str) -> None:
    one = subject(text, language)
    marked = replace(one, content=replace(one.content, body_html=text))
    for rule in ON_TEXTS:
        assert all(found.rule in RULES for found in rule(marked))
    assert all(found.rule == "name" for found in check_names(marked, Register.of(["Maja Sjöstrand", "Anna von Essen"])))


@pytest.mark.parametrize("piece", REPEATED.split("|"))
def test_a_text_takes_as_long_as_it_has_characters(piece: str) -> None:
    short, long = (min(_effort(piece, length) for _ in range(2)) for length in (4_000, 32_000))
    assert long < 24 * max(short, 0.002)


def _effort(piece: str, length: int) -> float:
    """Give the seconds of processor time that the rules take for so many characters."""
    one = subject((piece * (length // len(piece) + 1))[:length])
    marked = replace(one, content=replace(one.content, body_html=one.content.body_text))
    began = process_time()
    for rule in ON_TEXTS:
        list(rule(marked))
    list(check_names(marked, Register.of(["Maja Sjöstrand"])))
    return process_time() - began
