"""Retry: what an import named and could not fetch is asked for again, in a run of its own."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from importers.draft import AttachmentDraft, ImageDraft
from newsroom import media
from newsroom.database import Database
from newsroom.desk.originals import Originals
from newsroom.desk.run import Outcome
from newsroom.errors import NewsroomError
from newsroom.fetch.web import Web
from newsroom.model import Attachment, Image
from newsroom.room import Room
from newsroom.store import images, ledger, log, missing
from newsroom.store.missing import Missing
from newsroom.worker.darkroom import Darkroom

_FILE = ("digest", "media_type", "size")
_PICTURE = (*_FILE, "width", "height", "caption", "alt", "credit", "licence")


@dataclass(frozen=True, slots=True)
class Missed:
    """What a run missed: originals of what it took in, and addresses that it could not read."""

    run: int
    originals: tuple[Missing, ...]
    addresses: tuple[str, ...]


def get_missed(connection: Connection, run_id: int) -> Missed:
    """Tell what a run missed; raises NotFound, or NewsroomError when there is nothing to ask for again."""
    run = ledger.get_run(connection, run_id)
    found = Missed(run.id, tuple(missing.missing_of(connection, run.id)), tuple(missing.unread_of(connection, run.id)))
    if not found.originals and not found.addresses:
        raise NewsroomError(f"Import {run.id} misses nothing that has an address: there is nothing to ask for again.")
    return found


async def retry(
    database: Database, room: Room, missed: Missed, *, allow_private: bool, now: datetime, by: str
) -> AsyncGenerator[Outcome, None]:
    """Ask again for the originals that a run missed, and yield what became of each article, card and file."""
    with ExitStack() as stack:
        stack.enter_context(media.keeping(room.media))
        web = stack.enter_context(Web(allow_private=allow_private))
        darkroom = stack.enter_context(Darkroom())
        developed = dict(await database.read(images.all_originals))
        originals = Originals(room.media, darkroom, fetch=web.fetch, developed=developed, avif=room.avif)
        run_id = await database.write(_begin, missed.run, now=now, by=by)
        for number, (_, several) in enumerate(groupby(missed.originals, Missing.owner)):
            asked = list(several)
            fetched = await asyncio.to_thread(_fetch, originals, asked)
            line = await database.write(_keep, run_id, missed.run, fetched, now=now)
            yield Outcome(line=line, number=number)
        await database.write(ledger.complete_run, run_id)


@dataclass(frozen=True, slots=True)
class _Fetched:
    missing: Missing
    found: Image | Attachment
    notes: tuple[str, ...]


def _fetch(originals: Originals, asked: Sequence[Missing]) -> list[_Fetched]:
    return [_fetch_one(originals, one) for one in asked]


def _fetch_one(originals: Originals, one: Missing) -> _Fetched:
    notes: list[str] = []
    if one.type in ("image", "portrait"):
        draft = replace(ImageDraft(url=one.url), **one.words)
        return _Fetched(one, originals.image(draft, notes), tuple(notes))
    return _Fetched(one, originals.attachment(AttachmentDraft(url=one.url), notes), tuple(notes))


def _begin(connection: Connection, missed_in: int, *, now: datetime, by: str) -> int:
    run_id = ledger.start_run(connection, (f"--retry {missed_in}",), now=now)
    said = f"what import {missed_in} missed"
    log.add_records(
        connection, [log.Record(at=now, actor=by, act="import", type="import", name=str(run_id), note=said)]
    )
    return run_id


def _keep(
    connection: Connection, run_id: int, missed_in: int, fetched: Sequence[_Fetched], *, now: datetime
) -> ledger.Line:
    """Keep the originals of one article, one card, or one file of the press kit, with their line in the ledger."""
    come = [one for one in fetched if one.found.digest]
    for one in come:
        missing.fill(connection, one.missing, _values(one), now=now)
    images.keep_originals(connection, [one.found.original for one in come if one.found.original])
    first = fetched[0].missing
    type_, owner_id = first.owner()
    line = ledger.Line(
        outcome="updated" if come else "unchanged",
        type="file" if type_ == "kit" else type_,
        source=f"--retry {missed_in}",
        headline=first.headline,
        notes=(*(f"Fetched: {one.missing.url}" for one in come), *(note for one in fetched for note in one.notes)),
        target_id=owner_id,
        figures={"retried": len(fetched), "fetched": len(come)},
    )
    ledger.keep_lines(connection, run_id, [line])
    return line


def _values(one: _Fetched) -> dict[str, Any]:
    return {name: getattr(one.found, name) for name in (_PICTURE if isinstance(one.found, Image) else _FILE)}
