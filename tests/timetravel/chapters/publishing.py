"""Publishing: now, on the minute, for some before others, and first on the front page for a while."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.timetravel import rules
from tests.timetravel.choices import (
    has_keys,
    is_alive,
    is_open,
    is_pinned,
    is_waiting,
    moments,
    on_a_piece,
    recipients,
    seldom,
    which,
)
from tests.timetravel.story import Story


class Publishing(Story):
    """When an article is seen, and by whom."""

    @on_a_piece(is_open)
    @rule(number=which, early=st.booleans(), anyway=seldom)
    def publish(self, number: int, early: bool, anyway: bool) -> None:
        piece = self.piece(number, is_open)
        self.act(
            lambda: rules.publish(self.world, piece, early=early, anyway=anyway),
            lambda: self.editor.publish(piece.slug, early=early, anyway=anyway),
            piece,
        )

    @on_a_piece(is_open)
    @rule(number=which, when=moments, embargoed=st.booleans(), anyway=seldom)
    def schedule(self, number: int, when: int | str, embargoed: bool, anyway: bool) -> None:
        piece, at = self.piece(number, is_open), self.moment(when)
        if at:
            self.act(
                lambda: rules.schedule(self.world, piece, at, embargoed=embargoed, anyway=anyway),
                lambda: self.editor.schedule(piece.slug, at, embargoed=embargoed, anyway=anyway),
                piece,
            )

    @on_a_piece(is_waiting)
    @rule(number=which)
    def unschedule(self, number: int) -> None:
        piece = self.piece(number, is_waiting)
        self.act(lambda: rules.unschedule(self.world, piece), lambda: self.editor.unschedule(piece.slug), piece)

    @on_a_piece(is_alive)
    @rule(number=which, when=moments)
    def pin(self, number: int, when: int | str) -> None:
        piece, until = self.piece(number, is_alive), self.moment(when)
        if until:
            self.act(lambda: rules.pin(self.world, piece, until), lambda: self.editor.pin(piece.slug, until), piece)

    @on_a_piece(is_pinned)
    @rule(number=which)
    def unpin(self, number: int) -> None:
        piece = self.piece(number, is_pinned)
        self.act(lambda: rules.unpin(self.world, piece), lambda: self.editor.unpin(piece.slug), piece)

    @on_a_piece(is_open)
    @rule(number=which, recipient=recipients, when=moments)
    def hand_out(self, number: int, recipient: str, when: int | str) -> None:
        piece, expires = self.piece(number, is_open), self.moment(when)
        if expires:
            self.act(
                lambda: rules.hand_out(self.world, piece, recipient, expires),
                lambda: self.keep_key(piece, self.editor.hand_out(piece.slug, recipient, expires)),
                piece,
            )

    @on_a_piece(has_keys)
    @rule(number=which, recipient=recipients)
    def revoke(self, number: int, recipient: str) -> None:
        piece = self.piece(number, has_keys)
        self.act(
            lambda: rules.revoke(self.world, piece, recipient), lambda: self.editor.revoke(piece.slug, recipient), piece
        )

    @on_a_piece(has_keys)
    @rule(number=which)
    def count_visits(self, number: int) -> None:
        """Look who came with a key, having come oneself."""
        piece = self.piece(number, has_keys)
        self.compare([f"/preview/{key.secret}" for key in piece.keys])
        assert self.editor.visits(piece.slug) == [(key.recipient, key.visits) for key in piece.keys]
