"""People: on the list of whom to ring for a while, in each other's place, or gone."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.timetravel import rules
from tests.timetravel.choices import MOST_PEOPLE, NAMES, moments, which
from tests.timetravel.story import Story
from tests.timetravel.world import Person, Piece


class People(Story):
    """Whom readers may ring."""

    @precondition(lambda self: len(self.world.people) < MOST_PEOPLE and len(self.world.cards) < len(NAMES))
    @rule()
    def employ(self) -> None:
        self.editor.employ(rules.employ(self.world, NAMES[len(self.world.cards)]))
        self.look(["/contacts", "/contacts.json"])

    @precondition(lambda self: self.world.people)
    @rule(number=which, begins=st.none() | moments, ends=st.none() | moments)
    def set_term(self, number: int, begins: int | str | None, ends: int | str | None) -> None:
        person = self.person(number)
        term = [when if when is None else self.moment(when) for when in (begins, ends)]
        shown = self.pieces_of(person)
        self.act(lambda: rules.set_term(person, *term), lambda: self.editor.set_term(person.slug, *term), *shown)

    @precondition(lambda self: self.world.people)
    @rule(number=which, other=which)
    def replace(self, number: int, other: int) -> None:
        person, successor = self.person(number), self.person(other)
        self.act(
            lambda: rules.replace_person(self.world, person, successor),
            lambda: self.editor.replace_person(person.slug, successor.slug),
            *self.pieces_of(person),
        )

    @precondition(lambda self: len(self.world.people) > 1)
    @rule(number=which)
    def erase_person(self, number: int) -> None:
        person = self.person(number)
        self.act(
            lambda: rules.erase_person(self.world, person),
            lambda: self.editor.erase_person(person.slug),
            *self.pieces_of(person),
        )

    def person(self, number: int) -> Person:
        return self.world.people[number % len(self.world.people)]

    def pieces_of(self, person: Person) -> list[Piece]:
        return [piece for piece in self.world.pieces if person.slug in piece.said.people]
