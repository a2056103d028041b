"""The program's own static files, read once, each under an address that changes with its content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from mimetypes import guess_type
from pathlib import Path
from types import MappingProxyType

from newsroom.room import Colours
from newsroom.web.share import share_picture

_HASHED = re.compile(r"(?P<stem>.+)\.[0-9a-f]{12}(?P<suffix>\.[a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: its bytes, their type, and the path with their digest that pages link to."""

    content: bytes
    media_type: str
    path: str


Assets = Mapping[str, Asset]


def read_assets(folder: Path, colours: Colours) -> Assets:
    """Read every file of the folder by its name, and make those that the room's colours decide on."""
    found = {path.name: _asset(path.name, path.read_bytes()) for path in sorted(folder.iterdir())}
    found["colours.css"] = _asset("colours.css", _style_sheet(colours).encode())
    found["share.png"] = _asset("share.png", share_picture(colours.accent))
    return MappingProxyType(found)


def find_asset(assets: Assets, name: str) -> Asset | None:
    """Find a file by its own name, or by the one with a digest, whichever version that is of."""
    hashed = _HASHED.fullmatch(name)
    return assets.get(hashed["stem"] + hashed["suffix"] if hashed else name)


def _asset(name: str, content: bytes) -> Asset:
    version = blake2b(content, digest_size=6).hexdigest()
    stem, _, suffix = name.rpartition(".")
    return Asset(content, guess_type(name)[0] or "application/octet-stream", f"/static/{stem}.{version}.{suffix}")


def _style_sheet(colours: Colours) -> str:
    return f":root{{--accent:{colours.accent};--accent-dark:{colours.accent_dark}}}\n"
