"""Occasions: events as editors add, change, hold back, publish, cancel and remove them.

An event that goes with articles is public only while one of them is; held back, it is public with none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from importers.draft import EventDraft
from newsroom.desk.admission import Admission
from newsroom.desk.discard import bury, check_unchanged
from newsroom.desk.markdown import to_html
from newsroom.desk.moment import read_moment, show_moment
from newsroom.errors import Invalid, NewsroomError
from newsroom.lines import line
from newsroom.markup import clean, web_address
from newsroom.model import Article, Event, EventContent, Status, Teaser, status_at
from newsroom.room import Room
from newsroom.setting_checks import is_language
from newsroom.store import events, ledger, log, lookup, origins

FIELDS = tuple(EventContent.__dataclass_fields__)
READ = ("headline", "starts_at", "ends_at", "place", "description_html", "url", "language")
"""What goes through the door as a source's event would; the rest is the desk's alone."""

MOMENTS = {"starts_at": "--from", "ends_at": "--until", "accreditation_until": "--accreditation-until"}
LINKS = {"url": "--url", "signup_url": "--sign-up"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An event with what an editor has to know of it."""

    event: Event
    articles: tuple[Teaser, ...]
    is_public: bool
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """Say who sees it."""
        if self.event.published_at is None:
            return "held back"
        if not self.is_public:
            return "hidden with its articles"
        return "cancelled" if self.event.cancelled else "public"


def standings(connection: Connection, *, now: datetime) -> list[Standing]:
    """Give every event with who sees it, by their start."""
    public = events.public_ids(connection, now=now)
    found = events.events(connection)
    return [Standing(event=one, articles=(), is_public=one.id in public) for one in found]


def get_standing(connection: Connection, name: str, *, now: datetime) -> Standing:
    """Give an event with all that an editor has to know of it; raises NotFound or Ambiguous."""
    return standing_of(connection, lookup.get_event_by_name(connection, name), now=now)


def standing_of(connection: Connection, event: Event, *, now: datetime) -> Standing:
    """Give all that an editor has to know of an event."""
    return Standing(
        event=event,
        articles=events.articles_of(connection, event.id),
        is_public=event.id in events.public_ids(connection, now=now),
        notes=tuple(ledger.notes_about(connection, "event", event.id)),
    )


def read_occasion(said: Mapping[str, str], room: Room) -> dict[str, Any]:
    """Read what an editor says of an event, field by field; what is empty clears its field. Raises Invalid.

    Moments are a day or a day and an hour, `description` is Markdown.
    """
    read: dict[str, Any] = {name: value.strip() or None for name, value in said.items() if name != "description"}
    for name, option in MOMENTS.items():
        if said.get(name):
            read[name] = _moment(option, said[name], room.zone)
    if "description" in said:
        read["description_html"] = clean(to_html(said["description"])).html
    if said.get("language") and not is_language(said["language"]):
        raise Invalid("language", said["language"], 'write a language tag such as "sv"')
    return read


def add_occasion(
    connection: Connection,
    fields: Mapping[str, Any],
    room: Room,
    *,
    now: datetime,
    by: str,
    typed: Mapping[str, str] | None = None,
    articles: Sequence[str] = (),
    held: bool = False,
) -> Event:
    """Keep a new event, with the articles that it goes with; raises NewsroomError for one that cannot be.

    What was `typed` is quoted in refusals.
    """
    content, owners = _admitted(fields, typed or {}, room, now), _owners(connection, articles, now)
    key = events.add_event(connection, content, now=now, held=held)
    events.link_articles(connection, key, [one.id for one in owners])
    event = events.get_event(connection, key)
    log.record(connection, "event add", event, by=by, now=now, note=_with(owners) if owners else None)
    return event


def change_occasion(
    connection: Connection,
    name: str,
    fields: Mapping[str, Any],
    room: Room,
    *,
    now: datetime,
    by: str,
    typed: Mapping[str, str] | None = None,
    articles: Sequence[str] | None = None,
) -> Event:
    """Let an event say something else, or go with other articles; its address stays.

    Its source does not change it any more.
    """
    event = lookup.get_event_by_name(connection, name)
    kept = {field: getattr(event, field) for field in FIELDS}
    events.change_event(connection, event.id, _admitted(kept | dict(fields), typed or {}, room, now), now=now)
    changed = list(fields)
    if articles is not None:
        owners = _owners(connection, articles, now)
        events.link_articles(connection, event.id, [one.id for one in owners])
        changed.append(_with(owners))
    origins.mark_edited(connection, "event", event.id)
    log.record(connection, "event edit", event, by=by, now=now, note=", ".join(changed))
    return events.get_event(connection, event.id)


