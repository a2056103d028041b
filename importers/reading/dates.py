"""Days and moments as Nordic and English pages print them, in the zone they name or the room's own."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache, partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

_LANGUAGES = ("sv", "fi", "en", "nb", "nn", "da", "de")
# Abbreviations are not unique in the world (CST, IST); these are what European and American suppliers print.
_HOURS_EAST = {
    **dict.fromkeys(("UTC", "GMT", "WET", "Z"), 0),
    **dict.fromkeys(("CET", "MEZ", "BST", "WEST"), 1),
    **dict.fromkeys(("CEST", "MESZ", "EET"), 2),
    **dict.fromkeys(("EEST", "MSK"), 3),
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_DAY = re.compile(
    r"""\b(?: (?P<iso>\d{4}-\d{1,2}-\d{1,2}) (?!\d|-\d)
        | (?P<dotted>\d{1,2}\.\s?\d{1,2}\.\s?\d{4}) (?!\d)
        | (?P<d1>\d{1,2}) (?:\.|:e|st|nd|rd|th)? \s+ (?:of\s+)? (?P<m1>[^\W\d_]{3,12}) \.?,? \s+ (?P<y1>\d{4}) (?!\d)
        | (?P<m2>[^\W\d_]{3,12}) \.? \s+ (?P<d2>\d{1,2}) (?:st|nd|rd|th)? (?:,\s*|\s{1,3}) (?P<y2>\d{4}) (?!\d) )""",
    re.VERBOSE,
)
_TIME = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d.:]\d)(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])([01]\d):?([0-5]\d)")
_RANGE = re.compile(r"(?<=\s)[-–—](?=\s)|(?<=\d)[–—](?=\d)")


class FoundDay(NamedTuple):
    """A day, and where it stands in the text it was found in."""

    day: date
    start: int
    end: int


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    # CLDR has “sep”; British pages print “Sept”. No two of these languages use one name for different months.
    months = {"sept": 9}
    for language in _LANGUAGES:
        for widths in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                months.update((name.casefold().rstrip("."), number) for number, name in widths[width].items())
    return months


def find_day(text: str) -> FoundDay | None:
    """Find the first day with a year: ISO 8601, day.month.year, or with the month's name in either order."""
    for found in _DAY.finditer(text):
        if day := _read_day(found):
            return FoundDay(day, *found.span())
    return None


def _read_day(found: re.Match[str]) -> date | None:
    if iso := found["iso"]:
        numbers = [int(part) for part in iso.split("-")]
    elif dotted := found["dotted"]:
        numbers = [int(part) for part in reversed(dotted.split("."))]
    else:
        month = _months().get((found["m1"] or found["m2"]).casefold(), 0)
        numbers = [int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"])]
    try:
        return date(*numbers)
    except ValueError:
        return None


def find_time(text: str) -> time | None:
    """Find the first time of day, 08:45, 8.45 or 8:45 am."""
    if not (found := _TIME.search(text)):
        return None
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found[2]))


def place_moment(day: date, hour: time, zone: str, printed: str | None = None) -> datetime:
    """Make a day and hour an instant: in the room's zone if it uses the printed word, else by that word."""
    local = datetime.combine(day, hour, ZoneInfo(zone))
    if not printed:
        return local
    # In the hour that comes twice in autumn, the printed abbreviation tells which of the two is meant.
    for fold in (0, 1):
        if local.replace(fold=fold).tzname() == printed:
            return local.replace(fold=fold)
    return local.replace(tzinfo=_read_zone(printed) or local.tzinfo)


def _read_zone(printed: str) -> tzinfo | None:
    if printed.upper() in _HOURS_EAST:
        return timezone(timedelta(hours=_HOURS_EAST[printed.upper()]))
    if not (found := _OFFSET.fullmatch(printed.removeprefix("UTC").removeprefix("GMT"))):
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset)


def zone_of_page(printed: Iterable[datetime], zone: str, country: str) -> str:
    """Give the zone of a page's unmarked hours: the room's, or its country's where only that fits what it prints."""
    moments = list(printed)
    choice = [zone, *get_global("territory_zones").get(country, ())]
    return next((name for name in choice if all(map(partial(_fits, name), moments))), zone)


def _fits(zone: str, moment: datetime) -> bool:
    return moment.utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset()


def is_zone(printed: str) -> bool:
    """Tell whether a word is a zone abbreviation or offset that can be resolved."""
    return _read_zone(printed) is not None


def read_span(text: str, zone: str) -> tuple[datetime | date, datetime | date | None] | None:
    """Read a line that opens with a day: a moment or day, and the end when a range is printed."""
    first = find_day(text)
    if first is None or text[: first.start].strip():
        return None
    left, right = [*_RANGE.split(text, maxsplit=1), ""][:2]
    start = _moment(first.day, left[first.end :], zone)
    last = find_day(right)
    if last:
        return start, _moment(last.day, right[last.end :], zone)
    hour = find_time(right)
    return start, place_moment(first.day, hour, zone) if hour else None


def _moment(day: date, rest: str, zone: str) -> datetime | date:
    hour = find_time(rest)
    return place_moment(day, hour, zone) if hour else day
