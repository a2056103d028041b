from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.moment import read_instant, read_moment, show_ahead, show_distance, show_moment, write_moment

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ZONES = st.sampled_from(["Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "UTC"])
NEAR_CHANGES = st.sampled_from(["2026-03-29", "2026-10-25", "2026-04-05", "2026-07-01"]).map(datetime.fromisoformat)
MINUTES = st.integers(0, 1440).map(lambda minutes: timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-12-08", date(2026, 12, 8)),
        ("2026-12-08 09:00", datetime(2026, 12, 8, 8, 0, tzinfo=UTC)),
        (" 2026-6-8T9.05 ", datetime(2026, 6, 8, 7, 5, tzinfo=UTC)),
        ("2026-12-08T09:00:30Z", datetime(2026, 12, 8, 9, 0, 30, tzinfo=UTC)),
        ("2026-12-08 09:00 +0200", datetime(2026, 12, 8, 7, 0, tzinfo=UTC)),
        ("2026-03-29 02:30+02:00", datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_the_rooms_zone_unless_it_names_another(typed: str, read: datetime | date) -> None:
    assert read_moment(typed, STOCKHOLM) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tomorrow",
        "08/12/2026",
        "2026-13-01",
        "2026-12-08 25:00",
        "2026-12-08 09:00+99:00",
        "0001-01-01",
        "2026-12-08 +01:00",
        "٢٠٢٦-12-08",
    ],
)
def test_what_is_no_moment_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="such as 2026-12-08 09:00"):
        read_moment(typed, STOCKHOLM)


def test_a_skipped_hour_is_refused_with_both_readings() -> None:
    with pytest.raises(ValueError, match="does not exist") as problem:
        read_moment("2026-03-29 02:30", STOCKHOLM)
    assert "2026-03-29 03:30:00+02:00 or 2026-03-29 01:30:00+01:00" in str(problem.value)


def test_a_doubled_hour_is_refused_with_both_readings() -> None:
    with pytest.raises(ValueError, match="comes twice") as problem:
        read_moment("2026-10-25 02:30", STOCKHOLM)
    assert "2026-10-25 02:30:00+02:00 or 2026-10-25 02:30:00+01:00" in str(problem.value)


@settings(deadline=None, max_examples=60)
@given(day=NEAR_CHANGES, since=MINUTES, name=ZONES)
def test_an_hour_is_read_as_the_clock_on_the_wall_shows_it_or_both_readings_are(
    day: datetime, since: timedelta, name: str
) -> None:
    zone, wall = ZoneInfo(name), day + since
    try:
        read = read_instant(wall.isoformat(" "), zone)
    except ValueError as problem:
        readings = str(problem).partition("write ")[2].split(" or ")
        assert len({read_instant(one, zone) for one in readings}) == 2
    else:
        assert read.astimezone(zone).replace(tzinfo=None) == wall


@settings(deadline=None, max_examples=60)
@given(seconds=st.integers(-600_000_000, 4_000_000_000), name=ZONES)
def test_what_machines_are_told_is_read_back(seconds: int, name: str) -> None:
    instant = datetime.fromtimestamp(seconds, UTC)
    assert read_moment(write_moment(instant, ZoneInfo(name)), ZoneInfo(name)) == instant
    assert read_moment(write_moment(instant.date(), ZoneInfo(name)), ZoneInfo(name)) == instant.date()


def test_a_moment_is_shown_in_full() -> None:
    assert (
        show_moment(datetime(2026, 12, 8, 8, 0, tzinfo=UTC), STOCKHOLM)
        == "Tuesday 8 December 2026 09:00 Europe/Stockholm"
    )
    assert show_moment(date(2026, 12, 8), STOCKHOLM) == "Tuesday 8 December 2026"


def test_an_hour_that_comes_twice_is_shown_with_its_offset() -> None:
    first = show_moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), STOCKHOLM)
    second = show_moment(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), STOCKHOLM)
    assert (first[-11:], second[-11:]) == ("(UTC+02:00)", "(UTC+01:00)")


def test_midnight_stands_for_a_day_where_an_instant_is_wanted() -> None:
    assert read_instant("2026-12-08", STOCKHOLM) == datetime(2026, 12, 7, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "now"),
        (1, "in 1 second"),
        (3 * 86400 + 2 * 3600 + 59, "in 3 days 2 hours"),
        (2 * 86400 + 5 * 60, "in 2 days"),
        (-90, "1 minute 30 seconds ago"),
    ],
)
def test_a_distance_is_told_in_its_two_largest_units(seconds: int, said: str) -> None:
    now = datetime(2026, 12, 5, 6, tzinfo=UTC)
    assert show_distance(now + timedelta(seconds=seconds), now) == said


def test_a_moment_ahead_is_shown_in_full_with_its_distance() -> None:
    now, at = datetime(2026, 12, 5, 6, tzinfo=UTC), datetime(2026, 12, 8, 8, tzinfo=UTC)
    assert show_ahead(at, STOCKHOLM, now) == "Tuesday 8 December 2026 09:00 Europe/Stockholm, in 3 days 2 hours"
