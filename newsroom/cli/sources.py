"""Commands that bring sources in, and that tell afterwards what became of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import rich_click as click

from newsroom.cli.console import note, print_json, progress, result, table
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import Call, Opened, as_setting, called, in_room, json_option, kind_option, open_room
from newsroom.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom.cli.telling import Telling
    from newsroom.database import Database
    from newsroom.desk.take_in import Order
    from newsroom.desk.undo import Undone
    from newsroom.room import Room
    from newsroom.store.ledger import Line, Run

Decision = Literal["published", "draft"]


@click.command("import")
@click.argument(
    "names",
    nargs=-1,
    required=True,
    metavar="SOURCE...",
    help="Files, folders, archives, addresses; - is standard input.",
)
@click.option("--dry-run", is_flag=True, help="Do everything but write; needs no room.")
@click.option("--as", "publish", type=click.Choice(("published", "draft")), help="Publish all, or hold all back.")
@kind_option("Take every article in as this kind.")
@click.option("--language", metavar="xx", callback=as_setting("languages"), help="Language of every article.")
@click.option("--again", is_flag=True, help="Take in what was discarded here, too.")
@click.option(
    "--fetch-media/--no-fetch-media",
    default=None,
    help="Fetch pictures and files that only have an address; the default where a SOURCE is one.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from addresses in your own network, too.")
@json_option
def import_(
    names: tuple[str, ...],
    dry_run: bool,
    publish: Decision | None,
    kind: str | None,
    language: str | None,
    again: bool,
    fetch_media: bool | None,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Bring articles, contacts and events in, from files or addresses."""
    import asyncio

    from newsroom.cli.telling import JsonTelling, PlainTelling
    from newsroom.desk.admission import Terms
    from newsroom.desk.take_in import Order
    from newsroom.fetch import is_address
    from newsroom.model import Kind

    terms = Terms(publish=publish, kind=Kind(kind) if kind else None, language=language)
    # What the ledger keeps is text, which the bytes of a file's name need not be.
    order = Order(
        sources=tuple(map(click.format_filename, names)),
        terms=terms,
        dry_run=dry_run,
        again=again,
        fetch_media=any(map(is_address, names)) if fetch_media is None else fetch_media,
        allow_private=allow_private,
    )
    all_notes = "newsroom import --dry-run --json" if dry_run else "newsroom ledger"
    telling: Telling = JsonTelling() if as_json else PlainTelling(all_notes)
    try:
        asyncio.run(_import(called(), names, order, telling))
    except KeyboardInterrupt:
        note("Stopped. What was kept stays; the same import again takes in the rest.")
        raise
    telling.end()
    if dry_run:
        note("This was a dry run: nothing was written.")
    if telling.tally.is_vain:
        raise NewsroomError("Nothing was taken in.")


async def _import(call: Call, names: tuple[str, ...], order: "Order", telling: "Telling") -> None:
    from contextlib import aclosing

    from newsroom.desk.take_in import take_in
    from newsroom.fetch import count_sources, fetching

    room, now, by = call.settings().room, call.clock(), call.actor
    fetched = fetching(names, allow_private=order.allow_private)
    with progress("Reading", lambda: count_sources(names)) as bar, fetched as found:
        async with (
            _open_store(call, room, needed=not order.dry_run) as database,
            aclosing(take_in(database, room, found, order, now=now, by=by)) as outcomes,
        ):
            async for outcome in outcomes:
                bar.reach(outcome.number + 1, found.expected)
                telling.hear(outcome, room.zone, now)


@asynccontextmanager
async def _open_store(call: Call, room: "Room", *, needed: bool) -> "AsyncIterator[Database | None]":
    """Open the room's store; where there is none and none is needed, give None."""
    if not needed and not room.database.exists():
        yield None
        return
    async with open_room(call) as opened:
        yield opened.database


@click.command()
@click.argument("number", metavar="[RUN]", type=int, required=False, help="Its number; without it, the last one.")
@click.option("--runs", is_flag=True, help="List all imports instead.")
@click.option("--undo", is_flag=True, help="Take back what it made and nobody has touched since.")
@click.option("--yes", is_flag=True, help="With --undo, do not ask.")
@json_option
@in_room
async def ledger(opened: Opened, number: int | None, runs: bool, undo: bool, yes: bool, as_json: bool) -> None:
    """Show what an import kept, guessed, lost and refused, or undo it."""
    if undo and number is None:
        raise click.UsageError("Which import? Name it by its number; `newsroom ledger --runs` lists them.")
    if undo:
        await _undo(opened, number or 0, yes=yes, as_json=as_json)
    elif runs:
        await _list_runs(opened, as_json)
    else:
        await _show_run(opened, number, as_json)


async def _undo(opened: Opened, number: int, *, yes: bool, as_json: bool) -> None:
    from newsroom import media
    from newsroom.desk.undo import examine, undo

    found = await opened.database.read(examine, number, now=opened.now)
    confirm(f"Take back {found}?", yes=yes)
    undone = await opened.database.write(undo, number, now=called().clock(), by=opened.by)
    media.remove(opened.room.media, undone.digests)
    if as_json:
        print_json(_undone_value(undone))
        return
    result(f"Taken back: {undone}.")
    for one in undone.stayed:
        result(f"Stays: {one.type} {one.slug} ({one.touched})")
    if undone.updated:
        note(f"What it updated stays as it is: {undone.updated} in all.")


def _undone_value(undone: "Undone") -> dict[str, Any]:
    return {
        "run": undone.run,
        "taken": [{"type": one.type, "slug": one.slug} for one in undone.taken],
        "stayed": [{"type": one.type, "slug": one.slug, "why": one.touched} for one in undone.stayed],
        "updated": undone.updated,
    }


async def _list_runs(opened: Opened, as_json: bool) -> None:
    from newsroom.store import ledger as store

    found = [_run_value(run, opened.room) for run in await opened.database.read(store.runs)]
    if as_json:
        print_json(found)
        return
    rows = [(str(one["run"]), one["started_at"], one["state"], " ".join(one["sources"])) for one in found]
    table(("Run", "Began", "State", "Sources"), rows)


async def _show_run(opened: Opened, number: int | None, as_json: bool) -> None:
    from dataclasses import asdict

    from newsroom.store import ledger as store

    run = await opened.database.read(store.get_run, number)
    lines = await opened.database.read(store.lines, run.id)
    if as_json:
        print_json(_run_value(run, opened.room) | {"items": [asdict(line) for line in lines]})
        return
    rows = [(one.outcome, one.type, one.headline or "", one.source, " ".join(_told(one))) for one in lines]
    table(("Outcome", "Type", "Headline", "Source", "Notes"), rows)
    began = "began" if run.completed else "was cut off; it began"
    note(f"Import {run.id} {began} at {_written(run.started_at, opened.room)}.")


def _told(line: "Line") -> tuple[str, ...]:
    return (line.reason, *line.notes) if line.reason else line.notes


def _run_value(run: "Run", room: "Room") -> dict[str, Any]:
    return {
        "run": run.id,
        "started_at": _written(run.started_at, room),
        "state": run.state,
        "completed": run.completed,
        "undone_at": run.undone_at and _written(run.undone_at, room),
        "sources": run.sources,
    }


def _written(instant: datetime, room: "Room") -> str:
    return instant.astimezone(room.zone).isoformat(timespec="seconds")
