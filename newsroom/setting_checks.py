"""What a setting may be: a function each, which gives the value as the room keeps it.

Each takes the value as written (typed in TOML, text in the environment) and the room's country,
and raises ValueError with what would do.
"""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers

from newsroom.contrast import LEGIBLE, contrast, nearest_legible
from newsroom.lines import is_seen, without_controls
from newsroom.markup import unsigned

Check = Callable[[Any, str], Any]

AI_CRAWLERS = ("all", "search", "none")
"""Which crawlers of AI a room lets in: all, those that answer readers with a link, or none."""

LIGHT_GROUND, DARK_GROUND = "#f4f1ea", "#201f1c"
"""Of the style sheet's grounds on which the accent stands, those that leave it the least contrast."""

# BCP 47 section 2.1, as far as a press room's languages go: language, then script, region, variants.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*")


def text(value: Any, country: str = "") -> str:
    """Take any text."""
    if not isinstance(value, str) or not is_seen(value):
        raise ValueError("write it as text in quotation marks")
    return value.strip()


def line(value: Any, country: str = "") -> str:
    """Take a line of text."""
    if without_controls(text(value)) != text(value):
        raise ValueError("write it on one line, in characters that can be seen")
    return text(value)


def lines(value: Any, country: str = "") -> tuple[str, ...]:
    """Take a list of lines; a single text is cut at its line breaks, else at its commas."""
    if isinstance(value, str):
        value = value.splitlines() if "\n" in value.strip() else value.split(",")
    if not isinstance(value, list):
        raise ValueError('write a list such as ["one", "two"]')
    return tuple(line(item) for item in value if not isinstance(item, str) or item.strip())


def media_topics(value: Any, country: str = "") -> tuple[tuple[str, str], ...]:
    """Take topics with the codes of their IPTC Media Topics (cv.iptc.org/newscodes/mediatopic)."""
    pairs = [one.partition("=") for one in lines(value)]
    if not all(slug.strip() and re.fullmatch(r"\s*[0-9]{8}\s*", code, re.ASCII) for slug, _, code in pairs):
        raise ValueError('write the end of a topic\'s address and a code of eight digits, such as "halsa=07000000"')
    return tuple((slug.strip(), code.strip()) for slug, _, code in pairs)


def ai_crawlers(value: Any, country: str = "") -> str:
    """Take which crawlers of AI are let in."""
    if value not in AI_CRAWLERS:
        raise ValueError(f"write {', '.join(AI_CRAWLERS[:-1])} or {AI_CRAWLERS[-1]}")
    return str(value)


def languages(value: Any, country: str = "") -> tuple[str, ...]:
    """Take a list of language tags, each once."""
    tags = lines(value)
    if not tags or not all(map(is_language, tags)):
        raise ValueError('write language tags such as "sv" or "pt-BR"')
    return tuple(dict.fromkeys(map(tidy_language, tags)))


def is_language(tag: str) -> bool:
    """Tell whether this is shaped like a language tag (BCP 47)."""
    return LANGUAGE.fullmatch(tag) is not None


def tidy_language(tag: str) -> str:
    """Write a language tag as BCP 47 section 2.1.1 recommends: sv-FI, zh-Hant."""
    first, *rest = tag.split("-")
    cased = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest)
    return "-".join([first.lower(), *cased])


def zone(value: Any, country: str = "") -> ZoneInfo:
    """Take the name of an IANA time zone."""
    name = line(value)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        close = [*get_close_matches(name, available_timezones(), n=1), "Europe/Stockholm"]
        raise ValueError(f'write an IANA name such as "{close[0]}"') from None


def country(value: Any, country: str = "") -> str:
    """Take a country of ISO 3166 that has a numbering plan for its phones."""
    code = line(value).upper()
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError('write the two letters of ISO 3166, such as "SE"')
    return code


