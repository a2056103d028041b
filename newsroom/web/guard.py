"""The guard at the door: which hosts are answered, the headers that every answer bears, and no body on HEAD."""

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsroom import addresses

# Nothing of ours connects; auditors such as Lighthouse read robots.txt in the name of a page.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; manifest-src 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
UNLESS_SAID = {"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store"}
"""What an answer bears unless it says otherwise: those for machines do, and all that may be kept."""
SECURE = {"Strict-Transport-Security": "max-age=31536000"}
PREVIEW = addresses.PREVIEW.partition("{")[0]
PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
"""What every answer below the previews bears, whether there is one or not; a key is nobody else's to see."""

HOSTLESS = frozenset({addresses.HEALTH, addresses.READY})
"""What load balancers ask by number."""

METHODS = "GET, HEAD, OPTIONS"
"""What is answered to whoever asks for the server itself (`OPTIONS *`, RFC 9110 section 9.3.7)."""

LONGEST = 8000
"""So many characters of an address are read (RFC 9110 section 4.1 recommends to support as many)."""

Refusal = Callable[[Request, int], Awaitable[Response]]

logger = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around the whole of the public face."""

    def __init__(self, app: ASGIApp, *, base_address: str, is_local: Callable[[str], bool], refuse: Refusal) -> None:
        """Keep the one host that is ours; while that is this machine, all of its names are."""
        self.app = app
        self.refuse = refuse
        self.is_local = is_local
        base = urlsplit(base_address)
        self.host = base.hostname or ""
        self.is_secure = base.scheme == "https"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens inside."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        private = scope["path"].startswith(PREVIEW)
        # A proxy that ends TLS says so, and the server believes one on this machine.
        headers = HEADERS | (SECURE if self.is_secure or scope["scheme"] == "https" else {})
        headers |= PRIVATE if private else {}
        door = _Door(send, headers, silent=scope["method"] == "HEAD", private=private)
        try:
            if (scope["method"], scope["path"]) == ("OPTIONS", "*"):
                await Response(status_code=204, headers={"Allow": METHODS})(scope, receive, door.send)
            elif status := self._refused(scope):
                await (await self.refuse(Request(scope), status))(scope, receive, door.send)
            else:
                await self.app(scope, receive, door.send)
        except Exception:
            logger.exception("%s %r failed", scope["method"], scope["path"])
            # Half an answer is out; only the server can break it off.
            if door.opened:
                raise
            await (await self.refuse(Request(scope), 500))(scope, receive, door.send)

    def _refused(self, scope: Scope) -> int | None:
        hosts = Headers(scope=scope).getlist("host")
        # RFC 9112 section 3.2; what asks by number alone (HOSTLESS) may leave it out.
        if len(hosts) > 1 or not (hosts or scope["http_version"] == "1.0" or scope["path"] in HOSTLESS):
            return 400
        if not self._is_ours(scope):
            return 421
        return 414 if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST else None

    def _is_ours(self, scope: Scope) -> bool:
        if scope["path"] in HOSTLESS:
            return True
        # Ports are not compared: a proxy in front may pass on its own, and no name is anybody else's for that.
        host = _hostname(Headers(scope=scope).get("host", ""))
        return host == self.host or (self.is_local(self.host) and self.is_local(host))


class _Door:
    """Where an answer goes out."""

    def __init__(self, send: Send, headers: dict[str, str], *, silent: bool, private: bool) -> None:
        self.outside = send
        self.headers = headers
        self.silent = silent
        self.private = private
        self.opened = False

    async def send(self, message: Message) -> None:
        """Pass a message on, the first with our headers, and on HEAD without the body (RFC 9110 section 9.3.2)."""
        if message["type"] == "http.response.start":
            self.opened = True
            headers = MutableHeaders(scope=message)
            headers.update(self.headers)
            for name, value in UNLESS_SAID.items():
                headers.setdefault(name, value)
            for name in ("etag", "last-modified") if self.private else ():
                # What nobody may keep, nobody need ask for again; the file server would give both.
                del headers[name]
        elif self.silent and message["type"] == "http.response.body":
            message["body"] = b""
        await self.outside(message)


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
