"""Rule on phones: what says that it is a number to ring, and cannot be dialled from the room's country."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

import phonenumbers
from babel.core import get_global

from newsroom.desk.check.finding import Finding, error, warning
from newsroom.desk.check.subject import Subject

_NUMBER = r"[\d \xa0\u202f().–-]"
_CLAIM = re.compile(
    rf"""(?<![^\W_]) (?: tele(?:fon|phone)(?:nummer)? | tel | te?lnr? | telnr | tfn | tlf | phone | cell | gsm
        | mobil(?:telefon|nummer|e)? | mob | matkapuhelin | puh(?:elin(?:numero)?)? ) \b \.?
        (?:\s?(?:nr|no|number)\b\.?)? \s?:? [ \xa0]{{0,3}} (?P<labelled>[+(]?\d{_NUMBER}{{2,30}})
    | (?<![\w+]) (?P<plus>\+\d{_NUMBER}{{5,30}})""",
    re.VERBOSE | re.IGNORECASE,
)
# A range of extensions, the next number of a list, or an hour ends a number.
_END = re.compile(r"\s+(?=0\d{1,3}[-–]|\d{1,2}\.\d\d)|[–-]\d{1,2}\Z|\s\s|\.\s")
_UNIT = re.compile(r"\s?(?:kr|sek|eur|mkr|mil|mrd|pro[cs]|per[cs]|usd|[€$£%])", re.IGNORECASE)
_AMOUNT = re.compile(r"\+\d{1,3}(?:[ .\xa0\u202f]\d{3})+")
_DIALLED = re.compile(r'<a href="tel:([^"]*)"')
_SHORTEST = 7
_CUES = ("+", "tel", "puh", "phone", "mob", "tfn", "tlf", "tln", "gsm", "cell")
_ADVICE = "Write the number as it is dialled from here, with its country code if it is a foreign one."


def check_phones(subject: Subject) -> Iterator[Finding]:
    """Find numbers after “tel”, “puh” and the like, or after a plus, that nobody can be reached by."""
    regions = _regions(subject.room.country, subject.content.language)
    for where, text in subject.passages if any(cue in subject.small for cue in _CUES) else ():
        for said in dict.fromkeys(_claims(text)):
            yield from _check(where, said, said, regions)
    for link in dict.fromkeys(_DIALLED.findall(subject.content.body_html)):
        said = unquote(unescape(link))
        yield from _check("body", f"tel:{said}", said.partition(";")[0], regions)


def _check(where: str, excerpt: str, number: str, regions: tuple[str, ...]) -> Iterator[Finding]:
    read = [found for region in regions if (found := _read(number, region))]
    if not any(map(phonenumbers.is_possible_number, read)):
        yield error("phone", where, excerpt, f"“{excerpt}” is no phone number that can be dialled.", _ADVICE)
    elif not any(map(phonenumbers.is_valid_number, read)):
        problem = f"“{excerpt}” is in no numbering plan: a digit may be wrong, missing or too many."
        yield warning("phone", where, excerpt, problem, "Ring it, and write the right one.")


def _claims(text: str) -> Iterator[str]:
    for found in _CLAIM.finditer(text):
        said = _first_number(found["labelled"] or found["plus"])
        digits = sum(map(str.isdigit, said))
        if found["plus"] and (digits < _SHORTEST or _is_amount(text, said, found.end())):
            continue
        # Emergency and service numbers are short; and a phone may cost 5 000 and be an iPhone 15.
        if said[0] in "+0(" or digits >= _SHORTEST:
            yield said


def _is_amount(text: str, said: str, end: int) -> bool:
    return bool(_AMOUNT.fullmatch(said) and (said.endswith("000") or _UNIT.match(text, end)))


def _first_number(said: str) -> str:
    cut = _END.search(said, _SHORTEST)
    return (said[: cut.start()] if cut else said).rstrip(" \xa0\u202f().–-")


def _read(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None


@lru_cache(maxsize=64)
def _regions(country: str, language: str) -> tuple[str, ...]:
    """Give the countries whose numbers an article writes without a code: the room's, and that of its language."""
    likely = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
    return tuple(dict.fromkeys((country, likely))) if len(likely) == 2 else (country,)
