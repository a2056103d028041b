"""Where a letter quotes another: the headers that mail programs write above what they forward or answer."""

import re
from datetime import date, datetime
from email.utils import parseaddr
from itertools import islice
from typing import NamedTuple

from importers.reading.characters import squeeze
from importers.reading.dates import find_day, find_time, is_zone, place_moment
from importers.reading.instants import parse_moment
from importers.reading.people import is_name

_LABELS = {
    "from": "from från von fra lähettäjä de",
    "date": "date sent datum skickat gesendet lähetetty dato sendt päivämäärä päiväys",
    "subject": "subject ämne betreff aihe emne",
    "to": "to till an til vastaanottaja cc kopia kopie kopi reply-to svara-till",
}
_FIELD = {label: name for name, labels in _LABELS.items() for label in labels.split()}
_HEADER = re.compile(r"[>\s]*\*?([^\W\d_][\w-]{1,14})\s*:\*?\s*(.*)")
_MARKER = re.compile(
    r"""[>\s]*(?:-{2,}\s*)?(?: (?:begin\s)?forwarded\smessage | original\smessage | vidarebefordrat\s(?:meddelande|brev)
        | ursprungligt\smeddelande | ursprungsmeddelande | välitetty\sviesti | alkuperäinen\sviesti
        | weitergeleitete\snachricht | ursprüngliche\snachricht | videresendt\s(?:melding|meddelelse)
        | oprindelig\smeddelelse | opprinnelig\smelding )\s*:?\s*(?:-{2,})?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_WROTE = re.compile(
    r"[>\s]*(?:on|den|am|på|le|\w{2,4}\s\d|\d).{5,200}\b(?:wrote|skrev|schrieb|kirjoitti)\b.{0,80}:\s*", re.I
)
_SECONDS = re.compile(r"(\d{1,2}[:.]\d\d)[:.]\d\d(?!\d)")
_GAP = 3
_MOST_PLACES = 100


class Quoted(NamedTuple):
    """A letter within a letter's lines: where its headers begin, where its text begins, and what they say."""

    start: int
    end: int
    headers: dict[str, str]
    marked: bool


def find_quoted(lines: list[str]) -> Quoted | None:
    """Find the first letter that the lines quote under its headers."""
    for number in islice(filter(lambda number: _may_begin(lines[number]), range(len(lines))), _MOST_PLACES):
        marked = _is_marker(lines[number])
        headers, end = _read_headers(lines, number + marked)
        if "from" in headers and ("subject" in headers if marked else {"subject", "date"} <= set(headers)):
            return Quoted(number, end, headers, marked)
    return None


def _may_begin(line: str) -> bool:
    return _is_marker(line) or _label(line) == "from"


def _is_marker(line: str) -> bool:
    return len(line) < 120 and bool(_MARKER.fullmatch(line))


def find_answered(lines: list[str]) -> int | None:
    """Find the line under which an answer quotes what it answers, as “On Friday, Ann Ek wrote:”."""
    return next((number for number, line in enumerate(lines) if len(line) < 300 and _WROTE.fullmatch(line)), None)


def _label(line: str) -> str | None:
    found = _HEADER.match(line) if len(line) < 2000 else None
    return _FIELD.get(found[1].casefold()) if found else None


def _read_headers(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    headers: dict[str, str] = {}
    end = start
    for number in range(start, min(len(lines), start + 40)):
        if number > end + _GAP:
            break
        label = _label(lines[number])
        found = _HEADER.match(lines[number])
        if label and found:
            headers.setdefault(label, squeeze(found[2]))
            end = number + 1
    return headers, end


def unquote(lines: list[str]) -> list[str]:
    """Take one level of “>” off where the whole of a text is quoted."""
    filled = [line for line in lines if line.strip()]
    quoted = sum(line.startswith(">") for line in filled)
    if not filled or quoted < 0.8 * len(filled):
        return lines
    return [re.sub(r"^> ?", "", line) for line in lines]


def read_sender(stated: str) -> str:
    """Give the name of “Ann Ek <ann@…>”, “Ann Ek [mailto:…]” or “Ek, Ann”; none of a bare address."""
    bare = re.split(r"\s*[\[<(]", stated.strip("* "), maxsplit=1)[0].strip(" \"'*")
    name = bare if bare and "@" not in bare else parseaddr(stated[:1000])[0]
    family, _, given = name.partition(", ")
    if given and is_name(f"{given} {family}"):
        name = f"{given} {family}"
    return "" if "@" in name else name


def read_sent(stated: str, zone: str) -> datetime | date | None:
    """Read a moment as mail programs print it above what they quote."""
    if moment := parse_moment(stated, zone):
        return moment
    stated = _SECONDS.sub(r"\1", stated)
    day = find_day(stated)
    hour = find_time(stated[day.end :]) or find_time(stated[: day.start]) if day else None
    named = next(filter(is_zone, stated.replace(")", " ").replace("(", " ").split()), None)
    return place_moment(day.day, hour, zone, named) if day and hour else day.day if day else None
