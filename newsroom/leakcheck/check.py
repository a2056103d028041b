"""Checking a room: by the app of this process, or by a server that runs somewhere."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from newsroom.errors import NewsroomError
from newsroom.leakcheck.asking import Request, door_to_app, door_to_server
from newsroom.leakcheck.comparing import find_difference
from newsroom.leakcheck.rooms import Rooms, copied
from newsroom.leakcheck.round import Finding, Round
from newsroom.settings import Settings

Clock = Callable[[], datetime]


class Progress(Protocol):
    """Whom a round tells how far it has come."""

    def reach(self, done: int) -> None:
        """Take note that so much is done."""


Begin = Callable[[int], AbstractContextManager[Progress]]
"""Told how much there is to do, gives whom to tell."""

NOWHERE = Request("/nothing-was-ever-here")
ANOTHER_VERSION = "The server runs another version or other settings: only its own answers were compared."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a round found, and how much it looked at."""

    findings: tuple[Finding, ...]
    requests: int
    canaries: int
    traceless: int
    thorough: int
    remarks: tuple[str, ...] = ()


async def check_app(settings: Settings, clock: Clock, begin: Begin) -> Report:
    """Check what this program answers for a room at this moment; nobody is disturbed by it."""
    with copied(settings, now=clock()) as rooms:
        async with round_here(rooms) as going:
            return await _finish(going, begin)


async def check_server(settings: Settings, url: str, clock: Clock, begin: Begin) -> Report:
    """Check what a server answers; what is public by the time it would be accused, or answers otherwise, is no leak.

    Raises NewsroomError when nobody answers there, or somebody else.
    """
    with copied(settings, now=clock()) as rooms:
        async with round_at(rooms, url) as going:
            report = await _finish(going, begin)
    if not report.findings:
        return report
    with copied(settings, now=clock()) as rooms:
        async with round_at(rooms, url) as again:
            confirmed = [one for finding in report.findings for one in await _again(again, finding)]
    return replace(report, findings=tuple(dict.fromkeys(confirmed)))


async def _again(going: Round, finding: Finding) -> list[Finding]:
    """Look again at what was found, unless it is hidden no more."""
    before = finding.canary
    canary = next((one for one in going.rooms.canaries if before and one.identity == before.identity), None)
    return [] if before and not canary else await going.judge(finding.probe, canary)


@asynccontextmanager
async def round_here(rooms: Rooms) -> AsyncIterator[Round]:
    """Begin a round in this process: both copies are asked at the same frozen moment."""
    async with (
        door_to_app(rooms.whole, lambda: rooms.now) as whole,
        door_to_app(rooms.clean, lambda: rooms.now) as clean,
    ):
        yield Round(rooms=rooms, door=whole, clean=clean)


@asynccontextmanager
async def round_at(rooms: Rooms, url: str) -> AsyncIterator[Round]:
    """Begin a round at a server; it is compared with the clean copy when both tell of nothing in the same words."""
    given = rooms.clean.base_address_given
    base = rooms.clean.room.base_address if given else url.rstrip("/")
    clean_settings = replace(rooms.clean, room=replace(rooms.clean.room, base_address=base))
    async with (
        door_to_server(url, base) as server,
        door_to_app(clean_settings, lambda: rooms.now) as clean,
    ):
        answer, known = await server.ask(NOWHERE), await clean.ask(NOWHERE)
        if answer.status == 421:
            raise NewsroomError(
                f"{url} answers under another name: give the room's own address, {base} by its settings."
            )
        same = find_difference(answer, known, all_headers=False) is None
        remarks = [] if same else [ANOTHER_VERSION]
        yield Round(rooms=rooms, door=server, clean=clean, same_program=same, all_headers=False, remarks=remarks)


async def _finish(going: Round, begin: Begin) -> Report:
    with begin(going.rooms.public + len(going.rooms.canaries)) as progress:
        findings = [one async for one in replace(going, reach=progress.reach).leaks()]
    return Report(
        findings=tuple(dict.fromkeys(findings)),
        requests=going.door.asked,
        canaries=len(going.rooms.canaries),
        traceless=len(going.rooms.canaries) - len(going.rooms.index.owners),
        thorough=len(going.thorough),
        remarks=tuple(going.remarks),
    )
