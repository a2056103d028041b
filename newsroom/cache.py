"""A cache of whole answers in front of the application: it knows HTTP and no room, and changes nothing but speed.

Everything in it was answered in the same era: `find_era` gives a value that stays equal for as long as no answer
changes. With the first request of another era all is forgotten.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsroom.web.coding import negotiate

MOST_BYTES = 32 << 20
"""How much a process keeps in all."""

LARGEST = 1 << 20
"""What is larger than this many bytes is sent and not kept."""

OVERHEAD = 2_000
"""About how many bytes an answer takes beside its content."""

CONDITIONS = ("if-none-match", "if-modified-since")
"""What decides beside the address, and the coding, whether an answer is 200 or 304."""

SELDOM = ("range", "if-match")
"""What is asked for so seldom that its answer is not kept."""

FindEra = Callable[[Scope], Awaitable[Hashable | None]]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it went out: status, headers, content."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    content: bytes = b""

    async def send(self, send: Send) -> None:
        """Send it once more; the headers are a list of its own, which others may add to."""
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.content})


class Cache:
    """ASGI middleware that keeps what may be kept of one era; what was used longest ago goes first."""

    def __init__(self, app: ASGIApp, *, find_era: FindEra, most_bytes: int = MOST_BYTES) -> None:
        """Begin with nothing; `find_era` gives None when nobody can tell, and then nothing is kept or taken."""
        self.app = app
        self._find_era = find_era
        self._most_bytes = most_bytes
        self._era: Hashable | None = None
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or let the application answer and keep that."""
        key = _key(scope) if scope["type"] == "http" else None
        era = await self._enter(scope) if key else None
        if key is None or era is None:
            await self.app(scope, receive, send)
        elif kept := self._kept.get(key):
            self._kept.move_to_end(key)
            await kept.send(send)
        else:
            witness = _Witness(send)
            await self.app(scope, receive, witness.send)
            # What was answered while the era ended may be of either.
            if witness.seen and scope["method"] == "GET" and await self._enter(scope) == era:
                self._keep(key, witness.seen)

    async def _enter(self, scope: Scope) -> Hashable | None:
        """Give the era of now, and forget what is of another."""
        era = await self._find_era(scope)
        if era is None or era != self._era:
            self._kept.clear()
            self._bytes, self._era = 0, era
        return era

    def _keep(self, key: Hashable, answer: Kept) -> None:
        if key not in self._kept:
            self._kept[key] = answer
            self._bytes += len(answer.content) + OVERHEAD
        while self._bytes > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.content) + OVERHEAD


class _Witness:
    """Passes an answer on, and remembers it when it is whole and may be kept."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun: Kept | None = None
        self.seen: Kept | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = _begun(message)
        elif self._begun and not message.get("more_body") and len(message.get("body", b"")) <= LARGEST:
            self.seen = replace(self._begun, content=bytes(message.get("body", b"")))
        else:
            # In parts it is a bundle or a larger file, which the disk keeps.
            self._begun = None
        await self._send(message)


def _begun(message: Message) -> Kept | None:
    """Give the beginning of an answer that may be kept: one that says for how long it is good."""
    headers = tuple((bytes(name), bytes(value)) for name, value in message["headers"])
    said = Headers(raw=list(headers)).get("cache-control", "no-store")
    lasting = message["status"] in (200, 304) and "max-age" in said
    return Kept(message["status"], headers) if lasting else None


def _key(scope: Scope) -> Hashable | None:
    """Name what decides on an answer; None for what is never kept."""
    headers = Headers(scope=scope)
    if scope["method"] not in ("GET", "HEAD") or any(name in headers for name in SELDOM):
        return None
    address = scope.get("raw_path") or scope["path"], scope["query_string"]
    return *address, negotiate(headers.get("accept-encoding", "")), *(headers.get(name) for name in CONDITIONS)
