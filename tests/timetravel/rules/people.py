"""Whom readers may ring: for a while, in each other's place, or no more."""

from dataclasses import replace
from datetime import datetime

from tests.timetravel.rules.nonsense import Nonsense
from tests.timetravel.world import Person, Piece, World


def employ(world: World, name: str) -> Person:
    """Put somebody on the list of whom to ring."""
    person = Person(slug=name.lower().replace(" ", "-"), name=name)
    world.people.append(person)
    world.cards.append(person.slug)
    return person


def set_term(person: Person, begins: datetime | None, ends: datetime | None) -> None:
    """Say from when and until when somebody answers."""
    if begins and ends and ends <= begins:
        raise Nonsense("it would end before it begins")
    person.begins, person.ends = begins, ends
    person.touched += 1


def replace_person(world: World, person: Person, successor: Person) -> None:
    """Put somebody else in their place on every article, and let them answer no more."""
    if person is successor or (successor.ends and successor.ends <= world.now):
        raise Nonsense("that would be nobody")
    for piece in world.pieces:
        if person.slug in piece.said.people:
            people = [successor.slug if slug == person.slug else slug for slug in piece.said.people]
            _change_people(piece, tuple(dict.fromkeys(people)))
    person.begins = person.begins if person.begins and person.begins < world.now else None
    person.ends = min(person.ends or world.now, world.now)
    person.touched += 1


def erase_person(world: World, person: Person) -> None:
    """Let somebody be gone, from every article and all that it ever said."""
    for piece in world.pieces:
        piece.edited |= any(person.slug in each.said.people for each in piece.editions)
        if person.slug in piece.said.people:
            _change_people(piece, tuple(slug for slug in piece.said.people if slug != person.slug))
    world.people.remove(person)


def _change_people(piece: Piece, people: tuple[str, ...]) -> None:
    piece.said = replace(piece.said, people=people)
    piece.edited, piece.touched = True, piece.touched + 1
