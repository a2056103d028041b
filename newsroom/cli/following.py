"""Commands for followed sources: addresses that are asked again and again."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

import rich_click as click

from newsroom.cli.console import note, print_json, result, table
from newsroom.cli.frame import Opened, as_setting, called, in_room, json_option, kind_option
from newsroom.errors import NewsroomError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.desk.sources import Look, Visit
    from newsroom.room import Room
    from newsroom.store.sources import Followed

Decision = Literal["published", "draft"]
USUAL = "10m"
SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=30)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_EVERY = re.compile(r"([1-9]\d{0,5})([mhd])", re.ASCII)


def _seconds(context: click.Context, parameter: click.Parameter, given: str) -> int:
    """Read an interval such as `10m`; whatever else it is, it is wrong usage."""
    found = _EVERY.fullmatch(given.strip().lower())
    every = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta(0)
    if not SHORTEST <= every <= LONGEST:
        raise click.BadParameter("write a number and m, h or d, from 1m to 30d, as 10m", context, parameter)
    return int(every.total_seconds())


@click.group()
def source() -> None:
    """Follow addresses: take in what is new there, again and again."""


@source.command("add")
@click.argument("address", metavar="URL", help="A feed, a supplier's list, a sitemap or a page.")
@click.option("--every", default=USUAL, show_default=True, callback=_seconds, help="How often, in m, h or d.")
@click.option("--as", "publish", type=click.Choice(("published", "draft")), help="Publish all, or hold all back.")
@kind_option("Take every article in as this kind.")
@click.option("--language", metavar="xx", callback=as_setting("languages"), help="Language of every article.")
@click.option("--name", help="What to call it; after its host without.")
@click.option("--allow-private", is_flag=True, help="Ask addresses in your own network, too.")
@in_room
async def add_source(
    opened: Opened,
    address: str,
    every: int,
    publish: Decision | None,
    kind: str | None,
    language: str | None,
    name: str | None,
    allow_private: bool,
) -> None:
    """Follow an address, after a look at what lies there."""
    from newsroom.desk import sources as desk
    from newsroom.store import sources as store
    from newsroom.text import slug

    seen = await desk.look(address, opened.room, allow_private=allow_private)
    known = {one.name for one in await opened.database.read(store.all_sources)}
    followed = store.Followed(
        name=slug(name) if name else desk.name_of(address, known),
        address=address,
        every=every,
        publish=publish,
        kind=kind,
        language=language,
        allow_private=allow_private,
        due_at=opened.now,
    )
    await opened.database.write(desk.follow, followed, now=opened.now, by=opened.by)
    result(f"Followed as {followed.name}: {_seen(seen)}.")
    note(f"`newsroom source sync {followed.name}` takes it in now; a room that is served does so within a minute.")


def _seen(seen: "Look") -> str:
    counted = [f"{count} {type_}{'' if count == 1 else 's'}" for type_, count in seen.found.items()]
    if seen.named:
        counted.append(f"{seen.named} more address{'' if seen.named == 1 else 'es'}")
    return ", ".join(counted)


@source.command("list")
@json_option
@in_room
async def list_sources(opened: Opened, as_json: bool) -> None:
    """List followed sources, with their last visit and their next."""
    from newsroom.store import sources as store

    found = [_value(one, opened.room) for one in await opened.database.read(store.all_sources)]
    if as_json:
        print_json(found)
        return
    columns = ("name", "address", "visited_at", "due_at", "outcome", "problem")
    headings = ("Name", "Address", "Last visit", "Next visit", "Last outcome", "Problem")
    table(headings, ([one[column] or "" for column in columns] for one in found))


@source.command("remove")
@click.argument("name", metavar="NAME", help="Its name, as `newsroom source list` gives it.")
@in_room
async def remove_source(opened: Opened, name: str) -> None:
    """Follow an address no longer; what came from it stays."""
    from newsroom.desk.sources import unfollow

    followed = await opened.database.write(unfollow, name, now=opened.now, by=opened.by)
    result(f"Followed no longer: {followed.name} ({followed.address})")


@source.command("sync")
@click.argument("names", metavar="[NAME...]", nargs=-1, help="Their names; without any, all.")
@json_option
@in_room
async def sync_sources(opened: Opened, names: tuple[str, ...], as_json: bool) -> None:
    """Visit followed sources now, all or these."""
    from newsroom.rounds import Rounds
    from newsroom.store import sources as store

    read = opened.database.read
    found = [await read(store.get_source, name) for name in names] or await read(store.all_sources)
    if not found:
        raise NewsroomError("No source is followed: `newsroom source add` follows one.")
    rounds = Rounds(database=opened.database, room=opened.room, clock=called().clock, by=opened.by)
    visits = []
    async for one in rounds.visit_all(found):
        visits.append(one)
        for line in _lines(one) if not as_json else ():
            result(line)
    if as_json:
        print_json([_value(one.source, opened.room) | one.tally.totals() for one in visits])
    if all(one.source.failures for one in visits):
        raise NewsroomError("No source could be read.")


def _lines(one: "Visit") -> "Iterator[str]":
    yield f"{one.source.name}: {one.source.outcome}"
    if one.source.problem:
        yield f"  {one.source.problem}"


def _value(one: "Followed", room: "Room") -> dict[str, Any]:
    moments = {name: getattr(one, name) for name in ("visited_at", "came_at", "due_at")}
    return {
        "name": one.name,
        "address": one.address,
        "every_seconds": one.every,
        "as": one.publish,
        "kind": one.kind,
        "language": one.language,
        **{name: at and at.astimezone(room.zone).isoformat(timespec="seconds") for name, at in moments.items()},
        "outcome": one.outcome,
        "problem": one.problem,
        "failures": one.failures,
    }
