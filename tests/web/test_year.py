"""A reader of feeds who asks for a year: each thing that happens is seen once, and in between there is nothing new.

Every kind of list is followed in two formats, that of the whole room in all; some are asked for by date alone.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

import feedparser
import httpx
from lxml import etree

from newsroom.addresses import CHANGE_FORMATS, LIST_FORMATS
from newsroom.database import Database, open_database
from newsroom.desk.erase import erase
from newsroom.desk.occasions import cancel_occasion
from newsroom.desk.withdraw import withdraw
from newsroom.migrations import migrate
from newsroom.model import ArticleContent, Change, ContactContent, EventContent, Kind, Manuscript
from newsroom.room import Room
from newsroom.store import contacts, editing, events
from tests.desk.workroom import BY, edit
from tests.manuscripts import manuscript
from tests.pressroom import Clock, browsing, room_of

BEGIN = datetime(2026, 1, 1, 6, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
WITHDRAWN = "/withdrawn.atom"
EVENTS, CORRECTIONS = ([f"{path}.{suffix}" for suffix in CHANGE_FORMATS] for path in ("/events", "/corrections"))

LISTS: Mapping[str, Callable[[ArticleContent], bool]] = {
    "/feed": lambda one: True,
    "/feed?lang=fi": lambda one: one.language == "fi",
    "/press-releases": lambda one: one.kind is Kind.PRESS_RELEASE,
    "/news": lambda one: one.kind is Kind.NEWS,
    "/blog": lambda one: one.kind is Kind.BLOG_POST,
    "/topics/el": lambda one: "El" in one.tags,
    "/archive/2026": lambda one: True,
    "/search?q=bron": lambda one: "Bron" in one.headline,
    "/search?kind=news&place=Sala": lambda one: one.kind is Kind.NEWS and one.dateline == "Sala",
}
"""Every kind of list, and what is in it."""


def feed_of(path: str, suffix: str) -> str:
    bare, mark, query = path.partition("?")
    return f"{bare}.{suffix}{mark}{query}"


def list_of(path: str) -> str:
    bare, mark, query = path.partition("?")
    return bare.rpartition(".")[0] + mark + query


FORMATS = [LIST_FORMATS, *islice(cycle((LIST_FORMATS[:2], LIST_FORMATS[2:4], LIST_FORMATS[::4])), len(LISTS) - 1)]
FOLLOWED = [feed_of(path, suffix) for path, some in zip(LISTS, FORMATS, strict=True) for suffix in some]
BESIDE = (*EVENTS, *CORRECTIONS, "/corrections.atom?lang=fi", WITHDRAWN)

Told = dict[tuple[str, str], str]
"""Ids and dates of what a feed tells, with titles."""


@dataclass
class Follower:
    """Somebody who polls feeds and remembers what each has told; `by_date` is one who knows no tags."""

    reader: httpx.AsyncClient
    by_date: bool
    paths: tuple[str, ...]
    known: dict[str, Told] = field(default_factory=dict)
    validators: dict[str, str] = field(default_factory=dict)

    async def poll(self, path: str) -> list[str] | None:
        """Give the titles of what is new in a feed, or nothing at all when it has not changed."""
        name, said = ("If-Modified-Since", "last-modified") if self.by_date else ("If-None-Match", "etag")
        answer = await self.reader.get(path, headers={name: self.validators.get(path, "")})
        if answer.status_code == 304:
            return None
        assert answer.status_code == 200, path
        self.validators[path] = answer.headers.get(said, "")
        told, known = told_by(answer), self.known.setdefault(path, {})
        new = [title for key, title in told.items() if key not in known]
        known |= told
        return new


def told_by(answer: httpx.Response) -> Told:
    """Read what a feed tells, whatever its format."""
    if "json" in answer.headers["content-type"]:
        document = answer.json()
        found = {(item["id"], item["date_modified"]): item["title"] for item in document.get("items", ())}
        members = document.get("associations", ())
        return found | {(one["uri"], one["versionCreated"]): one["headlines"][0]["value"] for one in members}
    root = etree.fromstring(answer.content)
    articles = root.findall(".//{*}newsItem")
    graves = root.findall("{*}deleted-entry")
    read = feedparser.parse(answer.content)
    return (
        {(entry.id, entry.updated): entry.title for entry in read.entries}
        | {(one.get("ref"), one.get("when")): "grave" for one in graves}
        | {(one.get("guid"), one.findtext(".//{*}versionCreated")): one.findtext(".//{*}headline") for one in articles}
    )


Act = Callable[[Database, Room, datetime], Awaitable[object]]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What is done, to which article, whether its feeds tell of it, and what other feeds tell; `""` is nothing new.

    Agencies are told of every version, also of a silent one.
    """

    act: Act | None = None
    about: Manuscript | None = None
    tells: bool = True
    is_version: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)

    def wanted(self, path: str) -> list[str] | None:
        """Give what is to be new in a feed; None where it stays as it is."""
        if path in self.beside:
            return [self.beside[path]] if self.beside[path] else []
        if self.about and path not in BESIDE and LISTS[list_of(path)](self.about.content):
            is_told = self.tells or (self.is_version and ("ninjs" in path or "newsml" in path))
            return [self.about.content.headline] if is_told else []
        return None


