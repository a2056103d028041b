"""The things a press room keeps, as frozen values, and an article's status at a moment.

Instants are aware datetimes in UTC; an event's `starts_at` and `ends_at` may be bare days.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from newsroom.original import Original


class Kind(StrEnum):
    """What an article is; the order is that of the menu."""

    PRESS_RELEASE = "press_release"
    NEWS = "news"
    BLOG_POST = "blog_post"


class Status(StrEnum):
    """Where an article stands at a moment."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EMBARGOED = "embargoed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Change(StrEnum):
    """Why a published article changed."""

    PUBLICATION = "publication"
    TYPO = "typo"
    UPDATE = "update"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A topic: the slug is its address, the name is for people."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
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

    @property
    def public_size(self) -> int | None:
        """Give how many bytes readers get: those of a copy where the file tells where it was taken."""
        return (self.original and self.original.public_size) or self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with an article; without a digest only its address is known."""

    id: int = 0
    digest: str | None = None
    url: str
    name: str
    media_type: str | None = None
    size: int | None = None
    original: Original | None = field(default=None, compare=False, repr=False)

    @property
    def public_size(self) -> int | None:
        """Give how many bytes readers get: those of a copy where the file tells where it was taken."""
        return (self.original and self.original.public_size) or self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactContent:
    """What a press contact card says."""

    name: str | None = None
    title: str | None = None
    unit: str | None = None
    organisation: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    press_contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(ContactContent):
    """A kept contact; one without a name is shown by its title, and none is shown outside its term."""

    id: int
    uid: str
    slug: str
    changed_at: datetime
    answers_at: datetime | None = None
    answers_until: datetime | None = None
    image: Image | None = field(default=None, compare=False, repr=False)

    @property
    def has_term(self) -> bool:
        """Tell whether there is a time at which it does not answer."""
        return self.answers_at is not None or self.answers_until is not None

    @property
    def label(self) -> str:
        """Give what the card is called: the name, else title, unit or organisation, else how to reach it."""
        named = self.name or self.title or self.unit or self.organisation
        return named or next(iter((*self.emails, *self.phones)), self.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventContent:
    """What a dated occasion says; its moments are as precise as their source.

    `accreditation` tells how journalists get in, and `accreditation_until` until when they may ask.
    """

    headline: str
    starts_at: datetime | date
    ends_at: datetime | date | None = None
    place: str | None = None
    description_html: str = ""
    url: str | None = None
    signup_url: str | None = None
    accreditation: str | None = None
    accreditation_until: datetime | date | None = None
    cancelled: bool = False
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(EventContent):
    """A kept event; one without `published_at` is held back, and `sequence` counts its public changes."""

    id: int
    uid: str
    slug: str
    changed_at: datetime
    published_at: datetime | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent:
    """What an article says; its images and attachments have the id 0 until they are kept."""

    kind: Kind
    headline: str
    lead: str | None = None
    byline: str | None = None
    dateline: str | None = None
    language: str
    body_html: str = ""
    body_text: str = ""
    canonical_url: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[ContactContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The moments that decide an article's status."""

    published_at: datetime | None = None
    embargoed: bool = False
    withdrawn_at: datetime | None = None


def status_at(moments: Moments, now: datetime) -> Status:
    """Tell where an article with these moments stands at `now`."""
    if moments.withdrawn_at and moments.withdrawn_at <= now:
        return Status.WITHDRAWN
    if moments.published_at is None:
        return Status.DRAFT
    if moments.published_at <= now:
        return Status.PUBLISHED
    return Status.EMBARGOED if moments.embargoed else Status.SCHEDULED


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """An article as lists show it: everything but its body and what goes with it."""

    id: int
    uid: str
    kind: Kind
    slug: str
    headline: str
    lead: str | None
    byline: str | None
    dateline: str | None
    language: str
    moments: Moments
    proposed_at: datetime | None
    updated_at: datetime | None
    changed_at: datetime
    tags: tuple[Tag, ...] = ()
    image: Image | None = None

    @property
    def published_at(self) -> datetime:
        """Give the moment of publication; before there is one, the moment of the last change."""
        return self.moments.published_at or self.changed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Teaser):
    """An article whole; `body_html` has passed the gate and `body_text` is the same in plain text.

    `written_at` is when its text last changed by more than a typo; `original_id` names what it is a translation of.
    """

    body_html: str
    body_text: str
    canonical_url: str | None = None
    withdrawn_reason: str | None = None
    pinned_until: datetime | None = None
    original_id: int | None = None
    written_at: datetime
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def content(self) -> ArticleContent:
        """Give what it says."""
        return ArticleContent(
            kind=self.kind,
            headline=self.headline,
            lead=self.lead,
            byline=self.byline,
            dateline=self.dateline,
            language=self.language,
            body_html=self.body_html,
            body_text=self.body_text,
            canonical_url=self.canonical_url,
            tags=tuple(tag.name for tag in self.tags),
            images=self.images,
            attachments=self.attachments,
            contacts=self.contacts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """An article on its way into the store: checked, cleaned, with the stems under which it is found.

    `proposed_at` is a moment that the source names for something the desk has not decided on; `held` tells that
    the source, or the editor who imports it, wants nothing of it to be public now.
    """

    content: ArticleContent
    words: dict[str, str]
    slug: str
    moments: Moments = Moments()
    proposed_at: datetime | None = None
    held: bool = False
    updated_at: datetime | None = None
    old_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHead:
    """That an article said something else from `since` on, and why."""

    number: int
    change: Change
    since: datetime
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(VersionHead):
    """What an article said from `since` on; `content` is its text, field by field."""

    content: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who publishes, as read from a source; settings speak first."""

    name: str | None = None
    boilerplate: str | None = None
    address: tuple[str, ...] = ()


class Sort(StrEnum):
    """The order of a list."""

    DATE = "date"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles a list shows; year and days are the room's, `until_on` is included."""

    query: str = ""
    kind: str | None = None
    topic: str | None = None
    place: str | None = None
    language: str | None = None
    year: int | None = None
    since_on: date | None = None
    until_on: date | None = None
    sort: Sort = Sort.DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One page of a list: its articles, and the keys of the pages beside it.

    An absent key is None; `newer` is the empty key when the page before is the first.
    """

    teasers: tuple[Teaser, ...]
    newer: str | None = None
    older: str | None = None
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many public articles a kind, topic, month or language has."""

    name: str
    label: str
    articles: int
