"""How an import tells what became of its items: in lines for people while they are few, or as one JSON document.

Neither keeps the items in memory: ten thousand of them take no more than ten.
"""

import json
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Protocol
from zoneinfo import ZoneInfo

import rich_click as click

from newsroom.cli.console import marked, note, result
from newsroom.desk.report import Tally, status_of, told
from newsroom.desk.run import Order, Outcome
from newsroom.errors import NewsroomError
from newsroom.model import Manuscript

MOST_LINES = 200
MOST_NOTES = 10
LONGEST_NAME = 160
SPOOLED = 8_000_000


class Telling(Protocol):
    """Hears of every item, and tells."""

    tally: Tally

    def hear(self, outcome: Outcome, zone: ZoneInfo, now: datetime) -> None:
        """Hear what became of an item."""

    def end(self) -> None:
        """Tell the sum."""


class PlainTelling:
    """Tells people: a line for each item that is new, and the sum."""

    def __init__(self, all_notes: str) -> None:
        """Begin with nothing told; `all_notes` is the command that shows every note."""
        self.tally = Tally()
        self._all_notes = all_notes
        self._lines = 0
        self._notes: dict[str, tuple[str, int]] = {}
        self._other_notes = 0

    def hear(self, outcome: Outcome, zone: ZoneInfo, now: datetime) -> None:
        """Print an item's line, if it has news and the lines are still few."""
        self.tally.add(outcome)
        notes = _news(outcome)
        if outcome.line.outcome != "unchanged" or notes:
            self._lines += 1
            if self._lines <= MOST_LINES:
                marked(outcome.line.outcome, _words(outcome, now))
        for one in notes:
            self._keep(one, _name(outcome))

    def _keep(self, note_: str, name: str) -> None:
        """Count a note that was told of another item too; only the first few different ones are kept."""
        if note_ in self._notes or len(self._notes) < MOST_NOTES:
            first, count = self._notes.get(note_, (name, 0))
            self._notes[note_] = (first, count + 1)
        else:
            self._other_notes += 1

    def end(self) -> None:
        """Print the sum, and the first of the notes."""
        if self._lines > MOST_LINES:
            result(f"and {self._lines - MOST_LINES} more")
        for one, (name, count) in self._notes.items():
            note(f"  {name}{f' and {count - 1} more' if count > 1 else ''}: {one}")
        if self._other_notes:
            note(f"  and {self._other_notes} more notes: `{self._all_notes}` shows all.")
        result(str(self.tally) or "There was nothing to take in.")


class JsonTelling:
    """Tells machines: one document, its sum in front."""

    def __init__(self, items: IO[str]) -> None:
        """Begin an empty list, which is put away in the file `items`."""
        self.tally = Tally()
        self._items = items

    def hear(self, outcome: Outcome, zone: ZoneInfo, now: datetime) -> None:
        """Put an item away until the sum is known."""
        parting = ",\n" if self.tally.counts else ""
        self.tally.add(outcome)
        self._items.write(parting + json.dumps(told(outcome, zone=zone, now=now), ensure_ascii=False))

    def end(self) -> None:
        """Print the document."""
        head = json.dumps(self.tally.totals()).removesuffix("}")
        click.echo(f'{head}, "items": [')
        self._items.seek(0)
        for line in self._items:
            click.echo(line, nl=False)
        click.echo("]}")


@contextmanager
def telling(order: Order, *, as_json: bool) -> Iterator[Telling]:
    """Hear of an import and tell its sum at the end; raises NewsroomError when nothing was taken in."""
    all_notes = "newsroom import --dry-run --json" if order.dry_run else "newsroom ledger"
    # File names may hold bytes that are no UTF-8; they must not stop a report.
    with tempfile.SpooledTemporaryFile(SPOOLED, "w+", encoding="utf-8", errors="surrogatepass") as items:
        found: Telling = JsonTelling(items) if as_json else PlainTelling(all_notes)
        try:
            yield found
        except KeyboardInterrupt:
            note("Stopped. What was kept stays; the same import again takes in the rest.")
            raise
        found.end()
    if order.dry_run:
        note("This was a dry run: nothing was written.")
    if found.tally.is_vain:
        raise NewsroomError("Nothing was taken in.")


def _news(outcome: Outcome) -> list[str]:
    """Give the notes worth telling: of what was known already, only what this import adds."""
    line, known = outcome.line, outcome.item.notes if outcome.item and outcome.line.outcome == "unchanged" else ()
    return [one for one in line.notes if one not in known]


def _name(outcome: Outcome) -> str:
    return textwrap.shorten(outcome.line.headline or outcome.line.source, LONGEST_NAME, placeholder=" …")


def _words(outcome: Outcome, now: datetime) -> str:
    line = outcome.line
    if line.outcome == "refused":
        # Most sentences name their source themselves.
        return line.reason if line.reason and line.source in line.reason else f"{_name(outcome)}: {line.reason}"
    value, name = outcome.item.value if outcome.item else None, _name(outcome)
    if not isinstance(value, Manuscript):
        return f"{line.type}: {name}"
    # What was not taken in need not stand here as its source says.
    if line.outcome == "unchanged":
        return f"{value.content.kind}: {name}"
    return f"{value.content.kind} ({status_of(value, now)}): {name}"
