"""A room's life as hypothesis tells it: an editor does anything at any time, and the public answers are compared."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from newsroom.errors import NewsroomError
from tests.timetravel.answers import LANGUAGES, about, answers
from tests.timetravel.editor import Editor, fields_of
from tests.timetravel.house import House
from tests.timetravel.reading import read
from tests.timetravel.world import PATHS, Nonsense, Piece, Said, World

STARTS = [datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)]
STEPS = [timedelta(seconds=1), timedelta(minutes=29, seconds=31), timedelta(hours=7), timedelta(days=1), timedelta(days=9)]
HEADLINES = {"sv": "Kommunen öppnar skola", "fi": "Kunta avaa koulun", "en": "The town opens a school"}
TOPICS = ["skola", "bygge"]
MOST_PIECES, SAMPLE = 6, 4

several = st.lists(st.sampled_from(TOPICS), unique=True, max_size=2).map(tuple)
languages, kinds = st.sampled_from(LANGUAGES), st.sampled_from(list(PATHS))
changes = st.sampled_from([None, "typo", "update", "correction"])
notes = st.sampled_from([None, "Fel siffra i texten."])
which = st.integers(0, MOST_PIECES - 1)
any_piece = precondition(lambda self: self.world.pieces)


class Story(RuleBasedStateMachine):
    """One story; the house is the same for all, emptied before each."""

    house: House

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: datetime) -> None:
        self.house.begin(start)
        self.editor = Editor(self.house)
        self.world = World(now=start)
        self.told = self.asked = 0

    def word(self) -> str:
        self.told += 1
        return f"xq{self.told:04}"

    def piece(self, number: int) -> Piece:
        return self.world.pieces[number % len(self.world.pieces)]

    def act(self, predict: Callable[[], object], perform: Callable[[], object], *pieces: Piece) -> None:
        """Do what makes sense; what makes none is refused with a sentence, and leaves the store as it was."""
        shown = [address for piece in pieces for address in about(self.world, piece)]
        try:
            predict()
        except Nonsense as nonsense:
            before = self.house.dump()
            with pytest.raises(NewsroomError, match=r"\w+ .+\w"):
                perform()
                pytest.fail(f"this makes no sense and was done: {nonsense}")
            assert self.house.dump() == before
        else:
            perform()
        self.look([*shown, *(address for piece in pieces for address in about(self.world, piece))])

    def look(self, addresses: Iterable[str] = ()) -> None:
        """Compare what the room answers with what the rules say: at these addresses and at some others."""
        known = answers(self.world)
        others = sorted(known)
        self.asked += SAMPLE
        turn = [others[(self.asked + place) * 7 % len(others)] for place in range(SAMPLE)]
        self.compare(dict.fromkeys([*(one for one in addresses if one in known), *turn]))

    def compare(self, addresses: Iterable[str]) -> None:
        known, wanted = answers(self.world), list(addresses)
        for address, response in zip(wanted, self.house.get(wanted), strict=True):
            said, predicted = read(address, response), known[address]()
            assert said == predicted, f"{address} at {self.world.now}: {said}, and the rules say {predicted}"

    def set_clock(self, now: datetime) -> None:
        before = {piece.number: piece.status(self.world.now) for piece in self.world.pieces}
        self.world.now = self.house.clock.now = now
        changed = [piece for piece in self.world.pieces if piece.status(now) != before[piece.number]]
        self.look([address for piece in changed for address in about(self.world, piece)])

    @rule(step=st.sampled_from(STEPS))
    def wait(self, step: timedelta) -> None:
        self.set_clock(self.world.now + step)

    @precondition(lambda self: self.world.due())
    @rule(early=st.booleans())
    def wait_until_something_is_due(self, early: bool) -> None:
        due = self.world.due()[0]
        before = due - timedelta(seconds=1)
        if before > self.world.now:
            self.set_clock(before)
        if not early:
            self.set_clock(due)

    @precondition(lambda self: len(self.world.pieces) < MOST_PIECES)
    @rule(kind=kinds, language=languages, topics=several)
    def write(self, kind: str, language: str, topics: tuple[str, ...]) -> None:
        headline = f"{HEADLINES[language]} {self.world.born + 1}"
        said = Said(kind=kind, language=language, headline=headline, word=self.word(), topics=topics)
        article = self.editor.write(said)
        piece = self.world.add(article.uid, said)
        assert article.slug == piece.slug
        self.look(about(self.world, piece))

    @any_piece
    @rule(number=which, early=st.booleans())
    def publish(self, number: int, early: bool) -> None:
        piece = self.piece(number)
        self.act(
            lambda: self.world.publish(piece, early=early), lambda: self.editor.publish(piece.slug, early=early), piece
        )

    @any_piece
    @rule(number=which, kind=kinds, topics=several, change=changes, note=notes)
    def edit(self, number: int, kind: str, topics: tuple[str, ...], change: str | None, note: str | None) -> None:
        piece = self.piece(number)
        said = replace(piece.said, kind=kind, topics=topics, word=self.word())
        slug, fields = piece.slug, fields_of(said)
        self.act(
            lambda: self.world.edit(piece, said, change, note),
            lambda: self.editor.edit(slug, fields, change, note),
            piece,
        )

    @any_piece
    @rule(number=which, reason=st.sampled_from(["Siffrorna var fel.", "Fel dokument."]))
    def withdraw(self, number: int, reason: str) -> None:
        piece = self.piece(number)
        self.act(
            lambda: self.world.withdraw(piece, reason), lambda: self.editor.withdraw(piece.slug, reason), piece
        )

    @any_piece
    @rule(number=which)
    def discard(self, number: int) -> None:
        piece = self.piece(number)
        self.act(lambda: self.world.discard(piece), lambda: self.editor.discard(piece.slug), piece)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.compare(sorted(answers(self.world)))
