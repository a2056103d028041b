"""Machine-written moments: ISO 8601, RFC 3339 and RFC 822, with or without hour and zone."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

# Zone names that feeds and pages write: RFC 822's, which it has for its own dates alone, and others.
_RFC_822 = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_OTHERS = {"bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "wet": 0, "west": 1, "akst": -9, "akdt": -8, "jst": 9}
_ZONES = _RFC_822 | _OTHERS
_YEARS = range(1900, 2200)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
# The basic format of ISO 8601, section 5.4.2.1; eight digits without an hour are as well a number.
_BASIC_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?=T\d{4})")
_SPACED_OFFSET = re.compile(r"(\d)\s+([+-]\d{2}:?\d{2})$")
_ISO_ZONE_NAME = re.compile(r"\s*([A-Za-z]{3,4})$")
_UTC_NAME = re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE)
# The standard library takes AM and PM for zones and would be twelve hours wrong.
_HALF_DAY = re.compile(r"\d\s*[AaPp]\.?[Mm]\b")
_ZONE_NAME = re.compile(r"\d\s+([A-Za-z]{1,5})$")


def parse_moment(text: str, zone: str) -> datetime | date | None:
    """Read a moment: aware with its own offset or the room's zone, a bare day, or None when it is none."""
    text = text.strip()
    moment = _parse_iso(text) or _parse_rfc822(text)
    if moment is None or moment.year not in _YEARS:
        return None
    return set_zone(moment, zone)


def set_zone(moment: datetime | date, zone: str) -> datetime | date:
    """Give an instant without offset the zone; an aware instant and a bare day stay as they are."""
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=ZoneInfo(zone))
    return moment


def find_moment(texts: Iterable[str], zone: str) -> datetime | date | None:
    """Find the first moment of several statements, as precise as another one about the same day has it."""
    moments = [moment for moment in (parse_moment(text, zone) for text in texts) if moment is not None]
    if not moments or isinstance(moments[0], datetime):
        return moments[0] if moments else None
    same_day = (moment for moment in moments if isinstance(moment, datetime) and moment.date() == moments[0])
    return next(same_day, moments[0])


def find_instant(texts: Iterable[str], zone: str) -> datetime | None:
    """Find the first of several statements that gives an instant and not only a day."""
    moments = (parse_moment(text, zone) for text in texts)
    return next((moment for moment in moments if isinstance(moment, datetime)), None)


def _parse_iso(text: str) -> datetime | date | None:
    if not (day := _DAY.match(text) or _BASIC_DAY.match(text)):
        return None
    try:
        start = date(*map(int, day.groups()))
        rest = text[day.end() :].strip()
        return datetime.fromisoformat(f"{start}T{_tidy_time(rest)}") if rest else start
    except ValueError:
        return None


def _tidy_time(rest: str) -> str:
    rest = _UTC_NAME.sub("Z", _SPACED_OFFSET.sub(r"\1\2", rest.lstrip("Tt").strip()))
    hour, colon, minutes = _ISO_ZONE_NAME.sub(_write_offset, rest).partition(":")
    return f"{hour.zfill(2)}{colon}{minutes}"


def _write_offset(name: re.Match[str]) -> str:
    hours = _ZONES.get(name[1].lower())
    return name[0] if hours is None else f"{hours:+03d}:00"


def _parse_rfc822(text: str) -> datetime | date | None:
    if _HALF_DAY.search(text):
        return None
    try:
        if ":" not in text:
            return parsedate_to_datetime(f"{text} 00:00").date()
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or _find_named_zone(text))


def _find_named_zone(text: str) -> timezone | None:
    if text.endswith("-0000"):
        return UTC
    named = _ZONE_NAME.search(text)
    # A zone nobody knows, the military letters among them, counts as UTC (RFC 5322, section 4.3).
    return timezone(timedelta(hours=_ZONES.get(named[1].lower(), 0))) if named else None
