"""The real room: one SQLite file, two processes' worth of application on it, and the desk at its side."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import httpx
from sqlalchemy import Connection, delete

from newsroom.app import create_app
from newsroom.database import Database, open_database
from newsroom.migrations import migrate
from newsroom.room import Room
from newsroom.schema import ROOM_UID, fact, metadata
from tests.pressroom import Clock, room_of, settings_of

P = ParamSpec("P")
T = TypeVar("T")


class House:
    """A room that is opened once and emptied between two stories; `clock` is what it takes for the time."""

    def __init__(self, folder: Path) -> None:
        self.room: Room = room_of(folder)
        self.clock = Clock()
        migrate(self.room.database)
        self._runner = asyncio.Runner()
        self._turn = 0
        self._apps = [create_app(settings_of(self.room), clock=self.clock) for _ in range(2)]
        self.database: Database = self._runner.run(self._open())

    async def _open(self) -> Database:
        self._lives = [app.router.lifespan_context(app) for app in self._apps]
        for life in self._lives:
            await life.__aenter__()
        first, second = (app.state for app in self._apps)
        # Templates know no room and no time; to compile them twice would take as long as a story.
        second.premises = replace(second.premises, pages=first.premises.pages)
        self._readers = [
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=self.room.base_address) for app in self._apps
        ]
        return open_database(self.room.database)

    def close(self) -> None:
        """Close both applications and the desk's door."""
        self._runner.run(self._close())
        self._runner.close()

    async def _close(self) -> None:
        await self.database.close()
        for reader, life in zip(self._readers, self._lives, strict=True):
            await reader.aclose()
            await life.__aexit__(None, None, None)

    def begin(self, now: datetime) -> None:
        """Take everything out of the store, and set the clock."""
        self.clock.now = now
        self.write(_empty)

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run something to its end."""
        return self._runner.run(coroutine)

    def write(self, act: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do an act of the desk."""
        return self.run(self.database.write(act, *args, **kwargs))

    def read(self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a question of the desk."""
        return self.run(self.database.read(question, *args, **kwargs))

    def dump(self) -> dict[str, list[Any]]:
        """Give all that the store holds."""
        return self.read(_dump)

    def get(self, addresses: Sequence[str]) -> list[httpx.Response]:
        """Ask the two applications for addresses by turns."""
        self._turn += 1
        return self.run(self._get(addresses))

    async def _get(self, addresses: Sequence[str]) -> list[httpx.Response]:
        places = range(self._turn, self._turn + len(addresses))
        asked = (self._readers[place % 2].get(one) for place, one in zip(places, addresses, strict=True))
        return await asyncio.gather(*asked)


def _empty(connection: Connection) -> None:
    # Translations name their originals, so no order of one by one would do.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table) if table is not fact else delete(fact).where(fact.c.name != ROOM_UID))


def _dump(connection: Connection) -> dict[str, list[Any]]:
    return {table.name: [tuple(row) for row in connection.execute(table.select())] for table in metadata.sorted_tables}
