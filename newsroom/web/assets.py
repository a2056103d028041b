"""The program's own static files, read once, each under an address that changes with its content."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from mimetypes import guess_type
from pathlib import Path
from types import MappingProxyType

from newsroom.room import Colours


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: its bytes, their type, and the path with their digest that pages link to."""

    content: bytes
    media_type: str
    path: str


Assets = Mapping[str, Asset]


def read_assets(folder: Path, colours: Colours) -> Assets:
    """Read every file of the folder by its name, and write the room's colours as the style sheet that they are."""
    found = {path.name: _asset(f"/static/{path.name}", path.read_bytes()) for path in sorted(folder.iterdir())}
    found["colours.css"] = _asset("/static/colours.css", _style_sheet(colours).encode())
    return MappingProxyType(found)


def _asset(path: str, content: bytes) -> Asset:
    version = blake2b(content, digest_size=6).hexdigest()
    return Asset(content, guess_type(path)[0] or "application/octet-stream", f"{path}?v={version}")


def _style_sheet(colours: Colours) -> str:
    return f":root{{--accent:{colours.accent};--accent-dark:{colours.accent_dark}}}\n"
