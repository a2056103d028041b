"""What differs between two answers that nobody should be able to tell apart."""

import re
import string
from collections.abc import Sequence
from html import escape
from urllib.parse import quote, quote_plus

from newsroom.leakcheck.asking import Answer

ASKED = b"\0"
"""What stands in an answer for the words that were asked for."""

_AROUND = 30
_TELLING = ("content-type", "location")
# A name's twin has its shape: a letter for each letter, a digit for each digit.
_TURN = 7
_TURNED = str.maketrans(
    string.ascii_letters + string.digits,
    "".join(part[_TURN:] + part[:_TURN] for part in (string.ascii_lowercase, string.ascii_uppercase, string.digits)),
)
# Ids and digests are only read where all of it is hexadecimal.
_KEY = re.compile(r"[0-9a-f]{8,}")
_HEX = "0123456789abcdef"
_TURNED_KEY = str.maketrans(_HEX, _HEX[_TURN:] + _HEX[:_TURN])


def find_difference(answer: Answer, other: Answer, *, all_headers: bool = True) -> str | None:
    """Tell in what an answer differs from the one it must equal: status, then headers, then bytes."""
    if answer.status != other.status:
        return f"status {answer.status}, not {other.status}"
    found, expected = dict(answer.headers), dict(other.headers)
    compared = {*found, *expected} if all_headers else _TELLING
    return _in_headers(found, expected, sorted(compared)) or _in_bodies(answer.body, other.body)


def made_up(name: str) -> str:
    """Give a name that nothing ever had, of the same shape; a number gets one digit more, out of reach."""
    if _KEY.fullmatch(name):
        return name.translate(_TURNED_KEY)
    return f"9{name}" if name.isdecimal() else name.translate(_TURNED)


def without_words(answer: Answer, words: Sequence[str]) -> Answer:
    """Give an answer in which words that were asked for, and what was counted with them, say nothing."""
    body, forms = answer.body, {form for word in words for form in _forms(word)}
    for form in sorted(forms, key=len, reverse=True):
        body = re.sub(re.escape(form.encode()), ASKED, body, flags=re.IGNORECASE)
    if body == answer.body:
        return answer
    counted = ("content-length", "etag")
    return Answer(answer.status, tuple(one for one in answer.headers if one[0] not in counted), body)


def _forms(word: str) -> tuple[str, ...]:
    return word, quote(word), quote(word, safe=""), quote_plus(word), escape(word)


def _in_headers(found: dict[str, str], other: dict[str, str], names: Sequence[str]) -> str | None:
    for name in names:
        if found.get(name) != other.get(name):
            return f"header {name}: {found.get(name, 'absent')}, not {other.get(name, 'absent')}"
    return None


def _in_bodies(found: bytes, other: bytes) -> str | None:
    if found == other:
        return None
    shorter = min(len(found), len(other))
    at = next((place for place in range(shorter) if found[place] != other[place]), shorter)
    cut = slice(max(0, at - _AROUND), at + _AROUND)
    return f"byte {at}: {_shown(found[cut])}, not {_shown(other[cut])}"


def _shown(part: bytes) -> str:
    return f"“{' '.join(part.decode('utf-8', 'replace').split())}”"
