"""The directory of press contacts: who answers for what, in the order of the alphabet and by search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsroom.model import Contact
from newsroom.text import fold, query_terms, stems

# Swedish and Finnish have these letters behind z, and not beside those that they look like.
_LAST = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c"})
_NORDIC = ("sv", "fi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A subject, and the press contacts who answer for it."""

    name: str
    contacts: tuple[Contact, ...]


def responsibilities(contacts: Iterable[Contact], language: str) -> tuple[Responsibility, ...]:
    """Give every subject that somebody answers for, as the language orders its alphabet."""
    found: dict[str, tuple[str, dict[int, Contact]]] = {}
    for one in contacts:
        for name in one.responsibilities:
            found.setdefault(name.casefold(), (name, {}))[1][one.id] = one
    subjects = [Responsibility(name=name, contacts=tuple(people.values())) for name, people in found.values()]
    return tuple(sorted(subjects, key=lambda subject: _place(subject.name, language)))


def answering(contacts: Sequence[Contact], query: str, languages: Sequence[str]) -> list[Contact]:
    """Give the contacts whose cards have every word of a query, in any of the languages and in any form."""
    asked = query_terms(query, languages)
    return [one for one in contacts if asked and _answers(one, asked, languages)]


def _answers(one: Contact, asked: Iterable[Iterable[str]], languages: Iterable[str]) -> bool:
    lines = filter(None, (one.name, one.title, one.unit, one.organisation, *one.responsibilities))
    said = " . ".join(lines)
    words = f" {' '.join(term for language in languages for term in stems(said, language))} "
    return all(any(f" {term} " in words for term in alternatives) for alternatives in asked)


def _place(name: str, language: str) -> str:
    return fold(name.casefold().translate(_LAST) if language in _NORDIC else name)
