"""Reckoning: what of an import came and what did not, item by item and in sums that somebody can answer for.

The kinds of remarks are told from their words: notes are sentences for people, whoever wrote them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from newsroom.store import awaited, ledger
from newsroom.store.ledger import OUTCOMES, Line, Run

GUESSED, HELD_BACK, MISSING, DROPPED, NOTED = "guessed", "held back", "missing", "dropped", "noted"
_KINDS = {
    GUESSED: r"guess|taken (in )?(as|from)|stands for it|searched for|zone|published with the moment of import|assumed",
    HELD_BACK: r"held back|a draft here|as a proposal|nothing was changed|was kept|whose text stands|not listed",
    MISSING: r"no credit|without credit|not fetched|neither in this file|no original|cannot be found|has no text for",
    DROPPED: r"left out|dropped|removed|ignored|the first \d+ were kept|not taken|cannot be (read|kept)|lost",
}
_UNLINKED = "Unlinked translation: its version {} has not come."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: its remarks by kind, and what is missing of the item."""

    line: Line
    remarks: Mapping[str, Sequence[str]]
    missing: Sequence[str]

    @property
    def told(self) -> Sequence[str]:
        """Give all that is said of it, the reason of a refusal first."""
        return [*([self.line.reason] if self.line.reason else []), *self.line.notes, *self.missing]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A run with its entries, its sums as numbers, and the same as lines for people."""

    run: Run
    entries: Sequence[Entry]
    totals: Mapping[str, Any]
    sums: Sequence[str]


def reckon(connection: Connection, number: int | None) -> Reckoning:
    """Reckon up a run, or the newest; raises NotFound."""
    run = ledger.get_run(connection, number)
    lines = ledger.lines(connection, run.id)
    waiting = awaited.awaited_in(connection, run.id)
    entries = [_entry(one, waiting) for one in lines]
    totals = _totals(entries)
    return Reckoning(run, entries, totals, list(_sums(totals)))


def kind_of(note: str) -> str:
    """Tell whether a note says that something was guessed, held back, is missing or was dropped."""
    return next((kind for kind, words in _KINDS.items() if re.search(words, note, re.IGNORECASE)), NOTED)


def _entry(line: Line, waiting: Mapping[int, Sequence[str]]) -> Entry:
    remarks: dict[str, list[str]] = {}
    for note in line.notes:
        remarks.setdefault(kind_of(note), []).append(note)
    unlinked = waiting.get(line.target_id or 0, ()) if line.type == "article" else ()
    return Entry(line, remarks, [*_lacking(line), *(_UNLINKED.format(name) for name in unlinked)])


def _lacking(line: Line) -> Iterator[str]:
    for what in ("pictures", "files"):
        named, kept = _figure(line, what), _figure(line, f"{what}_kept")
        if kept < named:
            yield f"{named - kept} of {named} {what} have no original here: `newsroom import --retry` asks again."
    if uncredited := _figure(line, "uncredited"):
        yield f"{uncredited} of {_figure(line, 'pictures')} pictures name nobody who made them."


def _figure(line: Line, name: str) -> int:
    value = (line.figures or {}).get(name)
    return value if isinstance(value, int) else 0


def _totals(entries: Sequence[Entry]) -> dict[str, Any]:
    lines = [one.line for one in entries]
    outcomes = Counter(one.outcome for one in lines)
    here = [one for one in lines if one.outcome != "refused"]
    return {
        "read": len(lines),
        "outcomes": {name: outcomes[name] for name in OUTCOMES},
        "types": {name: dict(count) for name, count in _by_type(lines).items()},
        "years": {name: dict(sorted(count.items())) for name, count in _by_year(here).items()},
        **{name: sum(_figure(one, name) for one in here) for name in _COUNTED},
        "remarks": dict(Counter(kind for one in entries for kind, notes in one.remarks.items() for _ in notes)),
        "unlinked": sum(note.startswith(_UNLINKED[:20]) for one in entries for note in one.missing),
    }


_COUNTED = ("pictures", "pictures_kept", "uncredited", "files", "files_kept", "addresses", "retried", "fetched")


def _by_type(lines: Sequence[Line]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in lines:
        found.setdefault(_called(one), Counter())[one.outcome] += 1
    return found


def _by_year(lines: Sequence[Line]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in lines:
        if one.type == "article" and one.figures:
            found.setdefault(_called(one), Counter())[str(one.figures.get("year") or "undated")] += 1
    return found


def _called(line: Line) -> str:
    """Give the kind of an article or of a file of the press kit, else its type."""
    return str((line.figures or {}).get("kind") or line.type)


def _sums(totals: Mapping[str, Any]) -> Iterator[str]:
    """Write the sums as lines that add up."""
    outcomes = " + ".join(f"{count} {name}" for name, count in totals["outcomes"].items())
    yield f"Read: {totals['read']} = {outcomes}."
    for name, counts in totals["types"].items():
        years = ", ".join(f"{year}: {count}" for year, count in totals["years"].get(name, {}).items())
        told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
        yield f"  {name}: {told}{f' (by year {years})' if years else ''}."
    yield (
        f"Pictures: {totals['pictures_kept']} of {totals['pictures']} kept, {totals['uncredited']} without a credit."
        f" Files: {totals['files_kept']} of {totals['files']} kept. Old addresses: {totals['addresses']}."
    )
    if totals["retried"]:
        yield f"Asked for again: {totals['retried']}, of which {totals['fetched']} came."
    told = ", ".join(f"{totals['remarks'].get(kind, 0)} {kind}" for kind in _KINDS)
    yield f"Remarks: {told}. Unlinked translations: {totals['unlinked']}."
