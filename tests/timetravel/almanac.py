"""The clock on Stockholm's wall, by hand: an hour ahead of UTC, two from the last Sunday of March to that of October.

The clocks are changed at 01:00 UTC (directive 2000/84/EC): an hour is skipped in March and comes twice in October.
"""

import re
from datetime import UTC, datetime, timedelta

HOUR = timedelta(hours=1)
TYPED = re.compile(r"(\d+-\d+-\d+)(?: (\d+:\d+)(?: ([+-]\d+):00)?)?")


class Unclear(Exception):
    """A time on the wall that never is, or is twice; `readings` are what may be meant."""

    def __init__(self, readings: tuple[str, str]) -> None:
        super().__init__(*readings)
        self.readings = readings


def ahead(moment: datetime) -> timedelta:
    """Tell how far Stockholm's clocks are ahead at a moment."""
    begins, ends = (_last_sunday(moment.year, month) for month in (3, 10))
    return 2 * HOUR if begins <= moment < ends else HOUR


def wall(moment: datetime) -> datetime:
    """Give what the clock on the wall shows."""
    return (moment.astimezone(UTC) + ahead(moment)).replace(tzinfo=None)


def iso(moment: datetime) -> str:
    """Write a moment as Stockholm does for machines."""
    return f"{wall(moment).isoformat()}+0{ahead(moment) // HOUR}:00"


def read(typed: str) -> datetime:
    """Read a moment as an editor in Stockholm types it; raises Unclear."""
    parts = TYPED.fullmatch(typed)
    assert parts, typed
    shown = datetime.fromisoformat(f"{parts[1]} {parts[2] or '00:00'}").replace(tzinfo=UTC)
    if parts[3]:
        return shown - int(parts[3]) * HOUR
    meant = [moment for moment in (shown - 2 * HOUR, shown - HOUR) if shown - moment == ahead(moment)]
    if len(meant) == 1:
        return meant[0]
    either = meant or [shown - HOUR, shown - 2 * HOUR]
    raise Unclear((iso(either[0]), iso(either[1])))


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)
