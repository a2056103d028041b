"""iCalendar files (RFC 5545) and their forerunner vCalendar 1.0: each event, a repeated one by its first day.

An hour is placed by the zone's own name, Windows' names among them; a definition that the file brings along counts only
where the name is nobody's.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from importers.draft import Declared, Defaults, EventDraft, Problem, Refused, Source
from importers.reading.characters import decode_text, read_bytes, squeeze
from importers.reading.contentlines import Component, ContentLine, read_components
from importers.reading.fragment import line_of, paragraphs
from importers.reading.kinds import primary_language
from importers.reading.pictures import is_absolute
from importers.reading.zones import find_zone, place_in_definition, read_stamp

_LARGEST = 20_000_000
_MOST = 20_000
_BEGINS = re.compile(r"\s*BEGIN[ \t]*:[ \t]*(?:VCALENDAR|VEVENT)\b", re.IGNORECASE)
_DURATION = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?")
_MARKUP = re.compile(r"<(?:p|br|a|div|ul|ol|b|strong|span)\b[^<>]*>", re.IGNORECASE)
_CANCELLED = "The day of a series is cancelled."
_UNDATED = "The event has no day that can be read."
_REPEATED = "The event repeats; only its first day was taken."
_PLACED = "The hours have no zone in the source and were taken as those of {}."
_UNKNOWN = "The zone “{}” is not known, so the hours were taken as those of {}."
_BACKWARDS = "The event ends before it begins, so its end was left out."
_UNTITLED = "The event has no title, so its place or its day stands in for one."

Moment = datetime | date


def recognises(source: Source) -> bool:
    """Tell whether its first words open a calendar."""
    return bool(_BEGINS.match(decode_text(source.head[:400]).lstrip("\ufeff\0")))


def read(source: Source, defaults: Defaults) -> Iterator[EventDraft | Problem]:
    """Yield each event; raises Refused for a file without one."""
    content = read_bytes(source, _LARGEST)
    calendars = list(read_components(content, "VCALENDAR")) or [
        Component("VCALENDAR", [], list(read_components(content, "VEVENT")))
    ]
    placed = [(one, _Zones(one, defaults)) for one in calendars]
    events = [(event, zones) for one, zones in placed for event in one.inner if event.name == "VEVENT"]
    if not events:
        raise Refused(f"{source.name} is a calendar without an event.")
    # One day of a series that was moved says nothing new beside its series.
    whole = {event.text("UID") for event, _ in events if event.find("RECURRENCE-ID") is None}
    for number, (event, zones) in enumerate(islice(events, _MOST), 1):
        item = squeeze(event.text("SUMMARY")) or f"event {number}"
        if event.find("RECURRENCE-ID") is not None and _is_cancelled(event, zones):
            yield Problem(_CANCELLED, item)
        elif event.find("RECURRENCE-ID") is None or event.text("UID") not in whole:
            yield _event(event, zones) or Problem(_UNDATED, item)


class _Zones:
    """The zones of one calendar: those that its file defines, and the one of hours that name none."""

    def __init__(self, calendar: Component, defaults: Defaults) -> None:
        self.defined = {one.text("TZID"): one for one in calendar.inner if one.name == "VTIMEZONE"}
        self.own = find_zone(calendar.text("X-WR-TIMEZONE"))
        self.room = ZoneInfo(defaults.zone)
        self.cancelled = calendar.text("METHOD").upper() == "CANCEL"

    def place(self, line: ContentLine) -> tuple[Moment | None, str | None]:
        """Give the moment of a line, a bare day where it is one, and what had to be assumed."""
        local = read_stamp(line.text)
        if local is None or not 1900 <= local.year < 2200:
            return None, None
        if "T" not in line.text.upper() or "DATE" in line.says("VALUE"):
            return local.date(), None
        if line.text.upper().endswith("Z"):
            return local.replace(tzinfo=UTC), None
        return self._place_local(local, line.first("TZID"))

    def _place_local(self, local: datetime, name: str | None) -> tuple[datetime, str | None]:
        if name is None:
            return local.replace(tzinfo=self.own or self.room), None if self.own else _PLACED.format(self.room)
        if zone := find_zone(name):
            return local.replace(tzinfo=zone), None
        definition = self.defined.get(name)
        placed = place_in_definition(local, definition) if definition else None
        return placed or local.replace(tzinfo=self.room), None if placed else _UNKNOWN.format(name, self.room)


def _event(event: Component, zones: _Zones) -> EventDraft | None:
    starts_at, assumed = _moment(event, "DTSTART", zones)
    if starts_at is None:
        return None
    headline, place = line_of(event.text("SUMMARY")), line_of(event.text("LOCATION"))
    ends_at, note = _end(event, starts_at, zones)
    titled = event.find("SUMMARY", "LOCATION", "DESCRIPTION")
    url = squeeze(event.text("URL"))
    repeated = event.find("RRULE", "RDATE")
    return EventDraft(
        headline=headline or place or f"{starts_at:%Y-%m-%d}",
        starts_at=starts_at,
        ends_at=ends_at,
        place=place or None,
        description_html=_describe(event),
        url=url if is_absolute(url) else None,
        language=primary_language(titled.first("LANGUAGE")) if titled else None,
        declared=_declared(event),
        cancelled=_is_cancelled(event, zones),
        source_id=squeeze(event.text("UID")) or None,
        notes=tuple(filter(None, (assumed, note, _REPEATED if repeated else None, None if headline else _UNTITLED))),
    )


def _is_cancelled(event: Component, zones: _Zones) -> bool:
    return event.text("STATUS").strip().upper() == "CANCELLED" or zones.cancelled


def _declared(event: Component) -> Declared:
    """Tell who may know of an event; whoever reads another CLASS takes it for PRIVATE (RFC 5545 section 3.8.1.3)."""
    if event.text("CLASS").strip().upper() not in ("", "PUBLIC"):
        return "private"
    return "draft" if event.text("STATUS").strip().upper() == "TENTATIVE" else "published"


def _moment(event: Component, name: str, zones: _Zones) -> tuple[Moment | None, str | None]:
    line = event.find(name)
    moment, assumed = zones.place(line) if line else (None, None)
    if isinstance(moment, datetime) and event.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE":
        return moment.date(), None
    return moment, assumed


def _end(event: Component, starts_at: Moment, zones: _Zones) -> tuple[Moment | None, str | None]:
    ends_at = _moment(event, "DTEND", zones)[0] or _add(starts_at, event.text("DURATION"))
    if ends_at is None:
        return None, None
    if not isinstance(ends_at, datetime):
        # The end of whole days is the day after the last (RFC 5545, section 3.6.1).
        ends_at -= timedelta(days=1)
    if isinstance(ends_at, datetime) is not isinstance(starts_at, datetime):
        return _last_day(starts_at, ends_at), None
    if ends_at == starts_at or (not isinstance(ends_at, datetime) and ends_at + timedelta(days=1) == starts_at):
        return None, None
    return (ends_at, None) if ends_at > starts_at else (None, _BACKWARDS)


def _last_day(starts_at: Moment, ends_at: Moment) -> date | None:
    """Give the last day of an event that begins at an hour and ends with a day."""
    if isinstance(starts_at, datetime) and not isinstance(ends_at, datetime) and ends_at > starts_at.date():
        return ends_at
    return None


def _add(starts_at: Moment, duration: str) -> Moment | None:
    found = _DURATION.fullmatch(duration.strip().upper())
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    try:
        whole = starts_at + timedelta(days=7 * weeks + days)
        if not isinstance(whole, datetime):
            return whole
        # Hours are elapsed time, days are not (RFC 5545, section 3.3.6).
        exact = whole.astimezone(UTC) + timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return exact.astimezone(whole.tzinfo)
    except OverflowError:
        return None


def _describe(event: Component) -> str | None:
    if markup := next((line.text for line in event.all("X-ALT-DESC") if "TEXT/HTML" in line.says("FMTTYPE")), ""):
        return markup
    text = event.text("DESCRIPTION")
    return text if _MARKUP.search(text) else paragraphs(text) or None
