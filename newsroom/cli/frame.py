"""What every command stands in: where it was called, how it gets its room, and options that several share.

Nothing heavy is imported with this module or with any file of commands: `newsroom --help` shall be instant.
"""

import os
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import rich_click as click
from click import get_current_context

if TYPE_CHECKING:
    from newsroom.database import Database
    from newsroom.room import Room
    from newsroom.settings import Settings

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., Any])
Clock = Callable[[], datetime]

CHANGES = ("typo", "update", "correction")
KINDS = ("press_release", "news", "blog_post")
"""Kinds by name: importing the model for them would cost each `--help` a tenth of its time."""


def machine_clock() -> datetime:
    """Give the moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Call:
    """How the program was called: in which folder, with which environment, by which clock."""

    folder: Path
    clock: Clock = machine_clock
    by: str | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def settings(self, **options: object) -> "Settings":
        """Read the room's settings, with those that options of the command name in front; raises Invalid."""
        from newsroom.settings import BY_NAME, read_settings

        named = {BY_NAME[name].variable: str(value) for name, value in options.items() if value is not None}
        return read_settings(self.folder, {**self.environment, **named})

    @property
    def actor(self) -> str:
        """Give who acts, for the log: who was named, else the user of the system."""
        return self.by or _system_user()


@dataclass(frozen=True)
class Opened:
    """A room whose store is open, the moment of the command, and who gave it."""

    room: "Room"
    database: "Database"
    now: datetime
    by: str


def _system_user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        # A container may run under a number that has no name.
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"


def called() -> Call:
    """Give how the running command was called."""
    call = get_current_context().find_object(Call)
    assert call is not None  # noqa: S101
    return call


def in_room(act: Callable[Concatenate[Opened, P], Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Make a command of an async function whose first argument is the opened room; the store is closed after it."""

    @wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        import asyncio

        async def work(call: Call) -> None:
            async with open_room(call) as opened:
                await act(opened, *args, **kwargs)

        asyncio.run(work(called()))

    return run


@asynccontextmanager
async def open_room(call: Call) -> AsyncIterator[Opened]:
    """Open the room's store and close it again; what SQLite cannot do is told in a sentence, as Unreadable."""
    from sqlalchemy.exc import DatabaseError

    from newsroom.database import open_database
    from newsroom.errors import Unreadable

    room = call.settings().room
    try:
        database = open_database(room.database)
        try:
            yield Opened(room, database, call.clock(), call.actor)
        finally:
            await database.close()
    except DatabaseError as error:
        raise Unreadable(f"{room.database} cannot be used: {error.orig}. `newsroom doctor` tells more.") from error


def json_option(command: F) -> F:
    """Add `--json`, as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")(command)


def kind_option(help_text: str) -> Callable[[F], F]:
    """Add `--kind`."""
    return click.option("--kind", type=click.Choice(KINDS), help=help_text)


def reason_options(command: F) -> F:
    """Add `--kind` and `--note`, as `change` and `why`: what readers of a public article are owed."""
    kind = click.option(
        "--kind", "change", type=click.Choice(CHANGES), help="What kind of change this is, where the article is public."
    )
    why = click.option("--note", "why", help="Why a public article changes, for its readers; a typo needs none.")
    return kind(why(command))


def read_time(room: "Room", option: str, given: str) -> datetime:
    """Read a TIME that was given for an option, in the room's zone; raises Invalid with what would do."""
    from newsroom.desk.moment import read_instant
    from newsroom.errors import Invalid

    try:
        return read_instant(given, room.zone)
    except ValueError as error:
        raise Invalid(option, given, str(error)) from None


def as_setting(setting: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Check an option as the setting of that name would be: a wrong one is wrong usage."""

    def check(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        from newsroom.settings import BY_NAME

        try:
            if value:
                BY_NAME[setting].check(list(value) if isinstance(value, tuple) else value, "")
        except ValueError as error:
            raise click.BadParameter(str(error), context, parameter) from None
        return value

    return check