def base_address(value: Any, country: str = "") -> str:
    """Take the address of a site's root, and give it without a slash at its end."""
    hint = 'write scheme and host alone, such as "https://press.example.org"'
    try:
        parts = urlsplit(line(value))
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:
        raise ValueError(hint) from None
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:_-]+", host) or more:
        raise ValueError(hint)
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


def phone(value: Any, country: str = "") -> str:
    """Take a phone number as people write it, and give it as E.164."""
    hint = f"write a number that can be dialled from {country}, or one with its +code"
    try:
        number = phonenumbers.parse(line(value), country)
    except phonenumbers.NumberParseException:
        raise ValueError(hint) from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(hint)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(value: Any, country: str = "") -> str:
    """Take a mail address."""
    if not re.fullmatch(r"[^@\s<>\"(),;:]+@[^@\s<>\"(),;:.]+(\.[^@\s<>\"(),;:.]+)+", line(value)):
        raise ValueError('write a mail address such as "press@example.org"')
    return line(value)


def flag(value: Any, country: str = "") -> bool:
    """Take yes or no."""
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    word = str(value).lower()
    if word not in known:
        raise ValueError("write true or false")
    return known[word]


def days(value: Any, country: str = "") -> int:
    """Take a number of days."""
    return _number(value, 3650)


def day(value: Any, country: str = "") -> date:
    """Take a day, as TOML or ISO 8601 writes it."""
    try:
        return value if type(value) is date else date.fromisoformat(line(value))
    except ValueError:
        raise ValueError("write a day such as 2026-12-08") from None


def conformance(value: Any, country: str = "") -> str:
    """Take how far requirements are met (Implementing Decision (EU) 2018/1523, annex)."""
    if value not in ("full", "partial", "none"):
        raise ValueError('write "full", "partial" or "none"')
    return str(value)


def typeface(value: Any, country: str = "") -> str:
    """Take what headlines are set in."""
    if value not in ("serif", "sans"):
        raise ValueError('write "serif" or "sans"')
    return str(value)


def web_address(value: Any, country: str = "") -> str:
    """Take the address of a page."""
    if not re.fullmatch(r"https?://[^\s/.]+\.\S+", line(value)) or unsigned(value) != value:
        raise ValueError('write an address such as "https://www.example.org/report"')
    return line(value)


def port(value: Any, country: str = "") -> int:
    """Take the number of a port."""
    return _number(value, 65535)


def workers(value: Any, country: str = "") -> int:
    """Take a number of processes."""
    return _number(value, 64)


def _number(value: Any, highest: int) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,6}", str(value)) or not 1 <= int(value) <= highest:
        raise ValueError(f"write a whole number from 1 to {highest}")
    return int(value)


def accent(value: Any, country: str = "") -> str:
    """Take a colour that can be read on light ground."""
    return _legible(value, LIGHT_GROUND)


def accent_dark(value: Any, country: str = "") -> str:
    """Take a colour that can be read on dark ground."""
    return _legible(value, DARK_GROUND)


def _legible(value: Any, ground: str) -> str:
    """Refuse a colour that cannot be read on its ground, with the nearest one that can."""
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ValueError('write a colour of six hexadecimal digits such as "#0b5d6b"')
    ratio = contrast(value, ground)
    if ratio < LEGIBLE:
        better = nearest_legible(value, ground)
        raise ValueError(f"its contrast on {ground} is {ratio:.1f} to 1, and 4.5 is needed; the nearest is {better}")
    return value.lower()


TYPES: dict[Check, str] = {
    text: "text",
    line: "text",
    lines: "list of texts",
    media_topics: "list of topics with codes",
    ai_crawlers: "all, search or none",
    languages: "list of language tags",
    zone: "IANA time zone",
    country: "ISO 3166 country",
    base_address: "http(s) address",
    phone: "phone number",
    email: "mail address",
    flag: "true or false",
    days: "number",
    day: "day",
    conformance: "full, partial or none",
    typeface: "serif or sans",
    web_address: "http(s) address",
    port: "number",
    workers: "number",
    accent: "colour",
    accent_dark: "colour",
}
