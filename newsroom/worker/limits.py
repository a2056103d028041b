"""Limits: what a source may cost, and how its reading ended when it cost more."""

import fcntl
import os
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsroom.media import MAX_SIZE

MEMORY = 256 * 1024 * 1024
"""Address space a source may take beyond that of the libraries, which is 140 MB, or 220 with numpy."""

SECONDS = 10.0
"""How long one draft may take."""

OUT_OF_MEMORY = 70

_PIPE = 1 << 20

_PACKAGES = Path(__file__).parents[2]
# numpy's threads take 30 MB of address space each, glibc's arenas 64; a fixed seed makes runs alike.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1", "PYTHONHASHSEED": "0"}
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a source may cost, in seconds for a draft and in bytes."""

    seconds: float = SECONDS
    memory: int = MEMORY


LIMITS = Limits()


def environment() -> dict[str, str]:
    """Give the environment of a process that reads what came from outside: where programs lie, and no secrets."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH"))))
    return {**kept, **_ENVIRONMENT, "PYTHONPATH": path}


def confine(memory: int) -> None:
    """Let this process have so much memory beyond what it has, write no file over 1 GB and leave no core."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_SIZE, MAX_SIZE))
    statistics = Path("/proc/self/statm")
    if statistics.exists():
        used = int(statistics.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))


def take_standard_output() -> BinaryIO:
    """Keep the pipe for answers alone: what a library prints goes to standard error."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if size := getattr(fcntl, "F_SETPIPE_SZ", None):
        # Three drafts fill the usual 64 kB, and both sides would wait by turns; a system may allow no more.
        with suppress(OSError):
            fcntl.fcntl(pipe, size, _PIPE)
    return pipe


def was_too_slow(code: int | None) -> bool:
    """Tell whether a process ended with this code because its alarm rang."""
    return code == -signal.SIGALRM


def is_out_of_memory(code: int | None) -> bool:
    """Tell whether a process ended with this code for want of memory, as Rust and C do by aborting."""
    return code in (OUT_OF_MEMORY, -signal.SIGABRT)


def explain_end(label: str, code: int | None, limits: Limits) -> str:
    """Say in one sentence why a process that ended with this code could not read a source."""
    if was_too_slow(code):
        return f"{label} took longer than {limits.seconds:g} seconds to read: divide it, or save it in a simpler form."
    if is_out_of_memory(code):
        megabytes = limits.memory // 1024 // 1024
        return f"{label} needs more than {megabytes} MB of memory to read: divide it, or save it in a simpler form."
    return f"{label} could not be read, the reading ended with code {code}: save it in another form."
