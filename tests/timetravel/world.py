"""What there is in a press room on paper: articles, people, keys and sources, as plain values in lists.

Nothing of the program is used here, nor in `rules` and `answers`. They are written from what the manual promises,
in lists and moments alone, so that they can be read in one go and held against the real thing.
"""

from dataclasses import dataclass, field
from datetime import datetime

SOURCES = ("a", "b")
PATHS = {"press_release": "/press-releases", "news": "/news", "blog_post": "/blog"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an article says; `word` stands in this text and in no other, and a `rough` one is not fit to print."""

    kind: str
    language: str
    headline: str
    word: str
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    rough: bool = False


Told = tuple[Said, datetime | None]
"""What a source says, and since when it declares that public; without a moment it holds it back."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What was said from a moment on, why it changed, and what readers are told of that."""

    said: Said
    change: str
    since: datetime
    note: str | None = None


@dataclass(kw_only=True)
class Person:
    """Somebody to ring, from a moment until another."""

    slug: str
    name: str
    begins: datetime | None = None
    ends: datetime | None = None
    touched: int = 0

    def answers(self, now: datetime) -> bool:
        return (self.begins is None or self.begins <= now) and (self.ends is None or now < self.ends)

    def answers_always(self) -> bool:
        return self.begins is None and self.ends is None


@dataclass(kw_only=True)
class Key:
    """What a recipient was given to read an article before it is public."""

    secret: str
    recipient: str
    expires: datetime
    revoked: bool = False
    visits: int = 0

    def opens(self, now: datetime) -> bool:
        return not self.revoked and now < self.expires


@dataclass(kw_only=True)
class Piece:
    """An article of any status; a later one has a higher number, and `original` is that of what it translates.

    `told` is what its source said last, and `touched` counts what was done with it.
    """

    number: int
    uid: str
    slug: str
    said: Said
    original: int | None = None
    published_at: datetime | None = None
    embargoed: bool = False
    proposed_at: datetime | None = None
    updated_at: datetime | None = None
    pinned_until: datetime | None = None
    withdrawn_at: datetime | None = None
    reason: str | None = None
    editions: list[Edition] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    old_paths: set[str] = field(default_factory=set)
    source: str | None = None
    told: Told | None = None
    edited: bool = False
    touched: int = 0

    @property
    def path(self) -> str:
        return f"{PATHS[self.said.kind]}/{self.slug}"

    def status(self, now: datetime) -> str:
        if self.withdrawn_at and self.withdrawn_at <= now:
            return "withdrawn"
        if self.published_at is None:
            return "draft"
        return "public" if self.published_at <= now else "waiting"

    def was_seen(self) -> bool:
        """Tell whether it was public before it was taken back, were it for less than a second."""
        return bool(self.published_at and self.withdrawn_at and self.published_at <= self.withdrawn_at)


@dataclass(kw_only=True)
class Occasion:
    """A date in the calendar, alone or with an article; one that is held back nobody sees."""

    slug: str
    headline: str
    owner: Piece | None = None
    held: bool = False
    cancelled: bool = False


@dataclass(kw_only=True)
class World:
    """Everything there is at `now`, and every word, path and key there ever was."""

    now: datetime
    pieces: list[Piece] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    born: int = 0

    def public(self) -> list[Piece]:
        """Give what the public may see, newest first."""
        shown = [piece for piece in self.pieces if piece.status(self.now) == "public"]
        return sorted(shown, key=lambda piece: (piece.published_at, piece.number), reverse=True)

    def expected(self) -> list[Occasion]:
        """Give the events that the public may see."""
        shown = [None, *self.public()]
        return [one for one in self.occasions if not one.held and one.owner in shown]

    def person(self, slug: str) -> Person | None:
        return next((one for one in self.people if one.slug == slug), None)

    def answering(self, slugs: tuple[str, ...], at: datetime | None = None) -> list[Person]:
        """Give those of these people who answer now, or at another moment."""
        return [one for one in map(self.person, slugs) if one and one.answers(at or self.now)]

    def release(self, piece: Piece) -> list[Piece]:
        """Give every language version of a piece, itself too, the original first."""
        root = piece.original or piece.number
        found = [one for one in self.pieces if root in (one.number, one.original)]
        return sorted(found, key=lambda one: (one.number != root, one.number))

    def look(self, piece: Piece) -> tuple[object, ...]:
        """Give what an editor sees of a piece when opening it: it is another as soon as somebody touches it."""
        people = [(slug, one and one.touched) for slug in piece.said.people for one in [self.person(slug)]]
        return piece in self.pieces, piece.touched, people

    def shows(self, piece: Piece) -> tuple[object, ...]:
        """Give what stands there, whoever touched it: an act and its opposite leave it as it was."""
        moments = piece.published_at, piece.proposed_at, piece.pinned_until, piece.withdrawn_at
        people = [(one.name, one.begins, one.ends) for one in map(self.person, piece.said.people) if one]
        return piece in self.pieces, piece.slug, piece.said, piece.original, moments, people

    def due(self) -> list[datetime]:
        """Give the moments to come at which something changes by itself."""
        moments = [moment for piece in self.pieces for moment in (piece.published_at, piece.pinned_until)]
        moments += [moment for person in self.people for moment in (person.begins, person.ends)]
        moments += [key.expires for piece in self.pieces for key in piece.keys]
        return sorted({moment for moment in moments if moment and moment > self.now})

    def note_visit(self, address: str, status: int) -> None:
        """Count who came with a key and was shown what it opens."""
        for key in [key for piece in self.pieces for key in piece.keys]:
            key.visits += address == f"/preview/{key.secret}" and status == 200

    def remember(self, piece: Piece) -> None:
        """Keep what a piece says and where it is: it is asked for whatever becomes of it."""
        kept = ((self.words, (piece.said.word,)), (self.paths, (piece.path,)), (self.pictures, piece.said.pictures))
        for known, values in kept:
            known += [value for value in values if value not in known]
