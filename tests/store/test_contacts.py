from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine

from newsroom import schema
from newsroom.database import Database
from newsroom.desk.cards import change_card
from newsroom.desk.photo import set_photo
from newsroom.model import Article, ContactContent, Image, Kind, Selection, Slice
from newsroom.store import articles, contacts, editing, files, lookup, search
from tests.desk.workroom import BY, NOW, ROOM, STOCKHOLM, keep
from tests.manuscripts import manuscript

OLLE = ContactContent(name="Olle Fors", title="Projektledare", phones=("+46846500402",))
DAY = timedelta(days=1)


async def found(database: Database, query: str) -> list[str]:
    answer: Slice = await database.read(articles.slice_public, Selection(query=query), now=NOW, zone=STOCKHOLM)
    return [one.slug for one in answer.teasers]


async def kept_with_olle(database: Database, headline: str = "Vindpark", person: ContactContent = OLLE) -> Article:
    return await keep(database, manuscript(headline, NOW - DAY, contacts=(person,)))


async def test_a_card_answers_in_its_term_and_at_no_other_time(database: Database) -> None:
    one = await kept_with_olle(database)
    await database.write(contacts.set_term, one.contacts[0].id, NOW, NOW + DAY, now=NOW)
    for moment, shown in (
        (NOW - timedelta(seconds=1), 0),
        (NOW, 1),
        (NOW + DAY - timedelta(seconds=1), 1),
        (NOW + DAY, 0),
    ):
        public = await database.read(articles.get_public, Kind.NEWS, "vindpark", now=moment)
        assert len(public.contacts) == shown


async def test_an_article_is_not_found_by_who_does_not_answer_for_ever(database: Database) -> None:
    one = await kept_with_olle(database)
    assert await found(database, "fors") == ["vindpark"]
    await database.write(contacts.set_term, one.contacts[0].id, None, NOW + DAY, now=NOW)
    assert await found(database, "fors") == []
    await database.write(contacts.set_term, one.contacts[0].id, None, None, now=NOW)
    assert await found(database, "fors") == ["vindpark"]


async def test_what_is_imported_later_is_not_found_by_them_either(database: Database) -> None:
    one = await kept_with_olle(database)
    await database.write(contacts.set_term, one.contacts[0].id, None, NOW - DAY, now=NOW)
    await kept_with_olle(database, "Ny park", ContactContent(name="Olle Fors", phones=("+46846500409",)))
    await database.write(search.rebuild)
    assert await found(database, "fors") == []
    assert (await database.read(articles.get_public, Kind.NEWS, "ny-park", now=NOW)).contacts == ()


async def test_a_card_that_answers_comes_before_one_that_ends(database: Database) -> None:
    ended = (await kept_with_olle(database)).contacts[0]
    await database.write(contacts.set_term, ended.id, None, NOW - DAY, now=NOW)
    other = ContactContent(name="Olle Fors", emails=("olle@annan.example",))
    key = await database.write(contacts.add_contact, other, now=NOW)
    assert await database.read(contacts.find_same, other, now=NOW) == key


async def test_a_removed_or_renamed_card_is_found_no_more(database: Database) -> None:
    one = await kept_with_olle(database)
    await database.write(contacts.change_contact, one.contacts[0].id, ContactContent(name="Olle Berg"), now=NOW)
    assert (await found(database, "fors"), await found(database, "berg")) == ([], ["vindpark"])
    await database.write(contacts.remove_contact, one.contacts[0].id)
    assert await found(database, "berg") == []


async def test_a_source_that_completes_a_card_leaves_its_term(database: Database) -> None:
    key = await database.write(contacts.add_contact, ContactContent(name="Eva Lind", press_contact=True), now=NOW)
    await database.write(contacts.set_term, key, NOW, NOW + DAY, now=NOW)
    await database.write(contacts.complete_contact, key, ContactContent(name="Eva Lind", unit="Press"), now=NOW)
    card = await database.read(contacts.get_contact, key)
    assert (card.unit, card.answers_at, card.answers_until) == ("Press", NOW, NOW + DAY)


PICTURE = "https://ort.example/eva.jpg"
EVA = ContactContent(name="Eva Ek", phones=("+46701234567",), image=Image(url=PICTURE))


async def shown_on(database: Database, article: Article) -> list[str | None]:
    (card,) = (await database.read(lookup.get_article, article.id)).contacts
    return [card.image.url if card.image else None]


async def test_a_portrait_of_a_draft_is_on_no_card_that_another_article_shows(database: Database) -> None:
    public = await keep(database, manuscript("Ny kaj", contacts=(replace(EVA, image=None),)))
    draft = await keep(database, manuscript("Hemligt", None, contacts=(EVA,)))
    later = await keep(database, manuscript("Ny bro", contacts=(replace(EVA, image=None),)))
    assert [await shown_on(database, one) for one in (public, draft, later)] == [[None], [PICTURE], [None]]
    again = await keep(database, manuscript("Mer hemligt", None, contacts=(EVA,)))
    assert len(await database.read(contacts.contacts)) == 2
    assert await shown_on(database, again) == [PICTURE]


