"""Asking a room over HTTP, one request at a time: this process's own app, or a server anywhere."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from newsroom.app import create_app
from newsroom.errors import NewsroomError
from newsroom.settings import Settings

SECONDS = 30.0
LONGEST = 20_000_000
"""How many bytes of an answer are read: no page of a press room is longer."""

BUSY = 503
TRIES = 5
"""How often a question is put to a room that has no time for it, which tells nothing of what it hides."""

CHANGING = frozenset({"date"})
# What servers in between add or rewrite, which says nothing of what was asked for.
CARRIED = CHANGING | {"age", "via", "connection", "keep-alive", "server", "transfer-encoding", "content-encoding"}


@dataclass(frozen=True, slots=True)
class Request:
    """One request: an address below the room's own, and headers of its own."""

    path: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        """Give it as one line, for people."""
        said = "".join(f" [{name}: {value}]" for name, value in self.headers)
        return f"{self.method} {self.path}{said}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; the headers are in order and without those that change by themselves."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        """Give all of it as text, to be searched."""
        head = "\n".join(f"{name}: {value}" for name, value in self.headers)
        return f"{self.status}\n{head}\n\n{self.body.decode('utf-8', 'replace')}"


class Door:
    """Where a room is asked; it answers one request after another."""

    def __init__(self, client: httpx.AsyncClient, *, base: str, dropped: frozenset[str]) -> None:
        """Keep the way there; `base` is what the room calls itself."""
        self._client = client
        self._dropped = dropped
        self.base = base
        self.asked = 0

    async def ask(self, request: Request) -> Answer:
        """Ask, following nothing, and again while the room is busy; raises NewsroomError when nobody answers."""
        self.asked += 1
        for _ in range(TRIES):
            answer = await self._ask(request)
            if answer.status != BUSY:
                return answer
        raise NewsroomError(f"{request.line} was answered {TRIES} times that the room is busy: check it again later.")

    async def _ask(self, request: Request) -> Answer:
        try:
            async with self._client.stream(request.method, request.path, headers=list(request.headers)) as answer:
                body = b"".join([part async for part in _first(answer.aiter_bytes())])
        except httpx.HTTPError as error:
            raise NewsroomError(f"{request.line} was not answered ({error or type(error).__name__}).") from error
        headers = sorted((name, value) for name, value in answer.headers.items() if name not in self._dropped)
        return Answer(answer.status_code, tuple(headers), body)


async def _first(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    length = 0
    async for part in parts:
        yield part
        length += len(part)
        if length > LONGEST:
            return


@asynccontextmanager
async def door_to_app(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Door]:
    """Ask the app of a room in this process."""
    app = create_app(settings, clock=clock)
    base = settings.room.base_address
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=base, timeout=SECONDS, trust_env=False) as client,
    ):
        yield Door(client, base=base, dropped=CHANGING)


@asynccontextmanager
async def door_to_server(url: str, base: str) -> AsyncIterator[Door]:
    """Ask a server over HTTP; raises NewsroomError for what is no address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NewsroomError(f"{url} is no address of a server: write it as https://press.example.org.")
    async with httpx.AsyncClient(base_url=url.rstrip("/"), timeout=SECONDS, trust_env=False) as client:
        yield Door(client, base=base, dropped=CARRIED)
