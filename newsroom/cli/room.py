"""Commands on the room itself: make one, bring its store up to date, look after it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from newsroom.cli.console import note, print_json, progress, result
from newsroom.cli.frame import Call, as_setting, called, json_option, open_room
from newsroom.cli.server import serve_room
from newsroom.errors import NewsroomError, NotFound

if TYPE_CHECKING:
    from newsroom.desk.doctor import Finding


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), help="The room; without it, that of --room.")
@click.option("--name", callback=as_setting("name"), help="Who publishes; else the name that an import reads.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="xx",
    callback=as_setting("languages"),
    show_default="yours",
    help="A language of the room; repeat it for more, its own first.",
)
@click.option("--zone", callback=as_setting("zone"), show_default="this machine's", help="IANA time zone.")
@click.option(
    "--country", metavar="XX", callback=as_setting("country"), show_default="the zone's", help="ISO 3166 code."
)
def init(
    folder: Path | None, name: str | None, languages: tuple[str, ...], zone: str | None, country: str | None
) -> None:
    """Make a new room: settings, store, a place for files."""
    from newsroom.cli.machine import find_country, find_language, find_zone
    from newsroom.desk.founding import found_room
    from newsroom.settings import newsroom_toml

    call = called()
    folder = folder or call.folder
    zone = zone or find_zone(call.environment)
    spoken = languages or tuple(filter(None, [find_language(call.environment)]))
    said = {"name": name, "languages": spoken, "zone": zone, "country": country or find_country(zone)}
    found_room(folder, newsroom_toml({key: value for key, value in said.items() if value}))
    result(f"Made a room in {folder}.")
    note(
        f"Its settings are in {folder / 'newsroom.toml'}. Next:\n"
        f"  newsroom --room {folder} import SOURCE…    bring articles in\n"
        f"  newsroom --room {folder} serve             show them"
    )


@click.command()
@click.argument("folder", default=Path("sample-room"), type=click.Path(path_type=Path), help="Where to make it.")
@click.option("--no-serve", is_flag=True, help="Make it, and do not serve it.")
def demo(folder: Path, no_serve: bool) -> None:
    """Make a sample room, unless it is there, and serve it."""
    call = replace(called(), folder=folder.resolve())
    if not (folder / "newsroom.db").exists() or not call.settings().room.sample:
        _make_sample(call)
    if not no_serve:
        serve_room(call, call.settings())


def _make_sample(call: Call) -> None:
    import asyncio
    from importlib.resources import as_file, files

    from newsroom.desk.demo import make_sample_room
    from newsroom.settings import read_settings

    with as_file(files("newsroom") / "samples") as samples:
        # The sample says what it is itself: what the environment says of another room is left out.
        made = make_sample_room(
            call.folder, samples, lambda folder: read_settings(folder, {}).room, now=call.clock(), by=call.actor
        )
        tally = asyncio.run(made)
    result(f"Made a sample room in {call.folder}: {tally}.")


@click.command()
def migrate() -> None:
    """Bring the store to the form that this program knows."""
    import asyncio

    from newsroom.migrations import migrate

    call = called()
    database = call.settings().room.database
    if not database.exists():
        raise NotFound(f"{call.folder} has no {database.name}: make a room there with `newsroom init {call.folder}`.")
    for step in migrate(database):
        result(step)
    if asyncio.run(_renew_search(call)):
        result("search index made again")
    if pictures := asyncio.run(_read_pictures(call)):
        result(f"{pictures} picture{'' if pictures == 1 else 's'} read")
    note("The store is up to date.")


async def _renew_search(call: Call) -> bool:
    from newsroom.store import search

    async with open_room(call) as opened:
        if await opened.database.read(search.is_current):
            return False
        await opened.database.write(search.rebuild)
        return True


async def _read_pictures(call: Call) -> int:
    from newsroom.cli.media import read_pictures

    async with open_room(call) as opened:
        return await read_pictures(opened)


@click.command()
@click.option("--deep", is_flag=True, help="Read every kept file and compare it with its digest.")
@click.option("--fix", is_flag=True, help="Mend what can be mended: search index, unfinished erasures, stray files.")
@json_option
def doctor(deep: bool, fix: bool, as_json: bool) -> None:
    """Check settings, store, files and search, and say what to do."""
    from dataclasses import asdict

    findings = _findings(called(), deep=deep, fix=fix)
    if as_json:
        print_json([asdict(one) for one in findings])
    for one in () if as_json else findings:
        result(f"{one.subject}: {one.problem}")
    if findings:
        raise NewsroomError(f"The doctor found {len(findings)} thing{'' if len(findings) == 1 else 's'} to mend.")
    note("All is well.")


def _findings(call: Call, *, deep: bool, fix: bool) -> "list[Finding]":
    import asyncio

    from newsroom.desk.doctor import Finding, examine
    from newsroom.errors import Invalid
    from newsroom.room import Room

    try:
        room, findings = call.settings().room, []
    except Invalid as error:
        room, findings = Room(folder=call.folder, name=""), [Finding("settings", str(error))]
    if not fix:
        return findings + asyncio.run(examine(room, now=call.clock(), deep=deep))
    with progress("Mending", lambda: 0) as bar:
        return findings + asyncio.run(examine(room, now=call.clock(), deep=deep, fix=True, tell=bar.reach))
