"""Finnish words: a fold for what Snowball's stems leave apart, and base forms where the host has libvoikko.

Consonants change with a word's ending (`kunta`, `kunnan`; `joki`, `joen`), and so do the last vowels of its stem. The
fold gives all of a word's forms one key; it is not the word's base form, and need not be.
"""

import importlib
import importlib.util
import re
from functools import cache
from threading import Lock
from typing import Protocol

_VOWELS = "aeiouyäöå"
_IRREGULAR = {
    **dict.fromkeys(("lapsi", "lapsen", "lasta", "lasten"), "laps"),
    **dict.fromkeys(("vuonna", "vuosi"), "vuot"),
    **dict.fromkeys(("teki", "tekee"), "teht"),
}
# Short words keep the ending that Snowball has no room to take off: `joen`, `mäet`, `lain`.
_SHORT_ENDING = re.compile(rf"(?<=[{_VOWELS}]{{2}})[nt]$")
# `luvun` of `luku` and its like, and their compounds: a k between two of the same vowel becomes v.
_ROUND = re.compile(r"^((?:\w{4,})?(?:lu|pu|su|ky))[kv][uy]?$")
# The closed class of `vesi`, `veden`, `vettä`, and the compounds of its commonest.
_T_WORD = re.compile(
    r"^(ve|vuo|k[äa]|uu|kau|kuu|vii|su|to|hii|rei|k[öo]|lie|kan|var|vir|hir|kyn|l[äa]n|pon|par|\w{3,}(?:ve|vuo|kau))"
    r"(?:si?|de?)$"
)
# `opetusta` is a partitive of `opetus`; what looks like it, an elative, would be in its weak grade: `laadusta`.
_PARTITIVE = re.compile(r"(?<=\w{2}[^s]t[uyö]s)t[aä]$")
_DOUBLE = re.compile(r"([bdfgklmnprstv])\1")
_FOLDS = (
    # `opetus`, `opetuksen`; `terveys`, `terveyden`; `päätös`, `päätöksen`.
    (re.compile(r"(?<=\w{3}[uyoö])(?:ks|st?|d|t)$"), "s"),
    # `nainen`, `naisen`, `naisten`.
    (re.compile(r"(?<=\w{2}i)(?:n|st?)$"), "s"),
    # `asiakas`, `asiakkaan`.
    (re.compile(r"(?<=\w{4})[aä]s$"), ""),
    # What is strong and what is weak: `kaupunki`, `kaupungin`; `hinta`, `hinnan`; `velka`, `velan`; `kurki`, `kurjen`.
    (re.compile(r"ng$"), "nk"),
    (re.compile(r"(?<=[nlr])[td]$"), ""),
    (re.compile(r"(?<=m)[pb]$"), ""),
    (re.compile(r"(?<=[lr])k$"), ""),
    (re.compile(r"^(kur|j[äa]l|s[äa]r|j[äa]r|ar|hyl|kyl)j$"), r"\1"),
    (re.compile(r"d$"), "t"),
    (re.compile(r"v$"), "p"),
    (re.compile(rf"(?<=^[{_VOWELS}])j$|(?<=^\w[{_VOWELS}])j$"), "i"),
    (re.compile(rf"(?<=^[{_VOWELS}]{{2}})k$|(?<=^\w[{_VOWELS}])k$|(?<=^\w[{_VOWELS}]{{2}})k$"), ""),
)
_SHORT = 4
_FOLD_VERSION = 1
_analysing = Lock()


class Voikko(Protocol):
    """What is asked of libvoikko."""

    def getVersion(self) -> str:  # noqa: N802 - the library's own name
        """Give its version."""

    def analyze(self, word: str) -> list[dict[str, str]]:
        """Give what a word may be, with its BASEFORM."""


def key(word: str, stem: str) -> str:
    """Give what a word's forms have in common, of a form and its Snowball stem.

    A key under four letters that is not the word itself is marked, so that `kunnan` is not found by `kun`.
    """
    root = _fold(word, stem)
    return f"{root}_" if len(root) < _SHORT and root != word else root


def base_form(word: str) -> str | None:
    """Give a word's base form, the shortest where it may be several; None where it is unknown or nothing knows it."""
    voikko = find_voikko()
    if voikko is None:
        return None
    with _analysing:
        found = {form.lower() for one in voikko.analyze(word) if (form := one.get("BASEFORM"))}
    return min(found, key=lambda form: (len(form), form), default=None)


def maker() -> str:
    """Name what makes the terms of Finnish words, here and now."""
    voikko = find_voikko()
    return f"finnish {_FOLD_VERSION}" + (f", voikko {voikko.getVersion()}" if voikko else "")


@cache
def find_voikko() -> Voikko | None:
    """Find libvoikko with its Finnish dictionary, should the host have both."""
    if importlib.util.find_spec("libvoikko") is None:
        return None
    library = importlib.import_module("libvoikko")
    try:
        found: Voikko = library.Voikko("fi")
    except (OSError, library.VoikkoException):
        return None
    return found


def _fold(word: str, stem: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if stem == word and len(stem) <= _SHORT + 1 and (shorter := _SHORT_ENDING.sub("", stem)) != stem:
        return shorter[:-1]
    if (nominative := _PARTITIVE.sub("", word)) != word:
        stem = nominative
    if t_word := _T_WORD.match(word) or _T_WORD.match(stem):
        return f"{t_word[1]}t"
    if round_word := _ROUND.match(stem):
        return round_word[1]
    root = _DOUBLE.sub(r"\1", stem.rstrip(_VOWELS) or stem)
    for pattern, grade in _FOLDS:
        if (folded := pattern.sub(grade, root)) != root:
            return folded
    return root
