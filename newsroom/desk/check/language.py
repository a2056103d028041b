"""Rule on language: a text in another one than the article is said to be in."""

from collections.abc import Iterator

from newsroom.desk.check.finding import Finding, warning
from newsroom.desk.check.subject import Subject
from newsroom.languages import language_name
from newsroom.worker.language import SAMPLE, guess_language

_SAME = {"no": "nb", "nn": "nb"}


def check_language(subject: Subject) -> Iterator[Finding]:
    """Find a body that reads as another language at its beginning and in its middle; a short one is left alone."""
    text, declared = subject.content.body_text, subject.content.language
    if len(text) < 2 * SAMPLE:
        return
    guesses = {_guess(sample, subject) for sample in (text[:SAMPLE], text[len(text) // 2 :])}
    if len(guesses) == 1 and (guessed := guesses.pop()) and guessed != _SAME.get(declared, declared):
        problem = f"The text reads as {language_name(guessed)}, and the article is declared to be in {declared}."
        advice = f"If it is, say so with `newsroom edit … --set language={guessed}`."
        yield warning("language", "body", text, problem, advice)


def _guess(sample: str, subject: Subject) -> str | None:
    found = guess_language(sample, subject.room.languages)
    return _SAME.get(found, found) if found else None
