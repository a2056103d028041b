"""Events: what is coming and what was, one of them, and both as calendar and as JSON."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from feeds import calendar
from newsroom import addresses, syndication
from newsroom.errors import NotFound
from newsroom.model import Event
from newsroom.store.events import events_public, get_event_public
from newsroom.web import respond, structured
from newsroom.web.head import Head
from newsroom.web.visit import Visit, visit_of

MOST_MONTHS = 12
"""In how many months an event is shown, from its first on."""


async def events(request: Request) -> Response:
    """Show what is coming, and then what was."""
    visit = visit_of(request)
    found = await visit.ask(events_public, now=visit.now)
    words = visit.words()
    head = Head(
        name="events",
        title=words.gettext("Events"),
        path=addresses.EVENTS,
        feed_path=addresses.EVENTS,
        feed_formats=addresses.CHANGE_FORMATS,
        formats=("ics", "json"),
    )
    coming, past = parted(found, visit.now, visit.room.zone)
    shown = {
        "coming": coming,
        "past": past,
        "months": months_of(found, visit.room.zone)[::-1],
        "calendar_path": addresses.EVENTS + addresses.CALENDAR,
    }
    return respond.page(visit, head, words, shown)


async def month(request: Request) -> Response:
    """Show the events of one month, with the ways to the months before and after that have any."""
    visit = visit_of(request)
    name = "-".join(request.path_params[part] for part in ("year", "month"))
    found, months = await visit.ask(month_public, name, visit)
    words = visit.words()
    path = addresses.events_month(name)
    title = words.gettext("Events, %(month)s") % {"month": words.month(name)}
    head = Head(name="events_month", title=title, path=path, feed_path=addresses.EVENTS, feed_formats=())
    place = months.index(name)
    beside = {"before": months[place - 1] if place else None, "after": next(iter(months[place + 1 :]), None)}
    return respond.page(visit, head, words, {"events": found, **beside})


async def event(request: Request) -> Response:
    """Show one event."""
    visit, found = await _asked(request)
    words = visit.words(found.language)
    data = structured.event_data(visit, words, found)
    head = Head(
        name="event",
        title=found.headline,
        path=addresses.event(found),
        paired=False,
        formats=("ics", "json"),
        data=data,
    )
    return respond.page(visit, head, words, {"event": found})


async def events_calendar(request: Request) -> Response:
    """Give all events as one calendar."""
    visit = visit_of(request)
    found = await visit.ask(events_public, now=visit.now)
    return _calendar(visit, found)


async def event_calendar(request: Request) -> Response:
    """Give one event as a calendar."""
    visit, found = await _asked(request)
    return _calendar(visit, [found])


async def events_json(request: Request) -> Response:
    """Give all events in our model."""
    visit = visit_of(request)
    found = await visit.ask(events_public, now=visit.now)
    items = [syndication.event_model(visit.room, one) for one in found]
    return respond.model(request, {"items": items, "next": None})


async def event_json(request: Request) -> Response:
    """Give one event in our model."""
    visit, found = await _asked(request)
    return respond.model(request, syndication.event_model(visit.room, found))


def month_public(connection: Connection, name: str, visit: Visit) -> tuple[list[Event], list[str]]:
    """Ask for the events of a month, and for all months that have any; raises NotFound for one that has none."""
    zone, found = visit.room.zone, events_public(connection, now=visit.now)
    if name not in (months := months_of(found, zone)):
        raise NotFound("There is no event in such a month.")
    return [one for one in found if name in _months(one, zone)], months


def months_of(found: Sequence[Event], zone: tzinfo) -> list[str]:
    """Give the months in which there are events, the earliest first, named as `2026-12`."""
    return sorted({name for one in found for name in _months(one, zone)})


def _months(one: Event, zone: tzinfo) -> list[str]:
    """Give the months that an event touches; one without end would fill the calendar."""
    first, last = _day(one.starts_at, zone), _day(one.ends_at or one.starts_at, zone)
    counted = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)[:MOST_MONTHS]
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in counted]


def parted(found: Sequence[Event], now: datetime, zone: tzinfo) -> tuple[list[Event], list[Event]]:
    """Part events, given by their start, into those to come and those that are over, the latest first."""
    over = [one for one in found if _is_over(one, now, zone)]
    return [one for one in found if one not in over], over[::-1]


def _is_over(one: Event, now: datetime, zone: tzinfo) -> bool:
    """Tell whether an event has ended; one that does not say at which hour lasts all day."""
    if isinstance(one.ends_at, datetime):
        return one.ends_at <= now
    return _day(one.ends_at or one.starts_at, zone) < now.astimezone(zone).date()


def _day(moment: date, zone: tzinfo) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


async def _asked(request: Request) -> tuple[Visit, Event]:
    visit = visit_of(request)
    return visit, await visit.ask(get_event_public, request.path_params["slug"], now=visit.now)


def _calendar(visit: Visit, found: Sequence[Event]) -> Response:
    occasions = [syndication.occasion(visit.room, visit.organisation, one) for one in found]
    content = calendar.serialise(visit.room.name, occasions)
    return respond.answer(visit.request, content, calendar.MEDIA_TYPE)
