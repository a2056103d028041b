"""Texts: written, edited by one and by two, put right, and made again what they were."""

from dataclasses import replace
from hashlib import sha256

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from PIL import Image

from newsroom.desk.edit import Revision
from tests.pictures import file_of
from tests.timetravel import rules
from tests.timetravel.answers import about
from tests.timetravel.choices import (
    MOST_PIECES,
    changes,
    has_past,
    has_pictures,
    is_alive,
    is_public,
    kinds,
    languages,
    moments,
    notes,
    on_a_piece,
    seldom,
    topics,
    was_elsewhere,
    which,
)
from tests.timetravel.rules import Nonsense
from tests.timetravel.story import Story
from tests.timetravel.world import Piece, Said

PICTURES = [file_of(Image.new("RGB", (30, 20), colour), "PNG") for colour in ("red", "blue")]


class Texts(Story):
    """What an article says, and since when."""

    held: tuple[Revision, Piece, Said, tuple[object, ...], tuple[object, ...]] | None = None

    @precondition(lambda self: len(self.world.pieces) < MOST_PIECES)
    @rule(kind=kinds, language=languages, topics=topics, mask=which, rough=seldom)
    def write(self, kind: str, language: str, topics: tuple[str, ...], mask: int, rough: bool) -> None:
        self.look(about(self.world, self.add(kind, language, topics, mask, rough)))

    @on_a_piece(is_alive)
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
        piece = self.piece(number, is_alive)
        said = replace(piece.said, kind=kind, topics=topics, people=self.people(mask), word=self.word(), rough=False)
        slug, new_slug = piece.slug, f"namn-{self.told}" if renamed else piece.slug
        self.act(
            lambda: rules.edit(self.world, piece, said, change, note, new_slug),
            lambda: self.editor.save(self.editor.open(slug, said, slug=new_slug), change, note),
            piece,
        )

    @on_a_piece(is_public)
    @rule(number=which, change=changes, note=notes)
    def correct(self, number: int, change: str | None, note: str | None) -> None:
        """Change what is public, and that alone."""
        piece = self.piece(number, is_public)
        said = replace(piece.said, word=self.word())
        self.act(
            lambda: rules.correct(self.world, piece, said, change, note),
            lambda: self.editor.save(self.editor.open_public(piece.slug, said), change, note),
            piece,
        )

    @on_a_piece(was_elsewhere)
    @rule(number=which)
    def rename_back(self, number: int) -> None:
        """Give a piece an earlier name of its own, and nothing else."""
        piece = self.piece(number, was_elsewhere)
        names = sorted(path.rpartition("/")[2] for path in piece.old_paths)
        if names:
            slug, new_slug = piece.slug, names[0]
            self.act(
                lambda: rules.edit(self.world, piece, piece.said, slug=new_slug),
                lambda: self.editor.save(self.editor.open(slug, piece.said, slug=new_slug), None, None),
                piece,
            )

    @on_a_piece(is_alive)
    @rule(number=which, when=st.none() | moments | st.sampled_from([-600, -60]), change=changes, note=notes)
    def move(self, number: int, when: int | str | None, change: str | None, note: str | None) -> None:
        """Put the moment of publication right, or the one that is proposed."""
        piece = self.piece(number, is_alive)
        at = None if when is None else self.moment(when)
        if at or when is None:
            typed = self.typed(when) if when is not None else ""
            self.act(
                lambda: rules.move(self.world, piece, at, change, note),
                lambda: self.editor.save(self.editor.open(piece.slug, piece.said, published_at=typed), change, note),
                piece,
            )

    @on_a_piece(is_alive)
    @rule(number=which, mask=which)
    def open(self, number: int, mask: int) -> None:
        """Let another editor begin to work on something."""
        piece = self.piece(number, is_alive)
        said = replace(piece.said, word=self.word(), people=self.people(mask))
        try:
            rules.open_up(self.world, piece)
        except Nonsense as nonsense:
            self.refused(lambda: self.editor.open(piece.slug, said), nonsense)
        else:
            self.held = self.editor.open(piece.slug, said), piece, said, self.world.look(piece), self.world.shows(piece)

    @precondition(lambda self: self.held)
    @rule(change=changes, note=notes)
    def save(self, change: str | None, note: str | None) -> None:
        """Let the other editor save it, whatever became of it meanwhile."""
        assert self.held
        revision, piece, said, seen, shown = self.held
        self.held = None
        if self.world.look(piece) != seen and self.world.shows(piece) == shown:
            # What was done was undone: to refuse is as right as to save, for nobody's words are lost.
            return

        def predict() -> None:
            if self.world.look(piece) != seen:
                raise Nonsense("somebody else changed it")
            if not all(map(self.world.person, said.people)):
                raise Nonsense("somebody whom it names is gone")
            rules.edit(self.world, piece, said, change, note)

        self.act(predict, lambda: self.editor.save(revision, change, note), piece)

    @on_a_piece(is_alive)
    @rule(number=which, kind=kinds)
    def work_at_once(self, number: int, kind: str) -> None:
        """Let two editors open the same text, and both save it."""
        self.open(number, 1)
        self.edit(number, kind, ("bygge",), 1, "update", "Rätt är tolv.", renamed=False)
        if self.held:
            self.save("correction", "Fel siffra i texten.")

    @on_a_piece(is_alive)
    @rule(number=which, which=st.sampled_from(PICTURES), change=changes, note=notes)
    def add_picture(self, number: int, which: bytes, change: str | None, note: str | None) -> None:
        piece, name = self.piece(number, is_alive), f"{sha256(which).hexdigest()}.png"
        said = replace(piece.said, pictures=(*piece.said.pictures, name))

        def predict() -> None:
            if name in piece.said.pictures:
                raise Nonsense("it has that picture")
            rules.edit(self.world, piece, said, change, note)

        self.act(predict, lambda: self.editor.add_picture(piece.slug, which, change, note), piece)

    @on_a_piece(has_pictures)
    @rule(number=which, change=changes, note=notes)
    def remove_picture(self, number: int, change: str | None, note: str | None) -> None:
        piece = self.piece(number, has_pictures)
        said = replace(piece.said, pictures=piece.said.pictures[1:])

        def predict() -> None:
            if not piece.said.pictures:
                raise Nonsense("it has no picture")
            rules.edit(self.world, piece, said, change, note)

        self.act(predict, lambda: self.editor.remove_picture(piece.slug, change, note), piece)

    @on_a_piece(has_past)
    @rule(number=which, version=st.sampled_from([1, 2, 0, 9]), change=changes, note=notes)
    def revert(self, number: int, version: int, change: str | None, note: str | None) -> None:
        piece = self.piece(number, has_past)
        self.act(
            lambda: rules.revert(self.world, piece, version, change, note),
            lambda: self.editor.revert(piece.slug, version, change, note),
            piece,
        )
