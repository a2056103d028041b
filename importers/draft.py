"""What an importer reads from and what it yields: sources, defaults and drafts.

Everything here is a value. A draft says what its source says and nothing more: a field
that the source leaves open stays None or empty, and what had to be guessed, dropped or held
back is told in `notes`, a sentence each, for the editor.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import BinaryIO, Literal, Protocol

Kind = Literal["press_release", "news", "blog_post"]
Declared = Literal["published", "draft", "private", "scheduled", "embargoed"]


class Refused(Exception):
    """A source, or one item of it, cannot be read; the message is one sentence for the editor."""


class Source(Protocol):
    """Something to read: `head` recognises it, `open` reads it, `sibling` finds its neighbours."""

    @property
    def name(self) -> str:
        """Give the file's name, without its folder."""

    @property
    def media_type(self) -> str | None:
        """Give the media type that came with it, as HTTP does; a file has none."""

    @property
    def address(self) -> str | None:
        """Give the address it was fetched from; a file has none."""

    @property
    def head(self) -> bytes:
        """Give its first 64 kB."""

    def open(self) -> BinaryIO:
        """Open it from the start."""

    def sibling(self, name: str) -> "Source | None":
        """Find another file of the same folder, or of a folder below it, by relative name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What the room knows when a source is silent: IANA zone, ISO 3166 country, languages."""

    zone: str
    country: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageDraft:
    """A picture: its address or file name as the source gives it, and its bytes if they came along."""

    url: str
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None
    licence: str | None = None
    content: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentDraft:
    """A file that goes with an article."""

    url: str
    name: str | None = None
    media_type: str | None = None
    content: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """A person or a function to ring; phones are E.164, `press_contact` is the source's word, `portrait` a picture."""

    name: str | None = None
    title: str | None = None
    unit: str | None = None
    organisation: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    press_contact: bool = False
    language: str | None = None
    portrait: ImageDraft | None = None
    source_id: str | None = None
    old_addresses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """A dated occasion: `starts_at` and `ends_at` are an aware instant or a bare day, as the source says.

    Where the source gives days and an hour for the first, `starts_at` is that instant and `ends_at` a day.
    `declared` is its word on who may know of it; `article` the source id, else the address, of what it came with.
    """

    headline: str
    starts_at: datetime | date
    ends_at: datetime | date | None = None
    place: str | None = None
    description_html: str | None = None
    url: str | None = None
    language: str | None = None
    declared: Declared | None = None
    cancelled: bool = False
    article: str | None = None
    source_id: str | None = None
    old_addresses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDraft:
    """A logo, picture, document or video of the press kit: it belongs to no article; a video is an address alone."""

    kind: Literal["logo", "image", "document", "video"]
    name: str
    url: str
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None
    licence: str | None = None
    media_type: str | None = None
    language: str | None = None
    declared: Declared | None = None
    published_at: datetime | date | None = None
    content: Source | None = None
    source_id: str | None = None
    old_addresses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDraft:
    """Who publishes, as a source describes itself: name, about text and postal address, a line each."""

    name: str | None = None
    boilerplate: str | None = None
    address: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """What an importer read of one article; `body_html` is the source's own and goes through the gate later.

    `declared` is what the source says of its publication: None where it says nothing. `published_at`
    is aware, or a bare day where the source gives no hour. `old_addresses` are further addresses
    (aliases, short links) under which it was known; `canonical_url` is known to be one of them. `translations`
    are the source ids or addresses of the same article in other languages.
    """

    headline: str
    body_html: str = ""
    kind: Kind | None = None
    lead: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str | None = None
    slug: str | None = None
    tags: tuple[str, ...] = ()
    declared: Declared | None = None
    published_at: datetime | date | None = None
    updated_at: datetime | None = None
    embargoed_until: datetime | None = None
    canonical_url: str | None = None
    old_addresses: tuple[str, ...] = ()
    source_id: str | None = None
    images: tuple[ImageDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()
    translations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Draft = ArticleDraft | EventDraft | ContactDraft | KitDraft | OrganisationDraft


@dataclass(frozen=True, slots=True)
class Problem:
    """One item of a source that could not be read, while the others can; `reason` is one sentence."""

    reason: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something else to be fetched and read after this source: the next page of a list, or what it only names.

    With `beside` it is to be found as the sibling of that name, empty if it cannot be had, and this source is read
    again: whoever asks so yields nothing else that time. `why` says what it is, in a few words; `changed_at` is
    what the source says of its last change. Where it is not `certain`, there may be nothing, and that is no loss. A
    further page of the same list `continues` this source, and goes by its name.
    """

    address: str
    why: str
    beside: str | None = None
    changed_at: datetime | date | None = None
    certain: bool = True
    continues: bool = False


class Importer(Protocol):
    """A module of this package that reads one format."""

    def recognises(self, source: Source) -> bool:
        """Tell from the content, never from the name alone, whether this is the format."""

    def read(self, source: Source, defaults: Defaults) -> Iterator[Draft | Problem | Wanted]:
        """Yield what the source holds; raises Refused when it cannot be read at all."""


@dataclass(frozen=True, slots=True)
class MemorySource:
    """A source whose bytes are at hand, with its siblings by name."""

    content: bytes
    name: str = "memory"
    media_type: str | None = None
    address: str | None = None
    siblings: dict[str, bytes] = field(default_factory=dict)

    @property
    def head(self) -> bytes:
        """Give its first 64 kB."""
        return self.content[:65536]

    def open(self) -> BinaryIO:
        """Open it from the start."""
        return BytesIO(self.content)

    def sibling(self, name: str) -> "MemorySource | None":
        """Find another file by relative name."""
        content = self.siblings.get(name)
        return None if content is None else MemorySource(content, name, siblings=self.siblings)
