"""What stands below the items of a Mynewsdesk page copied as text: events, contacts, about text and address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise, takewhile

from importers.draft import ContactDraft, Defaults, Draft, EventDraft, OrganisationDraft, Problem
from importers.plain.blocks import read_blocks, to_body
from importers.plain.cards import BULLET, LABEL, MAIL_HELD_BACK, strip_bullet
from importers.plain.mynewsdesk_words import ABOUT, ADDRESS, CONTACTS, END_OF_PAGE, EVENTS
from importers.plain.plaintext import group_lines, squeeze, squeeze_blanks
from importers.reading.dates import find_time, place_moment, read_span, zone_of_page
from importers.reading.people import guess_region, is_name, read_channels

# The card’s corner: a day without year, and the hour that a range of days leaves out.
_SHORT_DAY = re.compile(r"\d{1,2}\.?\s[^\W\d_]{3,12}\.?(?:\s(?P<hour>\d{1,2}[:.]\d\d))?")
_FURTHER = ("events", "contacts", "address")


@dataclass(frozen=True, slots=True)
class Room:
    """A section of the page: what it is, its first line's number, the count or name in its head."""

    what: str
    start: int
    said: str | None


@dataclass(frozen=True, slots=True)
class _Section:
    what: str
    said: str | None
    lines: list[str]


def find_rooms(lines: list[str], start: int) -> list[Room]:
    """Find the heads of sections below a line, in the page's order."""
    rooms = [room for number in range(start, len(lines)) if (room := _read_head(lines, number))]
    certain = [room.start for room in rooms if room.what in _FURTHER]
    names = [room for room in rooms if room.what == "about"]
    # Below an item's own text “About us” may be one of its headings: the last is the page's, unless contacts precede.
    about = next((room for room in names if certain and room.start > certain[0]), names[-1] if names else None)
    return [room for room in rooms if room.what != "about" or room is about]


def _read_head(lines: list[str], number: int) -> Room | None:
    text = squeeze(lines[number]) if len(lines[number]) < 160 else ""
    alone = not lines[number - 1].strip() if number else True
    if not text or not alone or BULLET.match(lines[number]):
        return None
    for what, shape in (("events", EVENTS), ("contacts", CONTACTS), ("address", ADDRESS), ("end", END_OF_PAGE)):
        if found := shape.fullmatch(text):
            return Room(what, number, found.groupdict().get("count"))
    found = ABOUT.fullmatch(text)
    return Room("about", number, found["name"]) if found else None


def read_rooms(
    lines: list[str], rooms: list[Room], defaults: Defaults, printed: Iterable[datetime]
) -> Iterator[Draft | Problem]:
    """Yield events, contacts and the organisation; a count in a section's head is checked against what was read.

    Events print no zone: theirs is told by the page's country and the moments that it printed with one.
    """
    bounds = [*(room.start for room in rooms), len(lines)]
    sections = [
        _Section(room.what, room.said, lines[start + 1 : end])
        for room, (start, end) in zip(rooms, pairwise(bounds), strict=True)
    ]
    addresses = (_first_group(section) for section in sections if section.what == "address")
    address = [strip_bullet(line) for line in next(addresses, ())]
    below = [line for section in sections for line in section.lines]
    region = guess_region(address, guess_region(below, defaults.country))
    zone = zone_of_page(printed, defaults.zone, region)
    for section in sections:
        if section.what == "events":
            yield from _check(section, list(_read_events(section.lines, zone)))
        elif section.what == "contacts":
            yield from _check(section, list(_read_contacts(section.lines, region)))
    if organisation := _read_organisation(sections, address):
        yield organisation


def _check(section: _Section, read: list[EventDraft] | list[ContactDraft]) -> Iterator[Draft | Problem]:
    if section.said is None or int(section.said) == len(read):
        yield from read
        return
    note = f"The page announces {section.said} {section.what}, but {len(read)} could be read: compare with the page."
    if not read:
        yield Problem(note, section.what)
    for draft in read:
        yield replace(draft, notes=(*draft.notes, note))


