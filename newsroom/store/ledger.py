"""The import ledger: what each run kept, guessed, lost and refused, item by item."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from newsroom.errors import NotFound
from newsroom.schema import ledger, run

ERASED = "(erased)"
"""What stands where a source was named that told of something erased."""

OUTCOMES = ("created", "updated", "unchanged", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one item of a source; `figures` has what of it can be counted."""

    outcome: str
    type: str
    source: str
    source_id: str | None = None
    importer: str | None = None
    headline: str | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()
    target_id: int | None = None
    figures: Mapping[str, str | int | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One import: when it was cut off it is not completed, and the next one goes on."""

    id: int
    started_at: datetime
    completed: bool
    sources: tuple[str, ...]
    undone_at: datetime | None = None

    @property
    def state(self) -> str:
        """Say in a word or two what became of it."""
        return "undone" if self.undone_at else "done" if self.completed else "cut off"


def start_run(connection: Connection, sources: Iterable[str], *, now: datetime) -> int:
    """Open a run and give its number."""
    added = insert(run).values(started_at=now, completed=False, sources=list(sources)).returning(run.c.id)
    return int(connection.execute(added).scalar_one())


def complete_run(connection: Connection, key: int) -> None:
    """Note that a run came to its end."""
    connection.execute(update(run).where(run.c.id == key).values(completed=True))


def keep_lines(connection: Connection, key: int, lines: Iterable[Line]) -> None:
    """Write what became of a run's items."""
    if rows := [asdict(line) | {"run_id": key} for line in lines]:
        connection.execute(insert(ledger), rows)


def notes_about(connection: Connection, type_: str, target_id: int) -> list[str]:
    """Give what imports noted of a thing, each note once, the oldest first."""
    query = select(ledger.c.notes).where(ledger.c.type == type_, ledger.c.target_id == target_id)
    found = connection.execute(query.order_by(ledger.c.id)).scalars()
    return list(dict.fromkeys(note for notes in found for note in notes))


def erase(connection: Connection, type_: str, target_id: int, source_ids: Collection[str]) -> None:
    """Take the content of every line about a thing, and the names of sources that told of nothing else."""
    about = (ledger.c.type == type_) & ((ledger.c.target_id == target_id) | ledger.c.source_id.in_(source_ids))
    told = connection.execute(select(ledger.c.run_id, ledger.c.source).where(about).distinct()).all()
    blank: dict[str, Any] = {
        "source": ERASED,
        "source_id": None,
        "headline": None,
        "reason": None,
        "notes": [],
        "figures": None,
    }
    connection.execute(update(ledger).where(about).values(**blank, target_id=None))
    for row in told:
        others = select(1).where(ledger.c.run_id == row.run_id, ledger.c.source == row.source)
        if connection.execute(others).first() is None:
            _forget_source(connection, row.run_id, row.source)


def forget(connection: Connection, type_: str, target_id: int) -> None:
    """Let the lines about a thing lead nowhere: it is gone, and its number may become another's."""
    about = (ledger.c.type == type_, ledger.c.target_id == target_id)
    connection.execute(update(ledger).where(*about).values(target_id=None))


def runs(connection: Connection, keys: Collection[int] | None = None) -> list[Run]:
    """Give all runs or these, newest first."""
    query = select(run).order_by(run.c.id.desc())
    rows = connection.execute(query if keys is None else query.where(run.c.id.in_(keys))).mappings()
    return [Run(**{**row, "sources": tuple(row["sources"])}) for row in rows]


def get_run(connection: Connection, key: int | None) -> Run:
    """Give a run by its number, or the newest; raises NotFound."""
    found = next((one for one in runs(connection) if key in (None, one.id)), None)
    if found is None:
        raise NotFound(f"There is no import number {key}." if key else "Nothing was imported yet.")
    return found


def counts(connection: Connection, keys: Collection[int]) -> dict[int, dict[str, int]]:
    """Give how many items of each of these runs had which outcome."""
    query = select(ledger.c.run_id, ledger.c.outcome, func.count()).where(ledger.c.run_id.in_(keys))
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    for key, outcome, number in connection.execute(query.group_by(ledger.c.run_id, ledger.c.outcome)):
        found[key][outcome] = number
    return found


def lines(connection: Connection, key: int) -> list[Line]:
    """Give a run's lines in the order of its sources."""
    names = list(Line.__dataclass_fields__)
    query = select(*(ledger.c[name] for name in names)).where(ledger.c.run_id == key).order_by(ledger.c.id)
    return [Line(**{**row, "notes": tuple(row["notes"])}) for row in connection.execute(query).mappings()]


def _forget_source(connection: Connection, key: int, source: str) -> None:
    known = connection.execute(select(run.c.sources).where(run.c.id == key)).scalar_one()
    kept = [ERASED if one == source else one for one in known]
    connection.execute(update(run).where(run.c.id == key).values(sources=kept))
