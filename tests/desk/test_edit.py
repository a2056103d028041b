from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.edit import get_correctable, get_editable, keep_revision, revise
from newsroom.desk.manuscript import text_of
from newsroom.desk.translations import link
from newsroom.desk.withdraw import withdraw
from newsroom.errors import Ambiguous, NewsroomError, NotFound
from newsroom.model import Change, ContactContent, Image, Selection
from newsroom.store import articles, contacts, log, lookup, origins, redirects, versions
from tests.desk.workroom import BY, LATER, NOW, ROOM, STOCKHOLM, come_from, edit, keep
from tests.manuscripts import manuscript

UNTIDY = "<p>Så <b>här</b>&nbsp;skrevs det.</p>"


async def test_an_edited_draft_says_something_else_and_has_no_version(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    edited = await edit(
        database, "utkast", headline="Ny rubrik", lead="Ingress.", tags="Skola, Vind", body="Ny *text*."
    )
    assert (edited.headline, edited.lead, edited.body_html) == ("Ny rubrik", "Ingress.", "<p>Ny <em>text</em>.</p>")
    assert (edited.body_text, [tag.name for tag in edited.tags], edited.slug) == (
        "Ny text.",
        ["Skola", "Vind"],
        "utkast",
    )
    assert (await database.read(versions.versions, draft.id), edited.updated_at) == ([], None)


async def test_an_edited_public_article_has_a_version_with_its_note(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", NOW))
    edited = await edit(database, "nyhet", body="Rättat.", note="Fel  siffra")
    first, second = await database.read(versions.versions, article.id)
    assert (first.change, second.change, second.since, second.note) == (
        Change.PUBLICATION,
        Change.UPDATE,
        LATER,
        "Fel siffra",
    )
    assert (first.content["body_html"], second.content["body_html"]) == ("<p>Brödtext.</p>", "<p>Rättat.</p>")
    assert (edited.updated_at, edited.published_at) == (LATER, NOW)


async def test_what_is_not_yet_public_has_one_version_however_often_it_is_edited(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", NOW + timedelta(days=2)))
    await edit(database, "nyhet", body="Rättat.")
    [only] = await database.read(versions.versions, article.id)
    assert (only.content["body_html"], only.since) == ("<p>Rättat.</p>", NOW + timedelta(days=2))


async def test_an_untouched_body_stays_to_the_byte(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW, body_html=UNTIDY, body_text="Så här skrevs det."))
    edited = await edit(database, "nyhet", lead="Ingress.")
    assert (edited.body_html, edited.body_text) == (UNTIDY, "Så här skrevs det.")


async def test_an_edited_article_is_found_by_what_it_says_now(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW, body="Kommunen bygger."))
    await edit(database, "nyhet", body="Regionen river.")
    for query, count in (("kommuner", 0), ("regioner", 1)):
        found = articles.slice_public
        selection = Selection(query=query)
        assert len((await database.read(found, selection, now=LATER, zone=STOCKHOLM)).teasers) == count


async def test_what_goes_with_an_article_stays_when_its_text_changes(database: Database) -> None:
    picture = Image(url="a.jpg", digest="a" * 64, caption="Bild")
    person = ContactContent(unit="Växeln", phones=("+46846500400",))
    before = await keep(database, manuscript("Nyhet", NOW, images=(picture,), contacts=(person,)))
    edited = await edit(database, "nyhet", body="Rättat.")
    assert (edited.images, edited.contacts, edited.uid) == (before.images, before.contacts, before.uid)
    assert len(await database.read(contacts.contacts)) == 1


async def test_contacts_are_attached_by_letters_of_their_names(database: Database) -> None:
    await keep(database, manuscript("Utkast", None))
    for name in ("Maja Sjöstrand", "Olle Fors"):
        await database.write(contacts.add_contact, ContactContent(name=name, press_contact=True), now=NOW)
    edited = await edit(database, "utkast", contacts="fors, sjostrand, olle-fors")
    assert [one.name for one in edited.contacts] == ["Olle Fors", "Maja Sjöstrand"]
    with pytest.raises(NotFound, match="newsroom contact list"):
        await edit(database, "utkast", contacts="Nobody")


@pytest.mark.parametrize(
    ("said", "new"), [({"slug": "Ny adress"}, ("news", "ny-adress")), ({"kind": "blog_post"}, ("blog_post", "nyhet"))]
)
async def test_the_old_address_of_a_public_article_leads_to_the_new_one(
    database: Database, said: dict[str, str], new: tuple[str, str]
) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    await edit(database, "nyhet", **said)  # type: ignore[arg-type]
    assert await database.read(redirects.find_target_public, "/news/nyhet", now=LATER) == new


async def test_a_draft_leaves_no_old_address(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    assert (await edit(database, "utkast", slug="")).slug == "utkast"
    assert (await edit(database, "utkast", headline="Ny rubrik", slug="")).slug == "ny-rubrik"
    assert await database.read(redirects.addresses_of, draft.id) == []


@pytest.mark.parametrize("said", [{"slug": "annan"}, {"kind": "blog_post"}])
async def test_what_nobody_could_read_leaves_no_old_address(database: Database, said: dict[str, str]) -> None:
    planned = await keep(database, manuscript("Chefen går", LATER + timedelta(hours=1)))
    edited = await edit(database, "chefen-gar", **said)  # type: ignore[arg-type]
    assert (edited.slug, edited.kind) != (planned.slug, planned.kind)
    assert await database.read(redirects.addresses_of, planned.id) == []


async def test_an_address_alone_makes_no_version_and_is_a_change_of_every_list(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", NOW))
    edited = await edit(database, "nyhet", slug="annan")
    assert len(await database.read(versions.versions, article.id)) == 1
    assert (edited.updated_at, edited.changed_at) == (None, LATER)


async def test_a_slug_that_is_taken_gets_a_number(database: Database) -> None:
    await keep(database, manuscript("Ett", NOW))
    await keep(database, manuscript("Två", NOW))
    assert (await edit(database, "tva", slug="ett")).slug == "ett-2"


async def test_a_name_that_was_given_up_still_belongs_to_its_article(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    await edit(database, "nyhet", slug="annan")
    await keep(database, manuscript("Nyhet", NOW))
    assert (await database.read(lookup.get_by_name, "nyhet-2")).headline == "Nyhet"
    assert await database.read(redirects.find_target_public, "/news/nyhet", now=LATER) == ("news", "annan")


async def test_an_article_can_take_its_old_name_back(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", NOW))
    await edit(database, "nyhet", slug="annan")
    assert (await edit(database, "annan", slug="nyhet")).slug == "nyhet"
    assert await database.read(redirects.addresses_of, article.id) == ["/news/annan"]


async def test_an_edit_that_races_another_is_refused(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    before = text_of(opened)
    mine = revise(opened, before, replace(before, lead="Min."), ROOM, (), now=LATER)
    await edit(database, "nyhet", lead="Din.")
    with pytest.raises(NewsroomError, match="changed by somebody else"):
        await database.write(keep_revision, mine, now=LATER, by=BY, change=Change.TYPO)
    assert (await database.read(lookup.get_by_name, "nyhet")).lead == "Din."


async def test_what_the_desk_edits_is_its_own_from_then_on(database: Database) -> None:
    article = await keep(database, manuscript("Nyhet", NOW))
    await come_from(database, "article", article.id)
    await edit(database, "nyhet", lead="Ny.")
    [origin] = await database.read(origins.origins_of, "article", article.id)
    assert origin.edited


async def test_a_drafts_moment_is_a_proposal_and_a_public_ones_is_put_right(database: Database) -> None:
    await keep(database, manuscript("Utkast", None))
    await keep(database, manuscript("Nyhet", NOW))
    draft = await edit(database, "utkast", published_at="2026-12-08 09:00")
    public = await edit(database, "nyhet", published_at="2017-03-07 16:20")
    assert (draft.moments.published_at, str(draft.proposed_at)) == (None, "2026-12-08 08:00:00+00:00")
    assert str(public.moments.published_at) == "2017-03-07 15:20:00+00:00"


@pytest.mark.parametrize("moment", ["", "2026-12-08 09:00"])
async def test_what_is_public_is_not_hidden_by_its_moment(database: Database, moment: str) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    with pytest.raises(NewsroomError, match="public already"):
        await edit(database, "nyhet", published_at=moment)


async def test_a_language_that_its_release_has_is_no_language_for_it(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    await keep(database, manuscript("Uutinen", NOW, language="fi"))
    await database.write(link, "uutinen", "nyhet", now=NOW, by=BY)
    with pytest.raises(NewsroomError, match=r"is in sv already, as “Nyhet” \(nyhet\): .*--unlink"):
        await edit(database, "uutinen", language="sv")
    assert (await edit(database, "uutinen", language="en")).language == "en"
    await database.write(withdraw, "nyhet", "Fel.", now=NOW, by=BY)
    assert (await edit(database, "uutinen", language="sv")).language == "sv"


async def test_a_withdrawn_article_is_edited_no_more(database: Database) -> None:
    await keep(database, manuscript("Borta", NOW, withdrawn_at=NOW))
    with pytest.raises(NewsroomError, match="was withdrawn"):
        await database.read(get_editable, "borta", now=LATER)


async def test_letters_that_fit_several_name_them(database: Database) -> None:
    for headline in ("Skolan öppnar", "Skolan stänger"):
        await keep(database, manuscript(headline, NOW))
    with pytest.raises(Ambiguous, match="skolan-oppnar, skolan-stanger"):
        await database.read(get_editable, "skolan", now=LATER)


async def test_an_editors_html_passes_the_gate(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    edited = await edit(
        database, "nyhet", body="# Stort\n\n<img src='https://spy.example/1.gif' onload=x><script>x</script>"
    )
    assert edited.body_html.startswith("<h2>Stort</h2>")
    assert "<img" not in edited.body_html and "script" not in edited.body_html


@pytest.mark.parametrize(
    ("change", "note", "why"),
    [
        (None, "Fel", "--kind"),
        (Change.PUBLICATION, "Fel", "--kind"),
        (Change.UPDATE, " ", "--note"),
        (None, None, "--note"),
    ],
)
async def test_a_public_article_does_not_change_without_a_kind_and_a_note(
    database: Database, change: Change | None, note: str | None, why: str
) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    with pytest.raises(NewsroomError, match=f"“Nyhet” is public: .*{why}"):
        await edit(database, "nyhet", body="Rättat.", change=change, note=note)
    assert await database.read(lookup.get_article, opened.id) == opened
    assert (len(await database.read(versions.versions, opened.id)), await database.read(log.records)) == (1, [])


async def test_a_typo_is_a_version_that_wakes_nobody(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW, updated_at=NOW))
    edited = await edit(database, "nyhet", body="Rättat.", change=Change.TYPO, note="Stavning")
    _, second = await database.read(versions.versions, opened.id)
    assert (second.change, second.note, second.since) == (Change.TYPO, None, LATER)
    assert (edited.updated_at, edited.written_at, edited.changed_at) == (NOW, opened.written_at, LATER)
    assert [record.note for record in await database.read(log.records)] == ["typo: Stavning"]


async def test_a_correction_moves_what_readers_go_by(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    edited = await edit(database, "nyhet", kind="blog_post", change=Change.CORRECTION, note="Det är ingen nyhet.")
    _, second = await database.read(versions.versions, opened.id)
    assert (second.change, second.note, second.content["kind"]) == ("correction", "Det är ingen nyhet.", "blog_post")
    assert (edited.updated_at, edited.written_at) == (LATER, LATER)


async def test_another_day_of_publication_is_a_published_change(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    await edit(database, "nyhet", published_at="2017-03-07 16:20", note="Dagen var fel.")
    [record] = await database.read(log.records)
    assert len(await database.read(versions.versions, opened.id)) == 2
    assert record.note == "update: Dagen var fel.; published_at 2026-03-02T12:00:00Z → 2017-03-07T15:20:00Z"


async def test_what_waits_for_its_minute_is_moved_and_neither_published_nor_freed(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW + timedelta(days=2)))
    for moment, hint in (("2026-03-02 13:30", "newsroom publish nyhet"), ("", "newsroom schedule nyhet --off")):
        with pytest.raises(NewsroomError, match=hint):
            await edit(database, "nyhet", published_at=moment)
    assert await database.read(lookup.get_article, opened.id) == opened
    moved = await edit(database, "nyhet", published_at="2026-12-08 09:00", change=None, note=None)
    [only] = await database.read(versions.versions, opened.id)
    assert (only.change, only.since) == (Change.PUBLICATION, moved.moments.published_at)


async def test_what_became_public_while_it_was_edited_needs_a_reason(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", LATER))
    before = text_of(opened)
    mine = revise(opened, before, replace(before, lead="Min."), ROOM, (), now=NOW)
    with pytest.raises(NewsroomError, match="is public"):
        await database.write(keep_revision, mine, now=LATER, by=BY)


async def test_a_drafts_edit_needs_no_reason_and_is_logged(database: Database) -> None:
    await keep(database, manuscript("Utkast", None))
    await edit(database, "utkast", slug="nytt", change=None, note=None)
    [record] = await database.read(log.records)
    assert (record.act, record.actor, record.name, record.note) == ("edit", BY, "nytt", "slug utkast → nytt")


async def test_nothing_changed_leaves_no_trace(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    assert await edit(database, "nyhet", change=None, note=None) == opened
    assert await database.read(log.records) == []


@pytest.mark.parametrize(
    ("published_at", "why"), [(None, "newsroom edit nyhet"), (NOW + timedelta(days=1), "not public")]
)
async def test_only_what_is_public_is_corrected(database: Database, published_at: datetime | None, why: str) -> None:
    await keep(database, manuscript("Nyhet", published_at))
    with pytest.raises(NewsroomError, match=why):
        await database.read(get_correctable, "nyhet", now=LATER)


async def test_somebody_whose_card_is_gone_since_is_told(database: Database) -> None:
    draft = await keep(database, manuscript("Utkast", None))
    card = await database.write(contacts.add_contact, ContactContent(name="Olle Fors"), now=NOW)
    before, people = text_of(draft), [await database.read(contacts.get_contact, card)]
    revision = revise(draft, before, replace(before, contacts=("olle-fors",)), ROOM, people, now=LATER)
    await database.write(contacts.remove_contact, card)
    with pytest.raises(NotFound, match="Olle Fors was removed meanwhile"):
        await database.write(keep_revision, revision, now=LATER, by="maja")
