"""Rule on language: a text in another one than the article is said to be in."""

import re
from collections.abc import Iterator

from newsroom.desk.check.finding import Finding, warning
from newsroom.desk.check.subject import Subject
from newsroom.languages import language_name
from newsroom.worker.language import can_guess, guess_language

ENOUGH = 60
"""How many letters tell a language, names left out: in 15,000 checks of one to three sentences none was mistaken."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAME = {"no": "nb", "nn": "nb"}
_NEIGHBOURS = frozenset({"nb", "da"})
"""Of short texts in these two, one in a hundred is mistaken for the other."""


def check_language(subject: Subject) -> Iterator[Finding]:
    """Find a body that reads as another language, in both of its halves where they are long enough to tell."""
    text, said = subject.content.body_text, subject.content.language
    declared, words = _SAME.get(said, said), _without_names(text)
    if len(words) < ENOUGH or not can_guess(declared, subject.room.languages):
        return
    half = len(words) // 2
    parts = (words[:half], words[half:]) if half >= ENOUGH else (words,)
    guesses = {_guess(part, subject) for part in parts}
    guessed = guesses.pop() if len(guesses) == 1 else None
    if guessed and guessed != declared and not {guessed, declared} <= _NEIGHBOURS:
        problem = f"The text reads as {language_name(guessed)}, and the article is declared to be in {said}."
        advice = f"If it is, say so with `newsroom edit … --set language={guessed}`."
        yield warning("language", "body", text, problem, advice)


def _without_names(text: str) -> str:
    """Give the words of a text that are no names: those tell of people and firms, and not of the language."""
    return " ".join(word for word in _WORD.findall(text) if not word[0].isupper())


def _guess(sample: str, subject: Subject) -> str | None:
    found = guess_language(sample, subject.room.languages)
    return _SAME.get(found, found) if found else None
