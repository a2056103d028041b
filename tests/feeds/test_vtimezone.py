from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.vtimezone import vtimezone
from tests.feeds.contentlines import lines_of, values_of
from tests.feeds.sample import few

ZONES = (
    "Europe/Stockholm",
    "Europe/Helsinki",
    "Europe/Dublin",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)


def test_summer_begins_when_the_clock_shows_two() -> None:
    definition = vtimezone(ZoneInfo("Europe/Stockholm"), {2026}).to_ical()
    assert b"BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\n" in definition
    assert b"TZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT" in definition


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/Helsinki", {"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"}),
        ("America/New_York", {"FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"}),
    ],
)
def test_a_yearly_change_is_a_rule(zone: str, rules: set[str]) -> None:
    lines = lines_of(vtimezone(ZoneInfo(zone), {2026}).to_ical())
    assert set(values_of(lines, "RRULE")) == rules
    assert values_of(lines, "RDATE") == []


def test_a_change_that_follows_the_moon_is_told_date_by_date() -> None:
    lines = lines_of(vtimezone(ZoneInfo("Africa/Casablanca"), {2025}).to_ical())
    assert values_of(lines, "RRULE") == []
    assert len(values_of(lines, "RDATE")) == 2


def test_a_zone_without_summer_has_one_observance() -> None:
    (standard,) = vtimezone(ZoneInfo("Asia/Kolkata"), {2026}).subcomponents
    assert (standard.name, standard["TZNAME"], "RRULE" in standard) == ("STANDARD", "IST", False)


@few
@given(st.sampled_from(ZONES), st.datetimes(datetime.fromisoformat("1985-01-01"), datetime.fromisoformat("2030-12-31")))
def test_every_hour_of_its_years_is_exact(key: str, clock: datetime) -> None:
    zone = ZoneInfo(key)
    moment = clock.replace(tzinfo=UTC).astimezone(zone)
    defined = vtimezone(zone, {moment.year}).to_tz(lookup_tzid=False)
    if moment.fold == 0:
        assert moment.replace(tzinfo=defined).utcoffset() == moment.utcoffset()
