"""A room of an older program keeps photos that tell where they were taken: no byte of that is public, at any moment."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from newsroom import addresses
from newsroom.desk.founding import found_room
from newsroom.leakcheck.asking import Answer, Request, door_to_app
from newsroom.leakcheck.crawl import links
from newsroom.media import path_of
from newsroom.media.positions import tells_position
from newsroom.migrations import migrate
from newsroom.settings import newsroom_toml, read_settings
from tests.cli.conftest import NOW, giving
from tests.older import migrate_only
from tests.pictures import POSITION, drawn, exif, file_of

PLACED = exif(artist="Maja", position=True)
PHOTOS = {
    "exif.jpg": ("image/jpeg", file_of(drawn(620, 400), exif=PLACED)),
    "xmp.jpg": ("image/jpeg", file_of(drawn(630, 400), xmp=POSITION)),
    "exif.png": ("image/png", file_of(drawn(640, 400), "PNG", exif=PLACED)),
    "exif.webp": ("image/webp", file_of(drawn(650, 400), "WEBP", exif=PLACED)),
    "broken.jpg": ("image/jpeg", file_of(drawn(660, 400), exif=PLACED)[:900]),
    "plain.jpg": ("image/jpeg", file_of(drawn(670, 400))),
    "logo.png": ("image/png", file_of(drawn(600, 400), "PNG", exif=PLACED)),
    "maja.jpg": ("image/jpeg", file_of(drawn(610, 400), exif=PLACED)),
}
SHOWN = tuple(PHOTOS)[:6]
AT = "2026-03-01T12:00:00Z"
ARTICLE = (
    "id, uid, kind, slug, headline, language, body_html, body_text, embargoed, published_at, created_at, changed_at"
)
WRITTEN = "written_at, updated_at"
CARD = "id, uid, slug, name, emails, phones, responsibilities, languages, press_contact, from_article, changed_at"
KIT = "id, uid, slug, kind, name, url, language, digest, media_type, size, changed_at, published_at"
OTHER_LISTS = re.compile(r"/(archive|search|blog|press-releases|topics|events|static|corrections|suggest|sitemap)")
MEDIA = re.compile(r"/media/[0-9a-f]{64}[-.][\w.]+")


def digest(name: str) -> str:
    return sha256(PHOTOS[name][1]).hexdigest()


def path(name: str) -> str:
    return addresses.media(digest(name), PHOTOS[name][0])


def insert(connection: sqlite3.Connection, table: str, names: str, *values: Any) -> None:
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608


def fill(connection: sqlite3.Connection, step: int) -> None:
    """Write what a room of that step held: an article with photos, one in its text; later a logo and a portrait."""
    body = f'<p>Text. <a href="{path("broken.jpg")}"><img src="{path("broken.jpg")}" alt="Trasig"></a></p>'
    body += f'<p><img src="{path("exif.png")}" alt="Bron"></p>'
    said = (1, "u1", "news", "nyhet", "Nyhet", "sv", body, "Text.", 0, AT, AT, AT)
    insert(connection, "article", ARTICLE, *said)
    connection.execute(f"UPDATE article SET written_at = '{AT}'") if step > 1 else None  # noqa: S608
    for key, name in enumerate((*SHOWN, "maja.jpg"), 1):
        kept = (key, digest(name), f"https://ort.example/{name}", PHOTOS[name][0], 600, 400, len(PHOTOS[name][1]))
        insert(connection, "image", "id, digest, url, media_type, width, height, size", *kept)
        if name in SHOWN:
            insert(connection, "article_image", "article_id, image_id, position", 1, key, key)
    if step > 2:
        logo = (1, "k1", "logo", "logo", "Logotyp", "logo.png", "sv", digest("logo.png"), "image/png", 1, AT, AT)
        insert(connection, "kit", KIT, *logo)
        insert(connection, "contact", f"{CARD}, image_id", 1, "c1", "maja", "Maja", *["[]"] * 4, 1, 0, AT, 7)
        # One that the program of then could not develop.
        insert(connection, "original", "digest, said", digest("exif.jpg"), json.dumps({}))


@pytest.fixture(params=[2, 3])
def old_room(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a room as the program left it after the second or third step."""
    folder = tmp_path / "room"
    found_room(folder, newsroom_toml({"name": "Hamnstad", "languages": ["sv"]}))
    for file in folder.glob("newsroom.db*"):
        file.unlink()
    migrate_only(folder / "newsroom.db", request.param, monkeypatch)
    with sqlite3.connect(folder / "newsroom.db") as connection:
        fill(connection, request.param)
    connection.close()
    for name, (media_type, content) in PHOTOS.items():
        place = path_of(folder / "media", digest(name), media_type)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


async def ask_everything(folder: Path) -> dict[str, Answer]:
    """Ask for everything that links lead to, and for every original by its address."""
    settings = read_settings(folder, {})
    found: dict[str, Answer] = {}
    async with door_to_app(settings, lambda: NOW) as door:
        waiting = ["/", "/feeds", "/images", "/images.json", "/files", "/files.json", "/files.zip", "/contacts.vcf"]
        waiting += map(path, PHOTOS)
        while waiting:
            asked = Request(waiting.pop())
            if asked.path not in found and not OTHER_LISTS.match(asked.path):
                answer = found[asked.path] = await door.ask(asked)
                waiting += [*links(asked, answer, door.base), *MEDIA.findall(answer.text)]
    return found


def everything(folder: Path) -> dict[str, Answer]:
    return asyncio.run(ask_everything(folder))


def broken(found: dict[str, Answer]) -> Iterator[str]:
    """Yield every file that some answer names and that is not there."""
    for address, answer in found.items():
        yield from (f"{one} in {address}" for one in MEDIA.findall(answer.text) if found[one].status != 200)


def telling(found: dict[str, Answer]) -> list[str]:
    """Give the addresses whose bytes say where something was taken; a ZIP packs nothing."""
    return [address for address, answer in found.items() if tells_position(answer.body)]


def test_before_anything_was_read_no_original_is_public_and_no_picture_is_broken(old_room: Path) -> None:
    migrate(old_room / "newsroom.db")
    found = everything(old_room)
    assert (telling(found), list(broken(found))) == ([], [])
    assert [found[path(name)].status for name in PHOTOS] == [404] * len(PHOTOS)
    assert "Nyhet" in found["/news/nyhet"].text


def test_a_migration_reads_every_picture_and_shows_it_without_its_place(old_room: Path) -> None:
    answer = giving(old_room)("migrate")
    assert (answer.exit_code, "broken.jpg is kept and not shown" in answer.stderr) == (0, True)
    found = everything(old_room)
    assert (telling(found), list(broken(found))) == ([], [])
    for name in ("exif.jpg", "xmp.jpg", "exif.png", "exif.webp"):
        with Image.open(BytesIO(found[path(name)].body)) as shown, Image.open(BytesIO(PHOTOS[name][1])) as came:
            assert shown.tobytes() == came.tobytes()
    assert (found[path("plain.jpg")].body, found[path("broken.jpg")].status) == (PHOTOS["plain.jpg"][1], 404)
    assert giving(old_room)("migrate").stdout == ""
