"""The press kit: logos, portraits, documents and videos that belong to the organisation and to no article."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class KitKind(StrEnum):
    """What an item of the press kit is; the order is that of the page."""

    LOGO = "logo"
    IMAGE = "image"
    DOCUMENT = "document"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class KitContent:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class KitItem(KitContent):
    """A kept item of the press kit; one without `published_at` is held back."""

    id: int
    uid: str
    slug: str
    changed_at: datetime
    published_at: datetime | None = None
