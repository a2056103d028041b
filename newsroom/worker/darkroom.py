"""Darkroom: pictures are developed in a process of its own, with limits of time and memory for each."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newsroom.media.developing import Order
from newsroom.original import Original, Rendition
from newsroom.worker import wire
from newsroom.worker.limits import Limits, environment, is_out_of_memory, was_too_slow

LIMITS = Limits(seconds=60.0, memory=1024 * 1024 * 1024)
"""What a picture may cost: one of 100 megapixels takes 400 MB."""


class _Died(Exception):
    """The process ended."""


class Darkroom:
    """Develops pictures one after the other; a context manager whose process starts with the first of them."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Say under which limits to work."""
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Wait for the first picture."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """End the process."""
        self._stop()

    def develop(self, folder: Path, order: Order) -> tuple[Original, str | None]:
        """Develop a kept picture; gives what is known of it, and in some words why that is not all, if it is not."""
        original, reason = Original(digest=order.digest, read=False), None
        try:
            for answer in self._answers(folder, order):
                original = _original(answer["original"]) if "original" in answer else original
                reason = answer.get("failed")
        except (_Died, OSError):
            reason = self._explain(self._stop())
        return original, reason

    def _answers(self, folder: Path, order: Order) -> Iterator[dict[str, Any]]:
        process = self._process = self._process or _start(self._limits)
        assert process.stdin  # noqa: S101
        assert process.stdout  # noqa: S101
        process.stdin.write(json.dumps({"folder": str(folder), **asdict(order)}).encode() + b"\n")
        process.stdin.flush()
        answer: dict[str, Any] = {}
        while "done" not in answer:
            size = int.from_bytes(process.stdout.read(wire.PREFIX), "big")
            content = process.stdout.read(size) if size else b""
            if not content or len(content) < size:
                raise _Died
            yield (answer := json.loads(content))

    def _explain(self, code: int) -> str:
        if was_too_slow(code):
            return f"that takes longer than {self._limits.seconds:g} seconds"
        if is_out_of_memory(code):
            return f"that needs more than {self._limits.memory // 1024 // 1024} MB of memory"
        return f"that ended with code {code}"

    def _stop(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        with process:
            pass
        return process.returncode


def _start(limits: Limits) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-m", "newsroom.worker.developing", str(limits.memory), str(limits.seconds)]
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment(),
    )


def _original(said: dict[str, Any]) -> Original:
    renditions = tuple(Rendition(**one) for one in said.pop("renditions"))
    return Original(**said, renditions=renditions)
