"""Take in: sources through the worker and the door, in batches, into the store.

An import commits at most 500 items or 0.3 seconds of work at a time, each with its line in the ledger, so
that a crash leaves whole articles only and the next run completes it. A batch that fails is repeated item
by item: only the bad one is refused.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from importers.draft import Defaults
from newsroom import media
from newsroom.database import Database
from newsroom.desk.admission import Inadmissible
from newsroom.desk.items import Item, Reception, Value, portraits_of
from newsroom.desk.originals import Originals
from newsroom.desk.run import Order, Outcome, Run
from newsroom.desk.strays import remove_strays
from newsroom.fetch import Fetching, FileSource, Unread
from newsroom.kit import KitContent
from newsroom.media import Kept
from newsroom.model import Attachment, Image, Manuscript
from newsroom.room import Room
from newsroom.store import files, images, ledger
from newsroom.worker import Failed, Prepared, Result, Worker
from newsroom.worker.darkroom import Darkroom

MOST_ITEMS = 500
MOST_SECONDS = 0.3


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
