"""Addresses: what lies there becomes a file with its media type and the address it came from in the end."""

import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Self
from urllib.parse import unquote, urlsplit

import httpcore
import httpx

from newsroom import __version__
from newsroom.fetch.guard import Forbidden, GuardedTransport
from newsroom.fetch.manners import Patience, rest_asked, turn
from newsroom.fetch.sources import NOTHING_SEEN, Answer, FileSource, Found, Seen, Unread

SECONDS = 120.0
"""How long an address may take in all, from the first question to the last byte."""

MOST_BYTES = 1_000_000_000
MOST_HOPS = 5
MOST_TRIES = 3
CONNECT_SECONDS = 10.0

_UNASKABLE = (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol)
_LATE = (httpx.TimeoutException, httpcore.TimeoutException)
_CUT_OFF = (httpx.RemoteProtocolError, httpcore.RemoteProtocolError)
_FAILED = (*_UNASKABLE, *_LATE, httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError)
# WordPress answers 400 to the number of a page behind the last.
_MISSING = (httpx.codes.NOT_FOUND, httpx.codes.GONE, httpx.codes.BAD_REQUEST)
_ASKS = {"User-Agent": f"newsroom/{__version__}", "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}


class _Failed(Exception):
    """The sentence that says why an address gives nothing."""


class Web:
    """Asks addresses, over connections that are kept open between them; a context manager."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        seconds: float = SECONDS,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Open nothing yet; `allow_private` lets the host's own network be asked, `clock` counts seconds.

        `seconds` is the deadline of one address, and `patience` what may be slept because hosts ask for rest.
        """
        self._clock = clock
        self._sleep = sleep
        self._seconds = seconds
        self._patience = patience or Patience()
        self._client = httpx.Client(
            transport=GuardedTransport(allow_private=allow_private),
            follow_redirects=True,
            max_redirects=MOST_HOPS,
            timeout=httpx.Timeout(seconds / 4, connect=min(seconds, CONNECT_SECONDS)),
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
        return self.ask(address, folder).found or Unread(address, f"{address} answers that nothing is new.")

    def ask(self, address: str, folder: Path, seen: Seen = NOTHING_SEEN) -> Answer:
        """Fetch what lies at an address, unless it is as it was when it was seen."""
        for _ in range(MOST_TRIES):
            answer = self._ask_once(address, folder, seen)
            if answer.rest is None or not self._patience.grants(answer.rest):
                break
            self._sleep(answer.rest)
        return answer

    def _ask_once(self, address: str, folder: Path, seen: Seen) -> Answer:
        headers = _ASKS | seen.as_condition()
        try:
            with turn(urlsplit(address).netloc), self._client.stream("GET", address, headers=headers) as answer:
                return self._answered(address, answer, folder, seen)
        except (_Failed, Forbidden, OSError, ValueError, *_FAILED) as problem:
            return Answer(found=Unread(address, _reason(address, problem)))

    def _answered(self, address: str, answer: httpx.Response, folder: Path, seen: Seen) -> Answer:
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return Answer(found=None, seen=seen)
        if (rest := rest_asked(answer)) is not None:
            wait = f"{rest / 60:.0f} minutes" if rest > 90 else f"{rest:.0f} seconds"
            return Answer(
                found=Unread(address, f"{address} wants to be left alone for {wait}: try again then."), rest=rest
            )
        if answer.status_code != httpx.codes.OK:
            told = f"{address} answers {answer.status_code} {answer.reason_phrase}".strip()
            return Answer(found=Unread(address, f"{told}."), is_missing=answer.status_code in _MISSING)
        place = folder / _file_name(str(answer.url))
        digest = self._save(answer, place, self._clock() + self._seconds)
        etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None
        return Answer(
            # Some hosts give the same bytes again, whatever they are asked.
            found=None if digest == seen.digest else FileSource(place, folder, address, media_type, str(answer.url)),
            seen=Seen(etag=etag, last_modified=last_modified, digest=digest),
        )

    def _save(self, answer: httpx.Response, place: Path, until: float) -> str:
        """Save what is answered, and give its digest."""
        written, digest = 0, blake2b(digest_size=16)
        with place.open("wb") as file:
            for chunk in answer.iter_bytes():
                written += len(chunk)
                if written > MOST_BYTES:
                    raise _Failed(f"is larger than {MOST_BYTES // 10**6} MB: save it yourself and name the file")
                if self._clock() > until:
                    raise _Failed(f"was not there whole after {self._seconds:.0f} seconds: try again later")
                file.write(chunk)
                digest.update(chunk)
        return digest.hexdigest()


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
    if isinstance(problem, _CUT_OFF):
        return f"{address} was cut off before its end: try again later."
    if isinstance(problem, httpx.TooManyRedirects):
        return f"{address} leads on more than {MOST_HOPS} times: name where it ends."
    if isinstance(problem, (*_UNASKABLE, ValueError)):
        return f"{address} is no address that can be asked: write it whole, as https://example.org/page."
    return f"{address} cannot be reached: {problem or 'no connection'}."
