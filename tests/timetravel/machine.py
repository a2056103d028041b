"""Everything that an editor may do, at any time, sensible or not."""

from dataclasses import replace
from hashlib import sha256

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from newsroom.desk.edit import Revision
from tests.timetravel import rules
from tests.timetravel.answers import LANGUAGES, about
from tests.timetravel.rules import Nonsense
from tests.timetravel.story import Story
from tests.timetravel.world import PATHS, Person, Piece, Said

HEADLINES = {"sv": "Kommunen öppnar skola", "fi": "Kunta avaa koulun", "en": "The town opens a school"}
PICTURES = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1e\0\0\0\x14\x08\2\0\0\0" + tail for tail in (b"1", b"2")]
TYPED = [
    "2026-03-29 01:59",
    "2026-03-29 02:30",
    "2026-03-29 03:00",
    "2026-03-30",
    "2026-10-25 02:30",
    "2026-10-25 02:30 +02:00",
    "2026-10-25 02:30 +01:00",
    "2026-10-26",
]
MOST_PIECES, MOST_PEOPLE = 6, 3

topics = st.lists(st.sampled_from(["skola", "bygge"]), unique=True, max_size=2).map(tuple)
languages, kinds = st.sampled_from(LANGUAGES), st.sampled_from(list(PATHS))
changes = st.sampled_from(["update", "correction", "typo", None])
notes = st.sampled_from(["Fel siffra i texten.", None])
moments = st.sampled_from([60, 1440, 30, 600, 4320, -60, 0]) | st.sampled_from(TYPED)
seldom = st.sampled_from([False, False, False, True])
rough_ones = st.just(False)
which = st.integers(0, MOST_PIECES - 1)
any_piece = precondition(lambda self: self.world.pieces)
any_person = precondition(lambda self: self.world.people)


