"""Commands on what was done: the log of every act."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.console import note, print_json, table
from newsroom.cli.frame import Opened, in_room, json_option, read_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from newsroom.room import Room
    from newsroom.store.log import Record

NAMES_HELP = "Articles, contacts or events, by slug (a former one, too) or a few letters; without any, all."
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


@click.command("log")
@click.argument("names", metavar="[ARTICLE|CONTACT|EVENT]...", nargs=-1, help=NAMES_HELP)
@click.option("--since", metavar="TIME", help="Only what was done since then: 2026-12-08, or 2026-12-08 09:00.")
@click.option("--most", type=click.IntRange(0), default=20, show_default=True, help="At most so many; 0 shows all.")
@json_option
@in_room
async def log(opened: Opened, names: tuple[str, ...], since: str | None, most: int, as_json: bool) -> None:
    """Show who did what, when and why, newest first."""
    from newsroom.desk.moment import show_ahead
    from newsroom.desk.records import acts

    begun = read_time(opened.room, "--since", since) if since is not None else None
    # One more than is shown tells whether there are more.
    found = await opened.database.read(acts, names, since=begun, most=most + 1 if most else None)
    shown = found[: most or None]
    if as_json:
        print_json([_value(one, opened.room) for one in shown])
    else:
        table(("When", "Who", "Act", "What", "Why"), [_row(one, opened.room) for one in shown])
    if begun:
        note(f"Since {show_ahead(begun, opened.room.zone, opened.now)}.")
    if len(found) > len(shown):
        note(f"There are more: these are the latest {most}, and `--most 0` shows all.")
    if not found:
        note("Nothing was done.")


def _value(one: "Record", room: "Room") -> dict[str, Any]:
    from newsroom.desk.moment import write_moment

    said = {name: getattr(one, name) for name in ("act", "type", "uid", "name")}
    return {
        "at": write_moment(one.at, room.zone),
        "by": one.actor,
        **said,
        "note": one.note and _with_moments(one.note, room, write_moment),
    }


def _row(one: "Record", room: "Room") -> tuple[str, ...]:
    from newsroom.desk.moment import show_moment

    at = f"{one.at.astimezone(room.zone):%Y-%m-%d %H:%M:%S}"
    why = _with_moments(one.note or "", room, show_moment)
    return at, one.actor, one.act, f"{one.type} {one.name or ''}".strip(), why


def _with_moments(note: str, room: "Room", write: "Callable[[datetime, ZoneInfo], str]") -> str:
    """Write the moments in a note, which are there as the store keeps them, in the room's zone."""
    return _INSTANT.sub(lambda found: write(datetime.fromisoformat(found[0]), room.zone), note)
