"""What the room looks like from outside: its emblem, its manifest, its logo, its typeface."""

import json
import re
from dataclasses import replace
from io import BytesIO
from mimetypes import MimeTypes
from pathlib import Path

import pytest
from PIL import Image

from newsroom.errors import Invalid
from newsroom.room import Colours, Room
from newsroom.web.assets import SIDES, Assets, read_assets
from newsroom.web.emblem import emblem_png, emblem_svg, initials
from tests import pressroom
from tests.newsroom.test_media import png
from tests.pictures import drawn, exif, file_of
from tests.pressroom import Clock, room_of

STATIC = Path(__file__).parents[2] / "newsroom" / "static"


def assets_of(room: Room) -> Assets:
    return read_assets(STATIC, room)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Exempelkommunernas förbund", "EF"),
        ("Åre kommun", "ÅK"),
        ("Norrsjö", "N"),
        ("A-lehdet Oy", "AO"),
        ("7 systrar & Co", "SC"),
        ("123", ""),
        ("", ""),
    ],
)
def test_the_emblem_has_the_initials_of_the_first_two_words(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("name", ["Norrsjö Energi", "Åre Ö", "中文 Ж", "<b>&amp;"])
def test_the_emblem_is_the_same_bytes_in_the_rooms_own_colour(name: str) -> None:
    drawn = emblem_png(name, "#8f1d14", 192)
    picture = Image.open(BytesIO(drawn)).convert("RGB")
    assert (picture.size, picture.getpixel((0, 0))) == ((192, 192), (0x8F, 0x1D, 0x14))
    assert len(picture.getcolors(50_000) or ()) > 1 or "Ж" in name
    assert b'fill="#8f1d14"' in emblem_svg(name, "#8f1d14") and b"<b>" not in emblem_svg(name, "#8f1d14")
    emblem_png.cache_clear()
    assert emblem_png(name, "#8f1d14", 192) == drawn


def test_a_mark_tells_a_letter_from_another() -> None:
    assert len({emblem_png(name, "#0b5d6b", 192) for name in ("A", "Å", "Ä")}) == 3


def test_the_manifest_names_the_room_its_colours_and_icons_that_are_there() -> None:
    found = assets_of(replace(room_of(Path()), colours=Colours(accent="#8f1d14")))
    said = json.loads(found["room.webmanifest"].content)
    assert (said["name"], said["lang"], said["theme_color"]) == ("Norrsjö Energi", "sv", "#8f1d14")
    assert {icon["src"] for icon in said["icons"]} == {
        found["icon.svg"].path,
        *(found[f"icon-{side}.png"].path for side in SIDES),
    }
    assert found["room.webmanifest"].media_type == "application/manifest+json"


def test_a_room_without_a_name_keeps_the_emblem_of_the_program() -> None:
    found = assets_of(replace(room_of(Path()), name=""))
    assert found["icon.svg"].content == (STATIC / "icon.svg").read_bytes()
    assert not any(name.startswith("icon-") for name in found)


def test_the_typeface_is_the_one_that_was_chosen() -> None:
    chosen = b"--serif:var(--sans)"
    assert chosen not in assets_of(room_of(Path()))["newsroom.css"].content
    assert chosen in assets_of(replace(room_of(Path()), typeface="sans"))["newsroom.css"].content


async def test_a_logo_stands_for_the_name_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "Logo.PNG").write_bytes(png(300, 80))
    room = replace(await pressroom.build(tmp_path), logo=tmp_path / "Logo.PNG")
    async with pressroom.browsing(room, Clock()) as reader:
        page = (await reader.get("/news")).text
        shown = re.search(
            r'<img class="nameplate-logo" src="([^"]+)" alt="Norrsjö Energi" width="300" height="80">', page
        )
        assert shown and (await reader.get(shown[1])).content == png(300, 80)
        assert "nameplate-organisation" not in page


def test_a_logo_that_tells_where_it_was_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.jpg").write_bytes(file_of(drawn(), exif=exif(position=True)))
    with pytest.raises(Invalid, match="it tells where it was taken, so save it again"):
        assets_of(replace(room_of(tmp_path), logo=tmp_path / "logo.jpg"))


def test_a_logo_has_its_type_on_machines_without_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.web.assets.guess_type", MimeTypes().guess_type)
    (tmp_path / "logo.webp").write_bytes(file_of(drawn(), "WEBP"))
    assert assets_of(replace(room_of(tmp_path), logo=tmp_path / "logo.webp"))["logo.webp"].media_type == "image/webp"


async def test_every_page_names_icon_and_manifest_and_may_load_them(tmp_path: Path) -> None:
    room = await pressroom.build(tmp_path)
    async with pressroom.browsing(room, Clock()) as reader:
        answer = await reader.get("/")
        assert "manifest-src 'self'" in answer.headers["content-security-policy"]
        links = re.findall(r'<link rel="(?:icon|apple-touch-icon|manifest)"[^>]* href="([^"]+)">', answer.text)
        assert len(links) == 3
        assert [(await reader.get(link)).status_code for link in links] == [200, 200, 200]
