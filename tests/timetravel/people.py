"""People: on the list of whom to ring for a while, in each other's place, or gone."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.timetravel import rules
from tests.timetravel.choices import MOST_PEOPLE, any_person, moments, which
from tests.timetravel.story import Story
from tests.timetravel.world import Person


class People(Story):
    """Whom readers may ring."""

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
