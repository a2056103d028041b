"""Traces: the word sequences by which a hidden thing is known again, and finding them in whatever was answered.

Text and answers pass the same folding, so a trace is found in a page, a feed, JSON, a calendar and an address alike.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote_plus

from newsroom.text import fold

LENGTH = 5
"""How many words in a row nobody writes twice by chance."""

LEAST_LETTERS = 7
"""A trace of fewer letters is a word that anybody may use."""

_EDGE = "¦"
"""Stands between what are two texts to a reader: no trace reaches from one into the next."""

_WORD = re.compile(rf"[^\W_]+|{_EDGE}")
_JSON_EDGE = re.compile(r'"\s*[,:\]}]')
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt\"/\\]")
# What stands inside a word or a line leaves it whole; every other tag parts two words.
_INSIDE = re.compile(r"</?(?:wbr|mark|b|i|em|strong|span|a)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s().\-/]{1,3}(?=\d)")
_DIGITS = re.compile(r"\d{8,20}")
_FEWEST_DIGITS = 8


def tokens(text: str) -> list[str]:
    """Give the words of a text, folded."""
    return [_folded(word) for word in _WORD.findall(normalize("NFC", text))]


# The same words come again and again, and folding a whole page costs ten times as much as looking its words up.
_folded = lru_cache(maxsize=1 << 16)(fold)


def sequences(text: str | None) -> Iterator[str]:
    """Yield what a text is known by: each line itself when it is short, else its words, five by five."""
    for line in (text or "").splitlines():
        found = tokens(line)
        last = len(found) - LENGTH
        parts = [found] if last <= 1 else [found[min(at, last) :][:LENGTH] for at in range(0, len(found), LENGTH)]
        yield from (" ".join(part) for part in parts if _is_telling(part))


def number(phone: str) -> str | None:
    """Give the digits that a phone number has however it is written, with or without its country."""
    digits = re.sub(r"\D", "", phone)
    return digits[-_FEWEST_DIGITS:] if len(digits) >= _FEWEST_DIGITS else None


def _is_telling(words: list[str]) -> bool:
    """Tell whether these words can only come from where they were taken: dates and small words are everywhere."""
    spelled = [word for word in words if not word.isdecimal()]
    return len(spelled) >= min(len(words), 2) and sum(map(len, spelled)) >= LEAST_LETTERS


def plain(content: str) -> str:
    """Give what people read in an answer of any format, without escapes and folded lines, then what its tags say."""
    whole = _JSON_EDGE.sub(_EDGE, _FOLDED_LINE.sub("", content))
    text = unescape(unescape(_ESCAPE.sub(_unescaped, whole)))
    return unquote_plus(f"{_TAG.sub(_EDGE, _INSIDE.sub('', text))}{_EDGE}{_EDGE.join(_TAG.findall(text))}")


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " "


@dataclass(slots=True)
class Index:
    """Traces and the thing that each belongs to, by number; `lengths` has those of the traces that open with a word."""

    words: dict[str, int] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, owner: int, texts: Iterable[str], phones: Iterable[str] = ()) -> None:
        """Keep the traces of a thing; what two hidden things share tells of the first."""
        for trace in texts:
            self.words.setdefault(trace, owner)
            opening, length = trace.partition(" ")[0], trace.count(" ") + 1
            if length not in (known := self.lengths.get(opening, ())):
                self.lengths[opening] = (*known, length)
        for digits in phones:
            self.numbers.setdefault(digits, owner)

    def forget(self, text: str) -> None:
        """Take out every trace that a text has which everybody may read."""
        for trace, _ in list(self.find(text)):
            self.words.pop(trace, None)
            self.numbers.pop(trace, None)

    @property
    def owners(self) -> set[int]:
        """Give the things that have a trace."""
        return {*self.words.values(), *self.numbers.values()}

    def find(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the traces in a text, each with the thing it belongs to, as they stand there."""
        found = tokens(text)
        for place, word in enumerate(found):
            for length in self.lengths.get(word, ()):
                if (trace := " ".join(found[place : place + length])) in self.words:
                    yield trace, self.words[trace]
        if self.numbers:
            yield from self._find_numbers(text)

    def _find_numbers(self, text: str) -> Iterator[tuple[str, int]]:
        for digits in _DIGITS.findall(_BETWEEN_DIGITS.sub("", text)):
            for end in range(_FEWEST_DIGITS, len(digits) + 1):
                if (part := digits[end - _FEWEST_DIGITS : end]) in self.numbers:
                    yield part, self.numbers[part]
