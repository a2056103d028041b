"""Inflection: what Swedish, Finnish and English make of a surname, and the spellings that fold to one word. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsroom.text import fold

_JOINERS = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060)) | {ord("’"): "'", 0x2010: "-", 0x2011: "-"}
_GRADES = {
    "kk": ("k",), "pp": ("p",), "tt": ("t",), "nk": ("ng",), "nt": ("nn",), "mp": ("mm",), "lt": ("ll",),
    "rt": ("rr",), "lk": ("lj", "l"), "rk": ("rj", "r"), "hk": ("h",), "ht": ("hd",), "t": ("d",), "p": ("v",),
    "k": ("", "v"),
}  # fmt: skip
_GRADED = re.compile(r"(.+?)(?<![st])(kk|pp|tt|nk|nt|mp|lt|rt|lk|rk|hk|ht|t|p|k)([aeiouy])")
# Folded, so `a` stands for `ä` too: Mattila(n), Mattila(a), Mattila(an), Laine(eseen), Laine(htaan).
_CASES = "(?:n|a|ta|tta|ssa|sta|lla|lta|lle|na|ksi|[aeiouy]n|h[aeiouy]n|seen)?(?:kin|kaan|han|ko|pa)?"
_GENITIVE = "(?:s|'s|'|:s)?"


def fold_word(word: str) -> str:
    """Fold a word, without the joiners that pasted text has in it, and with one kind of apostrophe and hyphen."""
    return fold(word.translate(_JOINERS))


def is_form(word: str, surname: str, language: str | None) -> bool:
    """Tell whether a folded word is a folded surname, with an ending or without."""
    return _forms(surname, language).fullmatch(word) is not None


@lru_cache(maxsize=64)
def spellings(word: str) -> re.Pattern[str]:
    """Give a pattern that misses nothing which a folded word may have been before; it may find a little more."""
    letters = _unfolded()
    several = [(at, one) for one in letters if len(one) > 1 for at in range(len(word)) if word.startswith(one, at)]
    swallowed = {at + step for at, one in several for step in range(1, len(one))}
    return re.compile(
        "".join(
            _spelling(letter, "".join(letters[one] for start, one in several if start == at))
            # A sign may have stood for this letter and the one before.
            + "?" * (at in swallowed)
            for at, letter in enumerate(word)
        )
    )


def _spelling(letter: str, signs: str) -> str:
    alone = rf"[{re.escape(_unfolded().get(letter, letter))}][\u0300-\u036f\xad\u200b-\u200d\u2060]*"
    return f"(?:{alone}|[{signs}])" if signs else f"(?:{alone})"


@lru_cache(maxsize=1)
def _unfolded() -> dict[str, str]:
    """Give, by what they fold to, the letters of European alphabets and the signs that stand for them."""
    found: dict[str, str] = {}
    for letter in map(chr, (*range(0x27, 0x530), 0x2019, *range(0x1E00, 0x2000), *range(0xFB00, 0xFB07))):
        if folded := fold_word(letter):
            found[folded] = found.get(folded, "") + letter
    return found


@lru_cache(maxsize=64)
def _forms(surname: str, language: str | None) -> re.Pattern[str]:
    """Give what a folded surname may look like; only a Finnish text hangs every Finnish ending on it."""
    forms = [re.escape(surname) + _GENITIVE]
    if surname.endswith("nen") and len(surname) > 4:
        forms += [re.escape(surname[:-3]) + f"(?:se{_CASES}|sta(?:kin|kaan|han|ko|pa)?)"]
    if (language or "").startswith("fi"):
        forms += [re.escape(stem) + _CASES for stem in _finnish_stems(surname)] + [re.escape(surname) + ":[a-z]{1,4}"]
    return re.compile("|".join(forms))


def _finnish_stems(surname: str) -> Iterator[str]:
    """Give the stems that Finnish endings hang on: Virta and Virra-, Lahti and Lahde-, Laine and Lainee-, Bergi-."""
    if surname[-1] not in "aeiouy":
        yield surname + "i"
        if surname.endswith("s"):
            yield from (surname, surname[:-1] + "kse")
        return
    graded = _GRADED.fullmatch(surname)
    weak = [graded[1] + grade + graded[3] for grade in _GRADES[graded[2]]] if graded else []
    for stem in (surname, *weak):
        yield stem
        if stem.endswith("i"):
            yield stem[:-1] + "e"
        if stem.endswith("e"):
            yield stem + "e"
