"""Followed sources: an address is looked at before it is followed, and visited when its time comes.

A visit asks only for what is new, imports it as `import` does, and fixes the next one: after its interval, later the
oftener it failed, and never before its host wants.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import urlsplit

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from importers.draft import Defaults, Wanted
from importers.reading.sites import mask_key
from newsroom.database import Database
from newsroom.desk.items import TYPES
from newsroom.desk.publication import Terms
from newsroom.desk.report import Tally
from newsroom.desk.run import Order, Outcome
from newsroom.desk.take_in import take_in
from newsroom.errors import NewsroomError, Unreadable
from newsroom.fetch import Answer, Fetching, FileSource, Seen, Unread, Wants, fetching, is_address
from newsroom.model import Kind
from newsroom.room import Room
from newsroom.store import log, sources
from newsroom.store.sources import Followed
from newsroom.text import slug
from newsroom.worker import Failed, Worker, aside

if TYPE_CHECKING:
    from newsroom.fetch.web import Web

LONGEST_WAIT = timedelta(days=1)
"""After how long a source that fails is asked again at the latest, unless its interval or its host says later."""

MOST_REST = timedelta(days=7)
MOST_REFUSALS = 200
SECONDS = 60.0
"""How long a followed address may take: nobody waits for it, and others come after it."""


@dataclass(slots=True)
class Look:
    """What lies at an address: how many things of each type, and how many addresses it names that are read with it."""

    fetching: Fetching
    found: Counter[str] = field(default_factory=Counter)
    named: int = 0

    def note(self, source: FileSource, wanted: Wanted) -> None:
        """Count what would be asked for; only what must stand beside a source is."""
        if wanted.beside:
            self.fetching.note(source, wanted)
        else:
            self.named += 1

    def bring(self) -> Iterable[FileSource | Unread]:
        """Ask for no more than that: a look is a look."""
        return self.fetching.bring()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of a visit: the source as it is kept now, and how many items had which outcome."""

    source: Followed
    tally: Tally


async def look(address: str, room: Room, *, allow_private: bool = False) -> Look:
    """See what lies at an address, and take nothing in; raises Unreadable when nothing can be read there."""
    if not is_address(address):
        raise Unreadable(f"{address} is no address: write it whole, as https://example.org/feed.xml.")
    problems = list[str]()
    defaults = Defaults(zone=room.zone.key, country=room.country, languages=room.languages)
    with fetching([address], allow_private=allow_private) as found:
        seen = Look(found)
        async with Worker(defaults, processes=1) as worker, aclosing(worker.read_all(found, seen)) as results:
            async for result in results:
                if isinstance(result, Failed):
                    problems.append(result.reason)
                else:
                    seen.found[TYPES[type(result.draft)]] += 1
    if not (seen.found or seen.named):
        raise Unreadable(problems[0] if problems else f"{address} holds nothing that could be followed.")
    return seen


def follow(connection: Connection, followed: Followed, *, now: datetime, by: str) -> None:
    """Follow an address from now on; raises NewsroomError when it is followed already."""
    sources.add_source(connection, followed)
    note = f"{mask_key(followed.address)} every {followed.every} seconds"
    added = log.Record(at=now, actor=by, act="source add", type="source", name=followed.name, note=note)
    log.add_records(connection, [added])


def name_of(address: str, taken: set[str]) -> str:
    """Give a source a name that is not taken, after its host."""
    name = slug((urlsplit(address).hostname or "source").removeprefix("www."))
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbered) if one not in taken)


def unfollow(connection: Connection, name: str, *, now: datetime, by: str) -> Followed:
    """Follow an address no longer; what came from it stays. Raises NotFound."""
    followed = sources.get_source(connection, name)
    sources.remove_source(connection, followed.id)
    log.add_records(connection, [log.Record(at=now, actor=by, act="source remove", type="source", name=followed.name)])
    return followed


