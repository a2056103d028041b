"""The neutral values that every writer of this package serialises, in Atom's words (RFC 4287).

Instants are aware datetimes, addresses are absolute, texts are plain unless a name ends in `_html`.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote an entry, or publishes a feed."""

    name: str
    email: str | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that goes with an entry; `length` is in bytes, None when unknown.

    A picture's title is its caption, `description` says what it shows to those who do not see it.
    """

    url: str
    media_type: str
    length: int | None = None
    title: str | None = None
    description: str | None = None
    credit: str | None = None
    licence: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A topic or kind: `term` is the stable name, `label` is for people, `scheme` an address.

    `media_topic` is the code of the IPTC Media Topic that it stands for.
    """

    term: str
    label: str
    scheme: str | None = None
    media_topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a feed leads to: a relation (RFC 8288), an address, and the media type there."""

    rel: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An entry that was taken back (RFC 6721): its id, when, and why."""

    ref: str
    at: datetime
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article in a feed; `id` never changes, `updated_at` is never before `published_at`.

    Where readers of feeds know it by another id, from another system, that is the `feed_id`.

    `content_html` is all that a reader of feeds sees, notes and contacts too; `body_html` and `body_text` are the text
    alone, for agencies. The first of the categories is the kind. `version` counts what the article has said, and
    `version_at` is when it said this first, typos and all. `original` is the id of what it is a translation of.
    `extension` is what JSON Feed has no word for.
    """

    id: str
    url: str
    title: str
    published_at: datetime
    updated_at: datetime
    language: str
    summary: str | None = None
    content_html: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[Category, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: Enclosure | None = None
    body_html: str = ""
    body_text: str = ""
    byline: str | None = None
    dateline: str | None = None
    publisher: Author | None = None
    version: int = 1
    version_at: datetime | None = None
    contacts: tuple["Card", ...] = ()
    original: str | None = None
    translations: tuple[str, ...] = ()
    extension: dict[str, object] | None = None
    feed_id: str | None = None

    @property
    def changed_at(self) -> datetime:
        """Tell when it last said something else."""
        return self.version_at or self.updated_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of entries, newest first, under its own address.

    `url` is the feed's own address, `page_url` the page it mirrors; `updated_at` is None when empty. Agencies keep each
    of its documents apart, so another one than the newest has a `package_id` of its own.
    `next_url` is the address of the next older page of the same list, as JSON Feed has it; `links` lead to its other
    pages and to its archive (RFC 5005), of which an `is_archive` document is a part. One that `is_complete` has every
    entry that there is: what is not in it any more is no part of the feed. `style_url` is a style sheet for
    people who open it by mistake.
    """

    id: str
    url: str
    page_url: str
    title: str
    language: str
    updated_at: datetime | None
    package_id: str | None = None
    entries: tuple[Entry, ...] = ()
    subtitle: str | None = None
    author: Author | None = None
    icon: str | None = None
    next_url: str | None = None
    extension: dict[str, object] | None = None
    links: tuple[Link, ...] = ()
    is_archive: bool = False
    is_complete: bool = False
    style_url: str | None = None
    tombstones: tuple[Tombstone, ...] = ()

    @property
    def changed_at(self) -> datetime | None:
        """Tell when what it says was last another thing, typos and all; None when that is unknown."""
        return max(filter(None, (self.updated_at, *(entry.changed_at for entry in self.entries))), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A contact as a vCard has it; one without a name is written by its title. Phones are E.164.

    `url` is the page that shows it, `source` the address of the card itself, `photo` a portrait's address or the
    portrait itself as a data URI.
    """

    id: str
    url: str
    name: str | None
    title: str | None = None
    unit: str | None = None
    organisation: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    language: str | None = None
    updated_at: datetime | None = None
    source: str | None = None
    photo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An event as a calendar has it; starts and ends are aware instants or bare days.

    A bare day makes it an all-day event (RFC 5545 section 3.6.1, DTEND is the day after). When the start
    is an instant and the end a day, the event is all-day and the hour opens the description. `sequence` counts what
    was changed in public.
    """

    id: str
    url: str
    title: str
    starts_at: datetime | date
    updated_at: datetime
    ends_at: datetime | date | None = None
    place: str | None = None
    description: str | None = None
    language: str | None = None
    organiser: str | None = None
    cancelled: bool = False
    sequence: int = 0
