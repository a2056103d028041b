"""The definition of a time zone in a calendar (RFC 5545 section 3.6.5).

The library's own, Timezone.from_tzinfo, lets summer begin an hour late, and names dates where Outlook wants a rule.
"""

from bisect import bisect_left
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = 24 * 60 * 60
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class _Observance(NamedTuple):
    """A stretch of one offset, known by what its onset changes."""

    offset_from: timedelta
    offset_to: timedelta
    name: str
    daylight: bool


class _Transition(NamedTuple):
    """The onset of an observance, as a clock that was not moved would show it."""

    observance: _Observance
    onset: datetime


def vtimezone(zone: ZoneInfo, years: set[int]) -> Timezone:
    """Define the zone so that every moment of these years is exact."""
    # A year on either side shows whether a transition recurs, and sets the clock before the first moment.
    start, end = min(years) - 1, max(years) + 2
    transitions = list(_transitions(zone, _epoch(start), _epoch(end)))
    if not transitions or transitions[0].onset.year > start:
        transitions.insert(0, _initial(zone, start))
    component = Timezone()
    component.add("TZID", zone.key)
    for observance, group in groupby(sorted(transitions), key=lambda transition: transition.observance):
        component.add_component(_subcomponent(observance, [transition.onset for transition in group]))
    return component


def _epoch(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


def _offset(zone: ZoneInfo, second: int) -> timedelta:
    return datetime.fromtimestamp(second, zone).utcoffset() or timedelta()


@lru_cache(maxsize=64)
def _transitions(zone: ZoneInfo, start: int, end: int) -> tuple[_Transition, ...]:
    days = ((day, _offset(zone, day)) for day in range(start, end, _DAY))
    return tuple(_transition(zone, day, before) for day, before in days if before != _offset(zone, day + _DAY))


def _transition(zone: ZoneInfo, day: int, before: timedelta) -> _Transition:
    """Find the second of this day on which the offset is another than before."""
    # zoneinfo does not tell its transitions; a day has one at most.
    second = day + bisect_left(range(day, day + _DAY), True, key=lambda moment: _offset(zone, moment) != before)
    onset = datetime.fromtimestamp(second, UTC).replace(tzinfo=None) + before
    return _Transition(_observance(datetime.fromtimestamp(second, zone), before), onset)


def _initial(zone: ZoneInfo, year: int) -> _Transition:
    first = datetime(year, 1, 1, tzinfo=zone)
    return _Transition(_observance(first, first.utcoffset() or timedelta()), first.replace(tzinfo=None))


def _observance(moment: datetime, before: timedelta) -> _Observance:
    return _Observance(before, moment.utcoffset() or timedelta(), moment.tzname() or "", bool(moment.dst()))


def _subcomponent(observance: _Observance, onsets: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if observance.daylight else TimezoneStandard()
    component.add("DTSTART", onsets[0])
    component.add("TZOFFSETFROM", observance.offset_from)
    component.add("TZOFFSETTO", observance.offset_to)
    component.add("TZNAME", observance.name)
    if rule := _rule(onsets):
        component.add("RRULE", rule)
    elif onsets[1:]:
        component.add("RDATE", onsets[1:])
    return component


def _rule(onsets: list[datetime]) -> dict[str, object] | None:
    """Find the yearly rule that the onsets follow; None when they follow none, as with Ramadan's in Morocco."""
    first, *others = onsets
    yearly = [onset.year for onset in onsets] == list(range(first.year, first.year + len(onsets)))
    if not others or not yearly or len({(onset.month, onset.weekday(), onset.time()) for onset in onsets}) > 1:
        return None
    week = _shared_week(onsets)
    if week is None:
        return None
    return {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": f"{week}{_WEEKDAYS[first.weekday()]}"}


def _shared_week(onsets: list[datetime]) -> int | None:
    """Tell which of its weekday in the month every onset is: -1 for the last, None when they differ."""
    if all(onset.day + 7 > monthrange(onset.year, onset.month)[1] for onset in onsets):
        return -1
    weeks = {(onset.day + 6) // 7 for onset in onsets}
    return weeks.pop() if len(weeks) == 1 else None
