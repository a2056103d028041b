"""Commands on the room itself: make one, bring its store up to date, look after it."""

import rich_click as click

from newsroom.cli.console import note, result
from newsroom.cli.frame import called


@click.command()
def init() -> None:
    """Make a new room."""


@click.command()
def migrate() -> None:
    """Bring the store to the form that this program knows."""
    from newsroom.errors import NotFound
    from newsroom.migrations import migrate

    room = called().settings().room
    if not room.database.exists():
        raise NotFound(
            f"{room.folder} has no {room.database.name}: make a room there with `newsroom init {room.folder}`."
        )
    for step in migrate(room.database):
        result(step)
    note("The store is up to date.")
