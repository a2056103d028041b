"""Occasions: events alone or with an article, held back, shown, cancelled, thrown away."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.timetravel import rules
from tests.timetravel.choices import is_alive, seldom, which
from tests.timetravel.story import Story
from tests.timetravel.world import Occasion

MOST = 4


class Occasions(Story):
    """What stands in the calendar."""

    @precondition(lambda self: len(self.world.occasions) < MOST)
    @rule(number=which, alone=seldom, held=seldom)
    def announce(self, number: int, alone: bool, held: bool) -> None:
        owner = None if alone or not self.world.pieces else self.piece(number, is_alive)
        headline = f"Invigning {len(self.world.dates) + 1}"
        self.act(
            lambda: rules.announce(self.world, headline, owner, held=held),
            lambda: self.editor.announce(headline, owner.slug if owner else None, held=held),
        )
        self.look(self.calendar())

    @precondition(lambda self: self.world.occasions)
    @rule(number=which, act=st.sampled_from(["show", "hold", "cancel", "restore"]))
    def change_occasion(self, number: int, act: str) -> None:
        occasion = self.occasion(number)
        predictions = {
            "show": lambda: rules.show(occasion),
            "hold": lambda: rules.hold(occasion),
            "cancel": lambda: rules.cancel(occasion, off=False),
            "restore": lambda: rules.cancel(occasion, off=True),
        }
        self.act(predictions[act], lambda: self.editor.change_occasion(occasion.slug, act))
        self.look(self.calendar())

    @precondition(lambda self: self.world.occasions)
    @rule(number=which)
    def call_off(self, number: int) -> None:
        occasion = self.occasion(number)
        self.act(lambda: rules.call_off(self.world, occasion), lambda: self.editor.call_off(occasion.slug))
        self.look(self.calendar())

    def occasion(self, number: int) -> Occasion:
        return self.world.occasions[number % len(self.world.occasions)]

    def calendar(self) -> list[str]:
        last = self.world.dates[-1:]
        return ["/events", "/events.json", *(f"/events/{slug}{end}" for slug in last for end in ("", ".ics"))]
