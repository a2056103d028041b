"""The other end of the darkroom's pipe: develops pictures, a job a line, until the pipe closes."""

import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from newsroom.errors import Unreadable
from newsroom.media.developing import Order, develop
from newsroom.worker import wire
from newsroom.worker.limits import OUT_OF_MEMORY, confine, take_standard_output


def main() -> None:
    """Set up the limits and work; the arguments are bytes of memory, and seconds for a picture."""
    answers = take_standard_output()
    confine(int(sys.argv[1]))
    try:
        for line in sys.stdin.buffer:
            signal.setitimer(signal.ITIMER_REAL, float(sys.argv[2]))
            _answer(answers, json.loads(line))
            signal.setitimer(signal.ITIMER_REAL, 0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)


def _answer(answers: BinaryIO, job: dict[str, Any]) -> None:
    end: dict[str, Any] = {"done": True}
    folder = Path(job.pop("folder"))
    try:
        for original in develop(folder, Order(**job)):
            wire.send(answers, {"original": asdict(original)})
    except Unreadable as refusal:
        end |= {"failed": str(refusal)}
    except (MemoryError, BrokenPipeError):
        raise
    # Pillow meets whatever the world calls a picture: what it did not foresee costs this one, not the others.
    except Exception as problem:
        end |= {"failed": f"{type(problem).__name__}, {problem}"}
    wire.send(answers, end)


if __name__ == "__main__":
    main()
