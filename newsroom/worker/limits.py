"""Limits: what a source may cost, and how its reading ended when it cost more."""

import signal
from dataclasses import dataclass

MEMORY = 256 * 1024 * 1024
"""Address space a source may take beyond that of the libraries, which is 140 MB, or 220 with numpy."""

SECONDS = 10.0
"""How long one draft may take."""

OUT_OF_MEMORY = 70


@dataclass(frozen=True, slots=True)
class Limits:
    """What a source may cost, in seconds for a draft and in bytes."""

    seconds: float = SECONDS
    memory: int = MEMORY


LIMITS = Limits()


def is_out_of_memory(code: int | None) -> bool:
    """Tell whether a process ended with this code for want of memory, as Rust and C do by aborting."""
    return code in (OUT_OF_MEMORY, -signal.SIGABRT)


def explain_end(label: str, code: int | None, limits: Limits) -> str:
    """Say in one sentence why a process that ended with this code could not read a source."""
    if code == -signal.SIGALRM:
        return f"{label} took longer than {limits.seconds:g} seconds to read: divide it, or save it in a simpler form."
    if is_out_of_memory(code):
        megabytes = limits.memory // 1024 // 1024
        return f"{label} needs more than {megabytes} MB of memory to read: divide it, or save it in a simpler form."
    return f"{label} could not be read, the reading ended with code {code}: save it in another form."
