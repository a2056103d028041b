"""A press kit that is filled, as readers see it and take it with them, and portraits in contact cards."""

from base64 import b64decode
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest_asyncio
from PIL import Image as Pillow

from newsroom.database import open_database
from newsroom.desk import kit
from newsroom.desk.cards import add_card
from newsroom.desk.photo import keep_photo, set_photo
from newsroom.fetch import FileSource
from newsroom.kit import KitContent, KitKind
from newsroom.migrations import migrate
from newsroom.model import Image
from newsroom.room import Room
from tests.pictures import drawn, exif, file_of
from tests.pressroom import NOW, Clock, browsing, room_of

LOGO, FACTS = file_of(drawn(300, 120), "PNG"), b"%PDF-1.7 facts"
FACE = file_of(drawn(600, 600), exif=exif(position=True))


def source(folder: Path, name: str, content: bytes) -> FileSource:
    (folder / name).write_bytes(content)
    return FileSource(folder / name, folder, name)


async def fill(room: Room, folder: Path) -> None:
    database, by = open_database(room.database), "maja"
    logo = KitContent(kind=KitKind.LOGO, name="Vår logga", url="logo.png", language="sv", alt="En båt.", credit="Ida Ö")
    facts = KitContent(kind=KitKind.DOCUMENT, name="Faktablad", url="fakta.pdf", language="sv", licence="CC0")
    video = KitContent(kind=KitKind.VIDEO, name="Kranen", url="https://video.example/7", language="sv")
    for said, content in ((logo, LOGO), (facts, FACTS)):
        kept, _ = kit.with_file(room.media, source(folder, said.url, content), said)
        await database.write(kit.add, kept, now=NOW, by=by)
    await database.write(kit.add, video, now=NOW, by=by)
    card: dict[str, object] = {"name": "Eva Ek", "emails": ("eva@ort.example",), "press_contact": True}
    await database.write(add_card, card, room, now=NOW, by=by)
    face = Image(url="eva.jpg", alt="Eva Ek vid kajen.", credit="Foto: Ida Ö", licence="CC BY 4.0")
    photo, _ = keep_photo(source(folder, "eva.jpg", FACE), room, face)
    await database.write(set_photo, "eva-ek", photo, now=NOW, by=by)
    await database.close()


@pytest_asyncio.fixture
async def reader(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Give a reader of a room with a press kit and a portrait."""
    room = room_of(tmp_path)
    migrate(room.database)
    (tmp_path / "came").mkdir()
    await fill(room, tmp_path / "came")
    async with browsing(room, Clock()) as reader:
        yield reader


async def test_the_press_kit_comes_in_one_file_with_the_terms_of_each(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/files.zip")
    assert answer.headers["content-length"] == str(len(answer.content))
    with ZipFile(BytesIO(answer.content)) as archive:
        names = ["logos/var-logga.png", "documents/faktablad.pdf", "portraits/eva-ek.jpg", "licences.txt"]
        assert archive.namelist() == names
        assert (archive.read(names[0]), archive.read(names[1])) == (LOGO, FACTS)
        assert archive.read("licences.txt").decode().split("\n\n") == [
            "Vår logga\nBildbyline: Ida Ö",
            "Faktablad\nLicens: CC0",
            "Kranen",
            "Eva Ek\nBildbyline: Foto: Ida Ö\nLicens: CC BY 4.0\n",
        ]
        assert not Pillow.open(BytesIO(archive.read("portraits/eva-ek.jpg"))).getexif().get_ifd(0x8825)


async def test_the_press_kit_is_asked_for_again_and_has_not_changed(reader: httpx.AsyncClient) -> None:
    tag = (await reader.get("/files.zip")).headers["etag"]
    assert (await reader.get("/files.zip", headers={"If-None-Match": tag})).status_code == 304


async def test_the_press_kit_shows_its_kinds_with_type_size_and_terms(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/files")).text
    for said in ("Vår logga", "300 × 120", "Faktablad", "PDF", "CC0", "Kranen", "video.example", "Eva Ek"):
        assert said in page, said
    assert 'href="/files.zip"' in page


async def test_a_card_has_its_portrait_in_it(reader: httpx.AsyncClient) -> None:
    card = (await reader.get("/contacts/eva-ek.vcf")).text.replace("\r\n ", "")
    [photo] = [line for line in card.splitlines() if line.startswith("PHOTO")]
    kind, _, content = photo.removeprefix("PHOTO:data:").partition(";base64,")
    picture = Pillow.open(BytesIO(b64decode(content)))
    assert (kind, picture.format, picture.size) == ("image/jpeg", "JPEG", (480, 480))
    assert not picture.getexif().get_ifd(0x8825)
