"""The opening lines of a press release written as text: its kind, day, embargo, byline and dateline."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from importers.draft import Declared, Kind
from importers.plain.mynewsdesk_words import KINDS
from importers.reading.dates import FoundDay, find_day, find_time, is_zone, place_moment
from importers.reading.people import is_name

_KIND = re.compile(
    r"""(?: for\simmediate\srelease | (?:press|news|media)\s?release | pressmeddelande | pressinbjudan
        | pressinfo(?:rmation)?
        | (?:lehdistö|media)?tiedote | (?:lehdistö|media)kutsu | pressemelding | pressemeddelelse
        | presseinvitation
        | till\spressen | pressutskick )(?=$|[\s:,.•|–—-])[\s:,.•|–—-]*""",
    re.VERBOSE | re.IGNORECASE,
)
_EMBARGO = re.compile(
    r"(?:under\s)?embargo(?:ed)?\b|julkaisuvapaa\b|sperrefrist\b|sperrfrist\b|klausul\b"
    r"|(?:hold|not) for (?:release|publication) (?:before|until)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:publicera[dt]|publiceringsdatum|julkaistu|published|publisert|publiceret|datum|päivämäärä|date|dato|(?:for\s)?release(?:\sdate)?)\b[:\s]*(?:on|den)?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:text|av|by|teksti|kirjoittaja|skribent|författare|author|tekst|af)(?:\s*[:|]\s*|\s+)(?P<name>\S.{2,60})",
    re.IGNORECASE,
)
# A full stop may stand behind an abbreviation: “ST. PAUL, Minn. –”.
_ABBREVIATED = "|".join(rf"(?<=\b[^\W\d_]{{{letters}}})\." for letters in range(1, 6))
_DATELINE = re.compile(
    rf"""\((?P<inner>[^\W\d_](?:[^.:!?"”()]|{_ABBREVIATED}){{1,80}})\)\s*(?:[–—-]{{1,2}}\s*)?(?=\S)
        | (?P<place>[^\W\d_](?:[^.:!?"”]|{_ABBREVIATED}){{1,80}}?)(?:\s*[–—-]{{1,2}}\s+|\s?(?:—|--)\s?)(?=\S)""",
    re.VERBOSE,
)
# News wires put their own name behind the day.
_WIRE = re.compile(r"\s*/[\w .-]{3,40}/|\s*\((?:BUSINESS WIRE|GLOBE NEWSWIRE)\)", re.IGNORECASE)
# “On 5 March 2024 Stockholm …” is the text’s own sentence, not the day of the release.
_RUNNING = frozenset(
    ("on", "in", "den", "by", "since", "from", "until", "after", "before", "of", "for", "the", "to", "and")
)
# A release says what it is above its first paragraph; further down a day belongs to the story.
_OPENING_LINES = 12
_LONGEST_DAY = 30
_LEAST_SENTENCE = 4
_MOST_TOWN_WORDS = 4
# Releases that lost their line breaks put a subheading before the dateline.
_OPENING_LETTERS = 300


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first lines say of the release, and the numbers of those that say nothing else."""

    kind: Kind | None = None
    declared: Declared | None = None
    published_at: datetime | date | None = None
    embargoed_until: datetime | None = None
    byline: str | None = None
    dateline: str | None = None
    notes: tuple[str, ...] = ()


def read_opening(lines: list[str], zone: str) -> tuple[Opening, list[str]]:
    """Read marks, days and a byline from the first lines of a text; gives the lines without them."""
    opening, rest, seen = Opening(), list(lines), 0
    for number, line in enumerate(lines):
        if seen >= _OPENING_LINES:
            break
        if text := " ".join(line.split()):
            seen += 1
            opening, rest[number] = _read_line(opening, line, text, zone)
    return opening, rest


def _read_line(opening: Opening, line: str, text: str, zone: str) -> tuple[Opening, str]:
    if found := _KIND.match(text):
        day = find_day(text[found.end() : found.end() + 60])
        begins = day is not None and day.start <= 20
        cut = found.end() + day.end if day and begins else found.end()
        after = text[cut:].strip(" ,.:–—-")
        if not begins and after and text[: found.end()].strip() != text[: found.end()].strip().upper():
            return opening, line
        return _publish(replace(opening, kind="press_release"), day if begins else None, after, zone), _without_hour(
            after
        )
    if (opened := _open_with_day(opening, text)) != (opening, text):
        return opened
    if len(text) > 120:
        return opening, line
    return _read_fact(opening, line, text, zone)


def _open_with_day(opening: Opening, text: str) -> tuple[Opening, str]:
    """Read “October 3, 2005 Town opens bridge”: an American date, a sentence of its own behind it."""
    day = find_day(text[:_LONGEST_DAY])
    if day is None or day.start or opening.published_at or not text[0].isalpha():
        return opening, text
    after = text[day.end :].lstrip(" ,.:–—-|")
    if len(after.split()) < _LEAST_SENTENCE or not after[0].isupper():
        return opening, text
    return publish_on(opening, day.day), after


def _without_hour(text: str) -> str:
    return "" if find_time(text) and len(text) < 20 else text


def _read_fact(opening: Opening, line: str, text: str, zone: str) -> tuple[Opening, str]:
    if kind := KINDS.get(text.casefold()):
        return replace(opening, kind=opening.kind or kind), ""
    if _EMBARGO.match(text):
        return _hold(opening, text, zone), ""
    if (found := _BYLINE.fullmatch(text)) and is_name(found["name"]):
        return replace(opening, byline=found["name"]), ""
    day = find_day(text)
    if day is None or opening.published_at:
        return opening, line
    named = _PUBLISHED.match(text)
    place = text[named.end() if named else 0 : day.start].strip(" ,.:-–—")
    if _is_headline_with_dateline(place, text[day.end :]):
        return publish_on(replace(opening, dateline=text[day.start :]), day.day), place
    after = text[day.end :].strip(" ,.:-–—•|")
    if not _stands_alone(place, after):
        return opening, line
    return _publish(replace(opening, dateline=text if place else opening.dateline), day, after, zone), ""


def _is_headline_with_dateline(before: str, after: str) -> bool:
    """Tell whether a day stands between a headline and the town: “TOWN OPENS NEW BRIDGE July 4, 2007 EKBY”."""
    town = after.strip(" ,.:-–—")
    return len(before.split()) >= _LEAST_SENTENCE and town.isupper() and len(town.split()) <= _MOST_TOWN_WORDS


def _stands_alone(place: str, after: str) -> bool:
    """Tell whether nothing but a place stands before a day, and nothing but an hour after it."""
    is_place = not place or (len(place) <= 40 and len(place.split()) <= 3 and place[0].isupper() and ":" not in place)
    if place.split()[:1] and place.split()[0].casefold() in _RUNNING:
        is_place = place.casefold() == "den"
    return is_place and (not after or (len(after) <= 20 and find_time(after) is not None))


def _publish(opening: Opening, day: FoundDay | None, after: str, zone: str) -> Opening:
    hour = find_time(after[:20])
    moment = place_moment(day.day, hour, zone, _find_zone(after)) if day and hour else day and day.day
    return publish_on(opening, moment)


def _find_zone(text: str) -> str | None:
    """Find the zone that is printed behind an hour: an embargo in London ends an hour later in Stockholm."""
    words = (word.strip("().,;") for word in text[:40].split())
    return next((word for word in words if len(word) > 1 and word.isupper() and is_zone(word)), None)


def publish_on(opening: Opening, moment: datetime | date | None) -> Opening:
    """Take a moment as that of publication, unless an earlier line told it."""
    if moment is None or opening.published_at:
        return opening
    note = f"The moment of publication, {moment.isoformat()}, was read from the release's opening lines."
    return replace(opening, published_at=moment, notes=(*opening.notes, note))


def _hold(opening: Opening, text: str, zone: str) -> Opening:
    day = find_day(text)
    hour = find_time(text[day.end :]) or find_time(text[: day.start]) if day else None
    if day and hour:
        until = place_moment(day.day, hour, zone, _find_zone(text[day.end :]) or _find_zone(text[: day.start]))
        return replace(opening, declared="embargoed", embargoed_until=until)
    note = f"The text is under embargo, but its moment could not be read from “{text}”: set it by hand."
    return replace(opening, declared="embargoed", notes=(*opening.notes, note))


def split_dateline(text: str) -> tuple[str | None, datetime | date | None, str]:
    """Split “STOCKHOLM, 5 March 2024 – Text” into dateline, day and text; a text without one is given back whole."""
    found = _DATELINE.match(text)
    if not found:
        return None, None, text
    place = _WIRE.sub("", found["inner"] or found["place"]).rstrip(" ,(")
    day = find_day(place)
    town = (place[: day.start] if day else place).strip(" ,(")
    name = town.partition(",")[0].rstrip()
    is_town = 0 < len(town) <= 40 and len(town.split()) <= 4 and (name[0].isupper() if day else name.isupper())
    if not is_town or town.split()[0].casefold() in _RUNNING:
        return None, None, text
    return place, day.day if day else None, text[found.end() :]


def read_dateline(opening: Opening, text: str) -> tuple[Opening, str]:
    """Read dateline and day from the first paragraph of a text; gives the paragraph without its dateline."""
    dateline, day, rest = split_dateline(text)
    if dateline and _WIRE.search(text[: len(text) - len(rest)]):
        opening = replace(opening, kind="press_release")
    # In a page that is not marked as a release, “SKR – the association …” opens a sentence.
    if dateline is None or not (day or opening.kind == "press_release"):
        return publish_on(opening, find_opening_day(text)), text
    return publish_on(replace(opening, dateline=dateline), day), rest


def find_opening_day(text: str) -> date | None:
    """Find “July 11, 2007 Washington” near the start: month first, no preposition before it, a capital after it."""
    day = find_day(text[:_OPENING_LETTERS])
    if day is None or not text[day.start].isalpha():
        return None
    before = text[: day.start].split()[-1:]
    runs_on = before and (before[0].casefold() in _RUNNING or before[0].endswith(","))
    after = text[day.end :].lstrip(" ,(–—-")
    return day.day if after[:1].isupper() and not runs_on else None
