"""Time zones as calendars and mails name them: IANA's, Windows', and definitions that a file brings along."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global

from importers.reading.contentlines import Component

_STAMP = re.compile(r"\d{8}(?:T\d{4}(?:\d\d)?)?")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?:\d\d)?")
_MONTHS = frozenset(map(str, range(1, 13)))
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {name.casefold(): name for name in available_timezones()}
    return names | {windows.casefold(): name for windows, name in get_global("windows_zone_mapping").items()}


def find_zone(name: str) -> ZoneInfo | None:
    """Find a zone by IANA's name, also at the end of a longer one (/mozilla.org/…/Europe/Oslo), or by Windows'."""
    parts = name.strip().strip('"/').casefold().split("/")
    candidates = ("/".join(parts[start:]) for start in range(min(len(parts), 8)))
    found = next((_names()[one] for one in candidates if one in _names()), None)
    return ZoneInfo(found) if found else None


def place_in_definition(local: datetime, definition: Component) -> datetime | None:
    """Give a local moment the offset that a VTIMEZONE (RFC 5545, section 3.6.5) has then; None where it says none.

    The onset of an observance is in the offset before it; it is the latest onset up to the moment that counts.
    """
    onsets = [
        (onset, offset)
        for one in definition.inner
        if (offset := _offset(one, "TZOFFSETTO")) is not None
        for onset in [_last_onset(one, local)]
        if onset
    ]
    earliest = _offset(definition.inner[0], "TZOFFSETFROM") if definition.inner else None
    offset = max(onsets, key=lambda pair: pair[0])[1] if onsets else earliest
    return local.replace(tzinfo=timezone(offset)) if offset is not None else None


def _last_onset(observance: Component, local: datetime) -> datetime | None:
    """Give the last onset up to a moment: the first one, or its yearly recurrence by the rules that zones use."""
    start = read_stamp(observance.text("DTSTART"))
    if start is None or start > local:
        return None
    rule = dict(part.split("=", 1) for part in observance.text("RRULE").upper().split(";") if "=" in part)
    until = read_stamp(rule.get("UNTIL", ""))
    # The rule's end is in UTC, its onsets are not: nearer than a day, they are the same.
    end = min(local, until + timedelta(days=1)) if until and until < local else local
    days = _recurrences(rule, start, end.year) if rule.get("FREQ") == "YEARLY" else iter(())
    onsets = (datetime.combine(day, start.time()) for day in days)
    return max((one for one in onsets if start <= one <= end), default=start)


def _recurrences(rule: dict[str, str], start: datetime, year: int) -> Iterator[date]:
    """Yield the day of each of the last years: the nth weekday of a month, a day of the month, or both."""
    week = re.fullmatch(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)", rule.get("BYDAY", ""))
    stated = {int(one) for one in rule.get("BYMONTHDAY", "").split(",") if one.isdecimal() and len(one) < 3}
    month = int(rule["BYMONTH"]) if rule.get("BYMONTH") in _MONTHS else start.month
    stated = stated if stated or week else {start.day}
    place = int(week[1] or 1) if week else 1
    for one in (year, year - 1):
        days = [date(one, month, number) for number in range(1, monthrange(one, month)[1] + 1)] if one > 0 else []
        fitting = [day for day in days if not week or day.weekday() == _WEEK.index(week[2])]
        fitting = [day for day in fitting if not stated or day.day in stated]
        if place and abs(place) <= len(fitting):
            yield fitting[place - 1 if place > 0 else place]


def read_stamp(text: str) -> datetime | None:
    """Read 20260305T101500 as a moment without a zone, a bare day as its midnight; None when it is neither."""
    found = _STAMP.match(text.strip())
    try:
        return datetime.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _offset(observance: Component, name: str) -> timedelta | None:
    found = _OFFSET.match(observance.text(name))
    if not found or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    span = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -span if found[1] == "-" else span
