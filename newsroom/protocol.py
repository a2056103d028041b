"""How requests are read off the wire: by httptools, and no more than a head's worth before there is one."""

import re

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from newsroom.web.guard import HEADERS, SECURE, UNLESS_SAID

LONGEST_HEAD = 64 << 10
"""How many bytes of a request line and headers are read: as many as uvicorn's slower parser takes."""

LAST_WORDS = {**HEADERS, **UNLESS_SAID, "Content-Length": "0", "Connection": "close"}
"""What an answer bears that no application gave."""

_ABSOLUTE = re.compile(rb"https?://([^/?#]*)", re.IGNORECASE)


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to what a stranger may send without ever asking anything."""

    last_words = LAST_WORDS
    _head: int | None = 0

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head that is being read becomes too long."""
        super().data_received(data)
        if self._head is not None and not self.transport.is_closing():
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                # RFC 6585 section 5.
                self._refuse(431)

    def on_message_begin(self) -> None:
        """Begin to count."""
        self._head = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Count no more: what follows is read at the pace at which it is taken.

        Of a target in absolute form the host counts, whatever `Host` says (RFC 9112 section 3.2.2).
        """
        self._head = None
        if absolute := _ABSOLUTE.match(self.url):
            host, below = absolute[1], self.url[absolute.end() :]
            self.url = below if below.startswith(b"/") else b"/" + below
            self.headers[:] = [(b"host", host), *(one for one in self.headers if one[0] != b"host")]
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP as everything else is refused."""
        self._refuse(400)

    def _refuse(self, status: int) -> None:
        said = [(name.encode(), value.encode()) for name, value in self.last_words.items()]
        lines = [b"%s: %s\r\n" % line for line in (*self.server_state.default_headers, *said)]
        self.transport.write(b"".join([STATUS_LINE[status], *lines, b"\r\n"]))
        self.transport.close()


class SecureProtocol(BoundedProtocol):
    """The same of a room whose base address is `https`, behind a proxy that ends TLS."""

    last_words = LAST_WORDS | SECURE
