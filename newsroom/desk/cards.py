"""Cards: contacts as editors add, change and remove them.

What an import would hold back with a note is refused here: who typed it is there to mend it. A card's term, in which
it answers, is the desk's alone: no source changes it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import phonenumbers
from sqlalchemy import Connection

from importers.draft import ContactDraft
from newsroom.desk.admission import Admission
from newsroom.desk.discard import bury, check_unchanged
from newsroom.desk.moment import read_instant, read_moment, show_moment
from newsroom.desk.values import is_email
from newsroom.errors import Invalid, NewsroomError
from newsroom.model import Contact, ContactContent
from newsroom.room import Room
from newsroom.schema import instant_text
from newsroom.setting_checks import is_language, tidy_language
from newsroom.store import contacts, freshness, log, lookup, origins

FIELDS = tuple(name for name in ContactContent.__dataclass_fields__ if name != "image")
TERM = ("answers_at", "answers_until")


def read_card(said: Mapping[str, Any], room: Room) -> dict[str, Any]:
    """Read what an editor says of a contact, field by field; what is empty clears its field. Raises Invalid.

    `answers_at` and `answers_until` are moments: a bare day is its first moment, or goes on through that day.
    """
    return {name: _read(name, value, room) for name, value in said.items()}


def add_card(
    connection: Connection,
    fields: Mapping[str, Any],
    room: Room,
    *,
    now: datetime,
    by: str,
    typed: Mapping[str, str] | None = None,
) -> Contact:
    """Keep a new card; raises NewsroomError when it says nothing, or when the same is here.

    What was `typed` is quoted in refusals.
    """
    content, term = _admitted(fields, room, now), _term(fields, typed or {}, room)
    if known := contacts.find_same(connection, content, now=now):
        slug = contacts.get_contact(connection, known).slug
        raise NewsroomError(f"{content.name or content.title} is here already: `newsroom contact edit {slug}`.")
    key = contacts.add_contact(connection, content, now=now)
    contacts.set_term(connection, key, *term, now=now)
    card = contacts.get_contact(connection, key)
    log.record(connection, "contact add", card, by=by, now=now, note=_changes(fields))
    return card


def change_card(
    connection: Connection,
    name: str,
    fields: Mapping[str, Any],
    room: Room,
    *,
    now: datetime,
    by: str,
    typed: Mapping[str, str] | None = None,
) -> Contact:
    """Let a card say something else; its address stays, and its source does not change it any more."""
    card = lookup.get_contact_by_name(connection, name)
    whole = {field: getattr(card, field) for field in (*FIELDS, *TERM)} | dict(fields)
    content, term = _admitted(whole, room, now), _term(whole, typed or {}, room)
    if term != (card.answers_at, card.answers_until):
        contacts.set_term(connection, card.id, *term, now=now)
    contacts.change_contact(connection, card.id, content, now=now)
    origins.mark_edited(connection, "contact", card.id)
    log.record(connection, "contact edit", card, by=by, now=now, note=_changes(fields))
    return contacts.get_contact(connection, card.id)


def remove_card(connection: Connection, key: int, *, now: datetime, by: str, opened: Contact | None = None) -> None:
    """Throw a card away; an import recognises it and leaves it out.

    Raises NewsroomError when it is not as it was when it was opened.
    """
    card = contacts.get_contact(connection, key)
    check_unchanged(opened, card)
    log.record(connection, "contact remove", card, by=by, now=now)
    bury(connection, "contact", key, now=now)
    freshness.note_removal_on(connection, contacts.articles_of(connection, key), now=now)
    contacts.remove_contact(connection, key)


def cards_named(connection: Connection, names: Iterable[str]) -> tuple[Contact, ...]:
    """Give the cards of these names; raises NotFound or Ambiguous."""
    found = [lookup.get_contact_by_name(connection, name) for name in names]
    return tuple({card.id: card for card in found}.values())


def _read(name: str, value: Any, room: Room) -> Any:
    if name in TERM:
        return _moment(name, value, room) if value.strip() else None
    if not isinstance(value, tuple):
        return value
    check = CHECKS.get(name)
    filled = (one.strip() for one in value if one.strip())
    return tuple(check(one, room) if check else one for one in filled)


def _moment(name: str, typed: str, room: Room) -> datetime:
    is_end = name == "answers_until"
    try:
        moment = read_moment(typed, room.zone)
        if isinstance(moment, datetime):
            return moment
        # Whoever answers until Friday answers on Friday, too.
        return read_instant(str(moment + timedelta(days=is_end)), room.zone)
    except ValueError as problem:
        raise Invalid("--until" if is_end else "--from", typed, str(problem)) from None


def _term(fields: Mapping[str, Any], typed: Mapping[str, str], room: Room) -> tuple[datetime | None, datetime | None]:
    begins, ends = (fields.get(name) for name in TERM)
    if not (begins and ends and ends <= begins):
        return begins, ends
    if typed.get("answers_at") and not typed.get("answers_until"):
        raise Invalid("--from", typed["answers_at"], f"it ends already on {show_moment(ends, room.zone)}")
    written = typed.get("answers_until", show_moment(ends, room.zone))
    raise Invalid("--until", written, f"it starts only on {show_moment(begins, room.zone)}")


def _changes(fields: Mapping[str, Any]) -> str:
    """Name the fields that were changed, and tell a term in full; what the others say is the card's, not the log's."""
    named = [name for name in fields if name not in TERM]
    return ", ".join([*named, *(f"{name} {_told(fields[name])}" for name in TERM if name in fields)])


def _told(moment: datetime | None) -> str:
    return instant_text(moment) if moment else "cleared"


def _admitted(fields: Mapping[str, Any], room: Room, now: datetime) -> ContactContent:
    content = ContactContent(**{name: value for name, value in fields.items() if name in FIELDS})
    said = {field: getattr(content, field) for field in FIELDS if field != "languages"}
    card = Admission(room, now).contact(ContactDraft(**said))
    if card is None:
        raise NewsroomError("A contact needs a name, a title, a unit, a phone or an e-mail address: give one of them.")
    return replace(card, languages=content.languages)


def _email(value: str, room: Room) -> str:
    if not is_email(value):
        raise Invalid("email", value, 'write an address such as "press@example.org"')
    return value


def _phone(value: str, room: Room) -> str:
    hint = f"write a number that can be dialled in {room.country}, or one with its + and country code"
    try:
        number = phonenumbers.parse(value, room.country)
    except phonenumbers.NumberParseException:
        raise Invalid("phone", value, hint) from None
    if not phonenumbers.is_valid_number(number):
        raise Invalid("phone", value, hint)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _language(value: str, room: Room) -> str:
    if not is_language(value):
        raise Invalid("spoken language", value, 'write a language tag such as "sv"')
    return tidy_language(value)


CHECKS: Mapping[str, Callable[[str, Room], str]] = {"emails": _email, "phones": _phone, "languages": _language}
"""How the values of a list are read; each raises Invalid."""
