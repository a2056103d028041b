"""Pictures, and files that go with an article."""

from dataclasses import dataclass, field

from newsroom.original import KeptFile, Original


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(KeptFile):
    """A picture with its caption; without a digest it is only known by its address and is not shown.

    `original` is what its file is, and no part of what is said.
    """

    id: int = 0
    digest: str | None = None
    url: str
    media_type: str | None = None
    width: int | None = None
    height: int | None = None
    size: int | None = None
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None
    licence: str | None = None
    original: Original | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(KeptFile):
    """A file that goes with an article; without a digest only its address is known."""

    id: int = 0
    digest: str | None = None
    url: str
    name: str
    media_type: str | None = None
    size: int | None = None
    original: Original | None = field(default=None, compare=False, repr=False)
