"""A letter, as any mail format gives it."""

from dataclasses import dataclass
from datetime import date, datetime

from importers.draft import MemorySource


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file within a letter, and the identifier by which its markup shows it."""

    name: str
    media_type: str
    content: bytes
    content_id: str = ""

    @property
    def source(self) -> MemorySource:
        """Give it as something to read."""
        return MemorySource(self.content, self.name, self.media_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says of itself, its body as HTML or as plain text, its files, and the letters within it."""

    subject: str = ""
    sender: str = ""
    sent_at: datetime | date | None = None
    language: str | None = None
    message_id: str | None = None
    markup: str = ""
    text: str = ""
    files: tuple[Enclosed, ...] = ()
    inner: "tuple[Letter, ...]" = ()
    notes: tuple[str, ...] = ()
