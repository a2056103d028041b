"""Worker: deals sources out to its processes, and gives their results in the order of the sources."""

import asyncio
import os
import tempfile
from collections.abc import AsyncGenerator, Iterable
from contextlib import AsyncExitStack, aclosing
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from importers.draft import Defaults, Wanted
from newsroom.fetch import FileSource, Unread
from newsroom.worker.dealing import Dealing
from newsroom.worker.limits import LIMITS, Limits
from newsroom.worker.process import Process
from newsroom.worker.results import Asked, Failed, Result


class Bringer(Protocol):
    """Fetches what sources ask for."""

    def note(self, source: FileSource, wanted: Wanted) -> None:
        """Hear what a source asks for."""

    def bring(self) -> Iterable[FileSource | Unread]:
        """Give what was asked for, in the order of asking; nothing where nothing was."""


PROCESSES = min(2, os.cpu_count() or 1)
"""Two keep two cores busy; with more the one that writes is the slowest."""


class Worker:
    """Reads sources in processes of its own; an async context manager."""

    def __init__(
        self,
        defaults: Defaults,
        *,
        limits: Limits = LIMITS,
        importers: str = "importers.formats",
        processes: int = PROCESSES,
    ) -> None:
        """Say under which limits to read; `importers` names the module whose `find_importer` is asked."""
        self._folder = tempfile.TemporaryDirectory(prefix="newsroom-")
        spool = Path(self._folder.name).resolve()
        self._processes = [Process(defaults, limits, spool, importers) for _ in range(processes)]

    async def __aenter__(self) -> Self:
        """Wait for the first source: a process starts with it."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """End the processes, and remove the folder of files that came inside others."""
        for process in self._processes:
            await process.stop()
        self._folder.cleanup()

    @property
    def process_ids(self) -> list[int]:
        """Give the numbers of the processes that read."""
        return [process.id for process in self._processes if process.id]

    async def read_all(
        self, sources: Iterable[FileSource | Unread], bringer: Bringer | None = None
    ) -> AsyncGenerator[Result, None]:
        """Yield what each source gives, in order; a source that breaks a limit fails alone, and the others go on.

        What they ask for is brought and read after them, and what that asks for after that.
        """
        dealing, asked = Dealing(sources, len(self._processes)), True
        while asked:
            asked = False
            async with aclosing(self._read_round(dealing)) as results:
                async for result in results:
                    if not isinstance(result, Asked):
                        yield result
                    elif bringer:
                        bringer.note(result.source, result.wanted)
                        asked = True
                    else:
                        yield _unasked(result)
            if bringer and asked:
                dealing = Dealing(bringer.bring(), len(self._processes), dealing.number)

    async def _read_round(self, dealing: Dealing) -> AsyncGenerator[Result | Asked, None]:
        async with AsyncExitStack() as stack:
            readings = [
                await stack.enter_async_context(aclosing(process.read(partial(dealing.deal, hand))))
                for hand, process in enumerate(self._processes)
            ]
            first = await _first_of(readings)
            # All of one source's results come from one process, so the lowest number is always next.
            while waiting := [(found.number, place) for place, found in enumerate(first) if found]:
                _, place = min(waiting)
                if found := first[place]:
                    yield found
                first[place] = await anext(readings[place], None)


async def _first_of(readings: Iterable[AsyncGenerator[Result | Asked, None]]) -> list[Result | Asked | None]:
    """Give the first result of each, asked for at once; None for one that has none."""
    found = await asyncio.gather(*(anext(reading, None) for reading in readings), return_exceptions=True)
    # With exceptions returned, who is cancelled waits for all of them: none may run while it is closed.
    for one in found:
        if isinstance(one, BaseException):
            raise one
    return [one for one in found if not isinstance(one, BaseException)]


def _unasked(asked: Asked) -> Failed:
    wanted = asked.wanted
    reason = f"{asked.source.label} names {wanted.address} ({wanted.why}), which is not asked for here: name it itself."
    return Failed(number=asked.number, source=asked.source.label, reason=reason)
