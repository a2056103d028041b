"""Rule on occasions: one that is over when the article comes out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from newsroom.desk.check.dates import Day
from newsroom.desk.check.finding import Finding, error, warning
from newsroom.desk.check.subject import Passage, Subject
from newsroom.desk.check.weekdays import meant_dates
from newsroom.desk.moment import show_moment
from newsroom.model import Event

_INVITES = re.compile(
    r"""\b(?: inbjud(?:an|er) | bjuder\ in | välkom(?:men|na)?\ (?:till|på) | pressinbjudan | pressträff
    | presskonferens | pressvisning | pressfrukost | presstillfälle | kutsu(?:mme|taan)?\b | mediakutsu
    | lehdistökutsu | tervetuloa | (?:tiedotus|media|lehdistö)tilaisuu | invitation | invites?\b
    | you\ are\ invited | join\ us     | welcome\ to\ (?:our|the|a)\b | press\ (?:conference|briefing|call)\b
    | media\ (?:advisory|alert|call|invitation)\b | save\ the\ date )""",
    re.VERBOSE | re.IGNORECASE,
)


def check_events(subject: Subject, events: Iterable[Event]) -> Iterator[Finding]:
    """Find occasions that are over when the article comes out: its own events, or all days of an invitation."""
    invites = is_invitation(subject)
    for event in events:
        if _is_over(event, subject):
            make = error if invites else warning
            end = show_moment(event.ends_at or event.starts_at, subject.room.zone)
            problem = f"The event “{event.headline}” is over when the article comes out: it is on {end}."
            advice = f"Change the event (`newsroom event edit {event.slug}`), or the article's words and moment."
            yield make("past-event", "events", event.headline, problem, advice)
    if invites:
        yield from _check_invitation(subject)


def is_invitation(subject: Subject) -> bool:
    """Tell whether headline or lead invite readers to something."""
    return bool(_INVITES.search(f"{subject.content.headline}\n{subject.content.lead or ''}"))


def _is_over(event: Event, subject: Subject) -> bool:
    end = event.ends_at or event.starts_at
    return end < subject.at if isinstance(end, datetime) else end < subject.day


def _check_invitation(subject: Subject) -> Iterator[Finding]:
    named = [(meant, passage, day) for passage, day in _plain_days(subject) if (meant := _last_meant(day, subject.day))]
    if named and (last := max(named, key=lambda one: one[0]))[0] < subject.day:
        meant, passage, day = last
        excerpt = passage.text[day.start : day.end]
        problem = f"It invites, and the last day it names, {meant.day} {meant:%B %Y}, is over when it comes out."
        advice = "Write the right day, or publish it in time."
        yield (error if day.year else warning)("past-event", passage.where, excerpt, problem, advice)


def _plain_days(subject: Subject) -> Iterator[tuple[Passage, Day]]:
    """Give the days that are days without doubt: 8.3 alone may be a number."""
    for passage, days in subject.days:
        yield from ((passage, day) for day in days if day.year or day.weekday or day.language)


def _last_meant(day: Day, out_on: date) -> date | None:
    return max(day.dates(day.year) if day.year else meant_dates(day, out_on)[:1], default=None)
