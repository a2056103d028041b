"""A reader of feeds who asks for a year: each thing that happens is seen once, and in between there is nothing new."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import httpx

from newsroom.database import Database, open_database
from newsroom.desk.withdraw import withdraw
from newsroom.migrations import migrate
from newsroom.model import Change, Kind, Manuscript
from newsroom.room import Room
from newsroom.store import editing
from tests.desk.workroom import BY, edit
from tests.manuscripts import manuscript
from tests.pressroom import Clock, browsing, room_of

BEGIN = datetime(2026, 1, 1, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FEEDS = (
    *("/feed.rss", "/feed.atom", "/feed.json", "/press-releases.rss", "/news.atom", "/search.json?kind=news"),
    *("/corrections.atom", "/corrections.rss", "/withdrawn.atom", "/events.atom"),
)
EVERYTHING = ("/feed.rss", "/feed.atom", "/feed.json")


@dataclass
class Follower:
    """Somebody who polls feeds and keeps what each has told: entries and tombstones by their ids and dates."""

    reader: httpx.AsyncClient
    tags: dict[str, str] = field(default_factory=dict)
    known: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    async def poll(self, path: str) -> set[tuple[str, str]] | None:
        """Give what is new in a feed, or nothing at all when it has not changed."""
        answer = await self.reader.get(path, headers={"If-None-Match": self.tags.get(path, "")})
        if answer.status_code == 304:
            return None
        self.tags[path] = answer.headers["etag"]
        told = told_by(answer)
        new = told - self.known.get(path, set())
        self.known.setdefault(path, set()).update(told)
        return new


def told_by(answer: httpx.Response) -> set[tuple[str, str]]:
    """Give title or id, and date, of everything that a feed tells."""
    if "json" in answer.headers["content-type"]:
        return {(item["title"], item["date_modified"]) for item in answer.json()["items"]}
    read = feedparser.parse(answer.content)
    graves = {("grave", part.partition('when="')[2][:19]) for part in answer.text.split("<at:deleted-entry ")[1:]}
    return {(entry.title, entry.updated) for entry in read.entries} | graves


Act = Callable[[Database, Room, datetime], Awaitable[object]]


def publishing(headline: str, kind: Kind = Kind.NEWS, *, days: int = 0) -> Act:
    async def act(database: Database, room: Room, now: datetime) -> object:
        one: Manuscript = manuscript(headline, now + days * DAY, kind=kind, embargoed=days > 0)
        return await database.write(editing.add_articles, [one], now=now)

    return act


def changing(name: str, change: Change, lead: str, note: str | None = None) -> Act:
    async def act(database: Database, room: Room, now: datetime) -> object:
        return await edit(database, name, room=room, now=now, change=change, note=note, lead=lead)

    return act


def taking_back(name: str) -> Act:
    async def act(database: Database, room: Room, now: datetime) -> object:
        return await database.write(withdraw, name, "Fel.", now=now, by=BY)

    return act


RELEASE, ONE, TWO = "Avtalet är klart", "Vägen öppnar", "Bron stänger"
YEAR: dict[int, tuple[Act, dict[str, str]]] = {
    3: (publishing(ONE), dict.fromkeys((*EVERYTHING, "/news.atom", "/search.json?kind=news"), ONE)),
    40: (publishing(RELEASE, Kind.PRESS_RELEASE, days=20), {}),
    90: (changing("vagen", Change.TYPO, "Den öppnar."), {}),
    120: (
        changing("vagen", Change.CORRECTION, "Den öppnar inte.", "Den öppnar inte."),
        dict.fromkeys((*EVERYTHING, "/news.atom", "/search.json?kind=news"), ONE)
        | dict.fromkeys(("/corrections.rss", "/corrections.atom"), f"Rättelse: {ONE}"),
    ),
    150: (publishing(TWO), dict.fromkeys((*EVERYTHING, "/news.atom", "/search.json?kind=news"), TWO)),
    200: (
        changing("avtalet", Change.UPDATE, "Nya villkor.", "Nya villkor."),
        dict.fromkeys((*EVERYTHING, "/press-releases.rss"), RELEASE),
    ),
    250: (taking_back("bron"), {"/withdrawn.atom": "grave"}),
}
"""What is done on which day of the year, and what each feed tells of it, once."""
BY_ITSELF = {60: dict.fromkeys((*EVERYTHING, "/press-releases.rss"), RELEASE)}
"""What the clock does: an embargo ends."""
SILENT = {90, 250, 340}
"""Days on which feeds are others without telling anything new: a typo, what is gone, a tombstone's last day."""


@asynccontextmanager
async def served(room: Room, clock: Clock) -> AsyncIterator[tuple[httpx.AsyncClient, Database]]:
    database = open_database(room.database)
    async with browsing(room, clock) as reader:
        yield reader, database
    await database.close()


async def test_a_follower_sees_everything_once_and_otherwise_nothing_new(tmp_path: Path) -> None:
    room, clock = room_of(tmp_path), Clock(BEGIN)
    migrate(room.database)
    follower = Follower(httpx.AsyncClient())
    for month in range(12):
        # Every month the server is started anew.
        async with served(room, clock) as (follower.reader, database):
            for day in range(month * 30, month * 30 + 30):
                clock.now = BEGIN + day * DAY
                await live(day, follower, database, room, clock.now)
    assert {name for told in follower.known.values() for name, _ in told} >= {RELEASE, ONE, TWO, "grave"}


async def live(day: int, follower: Follower, database: Database, room: Room, now: datetime) -> None:
    act, told = YEAR.get(day, (None, BY_ITSELF.get(day, {})))
    if act is None and not told and day % 10 and day not in SILENT:
        return
    if act:
        await act(database, room, now)
    for path in FEEDS:
        new = await follower.poll(path)
        wanted = [told[path]] if path in told else []
        assert sorted(name for name, _ in new or ()) == wanted, (day, path)
        # On the first day and a silent one a feed is another than before, and tells nothing new.
        assert day in SILENT | {0} or (new is None) == (not wanted), (day, path)
