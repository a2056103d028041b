"""Lines: words that stand on one line, without what would break it."""

import re
import unicodedata
from collections.abc import Iterable

_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BLANKS = re.compile(r"[ \t\r\n]+")


def line(words: str | None) -> str | None:
    """Give words on one line, without controls and in Unicode's form C; None when nothing is left."""
    # Some systems write å as a and a ring, which is the same letter to people and another to programs (Character
    # Model for the World Wide Web, section 2).
    plain = without_controls(unicodedata.normalize("NFC", words or ""))
    return _BLANKS.sub(" ", plain).strip() or None


def lines(values: Iterable[str]) -> tuple[str, ...]:
    """Give each of these that says something once, on a line of its own."""
    return tuple(dict.fromkeys(said for value in values if (said := line(value))))


def without_controls(text: str) -> str:
    """Give the text with a space for each control, line break and lone surrogate; joiners and no-break spaces stay."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(character) in _BREAKING else character for character in text)
