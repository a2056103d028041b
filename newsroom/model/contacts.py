"""Cards, events and the organisation."""

from dataclasses import dataclass, field
from datetime import date, datetime

from newsroom.model.files import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactContent:
    """What a press contact card says; its portrait, `image`, goes with it and is no part of what is said."""

    name: str | None = None
    title: str | None = None
    unit: str | None = None
    organisation: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    press_contact: bool = False
    image: Image | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(ContactContent):
    """A kept contact; one without a name is shown by its title, and none is shown outside its term."""

    id: int
    uid: str
    slug: str
    changed_at: datetime
    answers_at: datetime | None = None
    answers_until: datetime | None = None

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
class Organisation:
    """Who publishes, as read from a source; settings speak first."""

    name: str | None = None
    boilerplate: str | None = None
    address: tuple[str, ...] = ()
