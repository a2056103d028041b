"""The program's static files and the room's, read or made once, each under an address that changes with its content."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from types import MappingProxyType

import imagesize

from newsroom.errors import Invalid
from newsroom.media.positions import tells_position
from newsroom.room import Room
from newsroom.web.emblem import emblem_png, emblem_svg, initials
from newsroom.web.share import share_picture

PAPER = "#fdfcfa"
"""The light ground of the style sheet."""
TOUCH_ICON = "icon-180.png"
SIDES = (180, 192, 512)
"""Of the emblem as phones take it: Apple's, and those that a manifest needs."""

# What a browser does not need of a style sheet, noughts before a point too; blanks around + and - in calc() stay, and
# those that part selectors.
_LOOSE = re.compile(rb'("[^"]*")|/\*.*?\*/\s*|;?\s*(})\s*|\s*([{;,>])\s*|(?<=:)\s+|(?<=\s)\s+|\b0(?=\.\d)', re.DOTALL)
_REMARK = re.compile(rb"^\s*(?://.*\n)?|^\n", re.MULTILINE)
# Python's own table lacks it, and not every machine has one.
_UNLISTED = {"webp": "image/webp"}
_HASHED = re.compile(r"(?P<stem>.+)\.[0-9a-f]{12}(?P<suffix>\.[a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: its bytes, their type, and the path with their digest that pages link to."""

    content: bytes
    media_type: str
    path: str


Assets = Mapping[str, Asset]


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that stands for the room's name, with its size; nought where nobody can tell."""

    path: str
    width: int
    height: int


def read_assets(folder: Path, room: Room) -> Assets:
    """Read every file of the folder by its name, and make those that the room's settings decide on."""
    found = {path.name: _asset(path.name, _read(path)) for path in sorted(folder.iterdir())}
    accent = room.colours.accent
    made = {"share.png": share_picture(accent)}
    if initials(room.name):
        made["icon.svg"] = emblem_svg(room.name, accent)
        made |= {f"icon-{side}.png": emblem_png(room.name, accent, side) for side in SIDES}
    if room.logo:
        made[_logo_name(room.logo)] = _read_logo(room.logo)
    # One request less, and the room's own colours come after those of the sheet.
    made["newsroom.css"] = found["newsroom.css"].content + b"\n" + _style_sheet(room).encode()
    found |= {name: _asset(name, content) for name, content in made.items()}
    found["room.webmanifest"] = _asset("room.webmanifest", _manifest(room, found).encode())
    return MappingProxyType(found)


def find_logo(assets: Assets, room: Room) -> Logo | None:
    """Give the room's logo where it has one."""
    if room.logo is None:
        return None
    asset = assets[_logo_name(room.logo)]
    width, height = map(round, imagesize.get(BytesIO(asset.content)))
    return Logo(asset.path, max(width, 0), max(height, 0))


def _read_logo(logo: Path) -> bytes:
    content = logo.read_bytes()
    if tells_position(content):
        raise Invalid("logo", logo.name, "it tells where it was taken, so save it again without its metadata")
    return content


def _logo_name(logo: Path) -> str:
    return f"logo{logo.suffix.lower()}"


def find_asset(assets: Assets, name: str) -> Asset | None:
    """Find a file by its own name, or by the one with a digest, whichever version that is of."""
    hashed = _HASHED.fullmatch(name)
    return assets.get(hashed["stem"] + hashed["suffix"] if hashed else name)


def _read(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix == ".js":
        return _REMARK.sub(b"", content)
    return _LOOSE.sub(rb"\1\2\3", content).strip() if path.suffix == ".css" else content


def _asset(name: str, content: bytes) -> Asset:
    version = blake2b(content, digest_size=6).hexdigest()
    stem, _, suffix = name.rpartition(".")
    media_type = _UNLISTED.get(suffix) or guess_type(name)[0] or "application/octet-stream"
    return Asset(content, media_type, f"/static/{stem}.{version}.{suffix}")


def _style_sheet(room: Room) -> str:
    typeface = "" if room.typeface == "serif" else ";--serif:var(--sans)"
    return f":root{{--accent:{room.colours.accent};--accent-dark:{room.colours.accent_dark}{typeface}}}\n"


def _manifest(room: Room, found: Assets) -> str:
    """Write the room's web application manifest (W3C)."""
    drawn = {"icon.svg": "any", **{f"icon-{side}.png": f"{side}x{side}" for side in SIDES}}
    icons = [
        {"src": found[name].path, "type": found[name].media_type, "sizes": sizes}
        for name, sizes in drawn.items()
        if name in found
    ]
    said = {"name": room.name, "lang": room.language, "start_url": "/", "display": "browser"}
    colours = {"theme_color": room.colours.accent, "background_color": PAPER}
    return json.dumps({**said, **colours, "icons": icons}, ensure_ascii=False)
