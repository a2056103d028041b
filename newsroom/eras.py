"""Eras: stretches of time in which no public answer changes, by an act or by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from newsroom.database import Database
from newsroom.store.moments import next_moment


@dataclass(frozen=True, slots=True)
class Era:
    """The state of the store, and from when and before when time changes nothing."""

    version: int
    since: datetime
    until: datetime

    def has(self, version: int, moment: datetime) -> bool:
        """Tell whether a moment, with the store in some state, lies in it."""
        return version == self.version and self.since <= moment < self.until


class Eras:
    """Tells in which era a room is, in microseconds unless a new one has begun."""

    def __init__(self, database: Database, clock: Callable[[], datetime], zone: tzinfo) -> None:
        """Begin before all eras."""
        self._database = database
        self._clock = clock
        self._zone = zone
        self._era: Era | None = None

    async def find(self) -> Era | None:
        """Give the era of now; None while the store cannot be looked at."""
        version, now = self._database.version(), self._clock()
        if version is None:
            return None
        if self._era is None or not self._era.has(version, now):
            # What is written meanwhile has another version, so an era that was found too late ends at once.
            until = await self._database.read(next_moment, now=now, zone=self._zone)
            self._era = Era(version, now, until)
        return self._era
