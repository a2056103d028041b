"""vCard 4.0 (RFC 6350): press contacts as address books take them.

The writer is ours, on the content lines of icalendar: vobject writes 3.0, and no kept library writes 4.0.
"""

import re
from collections.abc import Sequence
from datetime import UTC

import phonenumbers
from icalendar.parser import Contentline, Parameters
from icalendar.prop import vUri

from feeds.contentline import escaped, uri
from feeds.entry import Card
from feeds.legible import legible

MEDIA_TYPE = "text/vcard; charset=utf-8"

# Section 4.1 has them escaped in text, where some readers show the backslash; bare, others take them for a list.
_ESCAPED = re.compile(r"\s*[\\,;]+\s*")

# These are the family's in capitals, too: Van den Berg.
_PARTICLES = frozenset(
    {"af", "da", "de", "del", "den", "der", "di", "dos", "du", "la", "le", "ter", "van", "von", "zu"}
)


def serialise(cards: Sequence[Card]) -> bytes:
    """Write the cards one after the other, as RFC 6350 section 3.3 allows."""
    return b"".join(_card(card) for card in legible(tuple(cards)))


def _card(card: Card) -> bytes:
    lines = [_text("BEGIN", "VCARD"), _text("VERSION", "4.0"), _uri("UID", card.id)]
    lines += _naming(card)
    lines += _reaching(card)
    if card.responsibilities:
        # Address books show a NOTE; ROLE, which would fit as well, most of them drop.
        lines.append(_text("NOTE", "\n".join(card.responsibilities), LANGUAGE=card.language))
    if card.photo:
        lines.append(_uri("PHOTO", card.photo))
    if card.source:
        lines.append(_uri("SOURCE", card.source))
    if card.updated_at:
        lines.append(_text("REV", f"{card.updated_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    lines.append(_text("END", "VCARD"))
    return b"".join(lines)


def _naming(card: Card) -> list[bytes]:
    """Say who it is: a person, or, as section 6.1.4 has it, the part of an organisation that has no person's name."""
    name, title = _plain(card.name, " "), (card.title or "").strip()
    if name:
        lines = [_text("KIND", "individual"), _text("FN", name), _text("N", *_name_parts(card.name or ""))]
    else:
        name = _impersonal_name(card)
        lines = [_text("KIND", "org"), _text("FN", name, LANGUAGE=card.language)]
    if card.organisation or card.unit:
        units = [card.unit] if card.unit else []
        lines.append(_text("ORG", card.organisation or "", *units, LANGUAGE=card.language))
    # Without a person the title is mostly the name already.
    if title not in ("", name):
        lines.append(_text("TITLE", title, LANGUAGE=card.language))
    return lines


def _plain(text: str | None, between: str) -> str:
    """Give a name for all readers alike, with something else where a sign would be escaped; N has what was written."""
    return " ".join(_ESCAPED.sub(between, text or "").strip(between).split())


def _impersonal_name(card: Card) -> str:
    candidates = (card.title, card.unit, card.organisation, *card.emails, *card.phones)
    return next(filter(None, (_plain(text, " – ") for text in candidates)), card.url)


def _name_parts(name: str) -> tuple[str, str, str, str, str]:
    """Split a name as section 6.2.2 wants it: the last word is the family's, with the particles before it (von, af)."""
    words = name.split()
    family = len(words) - 1
    while family > 1 and (words[family - 1].islower() or words[family - 1].lower() in _PARTICLES):
        family -= 1
    return " ".join(words[family:]) if family > 0 else "", " ".join(words[: max(family, 1)]), "", "", ""


def _reaching(card: Card) -> list[bytes]:
    return [
        *(_text("EMAIL", email, TYPE="work") for email in card.emails),
        *map(_phone, card.phones),
        *(_text("LANG", language) for language in card.languages),
        _uri("URL", card.url),
    ]


def _phone(phone: str) -> bytes:
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(phone))
    except phonenumbers.NumberParseException:
        # A short number, such as 1177, has no address of its own; section 6.4.1 lets it be text.
        return _text("TEL", phone, TYPE="work")
    types = ["work", "cell"] if kind == phonenumbers.PhoneNumberType.MOBILE else ["work"]
    return _uri("TEL", f"tel:{phone}", VALUE="uri", TYPE=types)


def _text(name: str, *components: str, **parameters: str | list[str] | None) -> bytes:
    return _line(name, vUri(";".join(map(escaped, components))), parameters)


def _uri(name: str, address: str, **parameters: str | list[str] | None) -> bytes:
    return _line(name, uri(address), parameters)


def _line(name: str, value: vUri, parameters: dict[str, str | list[str] | None]) -> bytes:
    present = {key: parameter for key, parameter in parameters.items() if parameter}
    folded: bytes = Contentline.from_parts(name, Parameters(present), value).to_ical()
    return folded + b"\r\n"
