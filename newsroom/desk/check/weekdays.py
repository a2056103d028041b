"""Rule on weekdays: one that does not go with its date, and a date that no calendar has."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from newsroom.desk.check.dates import Day
from newsroom.desk.check.finding import Finding, error, warning
from newsroom.desk.check.subject import Passage, Subject

PLAIN = timedelta(days=150)
"""A day without a year that is nearer than this to publication is in that year; one farther off may be in another."""


def check_weekdays(subject: Subject) -> Iterator[Finding]:
    """Find weekdays that do not go with their date, and days that no calendar has."""
    for passage, days in subject.days:
        years = {day.year for day in days if day.year}
        for day in days:
            yield from _check_weekday(passage, day, years, subject.day)


def _check_weekday(passage: Passage, day: Day, years: set[int], out_on: date) -> Iterator[Finding]:
    excerpt = passage.text[day.start : day.end]
    meant = day.dates(day.year) if day.year else meant_dates(day, out_on, years)
    if not meant:
        if day.year and (day.weekday or day.language):
            problem = f"There is no day such as “{excerpt}”: the month has not so many."
            yield error("weekday", passage.where, excerpt, problem, "Write the right day.")
    elif day.weekday and day.weekday.number not in {one.weekday() for one in meant}:
        yield _wrong_weekday(passage.where, excerpt, day, meant[0])


def meant_dates(day: Day, out_on: date, years: Iterable[int] = ()) -> list[date]:
    """Give the dates that a day without a year can mean: the nearest to publication, and others that are as likely."""
    near = [one for year in (out_on.year - 1, out_on.year, out_on.year + 1) for one in day.dates(year)]
    near.sort(key=lambda one: abs(one - out_on))
    plain = near[:1] if near and abs(near[0] - out_on) < PLAIN else near[:2]
    return plain + [one for year in years for one in day.dates(year)]


def _wrong_weekday(where: str, excerpt: str, day: Day, meant: date) -> Finding:
    make = error if day.year else warning
    assert day.weekday  # noqa: S101
    offset = (day.weekday.number - meant.weekday() + 3) % 7 - 3
    other = meant + timedelta(days=offset)
    nearest = "" if day.year else " in the year nearest to publication"
    problem = f"“{excerpt}”: {meant.day} {meant:%B %Y} is a {meant:%A}{nearest}, not a {other:%A}."
    advice = f"Write the right weekday, or the right date: that {other:%A} is {other.day} {other:%B %Y}."
    return make("weekday", where, excerpt, problem, advice)