def publish_occasion(connection: Connection, name: str, *, now: datetime, by: str) -> Standing:
    """Let readers see an event that was held back; raises NewsroomError for one that is not."""
    event = lookup.get_event_by_name(connection, name)
    if event.published_at is not None:
        standing = standing_of(connection, event, now=now)
        hidden = "" if standing.is_public else f"; it is {standing.status}: publish one of them"
        raise NewsroomError(f"“{event.headline}” is not held back{hidden}.")
    events.publish_event(connection, event.id, now=now)
    return _acted(connection, "event publish", event, now=now, by=by)


def withdraw_occasion(connection: Connection, name: str, *, now: datetime, by: str, reason: str = "") -> Standing:
    """Hold an event back, so that its address answers as one that never was; `reason` is for the log alone."""
    event = lookup.get_event_by_name(connection, name)
    if event.published_at is None:
        raise NewsroomError(f"“{event.headline}” is held back already: nobody sees it.")
    events.hold_event(connection, event.id, now=now)
    return _acted(connection, "event withdraw", event, now=now, by=by, note=line(reason))


def cancel_occasion(connection: Connection, name: str, *, now: datetime, by: str, off: bool = False) -> Standing:
    """Say of an event that it does not take place, or that it does after all; its page and calendars tell."""
    event = lookup.get_event_by_name(connection, name)
    if event.cancelled is not off:
        said = "is not cancelled" if off else "is cancelled already"
        raise NewsroomError(f"“{event.headline}” {said}.")
    if event.published_at is None and not off:
        hint = f"`newsroom event remove {event.slug}` throws it away"
        raise NewsroomError(f"“{event.headline}” is held back, so nobody expects it: {hint}.")
    content = replace(EventContent(**{name: getattr(event, name) for name in FIELDS}), cancelled=not off)
    events.change_event(connection, event.id, content, now=now)
    return _acted(connection, "event uncancel" if off else "event cancel", event, now=now, by=by)


def remove_occasion(connection: Connection, key: int, *, now: datetime, by: str, opened: Event | None = None) -> None:
    """Throw an event away; an import recognises it and leaves it out.

    Raises NewsroomError when it is not as it was when it was opened.
    """
    event = events.get_event(connection, key)
    check_unchanged(opened, event)
    log.record(connection, "event remove", event, by=by, now=now)
    bury(connection, "event", key, now=now)
    events.remove_event(connection, key)


def _acted(
    connection: Connection, act: str, event: Event, *, now: datetime, by: str, note: str | None = None
) -> Standing:
    """Note an act; from now on the event is the desk's, and no source undoes it."""
    origins.mark_edited(connection, "event", event.id)
    log.record(connection, act, event, by=by, now=now, note=note)
    return standing_of(connection, events.get_event(connection, event.id), now=now)


def _owners(connection: Connection, names: Iterable[str], now: datetime) -> list[Article]:
    found = [lookup.get_by_name(connection, name) for name in names if name.strip()]
    for one in found:
        if status_at(one.moments, now) is Status.WITHDRAWN:
            raise NewsroomError(f"“{one.headline}” was withdrawn: nobody would see an event that goes with it.")
    return found


def _with(owners: Sequence[Article]) -> str:
    return f"with {' and '.join(one.slug for one in owners)}" if owners else "with no article"


def _moment(option: str, typed: str, zone: ZoneInfo) -> datetime | date:
    try:
        return read_moment(typed, zone)
    except ValueError as problem:
        raise Invalid(option, typed, str(problem)) from None


def _admitted(fields: Mapping[str, Any], typed: Mapping[str, str], room: Room, now: datetime) -> EventContent:
    if not fields.get("headline"):
        raise Invalid("--headline", fields.get("headline") or "", "give the event a headline")
    if not fields.get("starts_at"):
        raise Invalid("--from", "", "an event begins on a day, or at an hour of one")
    draft = EventDraft(**{name: fields[name] for name in READ if name in fields})
    content = Admission(room, now).event(draft)
    _check_order(draft, typed, room.zone)
    for name, option in LINKS.items():
        if fields.get(name) and not web_address(fields[name]):
            raise Invalid(option, fields[name], "write a whole address such as https://example.org/event")
    own = {name: fields[name] for name in FIELDS if name in fields and name not in READ}
    tidy = {"signup_url": web_address(own.get("signup_url")), "accreditation": line(own.get("accreditation"))}
    return replace(content, **own | tidy)


def _check_order(draft: EventDraft, typed: Mapping[str, str], zone: ZoneInfo) -> None:
    start, end = draft.starts_at, draft.ends_at
    if end is None:
        return
    exact = isinstance(start, datetime) and isinstance(end, datetime)
    if not (end < start if exact else _day(end, zone) < _day(start, zone)):
        return
    if "starts_at" in typed and "ends_at" not in typed:
        raise Invalid("--from", typed["starts_at"], f"the event ends already on {show_moment(end, zone)}")
    written = typed.get("ends_at", show_moment(end, zone))
    raise Invalid("--until", written, f"the event starts only on {show_moment(start, zone)}")


def _day(moment: datetime | date, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
