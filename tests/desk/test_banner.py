from datetime import timedelta

import pytest

from newsroom.database import Database
from newsroom.desk.banner import put_up, take_down
from newsroom.desk.forget import erase_person
from newsroom.errors import Invalid, NewsroomError, NotFound
from newsroom.store import log
from newsroom.store.banners import Banner, banners_public
from tests.desk.workroom import BY, LATER, NOW, ROOM


async def test_a_banner_stands_in_each_language_and_another_text_takes_its_place(database: Database) -> None:
    for text, language in (("Koka vattnet.", "sv"), ("Keittäkää vesi.", "fi"), (" Koka\n allt vatten. ", "SV-fi")):
        await database.write(put_up, text, language, None, ROOM, now=NOW, by=BY)
    assert await database.read(banners_public, now=LATER) == (
        Banner(language="fi", text="Keittäkää vesi."),
        Banner(language="sv", text="Koka allt vatten."),
    )


async def test_a_banner_goes_away_by_itself_to_the_second(database: Database) -> None:
    await database.write(put_up, "Koka vattnet.", "sv", LATER, ROOM, now=NOW, by=BY)
    assert await database.read(banners_public, now=LATER - timedelta(seconds=1))
    assert await database.read(banners_public, now=LATER) == ()
    with pytest.raises(NotFound, match="No banner stands"):
        await database.write(take_down, None, now=LATER, by=BY)


async def test_it_is_taken_away_in_one_language_or_in_all_and_each_act_is_logged(database: Database) -> None:
    await database.write(put_up, "Koka vattnet.", "sv", None, ROOM, now=NOW, by=BY)
    await database.write(put_up, "Keittäkää vesi.", "fi", LATER, ROOM, now=NOW, by=BY)
    await database.write(take_down, "fi", now=NOW, by="olle")
    assert [one.language for one in await database.read(banners_public, now=NOW)] == ["sv"]
    await database.write(take_down, None, now=NOW, by="olle")
    told = [(one.actor, one.act, one.name, one.note) for one in await database.read(log.records)]
    assert told == [
        ("olle", "banner off", "sv", "Koka vattnet."),
        ("olle", "banner off", "fi", "Keittäkää vesi."),
        (BY, "banner", "fi", "Keittäkää vesi. (until 2026-03-02T13:00:00Z)"),
        (BY, "banner", "sv", "Koka vattnet."),
    ]


async def test_what_makes_no_sense_is_refused_and_changes_nothing(database: Database) -> None:
    for text in (" ", "a" * 501):
        with pytest.raises(Invalid, match="at most 500"):
            await database.write(put_up, text, "sv", None, ROOM, now=NOW, by=BY)
    with pytest.raises(NewsroomError, match="is not ahead"):
        await database.write(put_up, "Koka vattnet.", "sv", NOW, ROOM, now=NOW, by=BY)
    assert await database.read(banners_public, now=NOW) == ()
    assert await database.read(log.records) == []


async def test_who_is_erased_is_named_by_no_banner(database: Database) -> None:
    await database.write(put_up, "Ring Stina Qvarnström.", "sv", None, ROOM, now=NOW, by=BY)
    await database.write(erase_person, "Stina Qvarnström", now=NOW, by=BY)
    [left] = await database.read(banners_public, now=NOW)
    assert left.text == "Ring [namnet borttaget]."
