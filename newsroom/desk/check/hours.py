"""Rule on hours: one that the clocks of the room's zone skip, or show twice."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsroom.desk.check.dates import Day
from newsroom.desk.check.finding import Finding, error, warning
from newsroom.desk.check.subject import Passage, Subject
from newsroom.desk.check.weekdays import meant_dates

_BESIDE = 60
_HOUR = re.compile(
    r"""(?: (?P<said>\b(?:kl|klockan|kello|klo|at|from|från)\b\.?\s? | @\s?) | (?<![\w.,:/]) | (?<=\dT) )
    (?P<hour>[01]?\d|2[0-4]) (?:[.:](?P<minute>[0-5]\d)(?![\d.:/]\d|\d))?+ (?:\s?(?P<half>[ap])\.?m\b)?
    (?!\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
# Who writes about the change itself names its hour, which is none.
_CHANGE_OF_CLOCKS = re.compile(
    r"""(?:sommar|vinter|normal)tid | kesäaika | talviaika | normaaliai | (?:summer|winter|standard|saving)\ time
    | \bclocks\ (?:go|are|change) | ställ\w*\ (?:klock|fram|om|tillbaka) | klock\w+\ (?:ställ|vrid|flytt)
    | kello\w+\ siir""",
    re.VERBOSE | re.IGNORECASE,
)


def check_hours(subject: Subject) -> Iterator[Finding]:
    """Find hours of a day on which the clocks are changed that are no hour, or two."""
    zone = subject.room.zone
    named = ((passage, day) for passage, days in subject.days for day in days)
    for passage, day in named:
        for meant in day.dates(day.year) if day.year else meant_dates(day, subject.day)[:1]:
            if _changes_clocks(meant, zone):
                yield from _check_hours(passage, day, meant, zone)


@lru_cache(maxsize=1024)
def _changes_clocks(day: date, zone: ZoneInfo) -> bool:
    if day.year >= date.max.year:
        return False
    first, last = (datetime(one.year, one.month, one.day, tzinfo=zone) for one in (day, day + timedelta(days=1)))
    return first.utcoffset() != last.utcoffset()


def _check_hours(passage: Passage, day: Day, meant: date, zone: ZoneInfo) -> Iterator[Finding]:
    text = passage.text
    if _CHANGE_OF_CLOCKS.search(text, max(0, day.start - 4 * _BESIDE), day.end + 4 * _BESIDE):
        return
    nearby = max(0, day.start - _BESIDE)
    begin = max(nearby, text.rfind("\n", nearby, day.start) + 1)
    end = day.end + len(text[day.end : day.end + _BESIDE].partition("\n")[0])
    for found in (*_HOUR.finditer(text, begin, day.start), *_HOUR.finditer(text, day.end, end)):
        if wall := _wall(found, meant):
            yield from _check_hour(passage.where, f"{text[day.start : day.end]} {found[0].strip()}", wall, zone, day)


def _wall(found: re.Match[str], day: date) -> datetime | None:
    if found["minute"] is None and not (found["said"] or found["half"]):
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return midnight + timedelta(hours=hour, minutes=int(found["minute"] or 0))


def _check_hour(where: str, excerpt: str, wall: datetime, zone: ZoneInfo, day: Day) -> Iterator[Finding]:
    before, after = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if before is None or after is None or before == after:
        return
    shown = f"{wall:%H:%M} on {wall.day} {wall:%B %Y}"
    if before < after:
        problem = f"{shown} does not exist in {zone.key}: the clocks are put forward over it."
        advice = "Write an hour before or after the change."
        yield (error if day.year else warning)("clock-change", where, excerpt, problem, advice)
    else:
        problem = f"{shown} comes twice in {zone.key}: the clocks are put back over it."
        yield warning("clock-change", where, excerpt, problem, "Say which is meant: summer time or standard time.")
