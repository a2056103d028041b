"""Moments as editors type them, and as they are shown back: the room's zone stands where none is typed."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

YEARS = range(1900, 2200)
_HINT = "write a day, or a day and an hour, such as 2026-12-08 09:00"
_TYPED = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(Z|[+-]\d{2}:?\d{2}(?::\d{2})?)?)?",
    re.ASCII | re.IGNORECASE,
)


def read_moment(text: str, zone: ZoneInfo) -> datetime | date:
    """Read a bare day, or an instant, which is given in UTC; raises ValueError with what would do.

    An hour that the zone's clocks skip or show twice is refused with both of its readings.
    """
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        raise ValueError(_HINT)
    *digits, offset = typed.groups()
    try:
        wall = datetime(*(int(part or 0) for part in digits))  # type: ignore[arg-type]  # noqa: DTZ001
        moment = datetime.fromisoformat(f"{wall.isoformat()}{offset.upper()}") if offset else None
    except ValueError:
        raise ValueError(_HINT) from None
    if wall.year not in YEARS:
        raise ValueError(_HINT)
    if typed[4] is None:
        return wall.date()
    return moment.astimezone(UTC) if moment else _in_zone(wall, zone)


def read_instant(text: str, zone: ZoneInfo) -> datetime:
    """Read an instant; midnight stands for a bare day. Raises ValueError as `read_moment` does."""
    moment = read_moment(text, zone)
    return moment if isinstance(moment, datetime) else read_instant(f"{moment} 00:00", zone)


def show_moment(moment: datetime | date, zone: ZoneInfo) -> str:
    """Write a moment in full: “Tuesday 8 December 2026 09:00 Europe/Stockholm”, or a bare day without the hour."""
    if not isinstance(moment, datetime):
        return f"{moment:%A} {moment.day} {moment:%B} {moment.year}"
    wall = moment.astimezone(zone)
    twice = wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset()
    offset = f" (UTC{wall.isoformat(timespec='seconds')[19:]})" if twice else ""
    return f"{show_moment(wall.date(), zone)} {wall:%H:%M} {zone.key}{offset}"


def show_ahead(moment: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Write a moment in full with how far it is: “…, in 3 days 2 hours”, “…, 5 minutes ago”."""
    return f"{show_moment(moment, zone)}, {show_distance(moment, now)}"


def show_distance(moment: datetime, now: datetime) -> str:
    """Write how far a moment is in its two largest units, cut off below: “in 3 days 2 hours”."""
    seconds = int(abs((moment - now).total_seconds()))
    if not seconds:
        return "now"
    units = (("day", seconds // 86400), ("hour", seconds // 3600 % 24), ("minute", seconds // 60 % 60))
    parts = [f"{count} {unit}{'' if count == 1 else 's'}" for unit, count in (*units, ("second", seconds % 60))]
    first = next(place for place, part in enumerate(parts) if not part.startswith("0 "))
    said = " ".join(part for part in parts[first : first + 2] if not part.startswith("0 "))
    return f"in {said}" if moment > now else f"{said} ago"


def write_moment(moment: datetime | date, zone: ZoneInfo) -> str:
    """Write a moment for machines: ISO 8601 with the zone's offset, or a bare day."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _in_zone(wall: datetime, zone: ZoneInfo) -> datetime:
    before, after = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    # PEP 495: the two folds differ exactly where clocks are put forward or back.
    if before.utcoffset() == after.utcoffset():
        return before.astimezone(UTC)
    skipped = before.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall
    what = "does not exist" if skipped else "comes twice"
    readings = " or ".join(reading.astimezone(UTC).astimezone(zone).isoformat(" ") for reading in (before, after))
    raise ValueError(f"that hour {what} in {zone.key}, where the clocks are changed: write {readings}")
