from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.check.companions import check_contact, check_headline, check_pictures, check_translation
from newsroom.model import Article, ContactContent, Image
from newsroom.room import Desk, Room
from tests.desk.check.subjects import subject, told
from tests.desk.workroom import NOW, ROOM, keep
from tests.manuscripts import manuscript

ALONE = replace(ROOM, desk=Desk())
STAFFED = replace(ROOM, desk=Desk(email="press@norrsjo.example"))
MAJA = ContactContent(name="Maja Sjöstrand", phones=("+46846500401",))
SHY = ContactContent(name="Olle Fors")
GOOD = Image(digest="a" * 64, url="a.jpg", alt="En sjö.", credit="Foto: Norrsjö")


def test_a_headline_beyond_a_hundred_characters_is_a_warning() -> None:
    assert told(check_headline, subject(headline="x" * 100)) == []
    [found] = check_headline(subject(headline="x" * 101))
    assert (found.level, "101 characters" in found.problem) == ("warning", True)


@pytest.mark.parametrize(
    ("image", "rules"),
    [
        (GOOD, []),
        (replace(GOOD, alt=None), ["alt"]),
        (replace(GOOD, alt=" ", credit=""), ["alt", "credit"]),
        (replace(GOOD, digest=None, alt=None, credit=None), []),
    ],
)
def test_a_picture_that_is_shown_needs_alt_text_and_credit(image: Image, rules: list[str]) -> None:
    found = list(check_pictures(subject(images=(GOOD, image))))
    assert [(one.rule, one.level, one.where) for one in found] == [(rule, "error", "picture 2") for rule in rules]


@pytest.mark.parametrize(
    ("people", "room", "levels"),
    [
        ((), ALONE, ["error"]),
        ((), STAFFED, ["warning"]),
        ((SHY,), ALONE, ["error"]),
        ((SHY, MAJA), ALONE, []),
    ],
)
async def test_an_article_without_anybody_to_ask_is_found(
    database: Database, people: tuple[ContactContent, ...], room: Room, levels: list[str]
) -> None:
    article = await keep(database, manuscript("Nyhet", contacts=people))
    assert [found.level for found in check_contact(article, room, NOW)] == levels


async def test_who_answers_no_more_is_nobody_to_ask(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", contacts=(MAJA,)))
    gone = replace(article, contacts=tuple(replace(one, answers_until=NOW) for one in article.contacts))
    assert [found.excerpt for found in check_contact(gone, STAFFED, NOW)] == ["Maja Sjöstrand"]
    assert list(check_contact(gone, STAFFED, NOW - timedelta(seconds=1))) == []


async def test_a_translation_older_than_its_original_is_a_warning(database: Database) -> None:
    translation = await keep(database, manuscript("Uutinen", language="fi"))
    original: Article = replace(
        await keep(database, manuscript("Nyhet")), written_at=datetime(2026, 3, 2, 13, tzinfo=UTC)
    )
    [found] = check_translation(translation, original, NOW)
    assert (found.level, found.rule, "newsroom diff" in found.advice) == ("warning", "translation", False)
    [found] = check_translation(translation, replace(original, updated_at=original.written_at), NOW)
    assert "newsroom diff nyhet" in found.advice
    assert list(check_translation(original, translation, NOW)) == []
    withdrawn = replace(original, moments=replace(original.moments, withdrawn_at=NOW))
    assert list(check_translation(translation, withdrawn, NOW)) == []
