"""The command that tells what became of an import, item by item and in all."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.console import note, print_json, result, table
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import Opened, called, in_room, json_option

if TYPE_CHECKING:
    from newsroom.desk.reckoning import Reckoning
    from newsroom.desk.undo import Undone
    from newsroom.room import Room
    from newsroom.store.ledger import Run

FILES_STAY = "Its files stay while others are being kept: `newsroom doctor --fix` removes them once they are a day old."


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
    from newsroom.desk.strays import remove_strays
    from newsroom.desk.undo import examine, undo

    found = await opened.database.read(examine, number, now=opened.now)
    confirm(f"Take back {found}?", yes=yes)
    undone = await opened.database.write(undo, number, now=called().clock(), by=opened.by)
    gone = await remove_strays(opened.database, opened.room, undone.digests)
    if as_json:
        print_json(_undone_value(undone))
        return
    result(f"Taken back: {undone}.")
    for one in undone.stayed:
        result(f"Stays: {one.type} {one.slug} ({one.touched})")
    if not gone:
        note(FILES_STAY)
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
    from newsroom.desk.reckoning import reckon

    found = await opened.database.read(reckon, number)
    if as_json:
        print_json(_value(found, opened.room))
        return
    rows = [
        (one.line.outcome, one.line.type, one.line.headline or "", one.line.source, " ".join(one.told))
        for one in found.entries
    ]
    table(("Outcome", "Type", "Headline", "Source", "Notes"), rows)
    _sum_up(found, opened.room)


def _sum_up(found: "Reckoning", room: "Room") -> None:
    """Print the sums, which whoever answers for the move can sign."""
    run = found.run
    began = "began" if run.completed else "was cut off; it began"
    note(f"Import {run.id} {began} at {_written(run.started_at, room)}.")
    for line in found.sums:
        result(line)


def _value(found: "Reckoning", room: "Room") -> dict[str, Any]:
    from dataclasses import asdict

    items = [asdict(one.line) | {"remarks": one.remarks, "missing": one.missing} for one in found.entries]
    return _run_value(found.run, room) | {"totals": found.totals, "sums": found.sums, "items": items}


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
