"""What tests of the rules share: a text as a subject, and what the rules say of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsroom.desk.check.finding import Finding
from newsroom.desk.check.subject import Subject
from newsroom.room import Room
from tests.desk.workroom import ROOM
from tests.manuscripts import manuscript

OUT_AT = datetime(2017, 3, 1, 9, tzinfo=UTC)


def subject(
    body: str = "",
    language: str = "sv",
    *,
    at: datetime = OUT_AT,
    room: Room = ROOM,
    headline: str = "Nyhet",
    **said: Any,
) -> Subject:
    """Make a subject of a body, out on the first of March 2017."""
    plain = manuscript(headline, body=body, language=language).content
    return Subject(replace(plain, **said), room, at)


def told(rule: Callable[[Subject], Iterator[Finding]], one: Subject) -> list[tuple[str, str]]:
    """Give level and excerpt of what a rule finds."""
    return [(finding.level, finding.excerpt) for finding in rule(one)]
