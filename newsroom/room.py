"""Room: what an organisation has said about its press room, as one frozen value.

A room is a folder with `newsroom.toml`, `newsroom.db` and `media/`; this is the first of them, read.
"""

from dataclasses import dataclass
from datetime import date, datetime
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
class Accessibility:
    """What was found out of the room's accessibility: `status` is full, partial or none; None was not assessed."""

    status: str | None = None
    exceptions: tuple[str, ...] = ()
    email: str | None = None
    assessed_on: date | None = None
    assessed_by: str | None = None
    authority: str | None = None
    authority_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """Who answers for personal data, who runs the server, and for how many days that keeps its log."""

    email: str | None = None
    host: str | None = None
    log_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """Whom to tell of a hole, by mail or on a page, and until when that holds."""

    email: str | None = None
    url: str | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The accent colour on light and on dark ground, as CSS colours of six hexadecimal digits."""

    accent: str = "#0b5d6b"
    accent_dark: str = "#7cc7d3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room's facts; `folder` is where it lies, `base_address` has no slash at its end.

    `media_topics` are slugs of topics with their IPTC codes; `ai_crawlers` is one of setting_checks.AI_CRAWLERS.
    `set_at` is when the file that says all this was last written.
    """

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
    typeface: str = "serif"
    logo: Path | None = None
    accessibility: Accessibility = Accessibility()
    privacy: Privacy = Privacy()
    security: Security = Security()
    sample: bool = False
    avif: bool = False
    media_topics: tuple[tuple[str, str], ...] = ()
    ai_crawlers: str = "all"
    set_at: datetime | None = None

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
