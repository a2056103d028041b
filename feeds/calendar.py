"""iCalendar (RFC 5545): occasions as events, with the zones they are told in."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from feeds.contentline import Text, uri
from feeds.entry import Occasion
from feeds.legible import legible
from feeds.vtimezone import vtimezone

MEDIA_TYPE = "text/calendar; charset=utf-8"

_Span = tuple[datetime, datetime | None] | tuple[date, date]


def serialise(name: str, occasions: Sequence[Occasion]) -> bytes:
    """Write the occasions as a published calendar of this name."""
    occasions = legible(tuple(occasions))
    spans = [_span(occasion) for occasion in occasions]
    zones = _zones(moment for span in spans for moment in span if isinstance(moment, datetime))
    calendar = _empty(legible(name))
    if len(zones) == 1:
        calendar.add("X-WR-TIMEZONE", Text(next(iter(zones)).key))
    for zone, years in zones.items():
        calendar.add_component(vtimezone(zone, years))
    for occasion, span in zip(occasions, spans, strict=True):
        calendar.add_component(_event(occasion, span))
    return bytes(calendar.to_ical())


def _empty(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//newsroom//EN")
    calendar.add("NAME", Text(name))
    calendar.add("X-WR-CALNAME", Text(name))
    return calendar


def _span(occasion: Occasion) -> _Span:
    """Give start and end: two instants, or the first day and the day after the last.

    An end that is not after its start (RFC 5545 section 3.8.2.2) is left out.
    """
    starts_at, ends_at = occasion.starts_at, occasion.ends_at
    if isinstance(starts_at, datetime) and (ends_at is None or isinstance(ends_at, datetime)):
        return _told(starts_at), _told(ends_at) if ends_at and ends_at > starts_at else None
    first = _day(starts_at)
    return first, max(first, _day(ends_at or starts_at)) + timedelta(days=1)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _told(instant: datetime) -> datetime:
    """Give an instant in its IANA zone, or in UTC where that cannot say it.

    An hour that comes twice means the first of the two (RFC 5545 section 3.3.5), an offset has no name.
    """
    moment = instant.astimezone(UTC)
    if not isinstance(instant.tzinfo, ZoneInfo) or instant.tzinfo.key in {None, "UTC"}:
        return moment
    local = moment.astimezone(instant.tzinfo)
    return moment if local.fold else local


def _zones(instants: Iterable[datetime]) -> dict[ZoneInfo, set[int]]:
    """Collect the years in which each zone is used."""
    zones: dict[ZoneInfo, set[int]] = {}
    for instant in instants:
        if isinstance(instant.tzinfo, ZoneInfo):
            zones.setdefault(instant.tzinfo, set()).add(instant.year)
    return zones


def _event(occasion: Occasion, span: _Span) -> Event:
    starts_at, ends_at = span
    event = Event()
    event.add("UID", Text(occasion.id))
    # In a published calendar DTSTAMP is when this state was made (section 3.8.7.2), so no clock is needed.
    event.add("DTSTAMP", occasion.updated_at.astimezone(UTC))
    event.add("LAST-MODIFIED", occasion.updated_at.astimezone(UTC))
    event.add("SEQUENCE", occasion.sequence)
    event.add("STATUS", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    event.add("DTSTART", starts_at)
    if ends_at:
        event.add("DTEND", ends_at)
    event.add("URL", uri(occasion.url))
    _add_text(event, "SUMMARY", occasion.title, occasion.language)
    _add_text(event, "LOCATION", occasion.place, occasion.language)
    _add_text(event, "DESCRIPTION", _description(occasion, starts_at), occasion.language)
    # ORGANIZER must be an address to answer to (section 3.8.4.3); a name alone is a CONTACT.
    _add_text(event, "CONTACT", occasion.organiser, occasion.language)
    return event


def _description(occasion: Occasion, starts_at: date) -> str | None:
    if isinstance(occasion.starts_at, datetime) and not isinstance(starts_at, datetime):
        return f"{occasion.starts_at:%H:%M} – {occasion.description or occasion.title}"
    return occasion.description


def _add_text(event: Event, name: str, text: str | None, language: str | None) -> None:
    if text:
        event.add(name, Text(text), {"LANGUAGE": language} if language else {})
