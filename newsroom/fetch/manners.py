"""Manners: one question at a time for each host, and rest where a host asks for it (RFC 9110, section 10.2.3)."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from threading import Lock

import httpx

MOST_REST = 120.0
"""How many seconds an import rests in all because hosts ask for it."""

USUAL_REST = 5.0
"""How many seconds it rests for a host that says only that it is too much."""

_TOO_MUCH = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)
# Pages and their pictures are fetched by different threads, and their host is one.
_TURNS: defaultdict[str, Lock] = defaultdict(Lock)


@contextmanager
def turn(host: str) -> Iterator[None]:
    """Be the only one in this process who asks a host."""
    with _TURNS[host]:
        yield


@dataclass(slots=True)
class Patience:
    """How long one may still rest."""

    left: float = MOST_REST

    def grants(self, seconds: float) -> bool:
        """Tell whether so long a rest may be taken, and count it if so."""
        if seconds > self.left:
            return False
        self.left -= seconds
        return True


def rest_asked(answer: httpx.Response) -> float | None:
    """Give for how many seconds a host wants to be left alone; None when it does not."""
    if answer.status_code not in _TOO_MUCH:
        return None
    stated = answer.headers.get("retry-after", "").strip()
    if stated.isdecimal():
        return float(stated[:9])
    return _until(stated, answer.headers.get("date", "")) or USUAL_REST


def _until(moment: str, now: str) -> float | None:
    """Give the seconds to a moment by the host's own clock, which may be wrong in the same way."""
    try:
        return max(0.0, (parsedate_to_datetime(moment) - parsedate_to_datetime(now)).total_seconds())
    except (ValueError, TypeError):
        return None
