import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from feeds import calendar
from feeds.entry import Occasion
from tests.feeds.contentlines import lines_of, value_of, values_of
from tests.feeds.sample import HELSINKI, ROOM, STOCKHOLM, any_text, few, kept

UPDATED = datetime(2026, 2, 3, 14, 5, 6, tzinfo=STOCKHOLM)
NIGHT = datetime(2026, 3, 28, 22, tzinfo=STOCKHOLM)


def occasion(starts_at: date, ends_at: date | None = None, **more: Any) -> Occasion:
    facts = {"id": "event-1@exempelstad.example", "url": f"{ROOM}/events/dagar", "title": "Samrådsdagar"}
    return Occasion(**{**facts, "starts_at": starts_at, "ends_at": ends_at, "updated_at": UPDATED, **more})


def written(*occasions: Occasion) -> Any:
    return Calendar.from_ical(calendar.serialise("Exempelstads kommun: evenemang", occasions))


def event(starts_at: date, ends_at: date | None = None, **more: Any) -> Any:
    (only,) = written(occasion(starts_at, ends_at, **more)).events
    return only


def test_the_calendar_is_published_under_its_name() -> None:
    empty = written()
    assert (empty["VERSION"], empty["PRODID"]) == ("2.0", "-//newsroom//EN")
    # The media type would have to name it, and it would need an organiser (RFC 5545 section 3.7.2).
    assert "METHOD" not in empty
    assert empty["NAME"] == empty["X-WR-CALNAME"] == "Exempelstads kommun: evenemang"


def test_an_event_says_what_where_and_when_it_was_changed() -> None:
    told = event(NIGHT, place="Rådhuset, sal 2", description="Kom; se\nhör", language="sv", organiser="Byggnämnden")
    assert (told["UID"], told["SUMMARY"], told["URL"]) == (
        "event-1@exempelstad.example",
        "Samrådsdagar",
        f"{ROOM}/events/dagar",
    )
    assert (told["LOCATION"], told["DESCRIPTION"], told["CONTACT"]) == (
        "Rådhuset, sal 2",
        "Kom; se\nhör",
        "Byggnämnden",
    )
    assert told["SUMMARY"].params["LANGUAGE"] == "sv"
    assert told["DTSTAMP"].dt == told["LAST-MODIFIED"].dt == datetime(2026, 2, 3, 13, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "winter", "summer"), [(STOCKHOLM, 1, 2), (HELSINKI, 2, 3)])
def test_a_night_in_which_the_clocks_change_keeps_its_hours(zone: ZoneInfo, winter: int, summer: int) -> None:
    told = event(datetime(2026, 3, 28, 22, tzinfo=zone), datetime(2026, 3, 29, 6, tzinfo=zone))
    assert (told.start.hour, told.end.hour) == (22, 6)
    assert (told.start.utcoffset(), told.end.utcoffset()) == (timedelta(hours=winter), timedelta(hours=summer))
    assert told["DTSTART"].params["TZID"] == zone.key


def test_the_second_of_two_equal_hours_is_told_in_utc() -> None:
    second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=STOCKHOLM)
    assert b"DTSTART:20261025T013000Z" in calendar.serialise("", [occasion(second)])


def test_an_hour_that_the_clocks_skip_is_told_as_it_is_shown() -> None:
    assert event(datetime(2026, 3, 29, 2, 30, tzinfo=STOCKHOLM)).start == datetime(2026, 3, 29, 3, 30, tzinfo=STOCKHOLM)


def test_an_offset_without_a_zone_is_told_in_utc() -> None:
    document = calendar.serialise("", [occasion(datetime(2026, 5, 5, 9, tzinfo=timezone(timedelta(hours=2))))])
    assert b"DTSTART:20260505T070000Z" in document
    assert b"VTIMEZONE" not in document


