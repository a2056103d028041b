"""The date that a page prints beside its headline, where no statement gives one: a line that says nothing else."""

import re
from collections.abc import Iterator
from datetime import date

from bs4 import Tag

from importers.reading.characters import squeeze
from importers.reading.dates import find_day, find_time

_LONGEST = 70
_LINES = ["p", "div", "span", "time", "small", "font", "td", "dd", "em", "i", "h5", "h6"]
_ELSEWHERE = ["a", "li", "nav", "aside", "footer", "blockquote", "figure", "form"]
_LABEL = re.compile(
    r"""\b(?:publicera[dt]|publicering(?:sdatum)?|publiceret|offentliggjort|publisert|lagt\sut|julkaistu|julkaisupäivä
        |veröffentlicht|erschienen|published|posted|datum|dato|date|päiväys|päivämäärä|stand)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CHANGED = re.compile(
    r"""\b(?:uppdatera[dt]|ändra[dt]|opdateret|ændret|oppdatert|endret|päivitetty|muokattu|aktualisiert|geändert
        |updated|modified|changed|granskad|last)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_BESIDE = re.compile(
    r"""\b(?:kl|klockan|klo|kello|at|um|uhr|den|d|am|on|av|by|of|the|pm|cet|cest|eet|eest|måndag|tisdag|onsdag|torsdag
        |fredag|lördag|söndag|mandag|tirsdag|lørdag|søndag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag
        |monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:maanan|tiis|tors|perjan|lauan|sunnun)tai(?:na)?
        |keskiviikko(?:na)?)\b|[\d\W_]""",
    re.VERBOSE | re.IGNORECASE,
)
_MOST = 400


def find_printed_day(root: Tag) -> date | None:
    """Find the day in a line that says when the page was published; a bare date counts just below the headline."""
    for element in _lines(root):
        text = squeeze(element.get_text(" "))
        labelled = bool(_LABEL.search(text)) and not _CHANGED.search(text)
        if is_date_line(text) and (labelled or _is_below_headline(element)) and (found := find_day(text)):
            return found.day
    return None


def is_date_line(text: str) -> bool:
    """Tell whether a line says when a page was published or changed, and nothing else."""
    found = find_day(text) if 5 < len(text) <= _LONGEST else None
    if not found:
        return False
    rest = f"{text[: found.start]} {text[found.end :]}"
    if (other := find_day(rest)) and find_time(rest) is None:
        rest = f"{rest[: other.start]} {rest[other.end :]}"
    return not _BESIDE.sub("", _CHANGED.sub("", _LABEL.sub("", rest)))


def _lines(root: Tag) -> Iterator[Tag]:
    found = root.find_all(_LINES, limit=_MOST)
    return (one for one in found if not one.find(["p", "div"]) and not one.find_parent(_ELSEWHERE))


def _is_below_headline(element: Tag) -> bool:
    if _CHANGED.search(element.get_text(" ")):
        return False
    before = element.find_previous(["h1", "h2", "p", "img"])
    return before is not None and before.name == "h1"
