"""Fates: what becomes of articles besides their text: linked, taken back, thrown away, told anew by their source."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.timetravel import rules
from tests.timetravel.answers import about
from tests.timetravel.choices import (
    MOST_PIECES,
    is_alive,
    is_draft,
    is_linked,
    is_one_of_many,
    is_public,
    kinds,
    on_a_piece,
    reasons,
    seldom,
    which,
)
from tests.timetravel.story import Story
from tests.timetravel.world import SOURCES, Said


class Fates(Story):
    """How articles belong together, end, and come in again."""

    @on_a_piece(is_alive)
    @rule(number=which, other=which)
    def link(self, number: int, other: int) -> None:
        piece, original = self.piece(number, is_alive), self.piece(other, is_alive)
        family = self.world.release(original)
        self.act(
            lambda: rules.link(self.world, piece, original),
            lambda: self.editor.link(piece.slug, original.slug),
            *family,
            piece,
        )

    @on_a_piece(is_linked)
    @rule(number=which)
    def unlink(self, number: int) -> None:
        piece = self.piece(number, is_linked)
        family = self.world.release(piece)
        self.act(lambda: rules.unlink(self.world, piece), lambda: self.editor.unlink(piece.slug), *family)

    @on_a_piece(is_public)
    @rule(number=which, reason=reasons)
    def withdraw(self, number: int, reason: str) -> None:
        piece = self.piece(number, is_public)
        self.act(
            lambda: rules.withdraw(self.world, piece, reason), lambda: self.editor.withdraw(piece.slug, reason), piece
        )

    @on_a_piece(is_draft)
    @rule(number=which)
    def discard(self, number: int) -> None:
        piece = self.piece(number, is_draft)
        self.act(lambda: rules.discard(self.world, piece), lambda: self.editor.discard(piece.slug), piece)

    @on_a_piece(is_one_of_many)
    @rule(number=which)
    def erase(self, number: int) -> None:
        piece = self.piece(number, is_one_of_many)
        self.act(lambda: rules.erase(self.world, piece), lambda: self.editor.erase(piece.slug), piece)

    @rule(source=st.sampled_from(SOURCES), kind=kinds, public=st.booleans(), again=seldom, same=seldom)
    def take_in(self, source: str, kind: str, public: bool, again: bool, same: bool) -> None:
        """Let a source say something: new, other or the same, public since yesterday or held back."""
        if len(self.world.pieces) >= MOST_PIECES and not any(one.source == source for one in self.world.pieces):
            return
        if not same or source not in self.sources:
            said = Said(kind=kind, language="sv", headline=f"Källan talar {self.told + 1}", word=self.word())
            self.sources[source] = said, self.yesterday if public else None
        told = self.sources[source]
        run, outcome, key = self.editor.take_in(source, *told, digest=repr(told), again=again)
        predicted, piece = rules.take_in(self.world, source, told, again=again)
        shown = about(self.world, piece) if piece else []
        assert outcome == predicted
        if outcome == "created":
            piece = rules.add_imported(self.world, self.editor.uid(key or 0), source, told)
        elif piece and outcome == "updated":
            rules.follow_source(self.world, piece, told)
        self.runs.append((run, piece if outcome == "created" else None))
        self.look([*(about(self.world, piece) if piece else []), *shown])

    @precondition(lambda self: self.runs)
    @rule(number=which)
    def undo(self, number: int) -> None:
        """Take back an import, or try to."""
        run, piece = self.runs[-1 - number % len(self.runs)]

        def predict() -> None:
            rules.undo(self.world, piece)

        self.act(predict, lambda: self.editor.undo(run), *([piece] if piece else []))
