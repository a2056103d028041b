"""Renditions of one picture or film, of which an article takes the largest original once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from mimetypes import guess_type

from importers.reading.pictures import is_picture

_MARKED = re.compile(r"water ?mark", re.IGNORECASE)
_RANKS = (
    (re.compile(r"original|hi(?:gh)?[-_ ]?res|\bmain\b", re.IGNORECASE), 3),
    (re.compile(r"thumb|icon", re.IGNORECASE), 0),
    (re.compile(r"preview|view|web|low|small|medium", re.IGNORECASE), 1),
)
_UNNAMED = 2
_QUOTED = re.compile(r"(?<=[\"'])[^\"'<>\s]{4,2000}(?=[\"'])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file of a picture or a film: where it is, what it is called, how large it is; 0 where nobody says."""

    href: str
    name: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    size: int = 0

    @property
    def type(self) -> str:
        """Give its media type, by its name where the item is silent."""
        stated = self.media_type.lower() if "/" in self.media_type else ""
        return stated or guess_type(self.href.partition("?")[0])[0] or ""

    @property
    def is_image(self) -> bool:
        """Tell whether it is a picture; what has no type and measures is one, too."""
        return is_picture(self.href) and (self.type.startswith("image/") or (not self.type and bool(self.width)))

    @property
    def merit(self) -> tuple[bool, bool, int, int, int]:
        """Give what to compare by: an original first, then pixels, the name, and bytes; a watermark comes last."""
        rank = next((rank for pattern, rank in _RANKS if pattern.search(self.name)), _UNNAMED)
        unmarked = not _MARKED.search(f"{self.name} {self.href}")
        return unmarked, rank > _UNNAMED, self.width * self.height, rank, self.size


def find_image(renditions: Iterable[Rendition]) -> Rendition | None:
    """Find the best picture; None where none of them is one."""
    return max((one for one in renditions if one.is_image), key=lambda one: one.merit, default=None)


def find_file(renditions: Iterable[Rendition]) -> Rendition | None:
    """Find the best film, sound or document; None where there is none."""
    files = (one for one in renditions if one.href and one.type and not one.type.startswith(("image/", "text/")))
    # Of one film in several formats, the one that every browser plays.
    return max(files, key=lambda one: (one.type == "video/mp4", one.merit), default=None)


def show_image(markup: str, renditions: Iterable[Rendition], shown: Rendition) -> str:
    """Let a text show the chosen rendition where it shows a lesser one of the same picture."""
    lesser = {form for one in renditions if one.is_image for form in (one.href, escape(one.href))} - {shown.href}
    return (
        _QUOTED.sub(lambda found: escape(shown.href) if found[0] in lesser else found[0], markup) if lesser else markup
    )


def read_number(text: str | None) -> int:
    """Read a measure; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
