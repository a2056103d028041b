"""Occasions: events as editors add, change and remove them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from importers.draft import EventDraft
from newsroom.desk.admission import Admission
from newsroom.desk.discard import bury
from newsroom.desk.markdown import to_html
from newsroom.desk.moment import read_moment, show_moment
from newsroom.errors import Invalid
from newsroom.markup import clean
from newsroom.model import Event, EventContent
from newsroom.room import Room
from newsroom.setting_checks import is_language
from newsroom.store import events, log, lookup, origins

FIELDS = tuple(EventContent.__dataclass_fields__)


def read_occasion(said: Mapping[str, str], room: Room) -> dict[str, Any]:
    """Read what an editor says of an event, field by field; what is empty clears its field. Raises Invalid.

    `starts_at` and `ends_at` are a day or a day and an hour, `description` is Markdown.
    """
    read: dict[str, Any] = {name: value for name, value in said.items() if name != "description"}
    for name, option in (("starts_at", "--from"), ("ends_at", "--until")):
        if said.get(name):
            read[name] = _moment(option, said[name], room.zone)
    if "description" in said:
        read["description_html"] = clean(to_html(said["description"])).html
    if said.get("language") and not is_language(said["language"]):
        raise Invalid("language", said["language"], 'write a language tag such as "sv"')
    return read


def add_occasion(connection: Connection, fields: Mapping[str, Any], room: Room, *, now: datetime, by: str) -> Event:
    """Keep a new event; raises Invalid for one that cannot be."""
    content = _admitted(fields, room, now)
    event = events.get_event(connection, events.add_event(connection, content, now=now))
    log.record(connection, "event add", event, by=by, now=now)
    return event


def change_occasion(
    connection: Connection, name: str, fields: Mapping[str, Any], room: Room, *, now: datetime, by: str
) -> Event:
    """Let an event say something else; its address stays, and its source does not change it any more."""
    event = lookup.get_event_by_name(connection, name)
    kept = {field: getattr(event, field) for field in FIELDS}
    events.change_event(connection, event.id, _admitted(kept | dict(fields), room, now), now=now)
    origins.mark_edited(connection, "event", event.id)
    log.record(connection, "event edit", event, by=by, now=now, note=", ".join(fields))
    return events.get_event(connection, event.id)


def remove_occasion(connection: Connection, key: int, *, now: datetime, by: str) -> None:
    """Throw an event away; an import recognises it and leaves it out."""
    log.record(connection, "event remove", events.get_event(connection, key), by=by, now=now)
    bury(connection, "event", key, now=now)
    events.remove_event(connection, key)


def _moment(option: str, typed: str, zone: ZoneInfo) -> datetime | date:
    try:
        return read_moment(typed, zone)
    except ValueError as problem:
        raise Invalid(option, typed, str(problem)) from None


def _admitted(fields: Mapping[str, Any], room: Room, now: datetime) -> EventContent:
    if not str(fields.get("headline") or "").strip():
        raise Invalid("--headline", fields.get("headline") or "", "give the event a headline")
    if not fields.get("starts_at"):
        raise Invalid("--from", "", "an event begins on a day, or at an hour of one")
    draft = EventDraft(**dict(fields) | {"ends_at": fields.get("ends_at") or None})
    content = Admission(room, now).event(draft)
    _check_order(draft, room.zone)
    if draft.url and not content.url:
        raise Invalid("--url", draft.url, "write a whole address such as https://example.org/event")
    return content


def _check_order(draft: EventDraft, zone: ZoneInfo) -> None:
    start, end = draft.starts_at, draft.ends_at
    if end is None:
        return
    exact = isinstance(start, datetime) and isinstance(end, datetime)
    if end < start if exact else _day(end, zone) < _day(start, zone):
        raise Invalid("--until", show_moment(end, zone), f"the event starts only on {show_moment(start, zone)}")


def _day(moment: datetime | date, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
