"""Room: what an organisation has said about its press room, as one frozen value.

A room is a folder with `newsroom.toml`, `newsroom.db` and `media/`; this is the first of them, read.
"""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The press desk's own card: the phone for office hours and the number for other times."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    hours: str | None = None
    on_call: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The accent colour on light and on dark ground, as CSS colours of six hexadecimal digits."""

    accent: str = "#0b5d6b"
    accent_dark: str = "#7cc7d3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room's facts; `folder` is where it lies, `base_address` has no slash at its end."""

    folder: Path
    name: str
    languages: tuple[str, ...] = ("en",)
    zone: ZoneInfo = ZoneInfo("UTC")
    country: str = "SE"
    base_address: str = "http://127.0.0.1:8000"
    boilerplate: str | None = None
    address: tuple[str, ...] = ()
    desk: Desk = Desk()
    colours: Colours = Colours()
    sample: bool = False

    @property
    def language(self) -> str:
        """Give the room's first language."""
        return self.languages[0]

    @property
    def database(self) -> Path:
        """Give the path of its SQLite file."""
        return self.folder / "newsroom.db"

    @property
    def media(self) -> Path:
        """Give the folder of its originals."""
        return self.folder / "media"
