"""Commands on events: dated occasions in the room's calendar."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from newsroom.cli.console import fields, note, print_json, result, table
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import Opened, in_room, json_option

if TYPE_CHECKING:
    from newsroom.desk.occasions import Standing
    from newsroom.room import Room

F = TypeVar("F", bound=Callable[..., Any])
EVENT_HELP = "Its slug, or a few letters of its headline."

OCCASION = (
    click.option("--until", "ends_at", metavar="TIME", help="When it ends."),
    click.option("--place", help="Where it is."),
    click.option("--description", metavar="MARKDOWN", help="What it is about."),
    click.option("--url", help="A page with more on it."),
    click.option("--sign-up", "signup_url", metavar="URL", help="Where to sign up."),
    click.option("--accreditation", metavar="TEXT", help="How journalists get in."),
    click.option("--accreditation-until", metavar="TIME", help="Until when they may ask for it."),
    click.option("--language", metavar="xx", help="Language of its text."),
    click.option("--article", "articles", multiple=True, help="What it goes with and is public with; repeat it."),
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
    """Events: add, edit, publish, withdraw, cancel, remove, list, show."""


@event.command("list")
@json_option
@in_room
async def list_(opened: Opened, as_json: bool) -> None:
    """List all events by their start."""
    from newsroom.cli.showing import event_value
    from newsroom.desk.occasions import standings

    found = await opened.database.read(standings, now=opened.now)
    if as_json:
        print_json([event_value(one, opened.room) for one in found])
    else:
        columns = ("Slug", "Starts", "Ends", "Place", "Status", "Headline")
        table(columns, (_row(one, opened.room) for one in found))


@event.command()
@click.argument("name", metavar="EVENT", help=EVENT_HELP)
@json_option
@in_room
async def show(opened: Opened, name: str, as_json: bool) -> None:
    """Show an event, who sees it, and what its import noted."""
    from newsroom.cli.showing import event_value
    from newsroom.desk.occasions import get_standing

    if as_json:
        found = await opened.database.read(get_standing, name, now=opened.now)
        print_json(event_value(found, opened.room))
    else:
        await _show(opened, name)


@event.command()
@occasion_options(required=True)
@click.option("--held", is_flag=True, help="Hold it back until `event publish`.")
@in_room
async def add(opened: Opened, /, articles: tuple[str, ...], held: bool, **said: str | None) -> None:
    """Add an event, public at once unless it is held back."""
    from newsroom.desk.occasions import add_occasion, read_occasion

    typed = _given(said)
    given, room = read_occasion(typed, opened.room), opened.room
    about: dict[str, Any] = {"now": opened.now, "by": opened.by, "typed": typed, "articles": articles, "held": held}
    await _show(opened, (await opened.database.write(add_occasion, given, room, **about)).slug)


@event.command()
@click.argument("event_name", metavar="EVENT", help=EVENT_HELP)
@occasion_options(required=False)
@in_room
async def edit(opened: Opened, /, event_name: str, articles: tuple[str, ...], **said: str | None) -> None:
    """Edit an event; "" clears a field."""
    from newsroom.desk.occasions import change_occasion, read_occasion

    typed = _given(said)
    given, room = read_occasion(typed, opened.room), opened.room
    if not given and not articles:
        raise click.UsageError("Say what to change: `newsroom event edit --help` shows the options.")
    about: dict[str, Any] = {"now": opened.now, "by": opened.by, "typed": typed, "articles": articles or None}
    await _show(opened, (await opened.database.write(change_occasion, event_name, given, room, **about)).slug)


@event.command()
@click.argument("name", metavar="EVENT", help=EVENT_HELP)
@in_room
async def publish(opened: Opened, name: str) -> None:
    """Let readers see an event that was held back."""
    from newsroom.desk.occasions import publish_occasion

    known = await opened.database.write(publish_occasion, name, now=opened.now, by=opened.by)
    result(f"Published: {known.event.headline} ({known.event.slug})")
    if not known.is_public:
        note("Readers see it from the moment on at which an article is public that it goes with.")


@event.command()
@click.argument("name", metavar="EVENT", help=EVENT_HELP)
@click.option("--reason", default="", metavar="TEXT", help="Why; the log keeps it, readers never see it.")
@in_room
async def withdraw(opened: Opened, name: str, reason: str) -> None:
    """Hold an event back, as if it had never been there."""
    from newsroom.desk.occasions import withdraw_occasion

    found = (await opened.database.write(withdraw_occasion, name, now=opened.now, by=opened.by, reason=reason)).event
    result(f"Held back: {found.headline} ({found.slug})")
    note(
        "Calendars that have it keep it: if it does not take place,"
        f" `newsroom event publish {found.slug}` and `newsroom event cancel {found.slug}` tell them so."
    )


@event.command()
@click.argument("name", metavar="EVENT", help=EVENT_HELP)
@click.option("--off", is_flag=True, help="It takes place after all.")
@in_room
async def cancel(opened: Opened, name: str, off: bool) -> None:
    """Say that an event is off, on its page and in calendars."""
    from newsroom.desk.occasions import cancel_occasion

    found = (await opened.database.write(cancel_occasion, name, now=opened.now, by=opened.by, off=off)).event
    result(f"{'Takes place' if off else 'Cancelled'}: {found.headline} ({found.slug})")


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
    await opened.database.write(remove_occasion, found.id, now=opened.now, by=opened.by, opened=found)
    result(f"Removed: {found.headline} ({found.slug})")


def _given(said: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in said.items() if value is not None}


async def _show(opened: Opened, name: str) -> None:
    from newsroom.cli.showing import event_fields
    from newsroom.desk.occasions import get_standing

    known = await opened.database.read(get_standing, name, now=opened.now)
    fields(event_fields(known, opened.room, now=opened.now))


def _row(known: "Standing", room: "Room") -> tuple[str, ...]:
    from newsroom.desk.moment import show_moment

    one = known.event
    ends = show_moment(one.ends_at, room.zone) if one.ends_at else ""
    return one.slug, show_moment(one.starts_at, room.zone), ends, one.place or "", known.status, one.headline
