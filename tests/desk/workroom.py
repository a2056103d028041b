"""What tests of the desk share: a room, its moment, and short ways to keep and to edit an article."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.database import Database
from newsroom.desk.cards import cards_named
from newsroom.desk.edit import get_editable, keep_revision, revise
from newsroom.desk.manuscript import text_of, with_fields
from newsroom.model import Article, Change, Manuscript
from newsroom.room import Desk, Room
from newsroom.store import editing, lookup
from newsroom.store.origins import Origin, keep_origins

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
BY = "maja"
DESK = Desk(email="press@norrsjo.example")
ROOM = Room(folder=Path(), name="Norrsjö", languages=("sv", "fi"), zone=STOCKHOLM, country="SE", desk=DESK)


async def keep(database: Database, one: Manuscript) -> Article:
    """Keep an article and give it as it is kept."""
    key = (await database.write(editing.add_articles, [one], now=NOW))[0]
    return await database.read(lookup.get_article, key)


async def edit(
    database: Database,
    name: str,
    *,
    room: Room = ROOM,
    now: datetime = LATER,
    change: Change | None = Change.UPDATE,
    note: str | None = "Nytt läge.",
    **said: str,
) -> Article:
    """Edit an article field by field."""
    opened = await database.read(get_editable, name, now=now)
    before = text_of(opened)
    after = with_fields(before, said.items(), room.zone)
    people = await database.read(cards_named, after.contacts)
    revision = revise(opened, before, after, room, people, now=now)
    return await database.write(keep_revision, revision, now=now, by=BY, change=change, note=note)


async def come_from(database: Database, type_: str, key: int, source_id: str = "a") -> None:
    """Note that a thing was imported."""
    said: dict[str, Any] = {"source": "a.md", "importer": "markdown", "draft_digest": "1"}
    await database.write(keep_origins, [Origin(type=type_, source_id=source_id, target_id=key, **said)])
