from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from importers.draft import MemorySource
from newsroom import media
from newsroom.database import Database
from newsroom.desk.edit import keep_revision
from newsroom.desk.files import with_attachment, with_image, with_words, without_image
from newsroom.errors import NewsroomError, NotFound, Unreadable
from newsroom.model import Change, Image
from newsroom.store import files, log, lookup, versions
from tests.desk.workroom import LATER, NOW, keep
from tests.manuscripts import manuscript

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1e\0\0\0\x14\x08\2\0\0\0"
WHY: Any = {"by": "maja", "change": Change.UPDATE, "note": "Ny bild"}
SAID = Image(url="bild.png", alt="En bild", caption="Bildtext", credit="Foto: Maja", licence="CC BY 4.0")


async def test_a_picture_is_kept_as_it_is_and_is_public_with_its_article(database: Database, tmp_path: Path) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    revision = with_image(opened, MemorySource(PNG, "bild.png"), tmp_path, SAID)
    [image] = (await database.write(keep_revision, revision, now=LATER, **WHY)).images
    assert (image.digest, image.width, image.height, image.alt) == (sha256(PNG).hexdigest(), 30, 20, "En bild")
    assert media.path_of(tmp_path, sha256(PNG).hexdigest(), "image/png").read_bytes() == PNG
    assert await database.read(files.find_file_public, str(image.digest), now=LATER) == files.Shown(
        media_type="image/png", name="bild.png", about="nyhet"
    )


async def test_a_picture_added_to_a_public_article_is_a_version(database: Database, tmp_path: Path) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    await database.write(
        keep_revision, with_image(opened, MemorySource(PNG, "bild.png"), tmp_path, SAID), now=LATER, **WHY
    )
    _, second = await database.read(versions.versions, opened.id)
    assert (second.change, second.note) == ("update", "Ny bild")
    assert [one["caption"] for one in second.content["images"]] == ["Bildtext"]  # type: ignore[attr-defined]


async def test_a_second_picture_leaves_the_first_its_number(database: Database, tmp_path: Path) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    one = await database.write(
        keep_revision, with_image(opened, MemorySource(PNG, "a.png"), tmp_path, SAID), now=LATER, **WHY
    )
    more = with_image(one, MemorySource(PNG + b"2", "b.png"), tmp_path, Image(url="b.png"))
    two = await database.write(keep_revision, more, now=LATER, **WHY)
    assert (two.images[0], [image.url for image in two.images]) == (one.images[0], ["bild.png", "b.png"])


async def test_a_file_is_attached_under_its_name(database: Database, tmp_path: Path) -> None:
    opened = await keep(database, manuscript("Utkast", None))
    revision = with_attachment(opened, MemorySource(b"%PDF-1.7", "r.pdf"), tmp_path, "Rapport")
    [file] = (await database.write(keep_revision, revision, now=LATER, **WHY)).attachments
    assert (file.name, file.url, file.media_type, file.size) == ("Rapport", "r.pdf", "application/pdf", 8)


async def test_no_picture_and_the_same_picture_are_refused(database: Database, tmp_path: Path) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW))
    with pytest.raises(Unreadable, match="no picture"):
        with_image(opened, MemorySource(b"%PDF-1.7", "r.pdf"), tmp_path, SAID)
    await database.write(
        keep_revision, with_image(opened, MemorySource(PNG, "a.png"), tmp_path, SAID), now=LATER, **WHY
    )
    again = await database.read(lookup.get_article, opened.id)
    with pytest.raises(NewsroomError, match=r"a\.png already"):
        with_image(again, MemorySource(PNG, "a.png"), tmp_path, SAID)


def in_text(picture: Image) -> dict[str, Any]:
    html = f'<p>Före</p><figure><img src="/media/{picture.digest}.png" alt=""></figure><p>Efter</p>'
    return {"images": (picture,), "body_html": html, "body_text": "Före\n\nEfter"}


async def test_a_picture_gets_other_words_in_the_text_as_well(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW, **in_text(Image(url="mast.png", digest="a" * 64))))
    revision = with_words(opened, "MAST", {"alt": "En  mast", "credit": "Foto: Maja"})
    edited = await database.write(keep_revision, revision, now=LATER, **WHY)
    assert (edited.images[0].alt, edited.images[0].credit, edited.images[0].id) == (
        "En mast",
        "Foto: Maja",
        opened.images[0].id,
    )
    assert 'alt="En mast"' in edited.body_html
    again = with_words(edited, "1", {"credit": ""})
    assert (await database.write(keep_revision, again, now=LATER, **WHY)).images[0].credit is None


async def test_a_removed_picture_is_gone_from_the_text_and_from_media(database: Database) -> None:
    opened = await keep(database, manuscript("Nyhet", NOW, **in_text(Image(url="mast.png", digest="a" * 64))))
    edited = await database.write(keep_revision, without_image(opened, "1"), now=LATER, **WHY)
    assert (edited.images, edited.body_html) == ((), "<p>Före</p><p>Efter</p>")
    assert await database.read(files.find_file_public, "a" * 64, now=LATER) is None
    [record] = await database.read(log.records)
    assert (record.act, record.note) == ("image", "update: Ny bild; removed mast.png")


@pytest.mark.parametrize("which", ["0", "3", "bild", "ingen", ""])
async def test_a_picture_that_is_not_one_of_them_is_refused(database: Database, which: str) -> None:
    two = (Image(url="bild-a.png", digest="a" * 64), Image(url="bild-b.png", digest="b" * 64))
    opened = await keep(database, manuscript("Nyhet", NOW, images=two))
    with pytest.raises(NotFound, match="newsroom image list nyhet"):
        without_image(opened, which)
    assert [one.url for one in without_image(opened, "-b").manuscript.content.images] == ["bild-a.png"]
