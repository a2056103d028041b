"""Lines: words that stand on one line, without what would break it, turn it or be seen by nobody."""

import re
import unicodedata
from collections.abc import Iterable

NONCHARACTERS = r"\ufdd0-\ufdef" + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
"""What no text can mean, for a class of a regular expression (Unicode standard, section 23.7)."""

_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UNSEEN = frozenset({"Cf", "Zs"}) | _BREAKING
# These turn the direction of writing, also that of what stands beside the words (Unicode standard annex 9, section 2).
_TURNING = re.compile(rf"[\u202a-\u202e\u2066-\u2069\ufeff{NONCHARACTERS}]")
# Letters and marks by their category, which are drawn as nothing.
_FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0").union(map(chr, range(0xFE00, 0xFE10)))
_BLANKS = re.compile(r"[ \t\r\n]+")


def line(words: str | None) -> str | None:
    """Give words on one line, without controls and in Unicode's form C; None when nothing is left to be seen."""
    # Some systems write å as a and a ring, which is the same letter to people and another to programs (Character
    # Model for the World Wide Web, section 2).
    plain = unicodedata.normalize("NFC", without_controls(words or ""))
    return _BLANKS.sub(" ", plain).strip() if is_seen(plain) else None


def lines(values: Iterable[str]) -> tuple[str, ...]:
    """Give each of these that says something once, on a line of its own."""
    return tuple(dict.fromkeys(said for value in values if (said := line(value))))


def without_controls(text: str) -> str:
    """Give the text with a space for each control, line break and lone surrogate, and without what turns writing.

    Joiners and no-break spaces stay: they belong to words.
    """
    if text.isprintable():
        return text
    kept = _TURNING.sub("", text)
    return "".join(" " if unicodedata.category(character) in _BREAKING else character for character in kept)


def is_seen(text: str) -> bool:
    """Tell whether anything of a text can be seen."""
    return any(unicodedata.category(character) not in _UNSEEN for character in set(text) - _FILLERS)
