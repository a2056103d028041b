"""Calendars: the instant or the bare day of each event, in the zone that its name means."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import icalendar
from importers.draft import EventDraft, MemorySource, Problem, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_any_bytes

DEFINITION = """BEGIN:VTIMEZONE
TZID:Sandhamra
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def read(event: str, head: str = "") -> list[EventDraft | Problem]:
    content = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}BEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n".encode()
    source = MemorySource(content, "dagar.ics")
    assert find_importer(source) is icalendar
    return list(icalendar.read(source, DEFAULTS))


def read_one(event: str, head: str = "") -> EventDraft:
    [draft] = read(event, head)
    assert isinstance(draft, EventDraft)
    return draft


def test_an_event_is_read_with_its_place_and_its_text() -> None:
    draft = read_one(
        "UID:7@sandhamra.example\nSUMMARY;LANGUAGE=sv-SE:Invigning\\, bron\nLOCATION:Kajen\nURL:https://sandhamra.example/bro\n"
        "DTSTART:20260506T100000Z\nDTEND:20260506T113000Z\nDESCRIPTION:Alla är väl\n komna.\\n\\nKaffe & <te>."
    )
    assert (draft.headline, draft.place, draft.language) == ("Invigning, bron", "Kajen", "sv")
    assert (draft.starts_at, draft.ends_at) == (
        datetime.fromisoformat("2026-05-06T10:00Z"),
        datetime.fromisoformat("2026-05-06T11:30Z"),
    )
    assert draft.description_html == "<p>Alla är välkomna.</p>\n<p>Kaffe &amp; &lt;te&gt;.</p>"
    assert (draft.url, draft.source_id, draft.notes) == ("https://sandhamra.example/bro", "7@sandhamra.example", ())


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        (";TZID=Europe/Helsinki:20260506T100000", "2026-05-06T10:00:00+03:00"),
        (";TZID=/freeassociation.sourceforge.net/Europe/Oslo:20260329T030000", "2026-03-29T03:00:00+02:00"),
        (";TZID=W. Europe Standard Time:20260106T100000", "2026-01-06T10:00:00+01:00"),
        (';TZID="FLE Standard Time":20260706T100000', "2026-07-06T10:00:00+03:00"),
        (";TZID=Sandhamra:20260329T015900", "2026-03-29T01:59:00+01:00"),
        (";TZID=Sandhamra:20260329T030000", "2026-03-29T03:00:00+02:00"),
        (";TZID=Sandhamra:20261224T150000", "2026-12-24T15:00:00+01:00"),
        (":20260706T100000", "2026-07-06T10:00:00+02:00"),
    ],
)
def test_an_hour_is_placed_by_the_zone_that_is_named(start: str, moment: str) -> None:
    draft = read_one(f"SUMMARY:Möte\nDTSTART{start}", DEFINITION)
    assert isinstance(draft.starts_at, datetime)
    assert draft.starts_at.isoformat() == moment
    assert bool(draft.notes) is start.startswith(":")


def test_a_rule_for_zones_that_ended_in_utc_holds_on_its_last_day() -> None:
    ended = DEFINITION.replace("BYMONTH=10\n", "BYMONTH=10;UNTIL=20051029T230000Z\n")
    draft = read_one("SUMMARY:Möte\nDTSTART;TZID=Sandhamra:20051031T100000", ended)
    assert isinstance(draft.starts_at, datetime)
    assert draft.starts_at.isoformat() == "2005-10-31T10:00:00+01:00"


def test_a_zone_nobody_knows_is_told() -> None:
    draft = read_one("SUMMARY:Möte\nDTSTART;TZID=Måne:20260706T100000")
    assert draft.notes == ("The zone “Måne” is not known, so the hours were taken as those of Europe/Stockholm.",)


