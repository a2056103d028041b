"""Dealing: sources come from files or from slow hosts, and are dealt out in turn to those who read them."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Thread
from typing import TypeVar, cast

from newsroom.fetch import FileSource, Unread

T = TypeVar("T")

AT_ONCE = 0.05
"""For how many seconds more sources are drawn when there is one already: then it is time to read it."""


class Dealing:
    """Numbers sources and deals them out in turn, as they are asked for."""

    def __init__(self, sources: Iterable[FileSource | Unread], hands: int, first: int = 0) -> None:
        """Draw nothing yet; `first` is the number of the first source."""
        self._sources = iter(sources)
        self._dealt = [deque[tuple[int, FileSource | Unread]]() for _ in range(hands)]
        self._turn = asyncio.Lock()
        self.number = first

    async def deal(self, hand: int, most: int) -> list[tuple[int, FileSource | Unread]]:
        """Give a hand its next sources, so many as come at once but one at least; none when there are no more."""
        mine = self._dealt[hand]
        if not mine:
            async with self._turn:
                await aside(lambda: self._draw(hand, most))
        return [mine.popleft() for _ in range(min(most, len(mine)))]

    def _draw(self, hand: int, most: int) -> None:
        mine, limit = self._dealt[hand], time.monotonic() + AT_ONCE
        while len(mine) < most and not (mine and time.monotonic() > limit):
            source = next(self._sources, None)
            if source is None:
                return
            self._dealt[self.number % len(self._dealt)].append((self.number, source))
            self.number += 1


async def aside(act: Callable[[], T]) -> T:
    """Do something slow in a thread that nobody waits for at the end, as an executor would: Ctrl-C is Ctrl-C."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, problem: BaseException | None) -> None:
        if done.cancelled():
            return
        if problem:
            done.set_exception(problem)
        else:
            done.set_result(cast("T", result))

    def work() -> None:
        result, problem = None, None
        try:
            result = act()
        except BaseException as raised:
            problem = raised
        # Nobody may wait any more, nor the loop run.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, result, problem)

    Thread(target=work, name="aside", daemon=True).start()
    return await done
