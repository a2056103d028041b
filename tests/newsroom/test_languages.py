import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import languages
from newsroom.languages import Words, available, words
from newsroom.model import Kind

ROOT = Path(__file__).parents[2]
STOCKHOLM = ZoneInfo("Europe/Stockholm")
MOMENT = datetime(2017, 3, 7, 15, 20, tzinfo=UTC)
TRANSLATED = [code for code in available() if code != "en"]


def speak(language: str, country: str = "SE") -> Words:
    return words(language, STOCKHOLM, country)


def catalogue(code: str) -> Catalog:
    with (languages.LOCALE / code / "LC_MESSAGES" / "newsroom.po").open("rb") as source:
        return read_po(source, locale=code)


def said() -> Iterator[str | tuple[str, ...]]:
    for folder, pattern, method in (("templates", "**.html", "jinja2"), ("newsroom", "**.py", "python")):
        for found in extract_from_dir(ROOT / folder, [(pattern, method)], strip_comment_tags=True):
            yield found[2]


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", "7 mars 2017 kl. 16.20"), ("fi", "7.3.2017 klo 16.20"), ("en", "7 March 2017, 16:20")],
)
def test_an_instant_is_written_as_the_language_does_in_the_rooms_zone(language: str, written: str) -> None:
    assert speak(language).instant(MOMENT) == written
    assert speak(language).instant(MOMENT, zoned=True) == f"{written} CET"


def test_a_zone_without_letters_is_named_by_its_offset() -> None:
    assert words("en", ZoneInfo("Asia/Dubai"), "AE").instant(MOMENT, zoned=True).endswith("19:20 UTC+04")


@pytest.mark.parametrize(
    ("starts", "ends", "written"),
    [
        (MOMENT, None, "7 mars 2017 kl. 16.20"),
        (MOMENT, MOMENT + timedelta(hours=2), "7 mars 2017 kl. 16.20–18.20"),
        (MOMENT, MOMENT + timedelta(days=1), "7 mars 2017 kl. 16.20 – 8 mars 2017 kl. 16.20"),
        (MOMENT, date(2017, 3, 9), "7 mars 2017 kl. 16.20 – 9 mars 2017"),
        (MOMENT, date(2017, 3, 7), "7 mars 2017 kl. 16.20"),
        (date(2017, 5, 10), None, "10 maj 2017"),
        (date(2017, 5, 10), date(2017, 5, 10), "10 maj 2017"),
        (date(2017, 5, 10), date(2017, 5, 12), "10–12 maj 2017"),
    ],
)
def test_a_period_is_as_precise_as_its_ends(starts: date, ends: date | None, written: str) -> None:
    assert speak("sv").period(starts, ends) == written


def test_machines_get_the_offset_of_the_day_or_the_bare_day() -> None:
    assert speak("sv").machine(MOMENT) == "2017-03-07T16:20:00+01:00"
    assert speak("sv").machine(date(2017, 3, 7)) == "2017-03-07"


@given(st.integers(0, 4 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC)))
@settings(max_examples=40, deadline=None)
def test_what_machines_read_is_the_same_instant(value: datetime) -> None:
    assert datetime.fromisoformat(speak("fi").machine(value)) == value


@pytest.mark.parametrize(("language", "written"), [("sv", "mars 2017"), ("fi", "maaliskuu 2017"), ("en", "March 2017")])
def test_a_month_stands_alone(language: str, written: str) -> None:
    assert speak(language).month("2017-03") == written


def test_sizes_and_numbers_follow_the_language() -> None:
    assert [speak("fi").size(value) for value in (999, 45_600, 1_234_567)] == ["999 t", "46 kt", "1,2 Mt"]
    assert speak("en").number(12_345) == "12,345"


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("sv", "+4685550100", "08-555 01 00"),
        ("sv", "08-555 01 00", "08-555 01 00"),
        ("en", "+4685550100", "+46 8 555 01 00"),
        ("sv", "+358505550133", "+358 50 5550133"),
        ("sv", "växeln, fråga efter Maja", "växeln, fråga efter Maja"),
    ],
)
def test_a_phone_number_is_written_for_those_who_read_it(language: str, typed: str, written: str) -> None:
    assert speak(language).phone(typed) == written


def test_a_number_is_dialled_with_its_country_and_words_are_not() -> None:
    assert speak("sv").dial("08-555 01 00") == "tel:+46-8-555-01-00"
    assert speak("sv").dial("växeln") is None


@given(st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_typed_phone_number_is_an_error(typed: str) -> None:
    assert isinstance(speak("fi", "FI").phone(typed), str)


def test_languages_are_named_by_themselves() -> None:
    assert [languages.language_name(code) for code in ("sv", "fi", "se", "xx", "not a code")] == [
        *("Svenska", "Suomi", "Davvisámegiella"),
        *("xx", "not a code"),
    ]


def test_a_language_without_catalogue_is_answered_in_english() -> None:
    assert speak("de").language == "en"
    assert speak("de").gettext("Search") == "Search"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", available())
def test_every_kind_has_a_name_in_every_language(kind: Kind, language: str) -> None:
    assert speak(language).kind_name(kind)
    assert speak(language).kind_name(kind, plural=True) != speak(language).kind_name(kind)


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_the_program_says_is_translated(code: str) -> None:
    known = {message.id for message in catalogue(code) if all(_forms(message.string))}
    assert set(said()) - known == set()


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_left_over_or_doubtful(code: str) -> None:
    written = catalogue(code)
    assert {message.id for message in written if message.id} - set(said()) == set()
    assert not [message.id for message in written if message.id and message.fuzzy]


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_their_placeholders(code: str) -> None:
    for message in catalogue(code):
        wanted = [_placeholders(form) for form in _forms(message.id)]
        assert all(_placeholders(form) in wanted for form in _forms(message.string)), message.id


@pytest.mark.parametrize("language", available())
def test_the_word_that_stands_without_quotation_marks_is_one_word(language: str) -> None:
    assert re.fullmatch(r"\w+", speak(language).gettext("Table"))


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w+\}", text))
