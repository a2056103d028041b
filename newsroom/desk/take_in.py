"""Take in: sources through the worker and the door, in batches, into the store.

An import commits at most 500 items or 0.3 seconds of work at a time, each with its line in the ledger, so
that a crash leaves whole articles only and the next run completes it. A batch that fails is repeated item
by item: only the bad one is refused.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from importers.draft import Defaults
from newsroom import media
from newsroom.database import Database
from newsroom.desk.admission import Inadmissible, Terms
from newsroom.desk.items import Item, Reception, Value, portraits_of
from newsroom.desk.originals import Originals
from newsroom.desk.settle import settle
from newsroom.desk.strays import remove_strays
from newsroom.desk.verdict import Verdict, judge, judge_unheard
from newsroom.errors import Busy, NewsroomError
from newsroom.fetch import Fetching, FileSource, Unread
from newsroom.kit import KitContent
from newsroom.media import Kept
from newsroom.model import Attachment, Image, Manuscript
from newsroom.room import Room
from newsroom.store import files, images, ledger, log
from newsroom.worker import Failed, Prepared, Result, Worker
from newsroom.worker.darkroom import Darkroom

MOST_ITEMS = 500
MOST_SECONDS = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one item; `number` is that of its source in the run, `item` None for what could not be read."""

    line: ledger.Line
    number: int
    item: Item | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an editor asks of an import.

    With `hushed`, the ledger gets a run only when something came: not for what is unchanged, nor for what is
    refused for one of these reasons, which were told before.
    """

    sources: tuple[str, ...] = ()
    terms: Terms = Terms()
    dry_run: bool = False
    again: bool = False
    theirs: bool = False
    fetch_media: bool = False
    hushed: frozenset[str] | None = None
    allow_private: bool = False


async def take_in(
    database: Database | None,
    room: Room,
    found: Fetching | Iterable[FileSource | Unread],
    order: Order,
    *,
    now: datetime,
    by: str,
) -> AsyncGenerator[Outcome, None]:
    """Import sources and yield what became of each item; a dry run does everything but writing and needs no store."""
    unwanted = set[str]()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if order.dry_run else room.media
        stack.enter_context(media.keeping(folder))
        originals = await _originals(stack, database, order, room, folder)
        reception = Reception(room, order.terms, now, originals)
        worker = await stack.enter_async_context(Worker(_defaults(room)))
        run = await Run.start(None if order.dry_run else database, database, order, now=now, by=by)
        fetched = found if isinstance(found, Fetching) else None
        async for batch in _batches(worker.read_all(found, fetched)):
            received = await asyncio.to_thread(_receive, reception, batch)
            outcomes = await run.settle(received)
            unwanted |= _refused_digests(outcomes)
            for outcome in outcomes:
                yield outcome
            if fetched:
                fetched.release(batch[-1].number)
        await run.end()
    if run.writes and unwanted:
        await remove_strays(run.writes, room, unwanted)


async def _originals(
    stack: AsyncExitStack, database: Database | None, order: Order, room: Room, folder: Path
) -> Originals:
    """Say how the originals of an import are had; what is kept already is neither fetched nor developed again."""
    darkroom = stack.enter_context(Darkroom())
    developed = dict(await database.read(images.all_originals)) if database else {}
    originals = Originals(folder, darkroom, developed=developed, renders=not order.dry_run, avif=room.avif)
    if not order.fetch_media:
        return originals
    from newsroom.fetch.web import Web

    web = stack.enter_context(Web(allow_private=order.allow_private))
    known = await database.read(files.kept_by_address) if database else {}
    return replace(originals, fetch=web.fetch, known={url: Kept(**said) for url, said in known.items()})


@dataclass(slots=True)
class Run:
    """One import in the store: where it writes (nowhere in a dry run), where it looks, and its number once it is open.

    `held` are the lines of what gave no reason to open it yet.
    """

    writes: Database | None
    reads: Database | None
    order: Order
    now: datetime
    by: str
    id: int = 0
    held: list[ledger.Line] = field(default_factory=list)

    @classmethod
    async def start(
        cls, writes: Database | None, reads: Database | None, order: Order, *, now: datetime, by: str
    ) -> "Run":
        """Begin a run, which opens at once unless its order hushes what is not new."""
        run = cls(writes, reads, order, now, by)
        if order.hushed is None:
            await run._open()
        return run

    async def _open(self) -> None:
        """Open it in the ledger and in the log, so that one that is killed leaves a trace of who began it."""
        if self.writes:
            self.id = await self.writes.write(_begin, self.order.sources, now=self.now, by=self.by)
            await self.writes.write(ledger.keep_lines, self.id, self.held)

    async def end(self) -> None:
        """Note that the run came to its end."""
        if self.writes and self.id:
            await self.writes.write(ledger.complete_run, self.id)

    async def settle(self, received: list[Item | Outcome]) -> list[Outcome]:
        """Keep a batch and give its outcomes in order."""
        items = [one for one in received if isinstance(one, Item)]
        if self.writes and not self.id and self.order.hushed is not None:
            outcomes = _outcomes(received, await self._dry(items))
            if all(_is_told(one.line, self.order.hushed) for one in outcomes):
                self.held += [one.line for one in outcomes]
                return outcomes
            await self._open()
        outcomes = _outcomes(received, await self._verdicts(items))
        refused = [one.line for one in received if isinstance(one, Outcome)]
        if self.writes and refused:
            await self.writes.write(ledger.keep_lines, self.id, refused)
        return outcomes

    async def _verdicts(self, items: list[Item]) -> list[Verdict]:
        if self.writes is None:
            return await self._dry(items)
        try:
            return await self._write(items)
        except Busy:
            raise
        except (SQLAlchemyError, NewsroomError):
            return [await self._write_one(item) for item in items]

    async def _dry(self, items: list[Item]) -> list[Verdict]:
        if self.reads is None:
            return judge_unheard(items)
        return await self.reads.read(judge, items, again=self.order.again, theirs=self.order.theirs)

    async def _write(self, items: list[Item]) -> list[Verdict]:
        assert self.writes  # noqa: S101
        asked = {"again": self.order.again, "theirs": self.order.theirs}
        return await self.writes.write(settle, self.id, items, now=self.now, by=self.by, **asked)

    async def _write_one(self, item: Item) -> Verdict:
        try:
            return (await self._write([item]))[0]
        except Busy:
            raise
        except (SQLAlchemyError, NewsroomError) as problem:
            reason = f"It could not be kept: {str(problem).splitlines()[0]}"
            verdict = Verdict(item=item, outcome="refused", reason=reason)
        if self.writes:
            await self.writes.write(ledger.keep_lines, self.id, [verdict.line()])
        return verdict


def _outcomes(received: list[Item | Outcome], verdicts: Iterable[Verdict]) -> list[Outcome]:
    """Give the outcomes of a batch in order: those of its items by their verdicts."""
    judged = iter(verdicts)
    return [_outcome(next(judged)) if isinstance(one, Item) else one for one in received]


def _is_told(line: ledger.Line, hushed: frozenset[str]) -> bool:
    return line.outcome == "unchanged" or (line.outcome == "refused" and line.reason in hushed)


def _begin(connection: Connection, sources: tuple[str, ...], *, now: datetime, by: str) -> int:
    key = ledger.start_run(connection, sources, now=now)
    log.add_records(connection, [log.Record(at=now, actor=by, act="import", type="import", name=str(key))])
    return key


def _refused_digests(outcomes: list[Outcome]) -> set[str]:
    """Give the originals that came with what is not wanted, such as an erased article's: they were kept first."""
    refused = [one.item.value for one in outcomes if one.item and one.line.outcome == "refused"]
    return {one.digest for value in refused for one in _originals_of(value) if one.digest}


