"""What editors type stands on a line for readers, and what nobody would see is as if nothing had been typed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from importers.draft import MemorySource
from newsroom.database import Database
from newsroom.desk import kit, photo
from newsroom.desk.banner import put_up
from newsroom.desk.cards import add_card
from newsroom.desk.files import with_attachment, with_image, with_words
from newsroom.desk.occasions import add_occasion
from newsroom.desk.withdraw import withdraw
from newsroom.errors import NewsroomError
from newsroom.kit import KitContent, KitKind
from newsroom.model import Image
from newsroom.store import versions
from tests.desk.workroom import BY, LATER, NOW, ROOM, edit, keep
from tests.manuscripts import manuscript

TURNING, UNSEEN = "Q7\u202ex\x07", "\u200b\u200d"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1e\0\0\0\x14\x08\2\0\0\0"
Kept = str | None | tuple[str | None, ...]


async def banner(database: Database, folder: Path, text: str) -> Kept:
    return (await database.write(put_up, text, "sv", None, ROOM, now=NOW, by=BY)).text


async def withdrawal(database: Database, folder: Path, text: str) -> Kept:
    await keep(database, manuscript("Bro", NOW))
    return (await database.write(withdraw, "bro", text, now=LATER, by=BY)).withdrawn_reason


async def change(database: Database, folder: Path, text: str) -> Kept:
    article = await keep(database, manuscript("Bro", NOW))
    await edit(database, "bro", note=text, lead="Ny.")
    return (await database.read(versions.versions, article.id))[-1].note


def words_of(one: Any) -> Kept:
    return (one.caption, one.alt, one.credit, one.licence)


def words(text: str) -> dict[str, Any]:
    return dict.fromkeys(("caption", "alt", "credit", "licence"), text)


async def picture(database: Database, folder: Path, text: str) -> Kept:
    opened = await keep(database, manuscript("Bro", NOW))
    made = with_image(opened, MemorySource(PNG, "b.png"), folder, Image(url="b.png", **words(text)))
    return words_of(made.manuscript.content.images[0])


async def other_words(database: Database, folder: Path, text: str) -> Kept:
    opened = await keep(database, manuscript("Bro", NOW, images=(Image(url="b.png", **words("Var")),)))
    return words_of(with_words(opened, "1", words(text)).manuscript.content.images[0])


async def portrait(database: Database, folder: Path, text: str) -> Kept:
    room = replace(ROOM, folder=folder)
    return words_of(photo.keep_photo(MemorySource(PNG, "e.png"), room, Image(url="e.png", **words(text)))[0])


async def described(database: Database, folder: Path, text: str) -> Kept:
    await database.write(add_card, {"name": "Eva Ek"}, ROOM, now=NOW, by=BY)
    await database.write(photo.set_photo, "eva-ek", Image(url="e.png", **words("Var")), now=NOW, by=BY)
    return words_of((await database.write(photo.describe_photo, "eva-ek", words(text), now=NOW, by=BY)).image)


async def added(database: Database, folder: Path, text: str) -> Kept:
    said = KitContent(kind=KitKind.DOCUMENT, name="Fakta", url="f.pdf", language="sv", **words(text))
    return words_of(await database.write(kit.add, said, now=NOW, by=BY))


async def edited(database: Database, folder: Path, text: str) -> Kept:
    await added(database, folder, "Var")
    return words_of(await database.write(kit.edit, "fakta", words(text), shown=None, now=NOW, by=BY))


async def added_as(database: Database, folder: Path, text: str) -> Kept:
    said = KitContent(kind=KitKind.DOCUMENT, name=text, url="f.pdf", language="sv")
    return (await database.write(kit.add, said, now=NOW, by=BY)).name


async def renamed(database: Database, folder: Path, text: str) -> Kept:
    await added_as(database, folder, "Fakta")
    return (await database.write(kit.edit, "fakta", {"name": text}, shown=None, now=NOW, by=BY)).name


async def attached(database: Database, folder: Path, text: str) -> Kept:
    opened = await keep(database, manuscript("Bro", NOW))
    made = with_attachment(opened, MemorySource(b"%PDF-1.7", "r.pdf"), folder, text)
    return made.manuscript.content.attachments[0].name


async def accredited(database: Database, folder: Path, text: str) -> Kept:
    fields = {"headline": "Invigning", "starts_at": NOW, "accreditation": text}
    return (await database.write(add_occasion, fields, ROOM, now=NOW, by=BY)).accreditation


Act = Callable[[Database, Path, str], Awaitable[Kept]]
OF_PICTURES: list[Act] = [picture, other_words, portrait, described, added, edited]
NEEDED: list[Act] = [banner, withdrawal, change, added_as, renamed]


@pytest.mark.parametrize("act", [*NEEDED, attached, accredited])
async def test_what_is_typed_is_kept_without_what_breaks_or_turns_a_line(
    database: Database, tmp_path: Path, act: Act
) -> None:
    assert await act(database, tmp_path, TURNING) == "Q7x"


@pytest.mark.parametrize("act", OF_PICTURES)
async def test_what_is_typed_of_a_picture_is_kept_so_too(database: Database, tmp_path: Path, act: Act) -> None:
    assert await act(database, tmp_path, TURNING) == ("Q7x",) * 4


@pytest.mark.parametrize("act", NEEDED)
async def test_what_nobody_would_see_is_refused_where_something_is_needed(
    database: Database, tmp_path: Path, act: Act
) -> None:
    with pytest.raises(NewsroomError):
        await act(database, tmp_path, UNSEEN)


@pytest.mark.parametrize("act", OF_PICTURES)
async def test_what_nobody_would_see_says_nothing_of_a_picture(database: Database, tmp_path: Path, act: Act) -> None:
    assert await act(database, tmp_path, UNSEEN) == (None,) * 4


async def test_what_nobody_would_see_is_no_name_and_no_accreditation(database: Database, tmp_path: Path) -> None:
    assert await attached(database, tmp_path, UNSEEN) == "r.pdf"
    assert await accredited(database, tmp_path, UNSEEN) is None


async def test_an_empty_alt_says_that_there_is_nothing_to_tell(database: Database, tmp_path: Path) -> None:
    assert await added(database, tmp_path, "") == (None, "", None, None)
