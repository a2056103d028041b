"""Days that a text names, with the weekday that stands before or after each.

What stands around a date is read from there, never further than a few words, so that a text takes as long as
it has characters.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from newsroom.desk.check.calendar import Weekday, read_weekday, weekday_pattern
from newsroom.desk.check.dates import AND, ORDINAL, SPACE, Day, find_dates

_BEFORE = 64
_BETWEEN = 36
_WHOLE_YEAR = re.compile(r"(?:1[789]|2[01])\d\d")
# Words that may stand between a weekday and its date, and nothing else.
_LINK = re.compile(
    r"""(?: [ \xa0\u202f,(] | (?:den|the|d|morgon|kväll|förmiddag|eftermiddag|natt|morning|afternoon|evening|night
    | aamulla|aamuna|iltana|illalla|aamupäivällä|iltapäivällä|eli) \b \.?
    | (?:v|vecka|week|viikko|viikolla) \b \.? [ ]? \d{1,2} \b
    | (?:kl|klockan|klo|kello|at) \b \.? [ ]? \d{1,2} (?:[.:]\d\d)? (?:[–-]\d{1,2}(?:[.:]\d\d)?)? \b )*""",
    re.VERBOSE | re.IGNORECASE,
)
# “onsdagens möte den 8 mars”, “keskiviikon kokous 8.3.”: what is of that day stands between, in a word. English
# joins other days so: “Monday's briefing on March 9 attack”.
_OF_THE_DAY = re.compile(r"(?:mån|tis|ons|tors|fre|lör|sön)dagens|(?:\w+(?:ntai|tai)|keskiviiko)n", re.IGNORECASE)
_THING = re.compile(rf"{SPACE}[^\W\d_]{{3,24}}(?:{SPACE}den)?{SPACE}", re.IGNORECASE)
_SEPARATED = re.compile(rf"(?:{AND}|,{SPACE})\Z")
_OWN_DAY = re.compile(rf"(\d{{1,2}}){ORDINAL}(?:{AND}|,{SPACE})\Z")
_JOINT = re.compile(
    r"""[\s,]* (?:[–—-]|(?:och|and|ja|till|to|until|samt|sekä|eller|or|tai)\b|,) [\s,]*
    (?:[^\W\d_]{2,20}\.?[\s,]*)? (?:den\s|the\s)? \s*""",
    re.VERBOSE,
)


def find_days(text: str, language: str) -> list[Day]:
    """Find the days that a text in this language names, in order, each with its year where the text tells it."""
    found = sorted(find_dates(text, language), key=lambda one: (one.start, one.end))
    with_weekdays = [day for group in _groups(found) for day in _with_weekdays(text, group, language)]
    return _with_years(text, _without_lists(text, sorted(with_weekdays, key=lambda one: (one.start, one.day))))


def names_dated_weekday(text: str) -> bool:
    """Tell whether a weekday stands near a year: without one no date is wrong for certain."""
    for year in _WHOLE_YEAR.finditer(text):
        if _weekdays().search(text, max(0, year.start() - _BEFORE), year.end() + _BEFORE // 2):
            return True
    return False


def _groups(found: list[Day]) -> Iterator[list[Day]]:
    """Put the days of one range together: they have one place in the text."""
    group: list[Day] = []
    for day in found:
        if group and (day.start, day.end) != (group[0].start, group[0].end):
            yield group
            group = []
        group.append(day)
    if group:
        yield group


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(weekday_pattern(), re.IGNORECASE)


@cache
def _weekday_after() -> re.Pattern[str]:
    return re.compile(rf"{SPACE}?\((?:en{SPACE}|a{SPACE})?({weekday_pattern()})[,)]", re.IGNORECASE)


def _with_weekdays(text: str, group: list[Day], language: str) -> list[Day]:
    """Give the days of a range their weekdays, and with them the days before that share the month."""
    first, *rest = group
    before = _before(text, first.start, first, language)
    if before is None:
        return _with_weekday_after(text, group, language)
    place, weekday = before
    earlier = _weekdays_listed(text, place, first, language)
    if not earlier:
        found = replace(first, start=place, weekday=weekday)
        return [found, *rest, *_siblings(text, place, first, language)]
    # “lördag–söndag 11–12 mars” names a weekday for each; of more or fewer nobody knows which is whose.
    if len(earlier) == len(rest) == 1:
        starts, one = earlier[0]
        return [replace(first, start=starts, weekday=one), replace(rest[0], start=starts, weekday=weekday)]
    return group


def _with_weekday_after(text: str, group: list[Day], language: str) -> list[Day]:
    after = _weekday_after().match(text, group[0].end)
    weekday = _weekday(after[1], group[0], language) if after and len(group) == 1 else None
    return [replace(group[0], weekday=weekday, end=after.end())] if after and weekday else group


def _weekdays_listed(text: str, place: int, day: Day, language: str) -> list[tuple[int, Weekday]]:
    """Read weekdays that are listed before another one, two at most."""
    found = list[tuple[int, Weekday]]()
    while len(found) < 2 and (separator := _SEPARATED.search(text, max(0, place - 5), place)):
        before = _before(text, separator.start(), day, language, adjacent=True)
        if before is None:
            break
        found.append(before)
        place = before[0]
    return found


def _siblings(text: str, place: int, day: Day, language: str) -> list[Day]:
    """Read “onsdag 8 och” before “torsdag 9 mars 2017”, as often as it comes."""
    found = list[Day]()
    while (own := _OWN_DAY.search(text, max(0, place - 9), place)) and len(found) < 6:
        before = _before(text, own.start(), day, language)
        if before is None or not 0 < int(own[1]) < day.day:
            break
        day = replace(day, start=before[0], day=int(own[1]), weekday=before[1])
        found.append(day)
        place = before[0]
    return found


def _before(text: str, end: int, day: Day, language: str, *, adjacent: bool = False) -> tuple[int, Weekday] | None:
    """Find the weekday that stands before a place, with nothing between them but what may stand there."""
    begin = max(0, end - _BEFORE)
    *_, last = None, *_weekdays().finditer(text, begin, end)
    if last is None or (adjacent and last.end() != end) or not _is_joined(text, last, end):
        return None
    weekday = _weekday(last[0], day, language)
    return (last.start(), weekday) if weekday else None


def _is_joined(text: str, weekday: re.Match[str], end: int) -> bool:
    """Tell whether between a weekday and a date there is nothing but what belongs to either."""
    if _LINK.fullmatch(text, weekday.end(), end):
        return True
    return bool(_OF_THE_DAY.fullmatch(weekday[0]) and _THING.fullmatch(text, weekday.end(), end))


def _weekday(word: str, day: Day, language: str) -> Weekday | None:
    """Read a weekday beside a day; two letters are one only in their own language, before its own dates."""
    found = read_weekday(word)
    if found is None or not found.short or len(word.rstrip(".")) > 2:
        return found
    return found if language in found.languages and day.language in (None, "fi") else None


def _without_lists(text: str, found: list[Day]) -> list[Day]:
    """Leave out weekdays of “8 mars onsdag, 9 mars torsdag”, where each may belong to the date before or after it."""
    kept = list[Day]()
    for day in found:
        doubtful = bool(kept) and _is_between(text, kept[-1], day)
        kept.append(replace(day, weekday=None) if doubtful else day)
    return kept


def _is_between(text: str, before: Day, day: Day) -> bool:
    alone = before.weekday is None and day.weekday is not None
    return alone and 0 < day.start - before.end <= 2 and not text[before.end : day.start].strip(" ,")


def _with_years(text: str, found: list[Day]) -> list[Day]:
    """Let “28 december – 3 januari 2018” say of its first day that it is in 2017."""
    days = found[:]
    for place in range(len(days) - 2, -1, -1):
        day, later = days[place], days[place + 1]
        near = day.year is None and 0 <= later.start - day.end < _BETWEEN
        if near and later.year and _is_range(text, day, later):
            year = later.year - ((day.month, day.day) > (later.month, later.day))
            days[place] = replace(day, year=year)
    return days


def _is_range(text: str, day: Day, later: Day) -> bool:
    """Tell whether two days are joined by a word or a dash, or in Finnish by the cases of their weekdays."""
    if _JOINT.fullmatch(text, day.end, later.start):
        return True
    return bool(day.weekday and later.weekday) and text[day.end : later.start].isspace()
