"""Commands on events: dated occasions in the room's calendar."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from newsroom.cli.console import fields, print_json, result, table
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import Opened, in_room, json_option

if TYPE_CHECKING:
    from newsroom.model import Event
    from newsroom.room import Room

F = TypeVar("F", bound=Callable[..., Any])
EVENT_HELP = "Its slug, or a few letters of its headline."

OCCASION = (
    click.option("--until", "ends_at", metavar="TIME", help="When it ends."),
    click.option("--place", help="Where it is."),
    click.option("--description", metavar="MARKDOWN", help="What it is about."),
    click.option("--url", help="A page with more on it."),
    click.option("--language", metavar="xx", help="Language of its text."),
)


def occasion_options(required: bool) -> Callable[[F], F]:
    """Add an option for every field of an event; those that it cannot do without are required of a new one."""

    def add_options(command: F) -> F:
        starts_help = "When it starts: 2026-12-08, or 2026-12-08 09:00 in the room's zone."
        for option in reversed(OCCASION):
            command = option(command)
        command = click.option("--from", "starts_at", metavar="TIME", required=required, help=starts_help)(command)
        return click.option("--headline", required=required, help="What it is called.")(command)

    return add_options


@click.group()
def event() -> None:
    """Events: add, edit, remove, list, show."""


@event.command("list")
@json_option
@in_room
async def list_(opened: Opened, as_json: bool) -> None:
    """List all events by their start."""
    from newsroom.store import events
    from newsroom.syndication import event_model

    found = await opened.database.read(events.events)
    if as_json:
        print_json([event_model(opened.room, one) for one in found])
    else:
        table(("Slug", "Starts", "Ends", "Place", "Headline"), (_row(one, opened.room) for one in found))


@event.command()
@click.argument("name", metavar="EVENT", help=EVENT_HELP)
@in_room
async def show(opened: Opened, name: str) -> None:
    """Show an event, and what was noted when it was imported."""
    from newsroom.store import lookup

    await _show(opened, await opened.database.read(lookup.get_event_by_name, name))


@event.command()
@occasion_options(required=True)
@in_room
async def add(opened: Opened, /, **said: str | None) -> None:
    """Add an event."""
    from newsroom.desk.occasions import add_occasion, read_occasion

    given = read_occasion(_given(said), opened.room)
    room, now = opened.room, opened.now
    await _show(opened, await opened.database.write(add_occasion, given, room, now=now, by=opened.by))


@event.command()
@click.argument("event_name", metavar="EVENT", help=EVENT_HELP)
@occasion_options(required=False)
@in_room
async def edit(opened: Opened, /, event_name: str, **said: str | None) -> None:
    """Edit an event; "" clears a field."""
    from newsroom.desk.occasions import change_occasion, read_occasion

    given = read_occasion(_given(said), opened.room)
    if not given:
        raise click.UsageError("Say what to change: `newsroom event edit --help` shows the options.")
    room, now = opened.room, opened.now
    await _show(opened, await opened.database.write(change_occasion, event_name, given, room, now=now, by=opened.by))


@event.command()
@click.argument("name", metavar="EVENT", help=EVENT_HELP)
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_room
async def remove(opened: Opened, name: str, yes: bool) -> None:
    """Remove an event."""
    from newsroom.desk.occasions import remove_occasion
    from newsroom.store import lookup

    found = await opened.database.read(lookup.get_event_by_name, name)
    confirm(f"Remove “{found.headline}” ({found.slug})?", yes=yes)
    await opened.database.write(remove_occasion, found.id, now=opened.now, by=opened.by)
    result(f"Removed: {found.headline} ({found.slug})")


def _given(said: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in said.items() if value is not None}


async def _show(opened: Opened, one: "Event") -> None:
    from newsroom.cli.showing import event_fields
    from newsroom.store import ledger

    fields(event_fields(one, opened.room, await opened.database.read(ledger.notes_about, "event", one.id)))


def _row(one: "Event", room: "Room") -> tuple[str, ...]:
    from newsroom.desk.moment import show_moment

    ends = show_moment(one.ends_at, room.zone) if one.ends_at else ""
    return one.slug, show_moment(one.starts_at, room.zone), ends, one.place or "", one.headline
