"""What is known of a kept picture's file itself, whichever articles show it; frozen, and no part of what they say."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

UNKNOWN = "application/octet-stream"
"""The type of a file of which nobody knows more."""
_TEXTS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".md": "text/markdown",
    ".txt": "text/plain",
}
OLD_FORMATS = ("image/jpeg", "image/png")
"""What every program shows; of each size of a picture there is one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A smaller picture that was made of an original; `tag` changes with its bytes."""

    width: int
    height: int
    media_type: str
    size: int
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A picture's file: what it says of itself, what was made of it, and the point that a crop must show, in per cent.

    Width and height are those it is shown with, the right side up; nothing of it could be read where they are None.
    `read` tells whether it is settled what readers get of it as it came: no while it could not be read, and None while
    nobody tried. Where it tells the place it was taken at, that is a copy without: `public_size` and `public_tag` are
    the copy's.
    """

    digest: str
    width: int | None = None
    height: int | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    renditions: tuple[Rendition, ...] = ()
    focus: tuple[int, int] | None = None
    read: bool | None = None
    public_size: int | None = None
    public_tag: str | None = None

    @property
    def plain(self) -> Rendition | None:
        """Give the rendition for those who know one address and old formats alone."""
        return self.fitting(960)

    def fitting(self, width: int) -> Rendition | None:
        """Give the smallest rendition in an old format that is this wide, else the widest; None where there is none."""
        old = [one for one in self.renditions if one.media_type in OLD_FORMATS]
        widest = max(old, key=lambda one: one.width, default=None)
        return min((one for one in old if one.width >= width), key=lambda one: one.width, default=widest)

    @property
    def widest(self) -> Rendition | None:
        """Give the widest rendition in an old format."""
        return self.fitting(sys.maxsize)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What readers get who want a kept file whole: itself, its copy that tells no place, or a rendition (`made`)."""

    media_type: str | None
    width: int | None
    height: int | None
    size: int | None
    made: Rendition | None = None


def told_type(media_type: str | None, name: str) -> str:
    """Give the type that a file's bytes have shown, else that of a plain text by its name; nothing that runs."""
    if media_type and media_type != UNKNOWN:
        return media_type
    return _TEXTS.get(PurePath(name).suffix.lower(), UNKNOWN)


def is_open(media_type: str | None, original: Original | None) -> bool:
    """Tell whether readers get a kept file as it came: a picture may tell where it was taken until it was read."""
    return bool(original and original.read) or not (media_type or "").startswith("image/")


class KeptFile:
    """What pictures and files have in common, wherever they are shown: maybe an original."""

    __slots__ = ()

    digest: str | None
    media_type: str | None
    size: int | None
    original: Original | None

    @property
    def offer(self) -> Offer | None:
        """Give what readers get; None where nothing is kept, or nothing that may be shown.

        In place of a picture that is not open they get its widest rendition, which tells nothing but what we write.
        """
        if not self.digest:
            return None
        known = self.original or Original(digest=self.digest)
        if is_open(self.media_type, known):
            width, height = (getattr(self, name, None) for name in ("width", "height"))
            size = known.public_size or self.size
            return Offer(media_type=self.media_type, width=width, height=height, size=size)
        if (made := known.widest) is None:
            return None
        return Offer(media_type=made.media_type, width=made.width, height=made.height, size=made.size, made=made)
