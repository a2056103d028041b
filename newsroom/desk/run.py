"""Run: one import in the store, from its first line in the ledger to its last.

A batch that fails is repeated item by item: only the bad one is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from newsroom.database import Database
from newsroom.desk.items import Item
from newsroom.desk.publication import Terms
from newsroom.desk.settle import settle
from newsroom.desk.verdict import Verdict, judge, judge_unheard
from newsroom.errors import Busy, NewsroomError
from newsroom.store import ledger, log


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one item; `number` is that of its source in the run, `item` None for what could not be read."""

    line: ledger.Line
    number: int
    item: Item | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an editor asks of an import.

    With `hushed`, the ledger gets a run only when something came: not for what is unchanged, nor for what is
    refused for one of these reasons, which were told before.
    """

    sources: tuple[str, ...] = ()
    terms: Terms = Terms()
    dry_run: bool = False
    again: bool = False
    theirs: bool = False
    fetch_media: bool = False
    hushed: frozenset[str] | None = None
    allow_private: bool = False


@dataclass(slots=True)
class Run:
    """One import in the store: where it writes (nowhere in a dry run), where it looks, and its number once it is open.

    `held` are the lines of what gave no reason to open it yet.
    """

    writes: Database | None
    reads: Database | None
    order: Order
    now: datetime
    by: str
    id: int = 0
    held: list[ledger.Line] = field(default_factory=list)

    @classmethod
    async def start(
        cls, writes: Database | None, reads: Database | None, order: Order, *, now: datetime, by: str
    ) -> "Run":
        """Begin a run, which opens at once unless its order hushes what is not new."""
        run = cls(writes, reads, order, now, by)
        if order.hushed is None:
            await run._open()
        return run

    async def _open(self) -> None:
        """Open it in the ledger and in the log, so that one that is killed leaves a trace of who began it."""
        if self.writes:
            self.id = await self.writes.write(_begin, self.order.sources, now=self.now, by=self.by)
            await self.writes.write(ledger.keep_lines, self.id, self.held)

    async def end(self) -> None:
        """Note that the run came to its end."""
        if self.writes and self.id:
            await self.writes.write(ledger.complete_run, self.id)

    async def settle(self, received: list[Item | Outcome]) -> list[Outcome]:
        """Keep a batch and give its outcomes in order."""
        items = [one for one in received if isinstance(one, Item)]
        if self.writes and not self.id and self.order.hushed is not None:
            outcomes = _outcomes(received, await self._dry(items))
            if all(_is_told(one.line, self.order.hushed) for one in outcomes):
                self.held += [one.line for one in outcomes]
                return outcomes
            await self._open()
        outcomes = _outcomes(received, await self._verdicts(items))
        refused = [one.line for one in received if isinstance(one, Outcome)]
        if self.writes and refused:
            await self.writes.write(ledger.keep_lines, self.id, refused)
        return outcomes

    async def _verdicts(self, items: list[Item]) -> list[Verdict]:
        if self.writes is None:
            return await self._dry(items)
        try:
            return await self._write(items)
        except Busy:
            raise
        except (SQLAlchemyError, NewsroomError):
            return [await self._write_one(item) for item in items]

    async def _dry(self, items: list[Item]) -> list[Verdict]:
        if self.reads is None:
            return judge_unheard(items)
        return await self.reads.read(judge, items, again=self.order.again, theirs=self.order.theirs)

    async def _write(self, items: list[Item]) -> list[Verdict]:
        assert self.writes  # noqa: S101
        asked = {"again": self.order.again, "theirs": self.order.theirs}
        return await self.writes.write(settle, self.id, items, now=self.now, by=self.by, **asked)

    async def _write_one(self, item: Item) -> Verdict:
        try:
            return (await self._write([item]))[0]
        except Busy:
            raise
        except (SQLAlchemyError, NewsroomError) as problem:
            reason = f"It could not be kept: {str(problem).splitlines()[0]}"
            verdict = Verdict(item=item, outcome="refused", reason=reason)
        if self.writes:
            await self.writes.write(ledger.keep_lines, self.id, [verdict.line()])
        return verdict


def _outcomes(received: list[Item | Outcome], verdicts: Iterable[Verdict]) -> list[Outcome]:
    """Give the outcomes of a batch in order: those of its items by their verdicts."""
    judged = iter(verdicts)
    return [_outcome(next(judged)) if isinstance(one, Item) else one for one in received]


def _is_told(line: ledger.Line, hushed: frozenset[str]) -> bool:
    return line.outcome == "unchanged" or (line.outcome == "refused" and line.reason in hushed)


def _begin(connection: Connection, sources: tuple[str, ...], *, now: datetime, by: str) -> int:
    key = ledger.start_run(connection, sources, now=now)
    log.add_records(connection, [log.Record(at=now, actor=by, act="import", type="import", name=str(key))])
    return key


def _outcome(verdict: Verdict) -> Outcome:
    return Outcome(line=verdict.line(), number=verdict.item.number, item=verdict.item)
