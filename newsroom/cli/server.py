"""The command that shows a room to its readers."""

import os
import socket
from typing import TYPE_CHECKING

import rich_click as click

from newsroom.cli.console import note
from newsroom.cli.frame import Call, called, open_room
from newsroom.errors import NewsroomError, OutOfDate

if TYPE_CHECKING:
    from newsroom.settings import Settings

SECONDS_TO_FINISH = 10
"""How long answers under way may take after the signal to stop."""


@click.command()
@click.option("--host", show_default="127.0.0.1", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), show_default="8000", help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), show_default="1", help="Number of processes.")
@click.option("--access-log", is_flag=True, help="Write a line for each request.")
def serve(host: str | None, port: int | None, workers: int | None, access_log: bool) -> None:
    """Show the room to its readers, until Ctrl-C."""
    call = called()
    serve_room(call, call.settings(host=host, port=port, workers=workers), access_log=access_log)


def serve_room(call: Call, settings: "Settings", *, access_log: bool = False) -> None:
    """Serve a room until a signal; what keeps it from being served is raised before anything listens."""
    import asyncio

    import uvicorn

    from newsroom.protocol import BoundedProtocol, SecureProtocol
    from newsroom.settings import check_serving

    check_serving(settings)
    asyncio.run(_check_store(call))
    _check_port(settings.host, settings.port)
    # The processes that serve read the room's settings again for themselves.
    os.environ |= {"NEWSROOM_ROOM": str(call.folder), "NEWSROOM_HOST": settings.host, "PORT": str(settings.port)}
    note(f"The room is at {settings.room.base_address}/ (Ctrl-C stops it).")
    uvicorn.run(
        "newsroom.app:serve_room",
        factory=True,
        host=settings.host.strip("[]"),
        port=settings.port,
        workers=settings.workers,
        http=SecureProtocol if settings.room.base_address.startswith("https:") else BoundedProtocol,
        ws="none",
        access_log=access_log,
        log_level="info" if access_log else "warning",
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )


async def _check_store(call: Call) -> None:
    from newsroom.store import search

    async with open_room(call) as opened:
        if not await opened.database.read(search.is_current):
            raise OutOfDate(
                f"The search index was made by another version: run `newsroom --room {call.folder} migrate`."
            )


def _check_port(host: str, port: int) -> None:
    """Refuse what cannot be listened on in a sentence, where the server would log it and end."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise NewsroomError(
            f"Cannot listen on {host}, port {port}: {error.strerror}. Name others with --host and --port, or PORT."
        ) from error
