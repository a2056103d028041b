"""Publishing: now, on the minute, for some before others, and first on the front page for a while."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.timetravel import rules
from tests.timetravel.answers import about
from tests.timetravel.choices import any_piece, moments, recipients, seldom, which
from tests.timetravel.story import Story


class Publishing(Story):
    """When an article is seen, and by whom."""

    @any_piece
    @rule(number=which, early=st.booleans(), anyway=seldom)
    def publish(self, number: int, early: bool, anyway: bool) -> None:
        piece = self.piece(number, self.is_open)
        self.act(
            lambda: rules.publish(self.world, piece, early=early, anyway=anyway),
            lambda: self.editor.publish(piece.slug, early=early, anyway=anyway),
            piece,
        )

    @any_piece
    @rule(number=which, when=moments, embargoed=st.booleans(), anyway=seldom)
    def schedule(self, number: int, when: int | str, embargoed: bool, anyway: bool) -> None:
        piece, at = self.piece(number, self.is_open), self.moment(when)
        if at:
            self.act(
                lambda: rules.schedule(self.world, piece, at, embargoed=embargoed, anyway=anyway),
                lambda: self.editor.schedule(piece.slug, at, embargoed=embargoed, anyway=anyway),
                piece,
            )

    @any_piece
    @rule(number=which)
    def unschedule(self, number: int) -> None:
        piece = self.piece(number, lambda one: self.is_open(one) and one.published_at is not None)
        self.act(lambda: rules.unschedule(self.world, piece), lambda: self.editor.unschedule(piece.slug), piece)

    @any_piece
    @rule(number=which, when=moments)
    def pin(self, number: int, when: int | str) -> None:
        piece, until = self.piece(number, self.is_alive), self.moment(when)
        if until:
            self.act(lambda: rules.pin(self.world, piece, until), lambda: self.editor.pin(piece.slug, until), piece)

    @any_piece
    @rule(number=which)
    def unpin(self, number: int) -> None:
        piece = self.piece(number, lambda one: one.pinned_until is not None)
        self.act(lambda: rules.unpin(self.world, piece), lambda: self.editor.unpin(piece.slug), piece)

    @any_piece
    @rule(number=which, recipient=recipients, when=moments)
    def hand_out(self, number: int, recipient: str, when: int | str) -> None:
        piece, expires = self.piece(number, self.is_open), self.moment(when)
        secrets: list[str] = []
        if expires:
            self.act(
                lambda: rules.hand_out(self.world, piece, recipient, expires),
                lambda: secrets.append(self.editor.hand_out(piece.slug, recipient, expires)),
            )
        if secrets:
            piece.keys[-1].secret = secrets[0]
            self.world.secrets += secrets
            self.look(about(self.world, piece))

    @any_piece
    @rule(number=which, recipient=recipients)
    def revoke(self, number: int, recipient: str) -> None:
        piece = self.piece(number, lambda one: bool(one.keys))
        self.act(
            lambda: rules.revoke(self.world, piece, recipient), lambda: self.editor.revoke(piece.slug, recipient), piece
        )

    @any_piece
    @rule(number=which)
    def count_visits(self, number: int) -> None:
        """Look who came with a key, having come oneself."""
        piece = self.piece(number, self.is_open)
        self.compare([f"/preview/{key.secret}" for key in piece.keys])
        assert self.editor.visits(piece.slug) == [(key.recipient, key.visits) for key in piece.keys]
