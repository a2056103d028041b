"""What is known of a kept picture's file itself, whichever articles show it; frozen, and no part of what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    Where the file tells the place it was taken at, readers get a copy without: `public_size` and `public_tag`
    are the copy's.
    """

    digest: str
    width: int | None = None
    height: int | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    renditions: tuple[Rendition, ...] = ()
    focus: tuple[int, int] | None = None
    public_size: int | None = None
    public_tag: str | None = None

    @property
    def plain(self) -> Rendition | None:
        """Give the rendition for those who know one address and old formats alone."""
        return self.fitting(960)

    def fitting(self, width: int) -> Rendition | None:
        """Give the smallest rendition in an old format that is this wide, else the widest; None where there is none."""
        old = [one for one in self.renditions if one.media_type in ("image/jpeg", "image/png")]
        widest = max(old, key=lambda one: one.width, default=None)
        return min((one for one in old if one.width >= width), key=lambda one: one.width, default=widest)
