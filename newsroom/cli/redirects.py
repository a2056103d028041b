"""Commands on old addresses: which lead where, one by hand, and whether a list of them arrives."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

import rich_click as click
from click import get_current_context

from newsroom.cli.console import note, print_json, progress, result, table
from newsroom.cli.frame import Opened, called, in_room, json_option
from newsroom.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom.leakcheck.asking import Door

MOST_LINES = 200
OLD_HELP = "The old address, whole or from its path on."
TARGET_HELP = "An article, or a path: /contacts/NAME, /events/NAME, /files/NAME, /topics/NAME or a list such as /news."
ARRIVED, GONE, LOST = "arrives", "withdrawn", "does not arrive"


@click.group()
def redirects() -> None:
    """Old addresses: list, check, add, remove."""


@redirects.command("list")
@json_option
@in_room
async def list_(opened: Opened, as_json: bool) -> None:
    """List every old address with the path that it leads to."""
    from newsroom.store.redirects import all_addresses

    pairs = await opened.database.read(all_addresses)
    if as_json:
        print_json([{"address": address, "path": path} for address, path in pairs])
    else:
        table(("Old address", "Leads to"), pairs)


@redirects.command()
@click.argument("old", metavar="ADDRESS", help=OLD_HELP)
@click.argument("target", help=TARGET_HELP)
@in_room
async def add(opened: Opened, old: str, target: str) -> None:
    """Let an old address lead to an article, a card, an event or a list."""
    from newsroom.desk.redirects import add

    address, found = await opened.database.write(add, old, target, now=opened.now, by=opened.by)
    result(f"{address} leads to {found.path}.")


@redirects.command()
@click.argument("old", metavar="ADDRESS", help=OLD_HELP)
@in_room
async def remove(opened: Opened, old: str) -> None:
    """Let an old address lead nowhere any more."""
    from newsroom.desk.redirects import remove

    address, found = await opened.database.write(remove, old, now=opened.now, by=opened.by)
    result(f"{address} leads to {found.path} no more.")


@redirects.command()
@click.argument(
    "file",
    type=click.File(encoding="utf-8-sig", errors="replace"),
    help="Old addresses, one per line or in a CSV's first column; - is standard input.",
)
@json_option
@in_room
async def check(opened: Opened, file: TextIO, as_json: bool) -> None:
    """Ask the room for old addresses of a list; exit 1 if one is lost."""
    from newsroom.leakcheck.asking import door_to_app

    asked = list(dict.fromkeys(_read(file)))
    if not asked:
        raise NewsroomError("The list holds no address: write one per line, whole or from its path on.")
    replays = []
    async with door_to_app(called().settings(), called().clock) as door:
        with progress("Asking", lambda: len(asked)) as bar:
            for number, address in enumerate(asked, 1):
                replays.append(await _replay(door, address))
                bar.reach(number)
    lost = [one for one in replays if one.fate == LOST]
    if as_json:
        print_json(_value(replays))
    else:
        _tell(replays, lost)
    get_current_context().exit(1 if lost else 0)


@dataclass(frozen=True, slots=True)
class Replay:
    """What an old address was answered with, and where it led."""

    address: str
    status: int
    location: str | None
    fate: str


async def _replay(door: "Door", address: str) -> Replay:
    """Ask for an address and follow it once: it arrives where a page is, and what was withdrawn tells why."""
    from newsroom.leakcheck.asking import Request
    from newsroom.old_addresses import path_and_query

    answer = await door.ask(Request(_quoted(path_and_query(address))))
    location = dict(answer.headers).get("location") if answer.status == 301 else None
    end = await door.ask(Request(_quoted(path_and_query(location)))) if location else answer
    return Replay(address, answer.status, location, {200: ARRIVED, 410: GONE}.get(end.status, LOST))


def _quoted(path: str) -> str:
    """Encode what no address may have, as browsers do; what is encoded stays."""
    from string import punctuation
    from urllib.parse import quote

    return quote(path, safe=punctuation)


def _read(file: TextIO) -> Iterator[str]:
    """Read the first column; a line without a slash is a heading."""
    import csv

    for row in csv.reader(file):
        if row and "/" in row[0] and not row[0].startswith("#"):
            yield row[0].strip()


def _tell(replays: list[Replay], lost: list[Replay]) -> None:
    for one in lost[:MOST_LINES]:
        result(f"{one.address} ({one.status})")
    if (more := len(lost) - MOST_LINES) > 0:
        result(f"… and {more} more: --json tells them all.")
    counts = Counter(one.fate for one in replays)
    redirected = sum(one.status == 301 for one in replays)
    result(
        f"{len(replays)} asked, {redirected} of them redirected: {counts[ARRIVED]} arrive,"
        f" {counts[GONE]} lead to a withdrawal, {len(lost)} do not arrive.",
        ink="red" if lost else "green",
    )
    if lost:
        note("`newsroom redirects add ADDRESS TARGET` lets one lead somewhere.")


def _value(replays: list[Replay]) -> dict[str, Any]:
    counts = Counter(one.fate for one in replays)
    named = {"asked": len(replays), "arrived": counts[ARRIVED], "withdrawn": counts[GONE], "lost": counts[LOST]}
    return named | {
        "items": [
            {"address": one.address, "status": one.status, "location": one.location, "fate": one.fate}
            for one in replays
        ]
    }
