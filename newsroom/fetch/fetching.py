"""Fetching: the sources of one run, read lazily and in order, with what they ask for."""

import os
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import chain, count, islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Self

from importers.draft import Wanted
from newsroom.fetch.archives import is_archive, unpack
from newsroom.fetch.folders import named, texts_of
from newsroom.fetch.sources import NOTHING_SEEN, Answer, FileSource, Found, Seen, Unread
from newsroom.fetch.wants import Wants

if TYPE_CHECKING:
    from newsroom.fetch.web import Web

STANDARD_INPUT = "-"
_EMPTY_NAME = "An empty name is no source: name a file, a folder, an address, or - for standard input."


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
    names: Iterable[str],
    standard_input: BinaryIO | None = None,
    *,
    allow_private: bool = False,
    wants: Wants | None = None,
    seen: Seen = NOTHING_SEEN,
    web: "Web | None" = None,
) -> Iterator["Fetching"]:
    """Give the sources of these names; what was brought or unpacked is kept until the end.

    Addresses are public ones alone unless `allow_private` says that the host's own network may be asked; `web` asks
    them instead of one that is made for this. An address that is as it was when it was `seen` gives nothing.
    """
    # A thread that waits for a slow host may still write when nobody waits for it any more.
    with ExitStack() as stack:
        folder = tempfile.TemporaryDirectory(prefix="newsroom-", ignore_cleanup_errors=True)
        spool = Path(stack.enter_context(folder)).resolve()

        def find_web() -> "Web":
            # httpx takes longer to import than most files to read.
            from newsroom.fetch.web import Web

            return web or stack.enter_context(Web(allow_private=allow_private))

        yield Fetching(names, spool, standard_input or sys.stdin.buffer, find_web, wants or Wants(), seen)


class Fetching:
    """The sources of one run's names, and those that they ask for; what is no file here is put into `spool`."""

    def __init__(
        self,
        names: Iterable[str],
        spool: Path,
        standard_input: BinaryIO,
        find_web: "Callable[[], Web]",
        wants: Wants,
        seen: Seen,
    ) -> None:
        """Read nothing yet, nor find what asks addresses before there is one."""
        self._names = names
        self._spool = spool
        self._standard_input = standard_input
        self._find_web = find_web
        self._wants = wants
        self._seen = seen
        self._places = count()
        self._companions: dict[str, Path] = {}
        self._pages: deque[tuple[int, Path]] = deque()
        self._kept: set[Path] = set()
        self._asked: list[tuple[FileSource, Wanted]] = []
        self._given = 0
        self._coming: Iterator[Found] = self._named()
        self.answer: Answer | None = None
        """What the address among the names that was asked last answered."""
        self.expected = 0
        """How many sources are known to come in all, once some were asked for."""

    def __iter__(self) -> Self:
        """Give the sources of the names, once."""
        return self

    def __next__(self) -> Found:
        """Give the next of them."""
        return next(self._coming)

    def peek(self) -> Found | None:
        """Give the next of them, which stays the next; None when there is none."""
        first = next(self._coming, None)
        self._coming = chain(filter(None, [first]), self._coming)
        return first

    def _named(self) -> Iterator[Found]:
        for name in self._names:
            for found in self._found(name):
                yield from self._numbered(self._unpacked(found))

    def note(self, source: FileSource, wanted: Wanted) -> None:
        """Hear what a source asks for; one that asks for something beside it is kept, to be read again."""
        if wanted.beside:
            self._kept.add(source.root)
            self._asked.append((source, wanted))
        elif self._wants.is_new(wanted):
            self._asked.append((source, wanted))

    def bring(self) -> Iterator[Found]:
        """Give what sources asked for, and last those again that asked for something beside them."""
        asked, self._asked = self._asked, []
        again = dict.fromkeys(source for source, wanted in asked if wanted.beside)
        self.expected = self._given + sum(1 for _, wanted in asked if not wanted.beside) + len(again)
        for source, wanted in asked:
            given = self._put_beside(source, wanted) if wanted.beside else self._page(source, wanted)
            yield from self._numbered(given)
        yield from self._numbered(again)

    def release(self, before: int) -> None:
        """Remove what was fetched for sources up to this number: nobody reads them any more."""
        while self._pages and self._pages[0][0] < before:
            _, place = self._pages.popleft()
            if place not in self._kept:
                shutil.rmtree(place, ignore_errors=True)

    def _numbered(self, given: Iterable[Found]) -> Iterator[Found]:
        for found in given:
            self._given += 1
            yield found

    def _found(self, name: str) -> Iterator[Found]:
        if name == STANDARD_INPUT:
            yield self._spooled()
        elif not name.strip():
            # The path "" is the current folder, and an empty variable of a script would take that in.
            yield Unread(name, _EMPTY_NAME)
        elif is_address(name):
            self._wants.is_new(Wanted(name, "named"))
            self.answer = self._web.ask(name, self._place(), self._seen)
            yield from filter(None, [self.answer.found])
        else:
            yield from named(Path(name))

    @cached_property
    def _web(self) -> "Web":
        return self._find_web()

    def _spooled(self) -> FileSource:
        place = self._place() / "standard input"
        with place.open("wb") as copy:
            shutil.copyfileobj(self._standard_input, copy)
        return FileSource(place, place, "standard input")

    def _page(self, source: FileSource, wanted: Wanted) -> Iterator[Found]:
        if reason := self._wants.refusal(source, wanted):
            yield Unread(wanted.address, reason)
            return
        place = self._place()
        if (answered := self._ask(wanted, place)) is None:
            return
        for found in self._unpacked(answered):
            self._pages.append((self._given, place))
            if isinstance(found, Unread):
                yield found
            else:
                whole = (source.continues or source.label) if wanted.continues else None
                yield replace(found, is_wanted=True, continues=whole)

    def _ask(self, wanted: Wanted, place: Path) -> Found | None:
        """Give what lies at an address; None where there need not be anything, and is not."""
        answer = self._web.ask(wanted.address, place)
        return None if answer.is_missing and not wanted.certain else answer.found

    def _put_beside(self, source: FileSource, wanted: Wanted) -> Iterator[Unread]:
        """Put what a source asks for beside it, or nothing where that cannot be had, so that it does not ask again."""
        beside = source.path.parent / PurePath(wanted.beside or "").name
        if not source.root.is_relative_to(self._spool) or beside.exists():
            return
        if wanted.address not in self._companions:
            found = self._companion(source, wanted)
            self._companions[wanted.address] = found.path if isinstance(found, FileSource) else self._nothing()
            if isinstance(found, Unread):
                yield found
        os.link(self._companions[wanted.address], beside)

    def _companion(self, source: FileSource, wanted: Wanted) -> Found | None:
        reason = self._wants.refusal(source, wanted)
        return Unread(wanted.address, reason) if reason else self._ask(wanted, self._place())

    def _nothing(self) -> Path:
        place = self._place() / "nothing"
        place.touch()
        return place

    def _unpacked(self, found: Found) -> Iterator[Found]:
        if isinstance(found, Unread) or not is_archive(found):
            yield found
            return
        place = self._place()
        if problem := unpack(found, place):
            yield Unread(found.label, problem)
            return
        texts = texts_of(place, found.label)
        first = list(islice(texts, 2))
        yield from (_at(found.address, one) for one in first) if len(first) == 1 else first
        yield from texts

    def _place(self) -> Path:
        place = self._spool / str(next(self._places))
        place.mkdir()
        return place


def _at(address: str | None, found: Found) -> Found:
    """Give what lay packed at an address as what lies there."""
    return replace(found, address=address) if isinstance(found, FileSource) else found