def test_each_zone_is_defined_once_and_is_the_calendars_own_only_when_alone() -> None:
    alone = written(occasion(NIGHT), occasion(NIGHT))
    both = written(occasion(NIGHT), occasion(NIGHT.astimezone(HELSINKI)), occasion(date(2026, 5, 5)))
    assert [zone.tz_name for zone in alone.timezones] == [alone["X-WR-TIMEZONE"]] == ["Europe/Stockholm"]
    assert [zone.tz_name for zone in both.timezones] == ["Europe/Stockholm", "Europe/Helsinki"]
    assert "X-WR-TIMEZONE" not in both


def test_an_instant_without_an_end_has_none() -> None:
    assert "DTEND" not in event(NIGHT)


def test_an_end_before_the_start_is_left_out() -> None:
    assert "DTEND" not in event(NIGHT, NIGHT - timedelta(hours=1))
    assert event(date(2026, 5, 5), date(2026, 5, 1))["DTEND"].dt == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "end"),
    [
        (date(2026, 5, 5), None, date(2026, 5, 6)),
        (date(2026, 5, 5), date(2026, 5, 7), date(2026, 5, 8)),
        (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1)),
        (date(2026, 5, 5), datetime(2026, 5, 7, 16, tzinfo=STOCKHOLM), date(2026, 5, 8)),
    ],
)
def test_a_bare_day_is_all_day_until_the_day_after(starts_at: date, ends_at: date | None, end: date) -> None:
    told = event(starts_at, ends_at)
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (starts_at, end)
    assert told["DTSTART"].params["VALUE"] == told["DTEND"].params["VALUE"] == "DATE"


def test_an_hour_known_for_the_first_day_opens_the_description() -> None:
    told = event(datetime(2026, 5, 5, 9, tzinfo=STOCKHOLM), date(2026, 5, 7), description="Om framtidens skola.")
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (date(2026, 5, 5), date(2026, 5, 8))
    assert told["DESCRIPTION"] == "09:00 – Om framtidens skola."


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    document = calendar.serialise("", [occasion(NIGHT, description="åäö🎉" * 60)])
    lines = document.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert b"\n" not in document.replace(b"\r\n", b"")


def parted(text: str) -> str:
    return re.sub(r"(\\)([nNrR])", "\\1\u2060\\2", text)


@few
@given(title=any_text.filter(kept), description=any_text.filter(kept))
def test_any_text_comes_back(title: str, description: str) -> None:
    lines = lines_of(calendar.serialise(title, [occasion(NIGHT, title=title, description=description)]))
    assert value_of(lines, "X-WR-CALNAME") == value_of(lines, "SUMMARY") == parted(kept(title))
    assert value_of(lines, "DESCRIPTION") == parted(kept(description))


def test_no_backslash_is_taken_for_a_line_break_by_who_undoes_one_escape_after_the_other() -> None:
    (line,) = values_of(lines_of(calendar.serialise("K", [occasion(NIGHT, title="S:\\Nytt; \\rum")])), "SUMMARY")
    undone = line.replace(r"\;", ";").replace(r"\n", "\n").replace(r"\N", "\n").replace(r"\r", "\r")
    assert undone.replace("\\\\", "\\").replace("\u2060", "") == "S:\\Nytt; \\rum"


@few
@given(
    st.datetimes(datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2035-01-01"), timezones=st.timezones())
)
def test_any_instant_comes_back(starts_at: datetime) -> None:
    whole = starts_at.replace(microsecond=0)
    document = written(occasion(whole))
    # Read by the document alone: the library knows zones by name, and remembers other documents' definitions.
    (zone,) = [zone.to_tz(lookup_tzid=False) for zone in document.timezones] or [UTC]
    assert document.events[0].start.replace(tzinfo=zone).astimezone(UTC) == whole.astimezone(UTC)


def test_what_was_changed_or_cancelled_is_told_to_calendars() -> None:
    told = calendar.serialise("", [occasion(NIGHT, sequence=2, cancelled=True)])
    assert b"SEQUENCE:2\r\n" in told and b"STATUS:CANCELLED\r\n" in told
