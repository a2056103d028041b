"""Contact persons of a release: as fields, or as one block of text that names several."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from importers.draft import ContactDraft, Source
from importers.exports.persons import lines_of
from importers.exports.records import Record
from importers.plain.cards import LABEL, MAIL_HELD_BACK, read_cards
from importers.reading.characters import fold
from importers.reading.people import find_emails, find_phones, is_mangled, read_channels
from importers.suppliers.fields import as_html, as_line, say, words
from importers.suppliers.pictures import read_portrait

_PHONE = re.compile(r"phone|mobile?|cell|tel|puhelin|gsm")
_NO_PHONE = re.compile(r"fax|telegram|type|country|label")
_EMAIL = re.compile(r"e?(?:mail|post)(?:s|\d|address|addresses)?|sähköposti")
# “070-123 45 67 or anna@town.example”: a word between two ways to reach somebody belongs to neither.
_BETWEEN = re.compile(
    r"(?<=\S)[ ,]+(?:eller|or|tai|oder|och|and|ja|og|und|samt)\s+(?=\S+@|\+?[\d(][\d ()/-]{5})", re.IGNORECASE
)
_TOGETHER = re.compile(r"\s*;\s*(?=[^\W\d_])")
_UNDIALLED = "“{}” is no phone number that could be dialled, so it was left out: type the right one in."
_LONGEST = 60_000
_LONGEST_TITLE = 120


def read_person(record: Record, source: Source, base: str | None, region: str) -> ContactDraft | None:
    """Read a person from fields of whatever names; None when nothing but a number or nothing at all is said."""
    names = " ".join(filter(None, (say(record, "firstname", "givenname"), say(record, "lastname", "surname"))))
    name = as_line(say(record, "name", "fullname", "displayname") or names) or None
    title = as_line(say(record, "title", "jobtitle", "role", "position", "worktitle")) or None
    printed = find_emails(" ".join(text for field, text in _texts(record) if _EMAIL.fullmatch(field)))
    emails = tuple(one for one in printed if not is_mangled(one, name))
    dialled = {text: find_phones(text, region) for text in _phones(record)}
    undialled = [text[:40] for text, phones in dialled.items() if not phones and any(map(str.isdigit, text))]
    found = ContactDraft(
        name=name,
        title=title,
        unit=as_line(say(record, "unit", "department")) or None,
        organisation=as_line(say(record, "organisation", "organization", "company", "companyname")) or None,
        emails=emails,
        phones=tuple(dict.fromkeys(phone for phones in dialled.values() for phone in phones)),
        responsibilities=tuple(words(record, "responsibilities", "responsibility", "specialist", "areas")),
        portrait=read_portrait(record, source, base),
        notes=(*([MAIL_HELD_BACK] if len(emails) < len(printed) else []), *map(_UNDIALLED.format, undialled)),
    )
    return found if name or title or emails or found.phones else None


def read_block(markup: str, region: str) -> tuple[tuple[ContactDraft, ...], str]:
    """Read the persons of a block that holds nothing but contacts; gives the words that belong to none of them, too."""
    parts = (part for line in lines_of(as_html(markup[:_LONGEST])) for part in _TOGETHER.split(line))
    lines = [_BETWEEN.sub(", ", " ".join(part.split())) for part in parts]
    reading = read_cards(lines, region)
    functions, rest = _read_functions(reading.lines, region)
    # “For more information, contact:” says nothing more.
    return (*reading.contacts, *functions), " ".join(line for line in rest if not line.endswith(":"))


def merge_persons(persons: Iterable[ContactDraft]) -> tuple[ContactDraft, ...]:
    """Give each person once, in the order of first mention, with all ways to reach them."""
    merged: dict[str, ContactDraft] = {}
    for one in persons:
        key = fold(one.name or "") or next(iter(one.emails), "") or next(iter(one.phones), "") or fold(one.title or "")
        merged[key] = _complete(merged[key], one) if key in merged else one
    return tuple(merged.values())


def _complete(known: ContactDraft, other: ContactDraft) -> ContactDraft:
    return replace(
        known,
        title=known.title or other.title,
        unit=known.unit or other.unit,
        organisation=known.organisation or other.organisation,
        emails=tuple(dict.fromkeys((*known.emails, *other.emails))),
        phones=tuple(dict.fromkeys((*known.phones, *other.phones))),
        responsibilities=known.responsibilities or other.responsibilities,
        portrait=known.portrait or other.portrait,
        source_id=known.source_id or other.source_id,
        notes=tuple(dict.fromkeys((*known.notes, *other.notes))),
    )


def _phones(record: Record) -> list[str]:
    return [text for name, text in _texts(record) if _PHONE.search(name) and not _NO_PHONE.search(name)]


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield each field that says something, a list text by text."""
    for name in record.value if isinstance(record.value, dict) else ():
        for text in words(record, name):
            yield name, text


def _read_functions(lines: list[str], region: str) -> tuple[list[ContactDraft], list[str]]:
    """Find functions for whom no name stands, as “Press desk: 08-123 45 67”, in what was left of a block."""
    found, rest, above = list[ContactDraft](), list[str](), ""
    for line in filter(None, lines):
        channels = read_channels(line, region)
        if not (channels.phones or channels.emails):
            above = line
            rest.append(line)
        elif found and not channels.rest and not above:
            found[-1] = _complete(found[-1], ContactDraft(emails=channels.emails, phones=channels.phones))
        else:
            title = channels.rest or (rest.pop() if above else "")
            found.append(ContactDraft(title=_title(title), emails=channels.emails, phones=channels.phones))
            above = ""
    return found, [line for line in rest if not LABEL.fullmatch(line)]


def _title(text: str) -> str | None:
    text = text.strip(" :,–-")
    return None if not text or LABEL.fullmatch(text) or len(text) > _LONGEST_TITLE else text
