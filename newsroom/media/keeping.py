"""Keeping beside removing: what is kept is named in the store only later, and until then nobody may call it a stray.

The lock is the folder's own; it goes with the process that has it, whatever ends that.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Let nobody remove files until those that are kept meanwhile are named; others may keep some, too."""
    folder.mkdir(parents=True, exist_ok=True)
    with _opened(folder) as handle:
        # Where there are no such locks, files are removed beside an import as if it were not there.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_SH)
        yield


@contextmanager
def removing(folder: Path) -> Iterator[bool]:
    """Tell whether nobody keeps files, nor begins to before the end: then what nothing names is nobody's."""
    if not folder.is_dir():
        yield True
        return
    with _opened(folder) as handle:
        yield _is_alone(handle)


def _is_alone(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
