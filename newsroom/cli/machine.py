"""What the machine tells of where it stands: time zone, country and language, for a room that is not told otherwise."""

import re
from collections.abc import Mapping
from pathlib import Path

LOCALTIME = Path("/etc/localtime")


def find_zone(environment: Mapping[str, str], localtime: Path = LOCALTIME) -> str | None:
    """Find the IANA name of the machine's time zone: by TZ, else by where /etc/localtime leads."""
    from zoneinfo import available_timezones

    told = [environment.get("TZ", "").lstrip(":"), str(localtime.resolve())]
    names = [one.rpartition("zoneinfo/")[2].removeprefix("Etc/") for one in told]
    return next((name for name in names if name in available_timezones()), None)


def find_language(environment: Mapping[str, str]) -> str | None:
    """Find the language of the one who types, as the locale's variables say (POSIX.1-2017 section 8.2)."""
    told = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    parts = re.match(r"([a-z]{2,3})(?=[_.@]|$)", told)
    return parts[1] if parts else None


def find_country(zone: str | None) -> str | None:
    """Find the country whose time zone this is (CLDR's metaZones), where it is that of a country."""
    from babel.core import get_global

    country = str(get_global("zone_territories").get(zone or "", ""))
    return country if country.isalpha() else None
