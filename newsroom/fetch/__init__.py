"""Fetch: names on a command line become sources: files, folders, archives, addresses and standard input."""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import BinaryIO

from newsroom.fetch.archives import is_archive, unpack
from newsroom.fetch.folders import named, texts_of
from newsroom.fetch.sources import HEAD, FileSource, Found, Unread

__all__ = ["HEAD", "STANDARD_INPUT", "FileSource", "Found", "Unread", "count_sources", "fetching", "is_address"]

STANDARD_INPUT = "-"


def is_address(name: str) -> bool:
    """Tell whether a name is an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def count_sources(names: Iterable[str]) -> int:
    """Count what these names will give, without unpacking or asking anybody: an archive counts as one."""
    files = (name for name in names if name.strip() and name != STANDARD_INPUT and not is_address(name))
    others = sum(1 for name in names if not name.strip() or name == STANDARD_INPUT or is_address(name))
    return others + sum(1 for name in files for _ in named(Path(name)))


@contextmanager
def fetching(
    names: Sequence[str], standard_input: BinaryIO | None = None, *, allow_private: bool = False
) -> Iterator[Iterator[Found]]:
    """Give the sources of these names, read lazily and in order; what was brought or unpacked is kept until the end.

    Addresses are public ones alone unless `allow_private` says that the host's own network may be asked.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        fetch = _Fetch(Path(folder).resolve(), standard_input or sys.stdin.buffer, allow_private)
        yield fetch.all(names)


@dataclass(frozen=True, slots=True)
class _Fetch:
    """One command's names: `spool` is where what is no file here is put."""

    spool: Path
    standard_input: BinaryIO
    allow_private: bool
    numbers: Iterator[int] = field(default_factory=count)

    def all(self, names: Iterable[str]) -> Iterator[Found]:
        for name in names:
            for found in self._found(name):
                yield from self._unpacked(found)

    def _found(self, name: str) -> Iterator[Found]:
        if name == STANDARD_INPUT:
            yield self._spooled()
        elif not name.strip():
            # The path "" is the current folder, and an empty variable of a script would take that in.
            yield Unread(
                name, "An empty name is no source: name a file, a folder, an address, or - for standard input."
            )
        elif is_address(name):
            yield self._fetched(name)
        else:
            yield from named(Path(name))

    def _spooled(self) -> FileSource:
        place = self._place() / "standard input"
        with place.open("wb") as copy:
            shutil.copyfileobj(self.standard_input, copy)
        return FileSource(place, place, "standard input")

    def _fetched(self, address: str) -> Found:
        # httpx takes longer to import than most files to read.
        from newsroom.fetch.web import Web

        with Web(allow_private=self.allow_private) as web:
            return web.fetch(address, self._place())

    def _unpacked(self, found: Found) -> Iterator[Found]:
        if isinstance(found, Unread) or not is_archive(found):
            yield found
            return
        place = self._place()
        problem = unpack(found, place)
        if problem:
            yield Unread(found.label, problem)
        else:
            yield from texts_of(place, found.label)

    def _place(self) -> Path:
        place = self.spool / str(next(self.numbers))
        place.mkdir()
        return place