@pytest.mark.parametrize(
    ("stated", "last"),
    [
        ("DTEND;VALUE=DATE:20260509", date(2026, 5, 8)),
        ("DTEND;VALUE=DATE:20260507", None),
        ("DTEND;VALUE=DATE:20260506", None),
        ("DURATION:P3D", date(2026, 5, 8)),
        ("DESCRIPTION:x", None),
    ],
)
def test_whole_days_end_on_the_day_before_their_end(stated: str, last: date | None) -> None:
    draft = read_one(f"SUMMARY:Mässa\nDTSTART;VALUE=DATE:20260506\n{stated}")
    assert (draft.starts_at, draft.ends_at) == (date(2026, 5, 6), last)


def test_a_duration_over_the_change_of_clocks_is_elapsed_time() -> None:
    draft = read_one("SUMMARY:Natt\nDTSTART;TZID=Europe/Stockholm:20260329T010000\nDURATION:PT2H")
    assert draft.ends_at == datetime.fromisoformat("2026-03-29T04:00+02:00")


def test_a_cancelled_event_says_so() -> None:
    [draft] = read("SUMMARY:Möte\nSTATUS:CANCELLED\nDTSTART:20260506")
    assert isinstance(draft, EventDraft) and draft.cancelled


def test_a_cancelled_day_of_a_series_is_told_and_left_out() -> None:
    day = "SUMMARY:Möte\nSTATUS:CANCELLED\nRECURRENCE-ID:20260506\nDTSTART:20260506"
    assert read(day) == [Problem("The day of a series is cancelled.", "Möte")]


@pytest.mark.parametrize(
    ("line", "declared"),
    [
        ("CLASS:PRIVATE", "private"),
        ("CLASS:confidential", "private"),
        ("CLASS:X-INTERNT", "private"),
        ("STATUS:TENTATIVE", "draft"),
        ("STATUS:CONFIRMED", "published"),
        ("CLASS:PUBLIC", "published"),
    ],
)
def test_who_may_know_of_an_event_is_what_its_source_says(line: str, declared: str) -> None:
    [draft] = read(f"SUMMARY:Möte\n{line}\nDTSTART:20260506")
    assert isinstance(draft, EventDraft) and draft.declared == declared


def test_a_series_gives_its_first_day() -> None:
    series = "UID:1\nSUMMARY:Fika\nDTSTART:20260506T100000Z\nRRULE:FREQ=DAILY"
    moved = "UID:1\nSUMMARY:Fika\nRECURRENCE-ID:20260507T100000Z\nDTSTART:20260507T120000Z"
    [draft] = read(f"{series}\nEND:VEVENT\nBEGIN:VEVENT\n{moved}")
    assert isinstance(draft, EventDraft)
    assert draft.notes == ("The event repeats; only its first day was taken.",)


def test_an_event_without_a_day_does_not_hold_up_the_others() -> None:
    found = read("SUMMARY:Möte\nDTSTART:snart\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Fika\nDTSTART:20260506")
    assert [type(one) for one in found] == [Problem, EventDraft]


def test_a_calendar_without_an_event_is_refused() -> None:
    with pytest.raises(Refused, match=r"^dagar\.ics is a calendar without"):
        list(icalendar.read(MemorySource(b"BEGIN:VCALENDAR\nEND:VCALENDAR", "dagar.ics"), DEFAULTS))


def test_the_given_calendars_are_read(shared: Path) -> None:
    for path in (shared / "corpora/ics").iterdir():
        source = MemorySource(path.read_bytes(), path.name)
        assert find_importer(source) is icalendar
        [draft] = icalendar.read(source, DEFAULTS)
        assert isinstance(draft, EventDraft)
        assert draft.starts_at == datetime.fromisoformat("2008-05-30T15:00+10:00")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"", b"BEGIN:VEVENT\nDTSTART", b"BEGIN:VEVENT\nSUMMARY:a\nDTSTART:2026", DEFINITION.encode()]),
    st.binary(max_size=200) | st.from_regex(rb"[:;=TZPD0-9\n]{0,60}"),
)
def test_any_bytes_become_events_or_a_refusal(beginning: bytes, rest: bytes) -> None:
    check_any_bytes(icalendar, beginning + rest)