async def visit(
    database: Database,
    room: Room,
    followed: Followed,
    *,
    clock: Callable[[], datetime],
    by: str,
    web: "Web | None" = None,
) -> Visit:
    """Ask a source for what is new, take it in, and keep what came of it; what fails is told and not raised."""
    now, reading = clock(), _Reading()
    try:
        with ExitStack() as stack:
            asking = web or stack.enter_context(_web(followed))
            wants, seen = Wants(since=followed.complete_at), _seen(followed)
            found = stack.enter_context(fetching([followed.address], wants=wants, seen=seen, web=asking))
            await reading.read(database, room, found, _order(followed), now=now, by=by)
    except (NewsroomError, SQLAlchemyError, OSError) as error:
        reading.problem = str(error).splitlines()[0]
    visited = _visited(followed, reading, now, clock())
    await database.write(sources.keep_visit, visited)
    return Visit(source=visited, tally=reading.tally)


@dataclass(slots=True)
class _Reading:
    """What a visit hears: the answer of the address, and what became of each item."""

    tally: Tally = field(default_factory=Tally)
    refusals: list[str] = field(default_factory=list)
    problem: str | None = None
    answer: Answer | None = None

    async def read(
        self, database: Database, room: Room, found: Fetching, order: Order, *, now: datetime, by: str
    ) -> None:
        """Take in what an address gives, if it gives anything."""
        first = await aside(found.peek)
        self.answer = found.answer
        if isinstance(first, Unread):
            self.problem = first.reason
        elif first:
            async with aclosing(take_in(database, room, found, order, now=now, by=by)) as outcomes:
                async for outcome in outcomes:
                    self._hear(outcome)

    def _hear(self, outcome: Outcome) -> None:
        self.tally.add(outcome)
        # What the desk does not want is no failure of its source.
        if outcome.line.outcome == "refused" and outcome.item is None and outcome.line.reason:
            self.refusals.append(outcome.line.reason)

    @property
    def is_failure(self) -> bool:
        """Tell whether nothing could be had."""
        return self.problem is not None or (bool(self.refusals) and self.tally.is_vain)


def _visited(followed: Followed, reading: _Reading, now: datetime, ended_at: datetime) -> Followed:
    failures = followed.failures + 1 if reading.is_failure else 0
    is_complete = not (reading.problem or reading.refusals)
    # Where something was refused, all of it is asked for again: it may be had by then.
    seen = _seen(followed) if reading.problem else Seen()
    if is_complete and reading.answer:
        seen = reading.answer.seen
    totals = reading.tally.totals()
    return replace(
        followed,
        visited_at=now,
        due_at=ended_at + _wait(followed, failures, reading.answer),
        complete_at=now if is_complete else followed.complete_at,
        came_at=now if totals["created"] or totals["updated"] else followed.came_at,
        etag=seen.etag,
        last_modified=seen.last_modified,
        digest=seen.digest,
        outcome=str(reading.tally) or ("failed" if reading.problem else "nothing new"),
        problem=reading.problem or next(iter(reading.refusals), None),
        failures=failures,
        refusals=tuple(dict.fromkeys(reading.refusals))[:MOST_REFUSALS],
    )


def _wait(followed: Followed, failures: int, answer: Answer | None) -> timedelta:
    usual = timedelta(seconds=followed.every)
    wait = min(usual * (1 << min(failures, 20)), max(usual, LONGEST_WAIT))
    rest = timedelta(seconds=min(answer.rest if answer and answer.rest else 0.0, MOST_REST.total_seconds()))
    return max(wait, rest)


def _web(followed: Followed) -> "Web":
    # httpx takes 20 MB of every process that serves, and most rooms follow nothing.
    from newsroom.fetch.manners import Patience
    from newsroom.fetch.web import Web

    return Web(allow_private=followed.allow_private, seconds=SECONDS, patience=Patience(0))


def _seen(followed: Followed) -> Seen:
    return Seen(etag=followed.etag, last_modified=followed.last_modified, digest=followed.digest)


def _order(followed: Followed) -> Order:
    """Say on which terms a source is imported: those of `import`, and of its own options."""
    kind = Kind(followed.kind) if followed.kind else None
    publish = cast("Literal['published', 'draft'] | None", followed.publish)
    return Order(
        sources=(followed.address,),
        terms=Terms(publish=publish, kind=kind, language=followed.language),
        fetch_media=True,
        allow_private=followed.allow_private,
        hushed=frozenset(followed.refusals),
    )
