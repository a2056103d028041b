from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from importers.draft import MemorySource
from newsroom import media
from newsroom.database import Database
from newsroom.desk.edit import keep_revision
from newsroom.desk.files import with_attachment, with_image
from newsroom.errors import NewsroomError, Unreadable
from newsroom.model import Change, Image
from newsroom.store import files, lookup, versions
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
    assert await database.read(files.find_file_public, str(image.digest), now=LATER) == ("image/png", "bild.png")


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
