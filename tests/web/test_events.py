from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from icalendar import Calendar

from newsroom.model import Event
from newsroom.web.events import months_of, parted

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NINE = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


def event(starts_at: datetime | date, ends_at: datetime | date | None = None) -> Event:
    return Event(
        id=1, uid="u", slug="s", headline="h", language="sv", starts_at=starts_at, ends_at=ends_at, changed_at=NINE
    )


@pytest.mark.parametrize(
    ("one", "over_at"),
    [
        (event(NINE, NINE + timedelta(hours=1)), NINE + timedelta(hours=1, seconds=1)),
        (event(NINE), datetime(2026, 3, 20, 23, 0, tzinfo=UTC)),
        (event(date(2026, 3, 20)), datetime(2026, 3, 20, 23, 0, tzinfo=UTC)),
        (event(NINE, date(2026, 3, 21)), datetime(2026, 3, 21, 23, 0, tzinfo=UTC)),
    ],
)
def test_an_event_is_over_as_precisely_as_it_says(one: Event, over_at: datetime) -> None:
    assert parted([one], over_at - timedelta(seconds=2), STOCKHOLM) == ([one], [])
    assert parted([one], over_at, STOCKHOLM) == ([], [one])


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_coming_stands_before_what_was(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/events")).text
    assert page.index("Invigning av vindparken") < page.index("Energimässan")


@pytest.mark.asyncio(loop_scope="module")
async def test_a_calendar_has_them_all(reader: httpx.AsyncClient) -> None:
    calendar = Calendar.from_ical((await reader.get("/events.ics")).text)
    assert [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")] == ["Energimässan", "Invigning av vindparken"]


@pytest.mark.asyncio(loop_scope="module")
async def test_one_event_is_page_calendar_and_model(reader: httpx.AsyncClient) -> None:
    assert "Invigning av vindparken" in (await reader.get("/events/invigning-av-vindparken")).text
    calendar = (await reader.get("/events/invigning-av-vindparken.ics")).text
    assert "DTSTART;TZID=Europe/Stockholm:20260320T100000" in calendar
    model = (await reader.get("/events/invigning-av-vindparken.json")).json()
    assert model["starts_at"] == "2026-03-20T10:00:00+01:00"
    assert 'href="https://press.norrsjo.example/press-releases' in model["description_html"]


@pytest.mark.asyncio(loop_scope="module")
async def test_a_month_has_its_events_and_leads_to_the_others(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/events/2026/03")).text
    assert "<h1>Evenemang, mars 2026</h1>" in page
    assert "Invigning av vindparken" in page and "Energimässan" not in page
    assert 'href="/events/2026/01" rel="prev"' in page and 'rel="next"' not in page
    assert 'href="/events/2026/03"' in (await reader.get("/events")).text


@pytest.mark.parametrize("path", ["/events/2026/02", "/events/2026/13", "/events/x/y", "/events/2026/3"])
@pytest.mark.asyncio(loop_scope="module")
async def test_a_month_without_events_is_not_there(path: str, reader: httpx.AsyncClient) -> None:
    assert (await reader.get(path)).status_code == 404


@pytest.mark.asyncio(loop_scope="module")
async def test_there_is_one_address_to_subscribe_to(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/events")).text
    assert 'href="webcal://press.norrsjo.example/events.ics"' in page
    assert "<code>https://press.norrsjo.example/events.ics</code>" in page


def test_an_event_stands_in_every_month_that_it_touches() -> None:
    long = event(date(2026, 12, 30), date(2027, 2, 1))
    assert months_of([long], STOCKHOLM) == ["2026-12", "2027-01", "2027-02"]
    assert len(months_of([event(date(2026, 1, 1), date(2199, 1, 1))], STOCKHOLM)) == 12
