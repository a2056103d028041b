"""Dates as Swedish, Finnish and English texts write them, each read in a few steps from its first digit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsroom.desk.check.calendar import Weekday, read_month

YEARS = range(1753, 2200)
"""Since then Sweden has the calendar of today; older weekdays are another calendar's, and 8 mars 5000 a crowd."""

SPACE = "[ \xa0\u202f]"
ORDINAL = r"(?:\.|:[ea]|:de|st\b|nd\b|rd\b|th\b)?"
_YEAR = r"\d{4}(?!\d)"
_SHORT_YEAR = r"\d\d(?![\d.:]?\d)"
AND = rf"(?:{SPACE}?[–—-]{SPACE}?|{SPACE}(?:och|and|ja|till|to|&){SPACE})"
"""What stands between two days or weekdays of a range or a pair."""

# In each, `first` and `last` are days, `month` a number or a name, `year` whole or cut short.
_STYLES = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<first>\d\d)(?!\d|-\d)(?P<last>)",
    rf"(?P<first>\d{{1,2}})(?:\.?{AND}(?P<last>\d{{1,2}}))?\.{SPACE}?(?P<month>\d{{1,2}})"
    rf"(?:\.{SPACE}?(?P<year>{_YEAR}|{_SHORT_YEAR})|{SPACE}(?P<whole>{_YEAR})|\.(?!\d)|(?![\d%]|[.,:]\d|{SPACE}%))",
    rf"(?P<first>\d{{1,2}})(?:{AND}(?P<last>\d{{1,2}}))?/(?P<month>\d{{1,2}})"
    rf"(?:[-/ ](?P<year>{_YEAR})|(?:{SPACE}?-|/)(?P<whole>{_SHORT_YEAR}))?(?![\d/])",
    rf"(?P<first>\d{{1,2}}){ORDINAL}(?:{AND}(?P<last>\d{{1,2}}){ORDINAL})?{SPACE}?(?:(?:of|i|päivä[a-zä]{{0,4}}){SPACE})?"
    rf"(?P<month>[^\W\d_]{{3,12}})\.?(?:,?{SPACE}(?P<year>{_YEAR})|{SPACE}[-–’'](?P<whole>{_SHORT_YEAR}))?",
    rf"(?P<month>[^\W\d_]+)\.?{SPACE}(?P<first>\d{{1,2}}){ORDINAL}(?:{AND}(?P<last>\d{{1,2}}){ORDINAL})?(?!\d|[.:]\d)"
    rf"(?:{SPACE}päivä[a-zä]{{0,4}})?(?:,?{SPACE}(?P<year>{_YEAR})(?![.:]\d))?",
)
_ISO, _DOTTED, _SLASHED, _NAMED, _MONTH_FIRST = (re.compile(style) for style in _STYLES)
_NUMBER = re.compile(r"\d+")
_LAST_WORD = re.compile(rf"(?<![^\W_])(?P<word>[^\W\d_]{{3,14}})\.?{SPACE}\Z")
_LONGEST_MONTH = 16


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names from `start` to `end`, its weekday included, if one was found.

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
        return [found for month, day in readings if (found := _date(year, month, day))]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str, language: str) -> Iterator[Day]:
    """Find the days that a text names, without their weekdays; those of one range have one place."""
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
    if whole is not None and whole not in YEARS:
        return []
    named = [int(day) for day in (match["first"], match["last"]) if day]
    return [Day(*match.span(), day, month, whole, language, swapped=swapped) for day in named if 0 < day <= 31]


def _may_be_an_hour(match: re.Match[str]) -> bool:
    """Tell whether “10.05” without a year is rather an hour: nobody writes a nought before the month alone."""
    bare = match.re is _DOTTED and not (match["year"] or match["whole"])
    return bare and match["month"][0] == "0" != match["first"][0]
