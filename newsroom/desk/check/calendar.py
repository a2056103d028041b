"""Names of days and months in Swedish, Finnish and English: CLDR's, inflected and cut short as texts have them."""

import re
from functools import cache
from typing import NamedTuple

from babel import Locale

LANGUAGES = ("sv", "fi", "en")

# A weekday may stand in a case, or be the first part of an evening; the plural is every such day, and names no date.
_ENDINGS = {
    "sv": r"(?:ens?|s)?(?:s?(?:kväll|morgon|förmiddag|eftermiddag|natt)(?:en|s)?)?",
    "fi": r"[a-zäö-]{0,16}(?<!sin)",
    "en": r"(?:['’]s)?",
}
# What CLDR does not list and texts print.
_SHORT = {
    "sv": ("månd", "tisd", "onsd", "tor torsd", "", "lörd", "sönd"),
    "fi": ("", "", "", "", "", "", ""),
    "en": ("", "Tues", "Weds", "Thur Thurs", "", "", ""),
}
_SEPTEMBER = {"sept": (9, "en")}


class Weekday(NamedTuple):
    """A weekday, Monday is 0, as a word names it: in which languages, whole or cut short."""

    number: int
    languages: frozenset[str]
    short: bool


@cache
def weekday_pattern() -> str:
    """Give the pattern of a word that names a weekday."""
    whole = "|".join(f"(?:{_stems(language)}){_ENDINGS[language]}" for language in LANGUAGES)
    short = "|".join(sorted(map(re.escape, _short_names()), key=len, reverse=True))
    return rf"(?<![^\W_])(?:{whole}|(?<!The )(?:{short})\.?)(?![^\W_])"


def read_weekday(word: str) -> Weekday | None:
    """Tell which weekday a word names, if it has the form of one."""
    name = word.rstrip(".")
    languages = _short_names().get(name.casefold(), {})
    # English cuts its days to common words: only a capital makes a day of `sat` and `sun`.
    spoken = [one for one in languages if one != "en" or name[:1].isupper()]
    if spoken:
        return Weekday(languages[spoken[0]], frozenset(spoken), short=True)
    for stem, (number, language) in _whole_names().items():
        if re.match(stem, word, re.IGNORECASE):
            return Weekday(number, frozenset({language}), short=False)
    return None


def read_month(word: str) -> tuple[int, str] | None:
    """Tell which month a word names, in which language."""
    name = word.rstrip(".")
    found = _months().get(name.casefold()) or _months().get(re.sub(r"(?<=kuu).{1,3}$", "", name.casefold()))
    return None if found is None or (found[1] == "en" and name[:1].islower()) else found


@cache
def _months() -> dict[str, tuple[int, str]]:
    """Give every name of a month; what Swedish and English share is Swedish, which asks for no capital."""
    names = dict(_SEPTEMBER)
    for language in reversed(LANGUAGES):
        for widths in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                names.update((name.casefold().rstrip("."), (n, language)) for n, name in widths[width].items())
    return names


@cache
def _whole_names() -> dict[str, tuple[int, str]]:
    """Give each weekday's stem as a pattern: `keskiviikko` loses a k in some of its cases."""
    return {
        name.replace("kk", "kk?"): (number, language)
        for language in LANGUAGES
        for number, name in Locale(language).days["stand-alone"]["wide"].items()
    }


def _stems(language: str) -> str:
    return "|".join(stem for stem, (_, spoken) in _whole_names().items() if spoken == language)


@cache
def _short_names() -> dict[str, dict[str, int]]:
    names: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        widths = Locale(language).days["stand-alone"]
        # Two letters of English are hardly ever a day.
        for width in ("abbreviated",) if language == "en" else ("abbreviated", "short"):
            for number, name in widths[width].items():
                names.setdefault(name.casefold(), {})[language] = number
        for number, more in enumerate(_SHORT[language]):
            for name in more.split():
                names.setdefault(name.casefold(), {})[language] = number
    return names