def _first_group(section: _Section) -> tuple[str, ...]:
    return next(group_lines(section.lines), ())


def _read_events(lines: list[str], zone: str) -> Iterator[EventDraft]:
    texts = [squeeze_blanks(line) for line in lines]
    spans = [(number, span) for number, text in enumerate(texts) if (span := _read_span(text, zone))]
    ends = [*(number for number, _ in spans), len(texts)][1:]
    for position, ((number, span), end) in enumerate(zip(spans, ends, strict=True)):
        above = [text for text in texts[spans[position - 1][0] + 1 if position else 0 : number] if text][-2:]
        below = texts[number + 1 : end]
        if position + 1 < len(spans):
            below = _drop_next_head(below)
        if above:
            yield _draft_event(above, span, below, zone)


def _read_span(text: str, zone: str) -> tuple[datetime | date, datetime | date | None] | None:
    return read_span(text, zone) if len(text) < 100 else None


def _drop_next_head(below: list[str]) -> list[str]:
    """Leave out the next event's headline and short day, which stand above its line of days."""
    filled = [number for number, text in enumerate(below) if text]
    short = filled[-2:-1] if len(filled) > 1 and _SHORT_DAY.fullmatch(below[filled[-2]]) else filled[-1:]
    return below[: short[0]] if short else below


def _draft_event(
    above: list[str], span: tuple[datetime | date, datetime | date | None], below: list[str], zone: str
) -> EventDraft:
    start, end = span
    short = _SHORT_DAY.fullmatch(above[0]) if len(above) > 1 else None
    hour = find_time(short["hour"]) if short and short["hour"] else None
    # Midnight in the corner is how the supplier prints an event that lasts all day.
    if hour and hour != time(0) and not isinstance(start, datetime):
        start = place_moment(start, hour, zone)
    place = list(takewhile(bool, below))
    return EventDraft(
        headline=strip_bullet(above[-1]),
        starts_at=start,
        ends_at=end,
        place=", ".join(map(strip_bullet, place)) or None,
        description_html=to_body(read_blocks(group_lines(below[len(place) :]))) or None,
    )


def _read_contacts(lines: list[str], region: str) -> Iterator[ContactDraft]:
    name: str | None = None
    for group in group_lines(lines):
        texts = [strip_bullet(line) for line in group]
        if len(texts) == 1 and is_name(texts[0]):
            name = texts[0]
            continue
        contact = _read_contact(texts if name is None else [name, *texts], region)
        name = None
        if contact.title or contact.name:
            yield contact
    if name:
        yield ContactDraft(name=name, press_contact=True)


def _read_contact(texts: list[str], region: str) -> ContactDraft:
    channels = [read_channels(text, region) for text in texts]
    words = [text for text, found in zip(texts, channels, strict=True) if not found.any and not LABEL.fullmatch(text)]
    name = words.pop(0) if words and is_name(words[0]) else None
    title, *responsibilities = words or [""]
    return ContactDraft(
        name=name,
        title=title or None,
        responsibilities=tuple(responsibilities),
        phones=tuple(dict.fromkeys(phone for found in channels for phone in found.phones)),
        press_contact=True,
        notes=(MAIL_HELD_BACK,) if any(found.held_back for found in channels) else (),
    )


def _read_organisation(sections: list[_Section], address: list[str]) -> OrganisationDraft | None:
    about = next((section for section in sections if section.what == "about"), None)
    name = (about.said if about else None) or (address[0] if address else None)
    paragraphs = [" ".join(map(squeeze_blanks, group)) for group in group_lines(about.lines)] if about else []
    if name is None:
        return None
    return OrganisationDraft(name=name, boilerplate="\n\n".join(paragraphs) or None, address="\n".join(address) or None)