def _originals_of(value: Value) -> Iterator[Image | Attachment | KitContent]:
    yield from portraits_of(value)
    if isinstance(value, Manuscript):
        yield from value.content.images
        yield from value.content.attachments
    if isinstance(value, KitContent):
        yield value


def _defaults(room: Room) -> Defaults:
    return Defaults(zone=room.zone.key, country=room.country, languages=room.languages)


async def _batches(results: AsyncIterator[Result]) -> AsyncIterator[list[Result]]:
    clock, batch, began = asyncio.get_running_loop().time, list[Result](), 0.0
    async for result in results:
        began = began if batch else clock()
        batch.append(result)
        if len(batch) >= MOST_ITEMS or clock() - began >= MOST_SECONDS:
            yield batch
            batch = []
    if batch:
        yield batch


def _receive(reception: Reception, batch: list[Result]) -> list[Item | Outcome]:
    return [received for result in batch if (received := _received(reception, result))]


def _received(reception: Reception, result: Result) -> Item | Outcome | None:
    if isinstance(result, Failed):
        return _refused(result, result.reason, result.item)
    try:
        return reception.receive(result)
    except Inadmissible as problem:
        return _refused(result, str(problem), None)


def _refused(result: Prepared | Failed, reason: str, headline: str | None) -> Outcome:
    importer = result.importer if isinstance(result, Prepared) else None
    line = ledger.Line(
        outcome="refused", type="source", source=result.source, importer=importer, headline=headline, reason=reason
    )
    return Outcome(line=line, number=result.number)


def _outcome(verdict: Verdict) -> Outcome:
    return Outcome(line=verdict.line(), number=verdict.item.number, item=verdict.item)
