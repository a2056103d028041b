"""Languages: the words, dates, numbers and phone numbers of an interface, as each language writes them.

English is what the program is written in; every other language is a catalogue, `locale/<code>/LC_MESSAGES/newsroom.po`.
How a language writes a day and an hour stands in its catalogue too, so that adding one is adding a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

import phonenumbers
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_time, get_month_names
from babel.languages import get_official_languages
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit
from phonenumbers import PhoneNumber, PhoneNumberFormat, country_code_for_region

LOCALE = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
# Of the Englishes, the one that puts the day before the month, as our readers do.
_LOCALES = {SOURCE_LANGUAGE: "en_GB"}


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated when it is shown."""
    return message


_DAY, _CLOCK, _MOMENT = _("d MMMM y"), _("HH:mm"), _("{day}, {clock}")
_KINDS = {
    "press_release": (_("Press release"), _("Press releases")),
    "news": (_("News item"), _("News")),
    "blog_post": (_("Blog post"), _("Blog")),
}
_UNITS = ((10**9, "gigabyte", "#,##0.#"), (10**6, "megabyte", "#,##0.#"), (10**3, "kilobyte", "#,##0"))


@dataclass(frozen=True, slots=True)
class Words:
    """What an interface in one language says, for readers in one zone; `is_domestic` when the country speaks it."""

    language: str
    zone: tzinfo
    country: str
    is_domestic: bool
    locale: Locale
    catalogue: NullTranslations

    def gettext(self, message: str) -> str:
        """Give the message in this language."""
        return self.catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Give the form of the message that goes with this number."""
        return self.catalogue.ngettext(singular, plural, number)

    def day(self, value: date, pattern: str = "") -> str:
        """Write a day, an instant's in the room's zone; `pattern` is CLDR's (UTS 35, part 4)."""
        return _date(self._local(value), pattern or self.gettext(_DAY), self.locale)

    def clock(self, value: datetime) -> str:
        """Write the time of day in the room's zone."""
        return _time(value.astimezone(self.zone).time(), self.gettext(_CLOCK), self.locale)

    def instant(self, value: datetime, zoned: bool = False) -> str:
        """Write day and time, on request with the zone's name."""
        written = self.gettext(_MOMENT).format(day=self.day(value), clock=self.clock(value))
        return f"{written} {self._zone_name(value)}" if zoned else written

    def period(self, starts: date, ends: date | None = None) -> str:
        """Write when an occasion is: two instants, two bare days, or one of either."""
        first, last = self._local(starts), self._local(ends or starts)
        if isinstance(starts, datetime) and isinstance(ends, datetime):
            end = f"–{self.clock(ends)}" if first == last else f" – {self.instant(ends)}"
            return f"{self.instant(starts)}{end}"
        if isinstance(starts, datetime):
            return self.instant(starts) if first >= last else f"{self.instant(starts)} – {self.day(last)}"
        if first >= last:
            return self.day(first)
        return str(format_interval(first, last, "yMMMMd", locale=self.locale))

    def machine(self, value: date) -> str:
        """Write a day or an instant for `<time datetime>` (HTML, 2.3.5), in the room's zone."""
        return value.astimezone(self.zone).isoformat("T", "seconds") if isinstance(value, datetime) else str(value)

    def month(self, name: str) -> str:
        """Write the month “2017-03”."""
        year, number = name.split("-")
        return f"{get_month_names('wide', 'stand-alone', self.locale)[int(number)]} {year}"

    def number(self, value: int) -> str:
        """Write a number with the language's own grouping."""
        return _decimal(value, self.locale)

    def size(self, value: int) -> str:
        """Write the size of a file in decimal units."""
        for factor, unit, pattern in _UNITS:
            if value >= factor:
                return format_unit(value / factor, f"digital-{unit}", "short", pattern, locale=self.locale)
        return format_unit(value, "digital-byte", "short", locale=self.locale)

    def phone(self, text: str) -> str:
        """Write a phone number: nationally in a language of the number's own country, else internationally.

        A text that is no number stays as it is.
        """
        return _phone(text, self.country, self.is_domestic)

    def dial(self, text: str) -> str | None:
        """Give the `tel:` address of a phone number (RFC 3966), or None when it cannot be dialled."""
        return _dial(text, self.country)

    def kind_name(self, kind: str, plural: bool = False) -> str:
        """Give what a kind of article is called."""
        return self.gettext(_KINDS[kind][plural])

    def language_name(self, code: str) -> str:
        """Give a language's name in that language, see `language_name`."""
        return language_name(code)

    def names(self) -> dict[str, Callable[..., str | None]]:
        """Give what templates call, by name; gettext comes by Jinja's own way."""
        return {name: getattr(self, name) for name in _NAMES}

    def _local(self, value: date) -> date:
        return value.astimezone(self.zone).date() if isinstance(value, datetime) else value

    def _zone_name(self, value: datetime) -> str:
        # Zones without letters of their own are named by their offset, as in “+03”.
        name = value.astimezone(self.zone).tzname() or ""
        return f"UTC{name}" if name[:1] in "+-" else name


_NAMES = (
    *("day", "instant", "period", "machine", "month", "number", "size"),
    *("phone", "dial", "kind_name", "language_name"),
)


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """List the languages an interface can be in, English first."""
    return (SOURCE_LANGUAGE, *sorted(found.parts[-3] for found in LOCALE.glob("*/LC_MESSAGES/newsroom.po")))


@lru_cache(maxsize=64)
def words(language: str, zone: tzinfo, country: str) -> Words:
    """Give the words of a language; a language without catalogue is answered in English."""
    code = language if language in available() else SOURCE_LANGUAGE
    is_domestic = code in get_official_languages(country, regional=True, de_facto=True)
    return Words(code, zone, country, is_domestic, Locale.parse(_LOCALES.get(code, code)), _catalogue(code))


@lru_cache(maxsize=64)
def language_name(code: str) -> str:
    """Give a language's name in that language; one that is unknown keeps its code."""
    try:
        name = Locale.parse(code, sep="-").language_name or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=16)
def _catalogue(code: str) -> NullTranslations:
    # Read from the text itself: three catalogues take a few milliseconds once, and no compiled file can be stale.
    if code == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = BytesIO()
    with (LOCALE / code / "LC_MESSAGES" / "newsroom.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


# A list writes a hundred numbers and twenty moments, and each takes longer than to ask for it.
@lru_cache(maxsize=2048)
def _decimal(value: int, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=2048)
def _date(value: date, pattern: str, locale: Locale) -> str:
    return format_date(value, pattern, locale)


@lru_cache(maxsize=2048)
def _time(value: time, pattern: str, locale: Locale) -> str:
    return format_time(value, pattern, locale=locale)


# Formatting a number takes 20 µs, and the desk's stands on every page three times.
@lru_cache(maxsize=1024)
def _phone(text: str, country: str, is_domestic: bool) -> str:
    number = _parsed(text, country)
    if number is None:
        return text
    nationally = is_domestic and number.country_code == country_code_for_region(country)
    style = PhoneNumberFormat.NATIONAL if nationally else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


@lru_cache(maxsize=1024)
def _dial(text: str, country: str) -> str | None:
    number = _parsed(text, country)
    return phonenumbers.format_number(number, PhoneNumberFormat.RFC3966) if number else None


def _parsed(text: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
