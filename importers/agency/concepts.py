"""NewsML-G2's concepts: persons with ways to reach them, and events with dates and place."""

import re
from datetime import date, datetime, timedelta

from lxml import etree

from importers.agency.moments import spread_moment
from importers.agency.xml import attribute, say, say_all
from importers.draft import ContactDraft, Defaults, EventDraft
from importers.reading.fragment import paragraphs
from importers.reading.instants import parse_moment
from importers.reading.kinds import primary_language
from importers.reading.people import find_emails, find_phones, guess_region

_DURATION = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?")
_LENGTH = "Its end is worked out from the length that the source gives, {}."
_REPEATED = "The source says that it takes place repeatedly, and only the first time is kept."
_CANCELLED = "The source says of it: {}."


def local_code(code: str) -> str:
    """Give a code in small letters without its vocabulary, whether it is a QCode or an address (NewsML-G2, QCodes)."""
    return re.split(r"[:/#]", code.strip().lower())[-1]


def is_event(concept: etree._Element) -> bool:
    """Tell whether a concept, or an element of a list of events, is an event."""
    return concept.tag == "event" or concept.find("eventdetails") is not None


def read_event(concept: etree._Element, identity: str, language: str, defaults: Defaults) -> EventDraft | None:
    """Read an event; None when it has no name or no date that can be read."""
    name, details = say(concept, "name"), concept.find("eventdetails")
    starts = _read_moment(say(details, "dates/start", "dates/confirmation/start"), defaults)
    if not name or starts is None:
        return None
    length = say(details, "dates/duration")
    ends = _read_moment(say(details, "dates/end"), defaults)
    status = local_code(attribute(details, "occurstatus", "qcode", "uri"))
    notes = [
        _LENGTH.format(length) if length and ends is None else "",
        _REPEATED if concept.find(".//rrule") is not None else "",
        _CANCELLED.format(status) if "cancel" in status or "postpone" in status else "",
    ]
    return EventDraft(
        headline=name,
        starts_at=starts,
        ends_at=ends or _add_length(starts, length),
        place=say(details, "location/name", "location") or None,
        description_html="".join(map(paragraphs, say_all(concept, "definition"))) or None,
        url=say(details, "contactinfo/web") or None,
        language=primary_language(language),
        source_id=attribute(concept, "conceptid", "qcode", "uri") or concept.get("qcode") or identity or None,
        notes=tuple(filter(None, notes)),
    )


def read_person(concept: etree._Element, defaults: Defaults) -> ContactDraft | None:
    """Read a person or an organisation whom a concept says how to reach; None where it does not."""
    contact = concept.find(".//contactinfo")
    if contact is None:
        return None
    code = local_code(attribute(contact, ".//country", "qcode", "uri")).upper()
    named = [code] if len(code) == 2 else [say(contact, ".//country/name", ".//country")]
    region = code if len(code) == 2 else guess_region(named, defaults.country)
    emails = tuple(dict.fromkeys(mail for text in say_all(contact, "email") for mail in find_emails(text)))
    phones = [phone for text in say_all(contact, "phone") for phone in find_phones(text, region)]
    if not (emails or phones):
        return None
    is_person = concept.find("organisationdetails") is None
    name = say(concept, "name")
    return ContactDraft(
        name=name if is_person else None,
        title=None if is_person else name or None,
        organisation=(say(concept, ".//affiliation/name") if is_person else name) or None,
        emails=emails,
        phones=tuple(dict.fromkeys(phones)),
        source_id=attribute(concept, "conceptid", "qcode", "uri") or None,
    )


def _read_moment(stated: str, defaults: Defaults) -> datetime | date | None:
    return parse_moment(spread_moment(stated), defaults.zone) if stated else None


def _add_length(starts: datetime | date, length: str) -> datetime | date | None:
    """Give the end of an event of some hours, or the last day of one of some days."""
    found = _DURATION.fullmatch(length)
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes = (int(number or 0) for number in found.groups())
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    try:
        if not (hours or minutes):
            day = starts.date() if isinstance(starts, datetime) else starts
            return day + span - timedelta(days=1)
        return starts + span if isinstance(starts, datetime) else None
    except OverflowError:
        return None
