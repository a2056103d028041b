"""Cards: contacts as editors add, change and remove them.

What an import would hold back with a note is refused here: who typed it is there to mend it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import phonenumbers
from sqlalchemy import Connection

from importers.draft import ContactDraft
from newsroom.desk.admission import Admission, is_email
from newsroom.desk.discard import bury
from newsroom.errors import Invalid, NewsroomError
from newsroom.model import Contact, ContactContent
from newsroom.room import Room
from newsroom.setting_checks import is_language, tidy_language
from newsroom.store import contacts, lookup, origins

FIELDS = tuple(ContactContent.__dataclass_fields__)


def read_card(said: Mapping[str, Any], room: Room) -> dict[str, Any]:
    """Read what an editor says of a contact, field by field; what is empty clears its field. Raises Invalid."""
    return {name: _read(name, value, room) for name, value in said.items()}


def add_card(connection: Connection, fields: Mapping[str, Any], room: Room, *, now: datetime) -> Contact:
    """Keep a new card; raises NewsroomError when it says nothing, or when the same is here."""
    content = _admitted(ContactContent(**fields), room, now)
    if known := contacts.find_same(connection, content):
        slug = contacts.get_contact(connection, known).slug
        raise NewsroomError(f"{content.name or content.title} is here already: `newsroom contact edit {slug}`.")
    return contacts.get_contact(connection, contacts.add_contact(connection, content, now=now))


def change_card(connection: Connection, name: str, fields: Mapping[str, Any], room: Room, *, now: datetime) -> Contact:
    """Let a card say something else; its address stays, and its source does not change it any more."""
    card = lookup.get_contact_by_name(connection, name)
    kept = {field: getattr(card, field) for field in FIELDS}
    content = _admitted(ContactContent(**kept | dict(fields)), room, now)
    contacts.change_contact(connection, card.id, content, now=now)
    origins.mark_edited(connection, "contact", card.id)
    return contacts.get_contact(connection, card.id)


def remove_card(connection: Connection, key: int, *, now: datetime) -> None:
    """Throw a card away; an import recognises it and leaves it out."""
    bury(connection, "contact", key, now=now)
    contacts.remove_contact(connection, key)


def cards_named(connection: Connection, names: Iterable[str]) -> tuple[Contact, ...]:
    """Give the cards of these names; raises NotFound or Ambiguous."""
    found = [lookup.get_contact_by_name(connection, name) for name in names]
    return tuple({card.id: card for card in found}.values())


def _read(name: str, value: Any, room: Room) -> Any:
    if not isinstance(value, tuple):
        return value
    check = CHECKS.get(name)
    filled = (one.strip() for one in value if one.strip())
    return tuple(check(one, room) if check else one for one in filled)


def _admitted(content: ContactContent, room: Room, now: datetime) -> ContactContent:
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
