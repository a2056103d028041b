"""Process: starts the other end, keeps it busy, and starts it again when a source has cost it its life."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from importers.draft import Defaults
from newsroom.fetch import FileSource, Unread
from newsroom.worker import wire
from newsroom.worker.limits import Limits, environment, explain_end, is_out_of_memory
from newsroom.worker.results import Asked, Failed, Prepared, Result

IN_FLIGHT = 256
"""How many sources wait at the worker: what it reads while a batch is written, 0.3 s, and a little more."""

Deal = Callable[[int], Awaitable[list[tuple[int, FileSource | Unread]]]]
"""Gives the next sources with their numbers, so many at most; none when there are no more."""

_BUFFER = 1 << 22


@dataclass(slots=True)
class _Job:
    number: int
    source: FileSource | Unread
    sent: bool = False
    answered: bool = False


class _Died(Exception):
    """The process ended, or what it says is no answer."""


class Process:
    """Reads sources, one after the other, in a process that starts with the first of them."""

    def __init__(self, defaults: Defaults, limits: Limits, spool: Path, importers: str) -> None:
        """Say under which limits to read; `importers` names the module whose `find_importer` is asked."""
        self._order = {
            "defaults": asdict(defaults),
            "seconds": limits.seconds,
            "memory": limits.memory,
            "importers": importers,
            "spool": str(spool),
        }
        self._limits = limits
        self._spool = spool
        self._process: asyncio.subprocess.Process | None = None
        self._done = 0

    @property
    def id(self) -> int | None:
        """Give the number of the process, while there is one."""
        return self._process.pid if self._process else None

    async def read(self, deal: Deal) -> AsyncGenerator[Result | Asked, None]:
        """Yield what each numbered source gives, in order; one that breaks a limit fails alone."""
        waiting = _Waiting(deal)
        try:
            while await waiting.fill():
                if result := await self._next_result(waiting.jobs):
                    yield result
        finally:
            # One that has answered everything may go on with the next sources.
            if waiting.call_off():
                await self.stop()

    async def _next_result(self, waiting: deque[_Job]) -> Result | Asked | None:
        """Give the next result of the first source in line, and let it go when it has no more."""
        job = waiting[0]
        if isinstance(job.source, Unread):
            waiting.popleft()
            return Failed(number=job.number, source=job.source.label, reason=job.source.reason)
        await self._send(waiting)
        try:
            answer = await self._receive()
            result = None if "done" in answer else self._result(job.number, job.source, answer)
        except (_Died, KeyError, TypeError, ValueError):
            return await self._bury(waiting, job, job.source.label)
        job.answered = True
        if result is None:
            waiting.popleft()
            self._done += 1
        return result

    def _result(self, number: int, source: FileSource, answer: dict[str, Any]) -> Result | Asked:
        if "wanted" in answer:
            return Asked(number=number, source=source, wanted=wire.unpack_wanted(answer["wanted"]))
        if "failed" in answer:
            return Failed(number=number, source=source.label, reason=answer["failed"], item=answer.get("item"))
        return Prepared(
            number=number,
            source=source.continues or source.label,
            continues=source.continues is not None,
            importer=answer["importer"],
            draft=wire.unpack(answer["draft"], (source.root, self._spool)),
            body_text=answer["text"],
            words=answer["words"],
        )

    async def _bury(self, waiting: deque[_Job], job: _Job, label: str) -> Failed | None:
        """End the process and tell why a source failed; None when the memory may have gone to those before it."""
        code = await self.stop()
        if is_out_of_memory(code) and self._done and not job.answered:
            return None
        waiting.popleft()
        reason = explain_end(label, code, self._limits)
        return Failed(number=job.number, source=label, reason=reason)

    async def _send(self, waiting: deque[_Job]) -> None:
        if self._process is None:
            self._process, self._done = await self._start(), 0
            for job in waiting:
                job.sent = False
        if waiting[-1].sent:
            return
        pipe = self._process.stdin
        unsent = [job for job in waiting if not job.sent]
        if pipe:
            pipe.write(b"".join(_order_line(job.source) for job in unsent if isinstance(job.source, FileSource)))
        for job in unsent:
            job.sent = True

    async def _receive(self) -> dict[str, Any]:
        pipe = self._process.stdout if self._process else None
        if pipe is None:
            raise _Died
        try:
            size = int.from_bytes(await pipe.readexactly(wire.PREFIX), "big")
            if size > wire.MAX_MESSAGE:
                raise _Died
            answer: dict[str, Any] = json.loads(await pipe.readexactly(size))
        except (asyncio.IncompleteReadError, ConnectionError) as end:
            raise _Died from end
        return answer

    async def _start(self) -> asyncio.subprocess.Process:
        """Start the other end, in a session of its own: Ctrl-C is ours alone, and the end of the pipe is its end."""
        # Without -P a file `json.py` in the folder of the import would be run.
        command = [sys.executable, "-P", "-m", "newsroom.worker", json.dumps(self._order)]
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=_BUFFER,
            start_new_session=True,
            env=environment(),
        )

    async def stop(self) -> int | None:
        """End the process, if it has not ended, and give its code."""
        process, self._process = self._process, None
        if process is None:
            return None
        if process.stdin:
            process.stdin.close()
        if not (process.stdout and process.stdout.at_eof()):
            process.kill()
        return await process.wait()


class _Waiting:
    """The sources in line; more come while these are read, because a host may take its time."""

    def __init__(self, deal: Deal) -> None:
        self.jobs: deque[_Job] = deque()
        self._deal = deal
        self._coming: asyncio.Task[list[tuple[int, FileSource | Unread]]] | None = None
        self._ended = False

    async def fill(self) -> bool:
        """Let sources come, many at a time, when few are left in line, and tell whether any is."""
        if not (self._coming or self._ended) and len(self.jobs) <= IN_FLIGHT // 2:
            self._coming = asyncio.ensure_future(self._deal(IN_FLIGHT - len(self.jobs)))
        if self._coming and (not self.jobs or self._coming.done()):
            dealt, self._coming = await self._coming, None
            self._ended = not dealt
            self.jobs.extend(_Job(number, source) for number, source in dealt)
        return bool(self.jobs)

    def call_off(self) -> bool:
        """Wait for nothing more, and tell whether anything was left undone."""
        if self._coming:
            self._coming.cancel()
        return bool(self.jobs)


def _order_line(source: FileSource) -> bytes:
    return json.dumps(asdict(source), default=str).encode() + b"\n"
