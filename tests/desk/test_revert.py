"""The way back: an earlier version becomes the new one, and what was between stays in the history."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from importers.draft import MemorySource
from newsroom.database import Database
from newsroom.desk.compare import compare
from newsroom.desk.edit import keep_revision
from newsroom.desk.files import with_image, without_image
from newsroom.desk.revert import prepare_revert, revert
from newsroom.errors import NewsroomError, NotFound
from newsroom.model import Change, ContactContent, Image
from newsroom.store import log, lookup, versions
from tests.desk.test_files import PNG
from tests.desk.workroom import BY, LATER, NOW, ROOM, edit, keep
from tests.manuscripts import manuscript

WHY: Any = {"by": BY, "change": Change.CORRECTION, "note": "Den förra texten var rätt."}


async def test_words_and_tags_come_back_and_the_address_stays(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW, lead="Ingress.", tags=("Vind",)))
    await edit(database, "nyhet", headline="Annan", lead="", tags="El", body="Annat.", kind="blog_post", slug="annan")
    back = await database.write(revert, "annan", 1, ROOM, now=LATER, **WHY)
    assert (back.headline, back.lead, back.body_html, back.body_text) == (
        *("Nyhet", "Ingress.", opened.body_html, opened.body_text),
    )
    assert ([tag.name for tag in back.tags], back.kind, back.slug) == (["Vind"], "blog_post", "annan")
    third = (await database.read(versions.versions, opened.id))[2]
    assert (third.number, third.change, third.note) == (3, "correction", "Den förra texten var rätt.")
    assert (await database.read(log.records))[0].note == "correction: Den förra texten var rätt.; to version 1"


async def test_who_could_be_asked_then_does_not_come_back(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW, contacts=(ContactContent(name="Maja Sjö"),)))
    await edit(database, "nyhet", contacts="", lead="Ny.")
    assert (await database.write(revert, "nyhet", 1, ROOM, now=LATER, **WHY)).contacts == ()
    assert opened.contacts


async def test_a_removed_picture_comes_back_while_its_original_is_kept(database: Database, tmp_path: Path) -> None:
    room = replace(ROOM, folder=tmp_path)
    opened = await keep(database, manuscript("Nyhet", NOW))
    added = with_image(opened, MemorySource(PNG, "mast.png"), room.media, Image(url="mast.png", caption="Masten"))
    one = await database.write(keep_revision, added, now=LATER, **WHY)
    await database.write(keep_revision, without_image(one, "1"), now=LATER, **WHY)
    # Another article gets the number that is free now.
    await keep(database, manuscript("Annan", NOW, images=(Image(url="x.png", digest="b" * 64),)))
    revision = await database.read(prepare_revert, "nyhet", 2, room, now=LATER)
    assert revision.notes == ("mast.png, which had been taken out, is shown again.",)
    back = await database.write(revert, "nyhet", 2, room, now=LATER, **WHY)
    assert [(image.digest, image.caption) for image in back.images] == [(one.images[0].digest, "Masten")]


async def test_a_picture_whose_original_is_gone_is_left_out_and_told(database: Database, tmp_path: Path) -> None:
    lost, linked = Image(url="borta.png", digest="c" * 64), Image(url="https://a.example/b.png")
    body_html = f'<p>Text</p><p><img src="/media/{"c" * 64}.png" alt=""></p>'
    await keep(database, manuscript("Nyhet", NOW, images=(lost, linked), body_html=body_html))
    await edit(database, "nyhet", lead="Ny.")
    revision = await database.read(prepare_revert, "nyhet", 1, replace(ROOM, folder=tmp_path), now=LATER)
    assert [one.url for one in revision.manuscript.content.images] == ["https://a.example/b.png"]
    assert revision.manuscript.content.body_html == "<p>Text</p>"
    assert revision.notes == ("borta.png is kept here no more, and was left out.",)


@pytest.mark.parametrize(("number", "why"), [(0, "no version 0"), (7, "newest is 2"), (2, "says now")])
async def test_a_version_that_is_not_there_or_is_the_newest_is_refused(
    database: Database, number: int, why: str
) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    before = await edit(database, "nyhet", lead="Ny.")
    with pytest.raises(NewsroomError, match=why):
        await database.write(revert, "nyhet", number, ROOM, now=LATER, **WHY)
    assert await database.read(lookup.get_by_name, "nyhet") == before


async def test_a_version_that_says_the_same_as_now_is_refused(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    await edit(database, "nyhet", lead="Ny.")
    await database.write(revert, "nyhet", 1, ROOM, now=LATER, **WHY)
    with pytest.raises(NewsroomError, match="says what version 1 said already"):
        await database.write(revert, "nyhet", 1, ROOM, now=LATER, **WHY)


@pytest.mark.parametrize(
    ("published_at", "withdrawn_at", "why"),
    [(None, None, "not public"), (NOW + timedelta(days=1), None, "not public"), (NOW, NOW, "was withdrawn")],
)
async def test_what_is_not_public_has_no_way_back(
    database: Database, published_at: datetime | None, withdrawn_at: datetime | None, why: str
) -> None:
    await keep(database, manuscript("Nyhet", published_at, withdrawn_at=withdrawn_at))
    with pytest.raises(NewsroomError, match=why):
        await database.write(revert, "nyhet", 1, ROOM, now=LATER, **WHY)


async def test_the_newest_is_compared_with_the_one_before_or_with_any(database: Database) -> None:
    await keep(database, manuscript("Nyhet", NOW))
    with pytest.raises(NewsroomError, match="one version"):
        await database.read(compare, "nyhet", now=LATER)
    await edit(database, "nyhet", lead="Ny.")
    await edit(database, "nyhet", headline="Annan", lead="")
    for numbers, changed in (((), ["headline", "lead"]), ((1,), ["headline"]), ((1, 2), ["lead"]), ((2, 2), [])):
        found = await database.read(compare, "nyhet", *numbers, now=LATER)
        assert [one.field for one in found.changes] == changed
    with pytest.raises(NotFound, match="no version 4"):
        await database.read(compare, "nyhet", 1, 4, now=LATER)


@pytest.mark.parametrize("published_at", [None, LATER + timedelta(days=1)])
async def test_what_has_not_been_public_has_nothing_to_compare(
    database: Database, published_at: datetime | None
) -> None:
    await keep(database, manuscript("Utkast", published_at))
    with pytest.raises(NewsroomError, match="has not been public: its versions begin with its publication"):
        await database.read(compare, "utkast", now=LATER)
