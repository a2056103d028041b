"""Rule on names: one spelled almost like that of a card in the contact register."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from newsroom.desk.check.finding import Finding, warning
from newsroom.desk.check.slips import is_same, is_slip
from newsroom.desk.check.subject import Subject
from newsroom.text import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*")
_GAP = re.compile(r"[ \xa0\u202f]{1,2}")
_FEWEST_LETTERS = 7


@dataclass(frozen=True, slots=True)
class Register:
    """The names of all cards, of two words and more, to be looked up by a word or the initials."""

    sizes: tuple[int, ...] = ()
    by_key: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> "Register":
        """Make a register of names as the cards spell them."""
        whole = {" ".join(name.split()) for name in names}
        kept = sorted(name for name in whole if " " in name and len(name) >= _FEWEST_LETTERS)
        by_key = defaultdict[str, list[str]](list)
        for name in kept:
            for key in _keys(name):
                by_key[key].append(name)
        return cls(tuple(sorted({name.count(" ") + 1 for name in kept}, reverse=True)), dict(by_key))

    def alike(self, words: str) -> list[str]:
        """Give the names that have a word or the initials in common with these words, in order."""
        return sorted({name for key in _keys(words) for name in self.by_key.get(key, ())})


def check_names(subject: Subject, register: Register) -> Iterator[Finding]:
    """Find names that are almost those of the register; whoever has a card is spelled rightly."""
    with_it = {one.name for one in subject.content.contacts}
    for passage in subject.passages if register.sizes else ():
        slips = (found for run in _runs(passage.text) for found in _slips(run, register, with_it))
        for words, name in dict.fromkeys(slips):
            problem = f"“{words}” is “{name}” in the contact register."
            advice = f"Write “{name}”, or leave it when it is somebody else."
            yield warning("name", passage.where, words, problem, advice)


def _keys(words: str) -> set[str]:
    first, *_, last = fold(words).split()
    return {first, f" {last}", f"{first[0]} {last[0]}"}


def _runs(text: str) -> Iterator[list[str]]:
    """Give the words of a text in runs with nothing but a space between them."""
    run, end = list[str](), 0
    for word in _WORD.finditer(text):
        if run and not _GAP.fullmatch(text, end, word.start()):
            yield run
            run = []
        run.append(word[0])
        end = word.end()
    if run:
        yield run


def _slips(run: list[str], register: Register, with_it: set[str | None]) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(run) - 1:
        known = _known(run, place, register, with_it)
        if known and known[1]:
            yield known
        place += known[0].count(" ") + 1 if known else 1


def _known(run: list[str], place: int, register: Register, with_it: set[str | None]) -> tuple[str, str] | None:
    """Give the words from a place that are a name of the register, with that name if they miss it."""
    for size in register.sizes if run[place][0].isupper() else ():
        words = run[place : place + size]
        if len(words) < size or not words[-1][0].isupper():
            continue
        said = " ".join(words)
        near = register.alike(said)
        if any(is_same(said, name) for name in near):
            return said, ""
        if found := next((name for name in near if is_slip(said, name, expected=name in with_it)), None):
            return said, found
    return None
