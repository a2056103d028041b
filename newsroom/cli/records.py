"""Commands on what was done: the log of every act."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.console import note, print_json, table
from newsroom.cli.frame import Opened, in_room, json_option, read_time

if TYPE_CHECKING:
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
    from newsroom.desk.records import acts

    begun = read_time(opened.room, "--since", since) if since else None
    # One more than is shown tells whether there are more.
    found = await opened.database.read(acts, names, since=begun, most=most + 1 if most else None)
    shown = found[: most or None]
    if as_json:
        print_json([_value(one, opened.room) for one in shown])
    else:
        table(("When", "Who", "Act", "What", "Why"), [_row(one, opened.room) for one in shown])
    if len(found) > len(shown):
        note(f"There are more: these are the latest {most}, and `--most 0` shows all.")
    if not found:
        note("Nothing was done.")


def _value(one: "Record", room: "Room") -> dict[str, Any]:
    from newsroom.desk.moment import write_moment

    said = {name: getattr(one, name) for name in ("act", "type", "uid", "name", "note")}
    return {"at": write_moment(one.at, room.zone), "by": one.actor, **said}


def _row(one: "Record", room: "Room") -> tuple[str, ...]:
    def local(moment: datetime) -> str:
        return f"{moment.astimezone(room.zone):%Y-%m-%d %H:%M:%S}"

    # Notes hold moments as the store does; people read them in the room's zone.
    why = _INSTANT.sub(lambda found: local(datetime.fromisoformat(found[0])), one.note or "")
    return local(one.at), one.actor, one.act, f"{one.type} {one.name or ''}".strip(), why
