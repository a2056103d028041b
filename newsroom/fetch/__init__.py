"""Fetch: names on a command line become sources: files, folders, archives, addresses and standard input."""

from newsroom.fetch.fetching import STANDARD_INPUT, Fetching, count_sources, fetching, is_address
from newsroom.fetch.sources import HEAD, Answer, FileSource, Found, Seen, Unread
from newsroom.fetch.wants import Wants

__all__ = [
    "HEAD",
    "STANDARD_INPUT",
    "Answer",
    "Fetching",
    "FileSource",
    "Found",
    "Seen",
    "Unread",
    "Wants",
    "count_sources",
    "fetching",
    "is_address",
]
