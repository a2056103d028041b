"""Addresses: what lies there becomes a file with its media type and the address it came from in the end."""

import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Self
from urllib.parse import unquote, urlsplit

import httpcore
import httpx

from newsroom import __version__
from newsroom.fetch.guard import Forbidden, GuardedTransport
from newsroom.fetch.sources import FileSource, Found, Unread

SECONDS = 120.0
"""How long an address may take in all, from the first question to the last byte."""

MOST_BYTES = 1_000_000_000
MOST_HOPS = 5
CONNECT_SECONDS = 10.0

_UNASKABLE = (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol)
_LATE = (httpx.TimeoutException, httpcore.TimeoutException)
_FAILED = (*_UNASKABLE, *_LATE, httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError)
_ASKS = {"User-Agent": f"newsroom/{__version__}", "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}


class _Failed(Exception):
    """The sentence that says why an address gives nothing."""


class Web:
    """Asks addresses, over connections that are kept open between them; a context manager."""

    def __init__(self, *, allow_private: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        """Open nothing yet; `allow_private` lets the host's own network be asked, `clock` counts seconds."""
        self._clock = clock
        self._client = httpx.Client(
            transport=GuardedTransport(allow_private=allow_private),
            follow_redirects=True,
            max_redirects=MOST_HOPS,
            timeout=httpx.Timeout(SECONDS / 4, connect=CONNECT_SECONDS),
            trust_env=False,
        )

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close every connection."""
        self._client.close()

    def fetch(self, address: str, folder: Path) -> Found:
        """Fetch what lies at an address into a folder, or tell why there is nothing."""
        try:
            with self._client.stream("GET", address, headers=_ASKS) as answer:
                return self._taken(address, answer, folder)
        except (_Failed, Forbidden, OSError, *_FAILED) as problem:
            return Unread(address, _reason(address, problem))

    def _taken(self, address: str, answer: httpx.Response, folder: Path) -> FileSource:
        if answer.status_code != httpx.codes.OK:
            raise _Failed(f"answers {answer.status_code} {answer.reason_phrase}".strip())
        place = folder / _file_name(str(answer.url))
        _save(answer, place, self._clock() + SECONDS, self._clock)
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None
        return FileSource(place, folder, address, media_type, str(answer.url))


def _save(answer: httpx.Response, place: Path, until: float, clock: Callable[[], float]) -> None:
    written = 0
    with place.open("wb") as file:
        for chunk in answer.iter_bytes():
            written += len(chunk)
            if written > MOST_BYTES:
                raise _Failed(f"is larger than {MOST_BYTES // 10**6} MB: save it yourself and name the file")
            if clock() > until:
                raise _Failed(f"was not there whole after {SECONDS:.0f} seconds: try again later")
            file.write(chunk)


def _file_name(address: str) -> str:
    """Give the name that a file of this address has; one without gets a name that says nothing."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name.replace("\0", "")
    return name.lstrip(".")[-120:] or "page"


def _reason(address: str, problem: Exception) -> str:
    if isinstance(problem, _Failed):
        return f"{address} {problem}."
    if isinstance(problem, Forbidden):
        return f"{address} lies in a private network, which is not asked: say --allow-private if it is your own."
    if isinstance(problem, _LATE):
        return f"{address} does not answer in time: try again later."
    if isinstance(problem, httpx.TooManyRedirects):
        return f"{address} leads on more than {MOST_HOPS} times: name where it ends."
    if isinstance(problem, _UNASKABLE):
        return f"{address} is no address that can be asked: write it whole, as https://example.org/page."
    return f"{address} cannot be reached: {problem or 'no connection'}."
