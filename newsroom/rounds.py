"""Rounds: what a room that is served does by itself when its time comes: it visits followed sources.

Every process that serves has this task, and a lease in the store sees to it that one of them does the work. The
lease of one who died ends by itself.
"""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from newsroom.database import Database
from newsroom.desk.sources import Visit, visit
from newsroom.errors import NewsroomError
from newsroom.room import Room
from newsroom.store import leases, sources
from newsroom.store.sources import Followed

LEASE = "rounds"
LASTS = timedelta(minutes=2)
LONGEST_SLEEP = 60.0
"""For how many seconds one sleeps at most: so soon a source that was added is seen."""

SHORTEST_SLEEP = 1.0

Sleep = Callable[[float], Awaitable[None]]
_log = logging.getLogger("newsroom")


class Elsewhere(NewsroomError):
    """Another process does its round."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("Another process visits the sources just now: see `newsroom source list` in a while.")


def _holder() -> str:
    return f"{socket.gethostname()} {os.getpid()} {uuid4().hex[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """Who does rounds of a room, by which clock."""

    database: Database
    room: Room
    clock: Callable[[], datetime]
    by: str = "newsroom"
    sleep: Sleep = asyncio.sleep
    holder: str = field(default_factory=_holder)

    async def run(self) -> None:
        """Do what is due and sleep to the next moment, until called off."""
        while True:
            try:
                await self.work()
                seconds = await self._pause()
            except (NewsroomError, SQLAlchemyError, OSError):
                _log.exception("A round of the room failed; the next comes in a minute.")
                seconds = LONGEST_SLEEP
            await self.sleep(seconds)

    async def work(self) -> list[Visit]:
        """Do one round of what is due, unless another process does it."""
        due = await self.database.read(sources.due_sources, now=self.clock())
        with suppress(Elsewhere):
            return [one async for one in self.visit_all(due)]
        return []

    async def visit_all(self, found: Iterable[Followed]) -> AsyncIterator[Visit]:
        """Visit sources, one after the other; raises Elsewhere while another process does."""
        waiting = list(found)
        if not waiting:
            return
        async with self._leased():
            for followed in waiting:
                yield await visit(self.database, self.room, followed, clock=self.clock, by=self.by)

    @asynccontextmanager
    async def _leased(self) -> AsyncIterator[None]:
        if not await self._take():
            raise Elsewhere
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeping.cancel()
            await self.database.write(leases.end_lease, LEASE, self.holder)

    async def _take(self) -> bool:
        return await self.database.write(leases.take_lease, LEASE, self.holder, now=self.clock(), lasts=LASTS)

    async def _keep(self) -> None:
        """Keep the lease while work goes on that takes longer than it lasts."""
        while True:
            await asyncio.sleep(LASTS.total_seconds() / 3)
            await self._take()

    async def _pause(self) -> float:
        due_at = await self.database.read(sources.next_due_at)
        left = (due_at - self.clock()).total_seconds() if due_at else LONGEST_SLEEP
        return min(max(left, SHORTEST_SLEEP), LONGEST_SLEEP)