class Desk(Story):
    """The acts on articles, on people, and of sources."""

    held: tuple[Revision, Piece, Said, tuple[object, ...]] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.sources: dict[str, rules.Told] = {}

    def word(self) -> str:
        self.told += 1
        return f"xq{self.told:04}"

    def piece(self, number: int) -> Piece:
        return self.world.pieces[number % len(self.world.pieces)]

    def people(self, mask: int) -> tuple[str, ...]:
        return tuple(person.slug for place, person in enumerate(self.world.people) if mask >> place & 1)

    @precondition(lambda self: len(self.world.pieces) < MOST_PIECES)
    @rule(kind=kinds, language=languages, topics=topics, mask=which, rough=rough_ones)
    def write(self, kind: str, language: str, topics: tuple[str, ...], mask: int, rough: bool) -> None:
        said = Said(
            kind=kind,
            language=language,
            headline=f"{HEADLINES[language]} {self.world.born + 1}",
            word=self.word(),
            topics=topics,
            people=self.people(mask),
            rough=rough,
        )
        article = self.editor.write(said)
        piece = rules.write(self.world, article.uid, said)
        assert article.slug == piece.slug
        self.look(about(self.world, piece))

    @any_piece
    @rule(number=which, early=st.booleans(), anyway=seldom)
    def publish(self, number: int, early: bool, anyway: bool) -> None:
        piece = self.piece(number)
        self.act(
            lambda: rules.publish(self.world, piece, early=early, anyway=anyway),
            lambda: self.editor.publish(piece.slug, early=early, anyway=anyway),
            piece,
        )

    @any_piece
    @rule(number=which, kind=kinds, topics=topics, mask=which, change=changes, note=notes, renamed=seldom)
    def edit(
        self,
        number: int,
        kind: str,
        topics: tuple[str, ...],
        mask: int,
        change: str | None,
        note: str | None,
        renamed: bool,
    ) -> None:
        piece = self.piece(number)
        said = replace(piece.said, kind=kind, topics=topics, people=self.people(mask), word=self.word(), rough=False)
        slug, new_slug = piece.slug, f"namn-{self.told}" if renamed else None
        self.act(
            lambda: rules.edit(self.world, piece, said, change, note, new_slug),
            lambda: self.editor.save(self.editor.open(slug, said, new_slug), change, note),
            piece,
        )

    @any_piece
    @rule(number=which)
    def rename_back(self, number: int) -> None:
        """Give a piece an earlier name of its own, and nothing else."""
        piece = self.piece(number)
        names = sorted(path.rpartition("/")[2] for path in piece.old_paths)
        if names:
            slug, new_slug = piece.slug, names[0]
            self.act(
                lambda: rules.edit(self.world, piece, piece.said, slug=new_slug),
                lambda: self.editor.save(self.editor.open(slug, piece.said, new_slug), None, None),
                piece,
            )

    @any_piece
    @rule(number=which)
    def open(self, number: int) -> None:
        """Let another editor begin to work on something."""
        piece = self.piece(number)
        said = replace(piece.said, word=self.word())
        try:
            rules.open_up(self.world, piece)
        except Nonsense as nonsense:
            self.refused(lambda: self.editor.open(piece.slug, said), nonsense)
        else:
            self.held = self.editor.open(piece.slug, said), piece, said, self.world.look(piece)

    @precondition(lambda self: self.held)
    @rule(change=changes, note=notes)
    def save(self, change: str | None, note: str | None) -> None:
        """Let the other editor save it, whatever became of it meanwhile."""
        assert self.held
        revision, piece, said, seen = self.held
        self.held = None

        def predict() -> None:
            if self.world.look(piece) != seen:
                raise Nonsense("somebody else changed it")
            rules.edit(self.world, piece, said, change, note)

        self.act(predict, lambda: self.editor.save(revision, change, note), piece)

    @any_piece
    @rule(number=which, which=st.sampled_from(PICTURES), change=changes, note=notes)
    def add_picture(self, number: int, which: bytes, change: str | None, note: str | None) -> None:
        piece, name = self.piece(number), f"{sha256(which).hexdigest()}.png"
        said = replace(piece.said, pictures=(*piece.said.pictures, name))

        def predict() -> None:
            if name in piece.said.pictures:
                raise Nonsense("it has that picture")
            rules.edit(self.world, piece, said, change, note)

        self.act(predict, lambda: self.editor.add_picture(piece.slug, which, change, note), piece)

    @any_piece
    @rule(number=which, change=changes, note=notes)
    def remove_picture(self, number: int, change: str | None, note: str | None) -> None:
        piece = self.piece(number)
        said = replace(piece.said, pictures=piece.said.pictures[1:])

        def predict() -> None:
            if not piece.said.pictures:
                raise Nonsense("it has no picture")
            rules.edit(self.world, piece, said, change, note)

        self.act(predict, lambda: self.editor.remove_picture(piece.slug, change, note), piece)

    @any_piece
    @rule(number=which, version=st.integers(0, 4), change=changes, note=notes)
    def revert(self, number: int, version: int, change: str | None, note: str | None) -> None:
        piece = self.piece(number)
        self.act(
            lambda: rules.revert(self.world, piece, version, change, note),
            lambda: self.editor.revert(piece.slug, version, change, note),
            piece,
        )

    @any_piece
    @rule(number=which, other=which)
    def link(self, number: int, other: int) -> None:
        piece, original = self.piece(number), self.piece(other)
        family = self.world.release(original)
        self.act(
            lambda: rules.link(self.world, piece, original),
            lambda: self.editor.link(piece.slug, original.slug),
            *family,
            piece,
        )

    @any_piece
    @rule(number=which)
    def unlink(self, number: int) -> None:
        piece = self.piece(number)
        family = self.world.release(piece)
        self.act(lambda: rules.unlink(self.world, piece), lambda: self.editor.unlink(piece.slug), *family)

    @any_piece
    @rule(number=which, reason=st.sampled_from(["Siffrorna var fel.", "Fel dokument."]))
    def withdraw(self, number: int, reason: str) -> None:
        piece = self.piece(number)
        self.act(
            lambda: rules.withdraw(self.world, piece, reason), lambda: self.editor.withdraw(piece.slug, reason), piece
        )

    @any_piece
    @rule(number=which)
    def discard(self, number: int) -> None:
        piece = self.piece(number)
        self.act(lambda: rules.discard(self.world, piece), lambda: self.editor.discard(piece.slug), piece)

    @any_piece
    @rule(number=which)
    def erase(self, number: int) -> None:
        piece = self.piece(number)
        self.act(lambda: rules.erase(self.world, piece), lambda: self.editor.erase(piece.slug), piece)

    @precondition(lambda self: len(self.world.people) < MOST_PEOPLE)
    @rule()
    def employ(self) -> None:
        self.told += 1
        self.editor.employ(rules.employ(self.world, f"Maja Xp{self.told:04}"))
        self.look(["/contacts", "/contacts.json"])

    @any_person
    @rule(number=which, begins=st.none() | moments, ends=st.none() | moments)
    def set_term(self, number: int, begins: int | str | None, ends: int | str | None) -> None:
        person: Person = self.world.people[number % len(self.world.people)]
        term = [when if when is None else self.moment(when) for when in (begins, ends)]
        shown = [piece for piece in self.world.pieces if person.slug in piece.said.people]
        self.act(lambda: rules.set_term(person, *term), lambda: self.editor.set_term(person.slug, *term), *shown)

    @rule(source=st.sampled_from(["a", "b"]), kind=kinds, public=st.booleans(), again=seldom, same=seldom)
    def take_in(self, source: str, kind: str, public: bool, again: bool, same: bool) -> None:
        """Let a source say something: new, other or the same, public since yesterday or held back."""
        if len(self.world.pieces) >= MOST_PIECES and not any(one.source == source for one in self.world.pieces):
            return
        if not same or source not in self.sources:
            said = Said(kind=kind, language="sv", headline=f"Källan talar {self.told + 1}", word=self.word())
            self.sources[source] = said, self.yesterday if public else None
        told = self.sources[source]
        outcome, piece = rules.take_in(self.world, source, told, again=again)
        shown = about(self.world, piece) if piece else []
        verdict = self.editor.take_in(source, *told, digest=repr(told), again=again)
        assert verdict.outcome == outcome
        if outcome == "created":
            piece = rules.add_imported(self.world, self.editor.uid(verdict.target_id or 0), source, told)
        elif piece and outcome == "updated":
            rules.follow_source(self.world, piece, told)
        self.look([*(about(self.world, piece) if piece else []), *shown])
