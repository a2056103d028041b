"""A feed that somebody opens as a page: browsers show RSS and Atom as source, any other XML with its style sheet."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsroom import addresses

FEEDS = tuple(f".{suffix}" for suffix in addresses.FEED_FORMATS if suffix != "json")
DESTINATION = "Sec-Fetch-Dest"
XML = "application/xml; charset=utf-8"


def is_opened(headers: Headers) -> bool:
    """Tell whether a browser goes to an address to show it as a page (Fetch Metadata, section 2.1)."""
    return headers.get(DESTINATION) == "document"


class FeedAsPage:
    """ASGI middleware that calls a feed plain XML where a page was wanted."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of what answers."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let everything else pass."""
        if scope["type"] != "http" or not scope["path"].endswith(FEEDS):
            await self.app(scope, receive, send)
            return
        is_page = is_opened(Headers(scope=scope))

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # An error has said so itself.
                if DESTINATION not in headers.get("Vary", ""):
                    headers.add_vary_header(DESTINATION)
                if is_page and message["status"] == 200:
                    headers["Content-Type"] = XML
            await send(message)

        await self.app(scope, receive, send_named)