OLLE = ContactContent(name="Olle Fors", phones=("+46846500402",))
GRID = manuscript("Elnätet byggs ut", BEGIN, tags=("El",), dateline="Sala")
ROAD = manuscript("Vägen öppnar", BEGIN + 3 * DAY, dateline="Sala")
DEAL = manuscript(
    "Avtalet är klart", BEGIN + 60 * DAY, kind=Kind.PRESS_RELEASE, embargoed=True, tags=("El",), contacts=(OLLE,)
)
BRIDGE = manuscript("Bron stänger", BEGIN + 150 * DAY, kind=Kind.BLOG_POST)
FINNISH = manuscript("Silta suljetaan", BEGIN + 155 * DAY, language="fi", tags=("El",))
FAIR = EventContent(headline="Energimässan", starts_at=date(2026, 9, 14), language="sv")
MOVED = EventContent(headline="Energimässan", starts_at=date(2026, 9, 21), language="sv")


def taking_in(one: Manuscript) -> Act:
    return lambda database, room, now: database.write(editing.add_articles, [one], now=now)


def changing(name: str, change: Change, lead: str, note: str | None = None) -> Act:
    return lambda database, room, now: edit(database, name, room=room, now=now, change=change, note=note, lead=lead)


def doing(act: Callable[..., object], *said: object, signed: bool = False) -> Act:
    """Do an act of the store, or one of the desk, which is signed."""
    return lambda database, room, now: database.write(act, *said, now=now, **({"by": BY} if signed else {}))


YEAR: dict[int, Happening] = {
    0: Happening(act=taking_in(GRID), about=GRID),
    3: Happening(act=taking_in(ROAD), about=ROAD),
    20: Happening(act=doing(events.add_event, FAIR), beside=dict.fromkeys(EVENTS, FAIR.headline)),
    35: Happening(act=doing(events.change_event, 1, MOVED), beside=dict.fromkeys(EVENTS, FAIR.headline)),
    40: Happening(act=taking_in(DEAL)),
    60: Happening(about=DEAL),
    75: Happening(
        act=doing(contacts.change_contact, 1, ContactContent(name="Olle Fors", title="Chef")), about=DEAL, tells=False
    ),
    90: Happening(act=changing("vagen", Change.TYPO, "Den öppnar."), about=ROAD, tells=False, is_version=True),
    120: Happening(
        act=changing("vagen", Change.CORRECTION, "Den öppnar inte.", "Den öppnar inte."),
        about=ROAD,
        beside=dict.fromkeys(CORRECTIONS, "Rättelse: Vägen öppnar"),
    ),
    135: Happening(
        act=doing(cancel_occasion, "energimassan", signed=True),
        beside=dict.fromkeys(EVENTS, "Inställt: Energimässan"),
    ),
    150: Happening(act=taking_in(BRIDGE), about=BRIDGE),
    155: Happening(act=taking_in(FINNISH), about=FINNISH),
    180: Happening(
        act=changing("silta", Change.CORRECTION, "Ei suljeta.", "Ei suljeta."),
        about=FINNISH,
        beside=dict.fromkeys((*CORRECTIONS, "/corrections.atom?lang=fi"), "Oikaisu: Silta suljetaan"),
    ),
    200: Happening(act=changing("avtalet", Change.UPDATE, "Nya villkor.", "Nya villkor."), about=DEAL),
    230: Happening(act=doing(events.hold_event, 1), beside=dict.fromkeys(EVENTS, "")),
    250: Happening(
        act=doing(withdraw, "vagen", "Fel.", signed=True),
        about=ROAD,
        tells=False,
        beside={WITHDRAWN: "grave", **dict.fromkeys(CORRECTIONS, "")},
    ),
    290: Happening(act=doing(erase, "bron", signed=True), about=BRIDGE, tells=False),
    # A tombstone stands for ninety days.
    340: Happening(beside={WITHDRAWN: ""}),
}
"""What happens on which day of the year; on day 60 an embargo ends by itself."""
QUIET = {4, 61, 121, 156, 181, 251, 291, 359}
"""Days on which nothing happens, and everybody asks all the same."""


@asynccontextmanager
async def served(room: Room, clock: Clock) -> AsyncIterator[tuple[httpx.AsyncClient, Database]]:
    database = open_database(room.database)
    async with browsing(room, clock) as reader:
        yield reader, database
    await database.close()


async def test_a_follower_sees_everything_once_and_otherwise_nothing_new(tmp_path: Path) -> None:
    room, clock = room_of(tmp_path), Clock(BEGIN)
    migrate(room.database)
    paths = {False: (*FOLLOWED, *BESIDE), True: ("/feed.rss", "/news.atom", "/topics/el.json", *CORRECTIONS)}
    followers = [Follower(httpx.AsyncClient(), by_date, paths[by_date]) for by_date in paths]
    for day in sorted({*YEAR, *QUIET}):
        # The server is started anew each time.
        async with served(room, clock) as (reader, database):
            for follower in followers:
                follower.reader = reader
            await live(day, followers, database, room, clock)
    assert set(followers[0].known) == {*FOLLOWED, *BESIDE}


async def live(day: int, followers: list[Follower], database: Database, room: Room, clock: Clock) -> None:
    happening = YEAR.get(day, Happening())
    clock.now = BEGIN + day * DAY - SECOND
    if day == 60:
        await ask(day, followers, Happening())
    clock.now += SECOND
    if happening.act:
        await happening.act(database, room, clock.now)
    await ask(day, followers, happening)


async def ask(day: int, followers: list[Follower], happening: Happening) -> None:
    for follower in followers:
        for path in follower.paths:
            new, wanted = await follower.poll(path), happening.wanted(path)
            assert (new or []) == (wanted or []), (day, path, follower.by_date)
            # Dates are of the whole room: what happens to one list moves those of others, too.
            if day and not (follower.by_date and happening != Happening()):
                assert (new is None) == (wanted is None), (day, path, follower.by_date)
