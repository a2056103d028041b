"""The rules of a press room on paper: what there is, what may be done with it, and what that changes.

Nothing of the program is used here. It is written from what the manual promises, in lists and moments alone,
so that it can be read in one go and held against the real thing.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

PATHS = {"press_release": "/press-releases", "news": "/news", "blog_post": "/blog"}
PLAIN = str.maketrans("åäöÅÄÖ ", "aaoAAO-")


class Nonsense(Exception):
    """What was asked for makes no sense now, and changes nothing."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an article says; `word` stands in this text and in no other."""

    kind: str
    language: str
    headline: str
    word: str
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What was said from a moment on, why it changed, and what readers are told of that."""

    said: Said
    change: str
    since: datetime
    note: str | None = None


@dataclass(kw_only=True)
class Piece:
    """An article of any status; a later one has a higher number."""

    number: int
    uid: str
    slug: str
    said: Said
    published_at: datetime | None = None
    proposed_at: datetime | None = None
    updated_at: datetime | None = None
    withdrawn_at: datetime | None = None
    reason: str | None = None
    editions: list[Edition] = field(default_factory=list)
    old_paths: set[str] = field(default_factory=set)

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
        """Tell whether there was a second in which it was public before it was taken back."""
        return bool(self.published_at and self.withdrawn_at and self.published_at < self.withdrawn_at)


@dataclass(kw_only=True)
class World:
    """Everything there is at `now`, and every word and path there ever was."""

    now: datetime
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    born: int = 0

    def public(self) -> list[Piece]:
        """Give what the public may see, newest first."""
        shown = [piece for piece in self.pieces if piece.status(self.now) == "public"]
        return sorted(shown, key=lambda piece: (piece.published_at, piece.number), reverse=True)

    def due(self) -> list[datetime]:
        """Give the moments at which something changes by itself, from now on."""
        moments = {piece.published_at for piece in self.pieces}
        return sorted(moment for moment in moments if moment and moment > self.now)

    def add(self, uid: str, said: Said) -> Piece:
        """Write a new draft."""
        self.born += 1
        slug = said.headline.translate(PLAIN).lower()
        piece = Piece(number=self.born, uid=uid, slug=slug, said=said)
        self.pieces.append(piece)
        self._remember(piece)
        return piece

    def publish(self, piece: Piece, *, early: bool = False) -> None:
        """Make it public now."""
        due = piece.published_at or piece.proposed_at
        self._only(piece, "draft", "waiting")
        if due and due > self.now and not early:
            raise Nonsense("it has a moment to come")
        piece.published_at, piece.proposed_at = self.now, None
        piece.editions = [Edition(said=piece.said, change="publication", since=self.now)]

    def edit(self, piece: Piece, said: Said, change: str | None, note: str | None, slug: str | None = None) -> None:
        """Let it say something else."""
        self._only(piece, "draft", "waiting", "public")
        before, path = piece.said, piece.path
        if piece.status(self.now) == "public" and said != before:
            self._add_edition(piece, said, change, note)
        piece.said = said
        piece.slug = slug or piece.slug
        if piece.editions and piece.status(self.now) == "waiting":
            piece.editions = [replace(piece.editions[0], said=said)]
        self._lead_on(piece, path)
        self._remember(piece)

    def withdraw(self, piece: Piece, reason: str) -> None:
        """Take it back, and say why."""
        self._only(piece, "public")
        piece.withdrawn_at, piece.reason = self.now, reason

    def discard(self, piece: Piece) -> None:
        """Throw a draft away."""
        self._only(piece, "draft")
        self.pieces.remove(piece)

    def _only(self, piece: Piece, *statuses: str) -> None:
        if piece.status(self.now) not in statuses:
            raise Nonsense(f"it is {piece.status(self.now)}")

    def _add_edition(self, piece: Piece, said: Said, change: str | None, note: str | None) -> None:
        if change is None or (change != "typo" and not note):
            raise Nonsense("a public article changes for a reason")
        told = None if change == "typo" else note
        piece.editions.append(Edition(said=said, change=change, since=self.now, note=told))
        if change != "typo":
            piece.updated_at = self.now

    def _lead_on(self, piece: Piece, path: str) -> None:
        """Let a path that readers may know lead to the new one; one that is taken up again leads nowhere else."""
        if piece.published_at and piece.path != path:
            piece.old_paths.add(path)
        piece.old_paths -= {f"{start}/{piece.slug}" for start in PATHS.values()} if piece.path != path else set()

    def _remember(self, piece: Piece) -> None:
        self.words += [piece.said.word] if piece.said.word not in self.words else []
        self.paths += [piece.path] if piece.path not in self.paths else []
