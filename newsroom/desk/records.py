"""Records: what the log says of every act, with what became of the imports in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from importers.reading.sites import mask_key
from newsroom.errors import Ambiguous, NotFound
from newsroom.store import ledger, log, lookup

IMPORT = "import"
BY_NAME = (lookup.get_by_name, lookup.get_contact_by_name, lookup.get_event_by_name)


def acts(
    connection: Connection, names: Sequence[str] = (), *, since: datetime | None = None, most: int | None = None
) -> list[log.Record]:
    """Give what was done, newest first: to what is, or was, called so, or to all; raises NotFound or Ambiguous."""
    uids = {uid for name in names for uid in _uids(connection, name)} if names else None
    return _told(connection, log.records(connection, uids=uids, since=since, most=most))


def _uids(connection: Connection, name: str) -> set[str]:
    found, unclear = set(log.uids_named(connection, name)), None
    for get_by_name in BY_NAME:
        try:
            found.add(get_by_name(connection, name).uid)
        except NotFound:
            continue
        except Ambiguous as problem:
            unclear = problem
    if not found:
        raise unclear or NotFound(f"No article, contact or event is called “{name}”, and nothing in the log was.")
    return found


def _told(connection: Connection, found: list[log.Record]) -> list[log.Record]:
    """Say of each import what became of its items: its line was written before there were any."""
    numbers = {int(one.name or 0) for one in found if one.act == IMPORT}
    counts = ledger.counts(connection, numbers)
    notes = {str(run.id): _outcomes(run, counts[run.id]) for run in ledger.runs(connection, numbers)}
    return [replace(one, note=notes[one.name or ""]) if one.act == IMPORT else one for one in found]


def _outcomes(run: ledger.Run, counts: dict[str, int]) -> str:
    said = [f"{counts[outcome]} {outcome}" for outcome in ledger.OUTCOMES if outcome in counts]
    state = [] if run.state == "done" else [run.state]
    return f"{mask_key(' '.join(run.sources))}: {', '.join([*(said or ['nothing']), *state])}"
