"""The other end of the pipe: reads jobs, a line each, and answers drafts, until the pipe closes.

The kernel keeps the limits, so they hold inside C code and when nobody is left to look: an alarm ends the
process when an answer takes too long, and memory beyond the limit is not given.
"""

import gc
import importlib
import json
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from shutil import copyfileobj
from typing import Any

from importers.draft import ArticleDraft, Defaults, EventDraft, Importer, Problem, Refused, Source, Wanted
from importers.unread import explain
from newsroom.errors import Unreadable
from newsroom.fetch import FileSource
from newsroom.worker import wire
from newsroom.worker.limits import OUT_OF_MEMORY, confine, take_standard_output
from newsroom.worker.preparing import prepare

FindImporter = Callable[[Source], Importer | None]


def main() -> None:
    """Set up the limits and work; the first argument says how, as JSON."""
    order = json.loads(sys.argv[1])
    answers = take_standard_output()
    defaults = Defaults(**order["defaults"] | {"languages": tuple(order["defaults"]["languages"])})
    jobs = Jobs(importlib.import_module(order["importers"]).find_importer, defaults, Path(order["spool"]))
    confine(order["memory"])
    _collect_rarely()
    try:
        for line in sys.stdin.buffer:
            for answer in _timed(jobs.answers(json.loads(line)), order["seconds"]):
                wire.send(answers, answer)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)


class Jobs:
    """Reads the sources of one run."""

    def __init__(self, find_importer: FindImporter, defaults: Defaults, spool: Path) -> None:
        """Keep what every job needs."""
        self._find_importer = find_importer
        self._defaults = defaults
        self._spool = spool

    def answers(self, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield a source's drafts and problems, and at last that it is done."""
        source = FileSource(**job | {"path": Path(job["path"]), "root": Path(job["root"])})
        try:
            yield from self._read(source)
        except (Refused, Unreadable) as refusal:
            yield {"failed": str(refusal)}
        except OSError as problem:
            yield {"failed": f"{source.label} cannot be opened: {problem.strerror}."}
        yield {"done": True}

    def _read(self, source: FileSource) -> Iterator[dict[str, Any]]:
        if not source.head:
            raise Refused(f"{source.label} is empty.")
        importer = self._find_importer(source)
        if importer is None:
            raise Refused(f"{source.label} {explain(source)}")
        name = getattr(importer, "__name__", "").rpartition(".")[2]
        anything = False
        for found in self._items(importer, source, name):
            anything = True
            yield found
        # The last page of a list may be empty; a file that somebody names should not be.
        if not anything and not source.is_wanted:
            raise Refused(f"{source.label} holds nothing that could be imported.")

    def _items(self, importer: Importer, source: FileSource, name: str) -> Iterator[dict[str, Any]]:
        spoken = Counter[str]()
        try:
            for found in importer.read(source, self._defaults):
                yield self._item(_spoken_like(found, spoken), source, name, spoken)
        except (Refused, OSError, MemoryError):
            raise
        # An importer meets whatever the world has written: what it did not foresee costs this source, not the run.
        except Exception as problem:
            yield {"failed": f"{source.label} could not be read as {name}: {type(problem).__name__}, {problem}."}

    def _item(self, found: Any, source: FileSource, name: str, spoken: Counter[str]) -> dict[str, Any]:
        if isinstance(found, Problem):
            return {"failed": found.reason, "item": found.item}
        if isinstance(found, Wanted):
            return {"wanted": wire.pack_wanted(found)}
        try:
            draft, text, words = prepare(found, source, self._defaults)
        except Unreadable as refusal:
            return {"failed": str(refusal), "item": getattr(found, "headline", None)}
        spoken.update([draft.language or ""] if isinstance(draft, ArticleDraft) else [])
        return {"importer": name, "draft": wire.pack(draft, self._put), "text": text, "words": words}

    def _put(self, content: Source) -> Path:
        """Give the path of a file, and write it into the spool when it came inside another."""
        if isinstance(content, FileSource):
            return content.path
        path = Path(tempfile.mkdtemp(dir=self._spool), PurePath(content.name).name or "file")
        with path.open("wb") as copy, content.open() as stream:
            copyfileobj(stream, copy)
        return path


def _spoken_like(found: Any, spoken: Counter[str]) -> Any:
    """Give an event the language of the articles beside it: two words and a place are too few to guess from."""
    if isinstance(found, EventDraft) and not found.language and spoken:
        return replace(found, language=spoken.most_common(1)[0][0])
    return found


def _collect_rarely() -> None:
    """Let the collector look at what a source makes, not at the libraries, and not at every few objects."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def _timed(answers: Iterator[dict[str, Any]], seconds: float) -> Iterator[dict[str, Any]]:
    """Set the alarm while an answer is made, and stop it while the other side takes it."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    for answer in answers:
        signal.setitimer(signal.ITIMER_REAL, 0)
        yield answer
        signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
