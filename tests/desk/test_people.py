"""Somebody is found wherever they are named, pictured or the contact, replaced there, or taken out of it for good."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.database import Database, open_database
from newsroom.desk.erase import finish
from newsroom.desk.forget import Forgotten, erase_person
from newsroom.desk.founding import found_room
from newsroom.desk.people import Place, places, replace_person
from newsroom.desk.settle import settle
from newsroom.desk.verdict import ERASED
from newsroom.errors import Ambiguous, Invalid, NewsroomError, NotFound
from newsroom.kit import KitContent, KitKind
from newsroom.media import path_of
from newsroom.model import Attachment, Change, ContactContent, EventContent, Kind, Manuscript, Status
from newsroom.room import Room
from newsroom.store import articles, contacts, editing, events, kit, ledger, log, lookup, origins, previews, versions
from tests.desk.test_erase import bytes_of
from tests.desk.test_settle import item
from tests.desk.workroom import BY, LATER, NOW, come_from, keep
from tests.manuscripts import manuscript
from tests.pressroom import digest, picture

OWN, SHARED = b"\x89PNG portrait", b"\x89PNG group"
STINA = ContactContent(
    name="Stina Qvarnström", title="Chef", emails=("stina.qvarnstrom@ort.example",), press_contact=True
)
PER = ContactContent(name="Per Qvarnström", title="Vikarie", press_contact=True)


BODY = (
    "<p>Det säger <b>Stina</b> Qvarnström.</p><p>Qvarnströms plan är klar. Per Qvarnström är vikarie. "
    '<a href="mailto:stina.qvarnstrom@ort.example">Skriv</a></p>'
)
TEXT = "Det säger Stina Qvarnström.\nQvarnströms plan är klar. Per Qvarnström är vikarie. Skriv"


def release(**said: Any) -> Manuscript:
    images = (picture(OWN, "Stina Qvarnström"), replace(picture(SHARED, "Hamnen"), credit="Foto: Stina Qvarnström"))
    plain: dict[str, Any] = {
        "lead": "Kommunen anställer Stina Qvarnström.",
        "byline": "Stina Qvarnström",
        "body_html": BODY,
        "body_text": TEXT,
        "tags": ("Chefer", "Stina Qvarnström"),
        "images": images,
        "contacts": (STINA,),
        "old_addresses": ("/press/stina-qvarnstrom-ny-chef",),
        "former_id": "https://old.example/press/stina-qvarnstrom-ny-chef",
    }
    return manuscript("Stina Qvarnström ny chef", NOW, **plain | said)


async def found(database: Database, name: str = "Stina Qvarnström") -> list[Place]:
    return await database.read(places, name, now=NOW)


async def fields(database: Database, name: str = "Stina Qvarnström") -> set[tuple[str, str]]:
    return {(one.role, one.field) for one in await found(database, name)}


async def erased(database: Database, name: str = "Stina Qvarnström") -> Forgotten:
    return await database.write(erase_person, name, now=LATER, by=BY)


async def test_every_place_is_told_with_its_role_and_field(database: Database) -> None:
    await keep(database, release())
    told = {one for one in await fields(database) if not one[1].startswith("version")}
    named = {
        ("named", field)
        for field in ("headline", "lead", "byline", "body", "link", "tag", "credit", "slug", "old address")
    }
    assert told == named | {("pictured", "caption"), ("pictured", "alt"), ("contact", "contacts"), ("contact", "card")}


async def test_a_place_tells_article_status_and_what_stands_around(database: Database) -> None:
    await keep(
        database, manuscript("Ny chef", NOW, body="Från måndag leder Stina Qvarnströms vikarie arbetet i hamnen.")
    )
    (one, *_rest) = await found(database, "stina qvarnstrom")
    assert (one.role, one.type, one.slug, one.status, one.field) == (
        "named",
        "article",
        "ny-chef",
        Status.PUBLISHED,
        "body",
    )
    assert one.excerpt == "Från måndag leder Stina Qvarnströms vikarie arbetet i hamnen."


async def test_events_the_ledger_and_the_log_are_looked_through(database: Database) -> None:
    occasion = EventContent(headline="Möt Stina Qvarnström", starts_at=NOW, language="sv")
    await database.write(events.add_event, occasion, now=NOW)
    run = await database.write(ledger.start_run, ["stina-qvarnstrom.md"], now=NOW)
    await database.write(
        ledger.keep_lines, run, [ledger.Line(outcome="refused", type="source", source="x", headline="Stina Qvarnström")]
    )
    await database.write(
        log.add_records,
        [log.Record(at=NOW, actor=BY, act="withdraw", type="article", note="Stina Qvarnström bad om det")],
    )
    told = {(one.type, one.field) for one in await found(database)}
    assert told == {
        ("event", "headline"),
        ("event", "slug"),
        ("import", "sources"),
        ("ledger", "headline"),
        ("log", "note"),
    }


async def test_the_surname_alone_counts_for_a_contact_and_not_elsewhere(database: Database) -> None:
    await keep(database, manuscript("Ett", NOW, body="Det säger Qvarnström.", contacts=(STINA,)))
    await keep(database, manuscript("Två", NOW, body="Det säger Qvarnström."))
    assert [one.slug for one in await found(database) if one.field == "body"] == ["ett"]


async def test_somebody_is_found_by_slug_or_by_letters_that_one_card_has(database: Database) -> None:
    for card in (STINA, PER, ContactContent(title="Jour", press_contact=True)):
        await database.write(contacts.add_contact, card, now=NOW)
    assert [one.excerpt for one in await found(database, "stina-qvarnstrom")] == ["Stina Qvarnström"]
    assert [one.excerpt for one in await found(database, "stina")] == ["Stina Qvarnström"]
    assert [one.excerpt for one in await found(database, "jour")] == ["Jour"]
    with pytest.raises(Ambiguous):
        await found(database, "qvarnström")


async def test_another_card_takes_their_place_and_theirs_ends(database: Database) -> None:
    article = await keep(database, release())
    await come_from(database, "article", article.id)
    await database.write(contacts.add_contact, PER, now=NOW)
    assert await database.write(replace_person, "stina qvarnstrom", "per-qvarnstrom", now=LATER, by=BY) == 1
    public = await database.read(articles.get_public, Kind.NEWS, article.slug, now=LATER)
    assert [one.name for one in public.contacts] == ["Per Qvarnström"]
    assert (await database.read(contacts.get_contact, article.contacts[0].id)).answers_until == LATER
    assert len(await database.read(versions.versions, article.id)) == 1
    assert [one.edited for one in await database.read(origins.origins_of, "article", article.id)] == [True]
    assert [(one.act, one.note) for one in await database.read(log.records)] == [
        ("replace", "by per-qvarnstrom, articles: 1")
    ]


@pytest.mark.parametrize(
    ("name", "successor", "why"),
    [
        ("Nils Holm", "per-qvarnstrom", "has no card"),
        ("stina-qvarnstrom", "stina-qvarnstrom", "the same person"),
        ("stina-qvarnstrom", "slutad", "answers no more"),
        ("stina-qvarnstrom", "ingen", "No contact is called"),
    ],
)
async def test_a_replacement_that_makes_no_sense_is_refused(
    database: Database, name: str, successor: str, why: str
) -> None:
    for card in (STINA, PER, ContactContent(name="Slutad")):
        key = await database.write(contacts.add_contact, card, now=NOW)
    await database.write(contacts.set_term, key, None, NOW, now=NOW)
    before = await database.read(contacts.contacts)
    with pytest.raises(NewsroomError, match=why):
        await database.write(replace_person, name, successor, now=LATER, by=BY)
    assert await database.read(contacts.contacts) == before


async def test_an_erased_person_is_in_no_text_and_others_stay(database: Database) -> None:
    await database.write(contacts.add_contact, PER, now=NOW)
    article = await keep(database, release())
    await erased(database)
    one = await database.read(lookup.get_article, article.id)
    assert (one.headline, one.byline, one.slug) == ("[namnet borttaget] ny chef", None, "ny-chef")
    assert one.body_html == (
        "<p>Det säger <b>[namnet borttaget]</b>.</p>"
        "<p>[namnet borttaget] plan är klar. Per Qvarnström är vikarie. Skriv</p>"
    )
    assert [tag.name for tag in one.tags] == ["Chefer"]
    assert [(image.caption, image.credit) for image in one.images] == [("Hamnen", "Foto: [namnet borttaget]")]
    assert [card.name for card in await database.read(contacts.contacts)] == ["Per Qvarnström"]
    assert await found(database) == []


async def test_no_version_says_or_shows_them_and_none_is_added(database: Database) -> None:
    article = await keep(database, release())
    plain = replace(article.content, headline="Ny chef", images=(picture(OWN, "Chefen"),))
    await database.write(editing.change_article, article.id, replace(release(), content=plain), now=NOW)
    await database.write(
        versions.add_version, article.id, plain, change=Change.TYPO, since=NOW, note="Om Stina Qvarnström"
    )
    await erased(database)
    kept = await database.read(versions.versions, article.id)
    assert [one.note for one in kept] == [None, "Om [namnet borttaget]"]
    assert "Stina" not in str(kept) and digest(OWN) not in str(kept)
    assert (await database.read(lookup.get_article, article.id)).images == ()


@pytest.mark.parametrize(
    ("language", "instead"), [("fi", "[nimi poistettu]"), ("en", "[name removed]"), ("tlh", "[name removed]")]
)
async def test_the_words_instead_are_in_the_articles_language(database: Database, language: str, instead: str) -> None:
    await keep(database, manuscript("Matti Lahti", NOW, language=language, lead="Terveisin Matti Lahti."))
    await erased(database, "Matti Lahti")
    (one,) = await database.read(lookup.articles, now=NOW)
    assert (one.headline, one.lead) == (instead, f"Terveisin {instead}.")


async def test_a_picture_that_another_shows_without_naming_them_stays_and_is_told(database: Database) -> None:
    await keep(database, manuscript("Ett", NOW, images=(picture(OWN, "Stina Qvarnström"),)))
    await keep(database, manuscript("Två", NOW, images=(picture(OWN, "Chefen"),)))
    done = await erased(database)
    assert done.shown_in == ("tva",)
    assert [one.image is None for one in await database.read(lookup.articles, now=NOW)] == [False, True]


async def test_files_that_nobody_here_reads_are_told(database: Database) -> None:
    plan = Attachment(digest="a" * 64, url="plan.pdf", name="plan.pdf")
    await keep(database, manuscript("Stina Qvarnström", NOW, attachments=(plan,)))
    assert (await erased(database)).files == ("plan.pdf",)


async def test_no_import_brings_the_card_or_the_text_back(database: Database) -> None:
    run = await database.write(ledger.start_run, ["a"], now=NOW)
    one = replace(item(release()), source_id="press_release stina qvarnstrom ny chef")
    card = replace(item(STINA), source_id="stina qvarnstrom")
    await database.write(settle, run, [one, card], now=NOW, by=BY, again=False)
    await erased(database)
    changed = replace(one, digest="other")
    told = await database.write(settle, run, [changed, card], now=LATER, by=BY, again=True)
    assert [(verdict.outcome, verdict.reason) for verdict in told] == [("unchanged", None), ("refused", ERASED)]
    assert (await database.read(lookup.get_article, 1)).slug == "ny-chef"


async def test_the_log_keeps_a_line_that_does_not_name_them(database: Database) -> None:
    await keep(database, release())
    await database.write(erase_person, "stina-qvarnstrom", now=LATER, by="Stina Qvarnström")
    (line,) = await database.read(log.records, most=1)
    assert (line.act, line.type, line.name, line.note) == ("erase", "contact", None, "articles: 1")
    assert line.actor == "[name removed]"


async def test_less_than_a_whole_name_and_nobody_are_not_erased(database: Database) -> None:
    await keep(database, release())
    before = await database.read(lookup.get_article, 1)
    with pytest.raises(Invalid, match="given name and the surname"):
        await erased(database, "Qvarnberg")
    with pytest.raises(NotFound, match="nowhere here"):
        await erased(database, "Nils Holm")
    assert await database.read(lookup.get_article, 1) == before


async def test_not_one_byte_of_a_name_is_left(tmp_path: Path) -> None:
    found_room(tmp_path, "")
    room, database = Room(folder=tmp_path, name="Ort"), open_database(tmp_path / "newsroom.db")
    path = path_of(room.media, digest(OWN), "image/png")
    path.parent.mkdir(parents=True)
    path.write_bytes(OWN)
    run = await database.write(ledger.start_run, ["stina-qvarnstrom.md"], now=NOW)
    alone = release(body_html=BODY.replace("Per Qvarnström", "Nils"), body_text=TEXT.replace("Per Qvarnström", "Nils"))
    await database.write(
        settle,
        run,
        [replace(item(alone), digest="1"), replace(item(STINA), digest="2")],
        now=NOW,
        by="Stina Qvarnström",
        again=False,
    )
    await keep(database, manuscript("Enligt Qvarnström", None, contacts=(STINA,), tags=("Qvarnströms val",)))
    await erased(database)
    await finish(database, room)
    left = bytes_of(tmp_path).lower()
    assert not [word for word in ("stina", "qvarnstr", "portrait") if word.encode() in left]
    await database.close()


async def test_the_key_of_somebody_who_is_erased_opens_nothing_any_more(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    for name, key in (("Stina Qvarnström", "hers"), ("Maja Ek", "another's")):
        kept = previews.digest_of(key)
        await database.write(previews.add_preview, draft.id, name, kept, expires_at=LATER, now=NOW)
    await database.write(erase_person, "Stina Qvarnström", now=NOW, by=BY)
    assert await database.read(previews.find_previewed, "hers", now=NOW) is None
    assert await database.read(previews.find_previewed, "another's", now=NOW)


async def test_the_press_kit_loses_their_portrait_and_their_name(database: Database) -> None:
    portrait = KitContent(kind=KitKind.IMAGE, name="Stina Qvarnström", url="s.png", language="sv", digest=digest(OWN))
    report = KitContent(kind=KitKind.DOCUMENT, name="Rapport", url="r.pdf", language="sv", credit="Stina Qvarnström")
    for one in (portrait, report):
        await database.write(kit.add_item, one, at=NOW, now=NOW)
    where = {(one.role, one.slug, one.field) for one in await found(database) if one.type == "file"}
    assert ("pictured", "stina-qvarnstrom", "name") in where
    assert ("named", "rapport", "credit") in where
    await database.write(erase_person, "Stina Qvarnström", now=LATER, by=BY)
    (left,) = await database.read(kit.kit_items)
    assert (left.slug, "Qvarnström" in str(left)) == ("rapport", False)
    assert not [one for one in await found(database) if one.type == "file"]
