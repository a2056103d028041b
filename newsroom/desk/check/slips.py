"""Slips: whether a name as written is a name as known, inflected, or that name with a slip of the pen.

Two people may well have names that are nearly one, so a slip is what fingers do: another diacritic, a letter
doubled, left out, put in or put elsewhere; where names are many and alike (Larsson, Karlsson) only the mildest.
"""

import re
import unicodedata

from newsroom.text import fold

_LONG = 13
"""From so many letters on a name may be two slips away; with fewer that would be another name."""

_CASES = "n|t|a|ä|ta|tä|ll[aä]|lle|lt[aä]|ss[aä]|st[aä]|ksi|n[aä]|h[aeiouyäö]n|[aeiouyäö]n"
_ENDING = re.compile(rf"[:'’-]?(?:s|i?(?:{_CASES}))|[’']")
_ENDING_AFTER_VOWEL_CHANGE = re.compile(rf"\w{{0,2}}?(?:{_CASES})")
_NEN = re.compile(r"s(?:e[a-zäö]{0,5}|i[a-zäö]{1,5}|ta|tä|t)")
_VOWELS = "aeiouyåäöéüø"
_INITIALS = ({"c", "k"}, {"v", "w"}, {"s", "z"}, {"f", "p"}, {"i", "j", "y"})
_FAMILIES = ("son", "sen", "nen")


def is_same(said: str, name: str) -> bool:
    """Tell whether words are a name, its last word perhaps inflected in Swedish, English or Finnish."""
    ours, theirs = _words(said), _words(name)
    return ours[:-1] == theirs[:-1] and len(ours) == len(theirs) and _is_inflected(ours[-1], theirs[-1])


def is_slip(said: str, name: str, *, expected: bool = False) -> bool:
    """Tell whether words are a name with a slip; more may have slipped where just that person is expected."""
    ours, theirs = _words(said), _words(name)
    if len(ours) != len(theirs):
        return False
    pairs = [*zip(ours[:-1], theirs[:-1], strict=True), (_base(ours[-1], theirs[-1]), theirs[-1])]
    if not all(_begin_alike(fold(a)[0], fold(b)[0]) for a, b in pairs):
        return False
    costs = [_cost(fold(a), fold(b)) for a, b in pairs]
    hard = [b for (a, b), cost in zip(pairs, costs, strict=True) if cost and not _is_mild(fold(a), fold(b))]
    if not expected and any(_is_common(word, theirs) for word in hard):
        return False
    return sum(costs) <= (2 if expected or len(name) >= _LONG else 1)


def _words(name: str) -> list[str]:
    return unicodedata.normalize("NFC", name).casefold().split()


def _is_inflected(word: str, name: str) -> bool:
    if word.startswith(name):
        return word == name or _ENDING.fullmatch(word, len(name)) is not None
    if name.endswith("nen") and word.startswith(name[:-3]):
        return _NEN.fullmatch(word, len(name) - 3) is not None
    # Lahti, Lahden; Mäki, Mäen; Leppä, Lepän.
    shared = len(name) - 2
    changes = name[-1] in _VOWELS and shared >= 2 and word[:shared] == name[:shared]
    return changes and _ENDING_AFTER_VOWEL_CHANGE.fullmatch(word, shared) is not None


def _base(word: str, name: str) -> str:
    """Take the ending off that makes a word longer than the name it may be."""
    if name.endswith("nen") and (found := re.search(_NEN.pattern + r"\Z", word)):
        return f"{word[: found.start()]}nen"
    endings = (word[:place] for place in range(len(word) - 1, len(word) - 5, -1) if _ENDING.fullmatch(word, place))
    return min((word, *endings), key=lambda one: _distance(fold(one), fold(name))) if word else word


def _begin_alike(one: str, other: str) -> bool:
    return one == other or {one, other} in _INITIALS


def _cost(word: str, name: str) -> int:
    """Count the slips between two words; far off is 9, and so are two slips in a short word."""
    if _sound(word) == _sound(name):
        return int(word != name)
    distance = _distance(word, name)
    return distance if distance <= (2 if len(name) >= 9 else 1) else 9


def _is_mild(word: str, name: str) -> bool:
    """Tell whether letters are only doubled or put elsewhere, or spelled as another family of that name does."""
    return _sound(word) == _sound(name) or sorted(word) == sorted(name)


def _sound(word: str) -> str:
    plain = re.sub(r"ph", "f", re.sub(r"ch|ck|c|q", "k", word)).replace("w", "v").replace("z", "s")
    return re.sub(r"(.)\1+|(?<=[dtrg])h\b", r"\1", plain)


def _is_common(word: str, name: list[str]) -> bool:
    """Tell whether another letter in this word of a name makes a name that somebody else bears."""
    if word == name[-1]:
        return len(word) < 6 or word.endswith("son")
    return len(word) < 4 or len(name[-1]) < 6 or name[-1].endswith(_FAMILIES)


def _distance(one: str, other: str) -> int:
    """Count the letters to change, put in, leave out or exchange with their neighbour; 9 where that is beyond two."""
    if abs(len(one) - len(other)) > 2:
        return 9
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1] if row[-1] <= 2 else 9
