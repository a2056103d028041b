"""A story: a real room and one on paper go through the same days, and are compared at every step."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from newsroom.errors import NewsroomError
from tests.timetravel import almanac, rules
from tests.timetravel.answers import LANGUAGES, about, answers
from tests.timetravel.choices import HEADLINES, MOST_PIECES, NAMES, Fits
from tests.timetravel.editor import Editor
from tests.timetravel.house import House
from tests.timetravel.reading import read
from tests.timetravel.rules import Nonsense
from tests.timetravel.world import PATHS, Piece, Said, Told, World

STARTS = [datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)]
STEPS = [1, 29 * 60 + 31, 7 * 3600, 86400, 9 * 86400]
SECOND = timedelta(seconds=1)
NEAR, FAR = 6, 2
"""How many addresses are asked at a step: of what was touched, and of all others."""


class Story(RuleBasedStateMachine):
    """One story; the house is the same for all, emptied before each."""

    house: House
    thin = 4

    @initialize(start=st.sampled_from(STARTS), furnished=st.sampled_from([True, True, False]))
    def begin(self, start: datetime, furnished: bool) -> None:
        self.house.begin(start)
        self.editor = Editor(self.house)
        self.world = World(now=start)
        self.yesterday = start - timedelta(days=1)
        self.told = self.asked = 0
        self.sources: dict[str, Told] = {}
        self.runs: list[tuple[int, Piece | None]] = []
        if furnished:
            self.furnish()

    def furnish(self) -> None:
        """Let there be a corrected release on top, its translation under embargo with a key, a draft, and people."""
        for name in NAMES[:2]:
            self.editor.employ(rules.employ(self.world, name))
        release, translation, _draft = (self.add(kind, code) for kind, code in zip(PATHS, LANGUAGES, strict=True))
        rules.publish(self.world, release)
        self.editor.publish(release.slug, early=False, anyway=False)
        self.world.now = self.house.clock.now = self.world.now + timedelta(hours=1)
        said = replace(release.said, word=self.word())
        self.editor.save(self.editor.open(release.slug, said), "correction", "Fel siffra i texten.")
        rules.edit(self.world, release, said, "correction", "Fel siffra i texten.")
        rules.link(self.world, translation, release)
        self.editor.link(translation.slug, release.slug)
        tomorrow = self.world.now + timedelta(days=1)
        rules.pin(self.world, release, tomorrow)
        self.editor.pin(release.slug, tomorrow)
        rules.schedule(self.world, translation, tomorrow, embargoed=True)
        self.editor.schedule(translation.slug, tomorrow, embargoed=True, anyway=False)
        rules.hand_out(self.world, translation, "Bladet", tomorrow + timedelta(days=1))
        self.keep_key(translation, self.editor.hand_out(translation.slug, "Bladet", tomorrow + timedelta(days=1)))

    def keep_key(self, piece: Piece, secret: str) -> None:
        """Keep the key that was just made: it is shown once."""
        piece.keys[-1].secret = secret
        self.world.secrets.append(secret)

    def add(
        self, kind: str, language: str, topics: tuple[str, ...] = ("skola",), mask: int = 1, rough: bool = False
    ) -> Piece:
        """Write a draft; the mask chooses who is to be asked about it."""
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
        return piece

    def word(self) -> str:
        self.told += 1
        return f"xq{self.told:04}"

    def piece(self, number: int, fits: Fits) -> Piece:
        """Choose a piece: as a rule one for which the act makes sense, if there is one."""
        sensible = [one for one in self.world.pieces if fits(self.world, one)]
        chosen = sensible if sensible and number < MOST_PIECES else self.world.pieces
        return chosen[number % len(chosen)]

    def people(self, mask: int) -> tuple[str, ...]:
        return tuple(person.slug for place, person in enumerate(self.world.people) if mask >> place & 1)

    @rule(step=st.sampled_from(STEPS))
    def wait(self, step: int) -> None:
        self.set_clock(self.world.now + step * SECOND)

    @precondition(lambda self: self.world.due())
    @rule()
    def wait_until_something_is_due(self) -> None:
        """One second before, nothing has changed; at the moment everything has."""
        due = self.world.due()[0]
        if due - SECOND > self.world.now:
            self.set_clock(due - SECOND)
        self.set_clock(due)

    def set_clock(self, now: datetime) -> None:
        before = answers(self.world)
        known = {address: tell() for address, tell in before.items()}
        self.world.now = self.house.clock.now = now
        self.look([address for address, tell in answers(self.world).items() if tell() != known.get(address)])

    def act(self, predict: Callable[[], object], perform: Callable[[], object], *pieces: Piece) -> bool:
        """Do what makes sense; what makes none is refused with a sentence, and leaves the store as it was."""
        shown = [address for piece in pieces for address in about(self.world, piece)]
        try:
            predict()
        except Nonsense as nonsense:
            self.refused(perform, nonsense)
        else:
            perform()
            self.look([*(address for piece in pieces for address in about(self.world, piece)), *shown])
            return True
        return False

    def refused(self, perform: Callable[[], object], nonsense: Nonsense) -> None:
        before = self.house.dump()
        try:
            perform()
        except NewsroomError as error:
            assert len(str(error)) > len("No."), nonsense
        else:
            raise AssertionError(f"this makes no sense and was done: {nonsense}")
        assert self.house.dump() == before

    def moment(self, when: int | str) -> datetime | None:
        """Type a moment, minutes from now or as it stands; None for one that is refused with both its readings."""
        typed = self.typed(when)
        try:
            meant = almanac.read(typed)
        except almanac.Unclear as unclear:
            refusal = self.editor.refusal(typed)
            both = [reading.replace("T", " ") for reading in unclear.readings]
            assert all(reading in refusal for reading in both), f"{typed}: {refusal}, and the rules say {both}"
            return None
        assert self.editor.moment(typed) == meant
        return meant

    def typed(self, when: int | str) -> str:
        """Write a moment as an editor types it, without seconds and zone."""
        if isinstance(when, str):
            return when
        return f"{almanac.wall(self.world.now + timedelta(minutes=when)):%Y-%m-%d %H:%M}"

    def look(self, addresses: Iterable[str] = ()) -> None:
        """Compare what the room answers with what the rules say: at some of these addresses and some others."""
        known = answers(self.world)
        near = list(dict.fromkeys(one for one in addresses if one in known))
        others = list(known)
        self.asked += 1
        chosen = near[:2] + [near[(self.asked * 5 + place) % len(near)] for place in range(min(len(near), NEAR - 2))]
        chosen += [others[(self.asked * FAR + place) * 7 % len(others)] for place in range(FAR)]
        self.compare(dict.fromkeys(chosen))

    def compare(self, addresses: Iterable[str]) -> None:
        known, wanted = answers(self.world), list(addresses)
        for address, response in zip(wanted, self.house.get(wanted), strict=True):
            said, predicted = read(address, response), known[address]()
            self.world.note_visit(address, said["status"])
            assert said == predicted, f"{address} at {self.world.now}: {said}, and the rules say {predicted}"

    def teardown(self) -> None:
        """Compare one answer in so many, or every one, at the end of a story that went well."""
        if sys.exc_info()[0] is None:
            every = list(answers(self.world))
            self.compare(every[self.asked % self.thin :: self.thin])
