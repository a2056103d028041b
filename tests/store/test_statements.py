"""What is asked again and again is built once, and asked each time with its own values."""

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.database import Database
from newsroom.model import Selection
from newsroom.store import articles, statements
from newsroom.store.statements import built_once

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Stockholm")


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch) -> OrderedDict[Any, Any]:
    """Begin with nothing built."""
    found = OrderedDict[Any, Any]()
    monkeypatch.setattr(statements, "_built", found)
    return found


@built_once
def shape(*parts: str) -> list[str]:
    return [*parts]


@built_once
def other(*parts: str) -> list[str]:
    return [*parts]


def test_a_shape_is_built_once() -> None:
    assert shape("kind") is shape("kind")
    assert shape("kind") is not shape("kind", "topic")
    assert shape("kind") is not other("kind")


def test_what_was_built_longest_ago_goes_when_there_are_too_many(
    built: OrderedDict[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MOST", 2)
    first, second = shape("a"), shape("b")
    shape("c")
    assert (len(built), shape("b") is second, shape("a") is first) == (2, True, False)


async def test_other_values_are_no_other_statement(database: Database, built: OrderedDict[Any, Any]) -> None:
    asked = [
        (Selection(topic="vatten", language="sv", year=2026), NOW),
        (Selection(topic="energi", language="fi", year=2025), NOW + timedelta(hours=1)),
    ]
    sizes = []
    for selection, now in asked:
        await database.read(articles.slice_public, selection, now=now, zone=ZONE, counted=True)
        sizes.append(len(built))
    assert sizes[0] == sizes[1] > 0


async def test_another_filter_is_another_statement(database: Database, built: OrderedDict[Any, Any]) -> None:
    await database.read(articles.has_public, Selection(kind="news"), now=NOW, zone=ZONE)
    await database.read(articles.has_public, Selection(language="sv"), now=NOW, zone=ZONE)
    assert len(built) == 2
