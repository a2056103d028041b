"""The press kit: logos, portraits, documents and videos that belong to the organisation and to no article."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from newsroom.original import KeptFile, Original


class KitKind(StrEnum):
    """What an item of the press kit is; the order is that of the page."""

    LOGO = "logo"
    IMAGE = "image"
    DOCUMENT = "document"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class KitContent(KeptFile):
    """What an item of the press kit says; without a digest only its address is known, and a video is always a link."""

    kind: KitKind
    name: str
    url: str
    language: str
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None
    licence: str | None = None
    digest: str | None = None
    media_type: str | None = None
    width: int | None = None
    height: int | None = None
    size: int | None = None
    original: Original | None = field(default=None, compare=False, repr=False)

    def keeping(self, known: "KitContent") -> "KitContent":
        """Give it with the original that is kept of the same address, where it has none of its own."""
        if self.digest or self.url != known.url:
            return self
        kept = {name: getattr(known, name) for name in ("digest", "media_type", "width", "height", "size")}
        return replace(self, **kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class KitItem(KitContent):
    """A kept item of the press kit; one without `published_at` is held back."""

    id: int
    uid: str
    slug: str
    changed_at: datetime
    published_at: datetime | None = None
