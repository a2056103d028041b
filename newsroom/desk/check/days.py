"""Days that a text names, with the weekday that stands before or after each.

A date is found by its digits; what stands around it is read from there, never further than a few words, so
that a text takes as long as it has characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from newsroom.desk.check.calendar import Weekday, read_month, read_weekday, weekday_pattern

YEARS = range(1753, 2200)
"""Since then Sweden has the calendar of today; older weekdays are another calendar's, and 8 mars 5000 a crowd."""

_BEFORE = 64
_BETWEEN = 36
_S = "[ \xa0\u202f]"
_ORDINAL = r"(?:\.|:[ea]|:de|st\b|nd\b|rd\b|th\b)?"
_YEAR = r"\d{4}(?!\d)"
_SHORT_YEAR = r"\d\d(?![\d.:]?\d)"
_AND = rf"(?:{_S}?[–—-]{_S}?|{_S}(?:och|and|ja|till|to|&){_S})"
# In each, `first` and `last` are days, `month` a number or a name, `year` whole or cut short.
_STYLES = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<first>\d\d)(?!\d|-\d)(?P<last>)",
    rf"(?P<first>\d{{1,2}})(?:\.?{_AND}(?P<last>\d{{1,2}}))?\.{_S}?(?P<month>\d{{1,2}})"
    rf"(?:\.{_S}?(?P<year>{_YEAR}|{_SHORT_YEAR})|{_S}(?P<whole>{_YEAR})|\.(?!\d)|(?![\d%]|[.,:]\d|{_S}%))",
    rf"(?P<first>\d{{1,2}})(?:{_AND}(?P<last>\d{{1,2}}))?/(?P<month>\d{{1,2}})"
    rf"(?:[-/ ](?P<year>{_YEAR})|(?:{_S}?-|/)(?P<whole>{_SHORT_YEAR}))?(?![\d/])",
    rf"(?P<first>\d{{1,2}}){_ORDINAL}(?:{_AND}(?P<last>\d{{1,2}}){_ORDINAL})?{_S}?(?:(?:of|i|päivä[a-zä]{{0,4}}){_S})?"
    rf"(?P<month>[^\W\d_]{{3,12}})\.?(?:,?{_S}(?P<year>{_YEAR})|{_S}[-–’'](?P<whole>{_SHORT_YEAR}))?",
    rf"(?P<month>[^\W\d_]+)\.?{_S}(?P<first>\d{{1,2}}){_ORDINAL}(?:{_AND}(?P<last>\d{{1,2}}){_ORDINAL})?(?!\d|[.:]\d)"
    rf"(?:{_S}päivä[a-zä]{{0,4}})?(?:,?{_S}(?P<year>{_YEAR})(?![.:]\d))?",
)
_ISO, _DOTTED, _SLASHED, _NAMED, _MONTH_FIRST = (re.compile(style) for style in _STYLES)
_NUMBER = re.compile(r"\d+")
_LAST_WORD = re.compile(rf"(?<![^\W_])(?P<word>[^\W\d_]{{3,14}})\.?{_S}\Z")
_LONGEST_MONTH = 16
_WHOLE_YEAR = re.compile(r"(?:1[789]|2[01])\d\d")
# Words that may stand between a weekday and its date, and nothing else.
_LINK = re.compile(
    r"""(?: [ \xa0\u202f,(] | (?:den|the|d|morgon|kväll|förmiddag|eftermiddag|natt|morning|afternoon|evening|night
    | aamulla|aamuna|iltana|illalla|aamupäivällä|iltapäivällä|eli) \b \.?
    | (?:v|vecka|week|viikko|viikolla) \b \.? [ ]? \d{1,2} \b
    | (?:kl|klockan|klo|kello|at) \b \.? [ ]? \d{1,2} (?:[.:]\d\d)? (?:[–-]\d{1,2}(?:[.:]\d\d)?)? \b )*""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATED = re.compile(rf"(?:{_AND}|,{_S})\Z")
_OWN_DAY = re.compile(rf"(\d{{1,2}}){_ORDINAL}(?:{_AND}|,{_S})\Z")
_JOINT = re.compile(
    r"""[\s,]* (?:[–—-]|(?:och|and|ja|till|to|until|samt|sekä|eller|or|tai)\b|,) [\s,]*
    (?:[^\W\d_]{2,20}\.?[\s,]*)? (?:den\s|the\s)? \s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names from `start` to `end`, its weekday included; `numeric` when its month is a number.

    `swapped` is set where day and month may have changed places, as in the 3/8 of an English text.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    language: str | None = None
    weekday: Weekday | None = None
    swapped: bool = False

    def dates(self, year: int) -> list[date]:
        """Give the dates that it can mean in a year; none when there is no such day."""
        readings = [(self.month, self.day), (self.day, self.month)][: 1 + self.swapped]
        return [found for month, day in readings if (found := find_date(year, month, day))]


def find_date(year: int, month: int, day: int) -> date | None:
    """Give a date if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_days(text: str, language: str) -> list[Day]:
    """Find the days that a text in this language names, in order, each with its year where the text tells it."""
    found = sorted(_dates(text, language), key=lambda one: (one.start, one.end))
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


def _dates(text: str, language: str) -> Iterator[Day]:
    read_until = 0
    for number in _NUMBER.finditer(text):
        if number.start() >= read_until and (days := _date_at(text, *number.span(), language)):
            read_until = days[0].end
            yield from days


def _date_at(text: str, start: int, end: int, language: str) -> list[Day]:
    """Read the date that a number begins, or that a month's name before it does."""
    if end - start > 2:
        match = _ISO.match(text, start) if text[end : end + 1] == "-" else None
        return _read(match) if match else []
    if not _stands_alone(text, start):
        return []
    for pattern in (_DOTTED, _SLASHED, _NAMED):
        match = pattern.match(text, start)
        if match and (days := _read(match, swapped=pattern is _SLASHED and language == "en")):
            return days
    return _read(match) if (match := _month_before(text, start)) else []


def _stands_alone(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return not (before[-1:].isalpha() or (before[-1:] in (".", ",", ":", "/") and before[:1].isdigit()))


def _month_before(text: str, start: int) -> re.Match[str] | None:
    """Read “March 8, 2017”: the month's name stands before the number."""
    name = _LAST_WORD.search(text, max(0, start - _LONGEST_MONTH), start)
    month = read_month(name["word"]) if name else None
    return _MONTH_FIRST.match(text, name.start("word")) if name and month else None


def _read(match: re.Match[str], *, swapped: bool = False) -> list[Day]:
    said = match["month"]
    month, language = (int(said), None) if said.isdigit() else read_month(said) or (0, None)
    if not month or (month > 12 and not swapped) or _may_be_an_hour(match):
        return []
    year = match["year"] or match.groupdict().get("whole")
    whole = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    if whole and whole not in YEARS:
        return []
    named = [int(day) for day in (match["first"], match["last"]) if day]
    return [Day(*match.span(), day, month, whole, language, swapped=swapped) for day in named if 0 < day <= 31]


def _may_be_an_hour(match: re.Match[str]) -> bool:
    """Tell whether “10.05” without a year is rather an hour: nobody writes a nought before the month alone."""
    bare = match.re is _DOTTED and not (match["year"] or match["whole"])
    return bare and match["month"][0] == "0" != match["first"][0]


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(weekday_pattern(), re.IGNORECASE)


@cache
def _weekday_after() -> re.Pattern[str]:
    return re.compile(rf"{_S}?\((?:en{_S}|a{_S})?({weekday_pattern()})[,)]", re.IGNORECASE)


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
    if last is None or (adjacent and last.end() != end) or not _LINK.fullmatch(text, last.end(), end):
        return None
    weekday = _weekday(last[0], day, language)
    return (last.start(), weekday) if weekday else None


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
