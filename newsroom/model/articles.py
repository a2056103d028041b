"""Articles, what they say and said, and their status at a moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsroom.model.contacts import Contact, ContactContent
from newsroom.model.files import Attachment, Image


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

    `written_at` is when its text last changed by more than a typo; `original_id` names what it is a translation of, and
    `former_id` is the id by which readers of the feed that it came from know it.
    """

    body_html: str
    body_text: str
    canonical_url: str | None = None
    withdrawn_reason: str | None = None
    pinned_until: datetime | None = None
    original_id: int | None = None
    former_id: str | None = None
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
    the source, or the editor who imports it, wants nothing of it to be public now. `former_id` is the id that feeds
    knew it by where it was; one that somebody has already is left.
    """

    content: ArticleContent
    words: dict[str, str]
    slug: str
    moments: Moments = Moments()
    proposed_at: datetime | None = None
    held: bool = False
    updated_at: datetime | None = None
    old_addresses: tuple[str, ...] = ()
    former_id: str | None = None


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