async def test_a_listed_card_shows_its_own_portrait_on_every_article(database: Database) -> None:
    listed = replace(EVA, press_contact=True, image=Image(url="own.jpg"))
    await database.write(contacts.add_contact, listed, now=NOW)
    assert await shown_on(database, await keep(database, manuscript("Ny kaj", contacts=(EVA,)))) == ["own.jpg"]


async def test_a_portrait_that_the_desk_chose_stands_for_what_articles_say(database: Database) -> None:
    article = await keep(database, manuscript("Ny kaj", contacts=(EVA,)))
    await database.write(set_photo, "eva-ek", Image(url="own.jpg"), now=NOW, by=BY)
    other = replace(EVA, image=Image(url="https://ort.example/eva-2.jpg"))
    assert await shown_on(database, await keep(database, manuscript("Ny bro", contacts=(other,)))) == ["own.jpg"]
    assert await shown_on(database, article) == ["own.jpg"]


async def test_portraits_go_with_the_people_whom_no_article_shows_any_more(database: Database) -> None:
    kept = replace(EVA, image=Image(url="eva.jpg", digest="0" * 64, media_type="image/jpeg"))
    article = await keep(database, manuscript("Ny kaj", contacts=(kept,)))
    assert await database.read(files.digests_of, [article.id]) == {"0" * 64}
    await database.write(editing.remove_article, article.id)
    assert await database.read(files.unnamed, {"0" * 64}) == ["0" * 64]


async def test_a_portrait_is_public_while_an_article_that_shows_it_is(database: Database) -> None:
    kept = replace(EVA, image=Image(url="eva.jpg", digest="0" * 64, media_type="image/jpeg"))
    await keep(database, manuscript("Hemligt", None, contacts=(kept,)))
    assert await database.read(files.find_file_public, "0" * 64, now=NOW) is None
    await keep(database, manuscript("Ny kaj", contacts=(kept,)))
    assert await database.read(files.find_file_public, "0" * 64, now=NOW)


FULLER = {
    "another phone": replace(OLLE, phones=("+46846500402", "+46701740635")),
    "an e-mail address": replace(OLLE, emails=("olle.privat@norrsjo.example",)),
    "a task": replace(OLLE, responsibilities=("Förhandlingar",)),
}


@pytest.mark.parametrize("fuller", FULLER.values(), ids=FULLER)
@pytest.mark.parametrize("moments", [{"published_at": None}, {"published_at": NOW + DAY}, {"withdrawn_at": NOW - DAY}])
async def test_what_only_a_hidden_article_says_of_somebody_stays_there(
    database: Database, fuller: ContactContent, moments: dict[str, Any]
) -> None:
    hidden = await keep(
        database, manuscript("Hemligt", **{"published_at": NOW - 2 * DAY} | moments, contacts=(fuller,))
    )
    public, again = await kept_with_olle(database), await kept_with_olle(database, "Ny park", fuller)
    assert public.contacts[0].id != hidden.contacts[0].id == again.contacts[0].id
    assert (await kept_with_olle(database, "Ny kaj")).contacts[0].id == hidden.contacts[0].id


async def test_a_hidden_name_stands_for_no_mere_title(database: Database) -> None:
    await keep(database, manuscript("Hemligt", None, contacts=(OLLE,)))
    public = await kept_with_olle(database, person=ContactContent(title=OLLE.title))
    assert public.contacts[0].name is None


async def test_what_the_desk_answers_for_stands_everywhere(database: Database) -> None:
    draft = await keep(database, manuscript("Hemligt", None, contacts=(OLLE,)))
    bare = ContactContent(name=OLLE.name)
    fields = {"unit": "Vindkraft"}
    await database.write(change_card, draft.contacts[0].slug, fields, ROOM, now=NOW, by=BY)
    assert (await kept_with_olle(database, person=bare)).contacts[0].unit == "Vindkraft"


LINES = st.sampled_from([None, "Chef"])
CARDS = st.builds(
    ContactContent,
    name=st.just("Olle Fors"),
    title=LINES,
    emails=st.sets(st.sampled_from(["a@o.example", "b@o.example"])).map(sorted).map(tuple),
    phones=st.sets(st.sampled_from(["+461", "+462"])).map(sorted).map(tuple),
    press_contact=st.just(False),
)
PUBLISHED = st.sampled_from([None, NOW - DAY, NOW + DAY])


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give an empty store, of which each example takes back what it did."""
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('cards') / 'newsroom.db'}")
    schema.metadata.create_all(engine)
    yield engine
    engine.dispose()


@settings(max_examples=30)
@given(found=st.lists(st.tuples(PUBLISHED, CARDS), min_size=1, max_size=5))
def test_readers_see_of_somebody_what_public_articles_say_and_no_more(
    engine: Engine, found: list[tuple[datetime | None, ContactContent]]
) -> None:
    with engine.connect() as connection:
        for number, (at, card) in enumerate(found):
            editing.add_articles(connection, [manuscript(f"Nummer {number}", at, contacts=(card,))], now=NOW)
        public = {number: card for number, (at, card) in enumerate(found) if at == NOW - DAY}
        shown = [articles.get_public(connection, Kind.NEWS, f"nummer-{number}", now=NOW) for number in public]
        connection.rollback()
    said, seen = (
        {value for card in cards for value in (card.title or "", *card.emails, *card.phones)}
        for cards in (public.values(), [card for one in shown for card in one.contacts])
    )
    assert seen - {""} == said - {""}
