"""Where a release comes from: its country, by which phones are read, and the zone of hours that name none."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from babel.core import get_global
from phonenumbers import SUPPORTED_REGIONS

from importers.draft import Defaults
from importers.exports.records import Record
from importers.reading.dates import find_day, find_time, place_moment
from importers.reading.instants import parse_moment
from importers.reading.tongue import country_speaking
from importers.suppliers.fields import say

# Endings such as .io, .tv and .co are bought for their sound.
_ENDINGS = frozenset("se fi no dk de is ee lv lt nl be at ch fr uk ie pl es it".split())  # noqa: SIM905
# Milliseconds since 1970, as .NET writes an instant; the offset behind them changes nothing.
_DOTNET = re.compile(r"/?Date\((-?\d{1,14})(?:[+-]\d{4})?\)/?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|GMT|UTC)\s*$")
_ZONELESS = "The hours have no zone in the source and were taken as those of {}."


class Place(NamedTuple):
    """A country (ISO 3166) and an IANA zone."""

    country: str
    zone: str

    def read_moment(self, stated: str) -> datetime | date | None:
        """Read a moment as machines write it, or with the day first; an hour without a zone is local."""
        if found := _DOTNET.search(stated) or _MILLISECONDS.fullmatch(stated):
            return _from_milliseconds(int(found[1] if found.re is _DOTNET else found[0]))
        return parse_moment(stated, self.zone) or self._read_printed(stated)

    def read_instant(self, stated: str) -> datetime | None:
        """Read a moment, unless it is a bare day."""
        moment = self.read_moment(stated)
        return moment if isinstance(moment, datetime) else None

    def _read_printed(self, stated: str) -> datetime | date | None:
        day = find_day(stated[:100])
        hour = find_time(stated[day.end : 100]) if day else None
        return place_moment(day.day, hour, self.zone) if day and hour else day.day if day else None


def find_place(countries: Iterable[str], addresses: Iterable[str], language: str, defaults: Defaults) -> Place:
    """Find a place by a country that is stated, by an address, else by a language that the room's country lacks."""
    stated = (_known(country) for country in (*countries, *map(_ending, addresses)))
    country = next(filter(None, stated), "") or country_speaking(language, defaults.country)
    zones = get_global("territory_zones").get(country, [])
    # Of a country with many zones nobody can tell which is meant; Germany's second is a village in Switzerland.
    clear = defaults.zone not in zones and 0 < len(zones) < 3
    return Place(country, zones[0] if clear else defaults.zone)


def say_moment(record: Record, *names: str) -> str:
    """Give the first of these fields that states a moment; of one in two forms, the machine's."""
    for name in names:
        if stated := say(record.get(name), "datetime", "date") or say(record, name):
            return stated
    return ""


def tell_zone(zone: str, *stated: str) -> tuple[str, ...]:
    """Say which zone was taken, where one of these moments has an hour and names none."""
    local = any(":" in one and not _OFFSET.search(one) for one in stated)
    return (_ZONELESS.format(zone),) if local else ()


def _from_milliseconds(number: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(number // 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _known(country: str) -> str:
    code = {"UK": "GB"}.get(country.strip().upper(), country.strip().upper())
    return code if code in SUPPORTED_REGIONS else ""


def _ending(address: str) -> str:
    try:
        ending = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
    return ending if ending in _ENDINGS else ""
