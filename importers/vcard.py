"""vCard 2.1, 3.0 and 4.0 (RFC 6350): a source's own list of press contacts, read as leniently as address books do.

A phone is read by the country of its card's address, else by that of the room; one that is marked as private (HOME) is
taken only where the card gives no other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    is_valid_number,
    parse,
)

from importers.draft import ContactDraft, Defaults, ImageDraft, Problem, Refused, Source
from importers.reading.characters import decode_text, read_bytes, squeeze
from importers.reading.contentlines import Component, ContentLine, read_components
from importers.reading.kinds import primary_language
from importers.reading.people import find_emails, guess_region, is_mangled
from importers.reading.portraits import decode_base64, keep_embedded, make_portrait

_LARGEST = 20_000_000
_MOST = 20_000
_BEGINS = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_NO_PHONE = frozenset({"FAX", "PAGER", "MODEM", "BBS"})
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_LONGEST_NOTE = 300
_UNREADABLE = "The phone “{}” could not be read as a number: type it with its country code."
_PRIVATE = "A private {} (HOME) was left out, since the card gives another."
_MANGLED = "The e-mail address of this card is mangled with junk letters and was held back: type the right one."
_SAYS = "The card's note says: “{}”."


def recognises(source: Source) -> bool:
    """Tell whether its first words open a card."""
    return bool(_BEGINS.match(decode_text(source.head[:400]).lstrip("\ufeff\0")))


def read(source: Source, defaults: Defaults) -> Iterator[ContactDraft | Problem]:
    """Yield each card as a press contact; raises Refused for a file without a card."""
    cards = list(islice(read_components(read_bytes(source, _LARGEST), "VCARD"), _MOST))
    if not cards:
        raise Refused(f"{source.name} holds no vCard that can be read.")
    for number, card in enumerate(cards, 1):
        if contact := _contact(card, defaults):
            yield replace(contact, portrait=_portrait(card, source))
        elif not _is_group(card):
            yield Problem("The card names nobody and says no way to reach anybody.", f"card {number}")


def _contact(card: Component, defaults: Defaults) -> ContactDraft | None:
    organisation, *units = [*(card.find("ORG") or ContentLine("ORG", {}, "")).parts(), ""]
    name, title = _name(card), squeeze(card.text("TITLE", "ROLE"))
    if name and _is_organisation(card, name, organisation):
        organisation, name, title = organisation or name, "", title or name
    emails, email_notes = _emails(card, name)
    phones, phone_notes = _phones(card, defaults.country)
    if _is_group(card) or not (name or title or emails or phones):
        return None
    language = min(card.all("LANG"), key=_preference, default=None)
    return ContactDraft(
        name=name or None,
        title=title or (None if name else squeeze(organisation)) or None,
        unit=", ".join(squeeze(unit) for unit in units if unit) or None,
        organisation=squeeze(organisation) or None,
        emails=emails,
        phones=phones,
        responsibilities=tuple(dict.fromkeys(filter(None, (squeeze(one.text) for one in card.all("EXPERTISE"))))),
        press_contact=True,
        language=primary_language(language.text if language else card.text("X-LANGUAGE")),
        source_id=squeeze(card.text("UID")) or None,
        notes=(*email_notes, *phone_notes, *_tell(card)),
    )


def _portrait(card: Component, source: Source) -> ImageDraft | None:
    """Read the photo that comes with a card (RFC 6350, section 6.2.4), or that it names; the first that is one."""
    found = (
        keep_embedded(decode_base64(line.encoded), _media_type(line))
        if line.encoded
        else make_portrait(line.text, source, source.address)
        for line in sorted(card.all("PHOTO"), key=_preference)
    )
    return next(filter(None, found), None)


def _media_type(line: ContentLine) -> str:
    stated = next((one for one in (*line.says("MEDIATYPE"), *line.says("TYPE")) if one != "PREF"), "JPEG")
    return stated.lower() if "/" in stated else f"image/{stated.lower()}"


def _name(card: Component) -> str:
    if name := squeeze(card.text("FN")):
        return name
    family, given, middle, before, after, *_ = [*(card.find("N") or ContentLine("N", {}, "")).parts(), *[""] * 5]
    return squeeze(" ".join((before, given, middle, family, after))) or squeeze(card.text("NICKNAME"))


def _is_organisation(card: Component, name: str, organisation: str) -> bool:
    named = any(card.text(kind).casefold() in ("org", "organization") for kind in _KINDS)
    shown = card.text("X-ABSHOWAS").casefold() == "company"
    nobody = not any((card.find("N") or ContentLine("N", {}, "")).parts()[:2])
    return named or shown or (nobody and squeeze(organisation).casefold() == name.casefold())


def _is_group(card: Component) -> bool:
    return any(card.text(kind).casefold() == "group" for kind in _KINDS)


def _emails(card: Component, name: str) -> tuple[tuple[str, ...], list[str]]:
    lines, notes = _prefer_public(card.all("EMAIL"), "e-mail address")
    printed = list(dict.fromkeys(one for line in lines for one in find_emails(line.text.removeprefix("mailto:"))))
    kept = tuple(one for one in printed if not is_mangled(one, name))
    return kept, [*notes, *([_MANGLED] if len(kept) < len(printed) else [])]


def _phones(card: Component, country: str) -> tuple[tuple[str, ...], list[str]]:
    stated = [line for line in card.all("TEL") if not _NO_PHONE & set(line.says("TYPE"))]
    lines, notes = _prefer_public(stated, "phone")
    found = dict[str, None]()
    region = _region(card, country)
    for line in lines:
        number = line.text.partition(";")[0]
        if phone := _read_phone(number, region, stated=region != country):
            found[phone] = None
        elif number:
            notes.append(_UNREADABLE.format(squeeze(number)[:60]))
    return tuple(found), notes


def _region(card: Component, country: str) -> str:
    lines = [part for line in card.all("ADR") for whole in line.parts() for part in whole.split("\n")]
    numbers = [line.text for line in card.all("TEL")]
    return guess_region([*lines, *numbers, *(line.text for line in card.all("EMAIL"))], country)


def _read_phone(number: str, region: str, *, stated: bool) -> str | None:
    try:
        read = parse(re.sub(r"^tel:", "", number.strip(), flags=re.IGNORECASE)[:100], region)
    except NumberParseException:
        return None
    # Where the country is a guess, a number that is merely possible could be anybody's.
    if is_valid_number(read) or ((stated or number.strip().startswith("+")) and is_possible_number(read)):
        return format_number(read, PhoneNumberFormat.E164)
    return None


def _prefer_public(lines: list[ContentLine], what: str) -> tuple[list[ContentLine], list[str]]:
    """Give the lines without private ones, where others are left; the preferred one first."""
    public = [line for line in lines if "HOME" not in line.says("TYPE") or "WORK" in line.says("TYPE")]
    left_out = [_PRIVATE.format(what)] if public and len(public) < len(lines) else []
    return sorted(public or lines, key=_preference), left_out


def _preference(line: ContentLine) -> int:
    stated = line.first("PREF") or ""
    if stated.isdecimal() and len(stated) < 4:
        return int(stated)
    return 1 if "PREF" in line.says("TYPE") else 101


def _tell(card: Component) -> Iterable[str]:
    if note := squeeze(card.text("NOTE")):
        yield _SAYS.format(note[:_LONGEST_NOTE])
