"""Followed sources: addresses that are asked again, what they said last, and when they are asked next."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from newsroom.errors import NewsroomError, NotFound
from newsroom.schema import source


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An address that is asked every so many seconds, on which terms, and what came of it.

    `complete_at` is when it was last read to its end with nothing refused; `refusals` are the reasons told already.
    """

    id: int = 0
    name: str
    address: str
    every: int
    publish: str | None = None
    kind: str | None = None
    language: str | None = None
    allow_private: bool = False
    due_at: datetime
    visited_at: datetime | None = None
    complete_at: datetime | None = None
    came_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    outcome: str | None = None
    problem: str | None = None
    failures: int = 0
    refusals: tuple[str, ...] = ()


def add_source(connection: Connection, followed: Followed) -> None:
    """Follow an address; raises NewsroomError when it is followed already, or when its name is another's."""
    for other in all_sources(connection):
        if other.address == followed.address:
            raise NewsroomError(f"{followed.address} is followed already, as {other.name}.")
        if other.name == followed.name:
            raise NewsroomError(f"{followed.name} is the name of another source: give this one another with --name.")
    connection.execute(insert(source).values(_values(followed)))


def all_sources(connection: Connection) -> list[Followed]:
    """Give every source, by name."""
    return [_read(row) for row in connection.execute(select(source).order_by(source.c.name)).mappings()]


def get_source(connection: Connection, name: str) -> Followed:
    """Give a source by its name or its address; raises NotFound."""
    named = or_(source.c.name == name, source.c.address == name)
    row = connection.execute(select(source).where(named)).mappings().first()
    if row is None:
        raise NotFound(f"No source is called {name}: `newsroom source list` names all.")
    return _read(row)


def due_sources(connection: Connection, *, now: datetime) -> list[Followed]:
    """Give the sources whose time has come, the longest overdue first."""
    query = select(source).where(source.c.due_at <= now).order_by(source.c.due_at, source.c.id)
    return [_read(row) for row in connection.execute(query).mappings()]


def next_due_at(connection: Connection) -> datetime | None:
    """Give when the next source is due; None when none is followed."""
    due_at: datetime | None = connection.execute(select(func.min(source.c.due_at))).scalar()
    return due_at


def keep_visit(connection: Connection, followed: Followed) -> None:
    """Keep what came of a visit, unless the source was removed meanwhile."""
    connection.execute(update(source).where(source.c.id == followed.id).values(_values(followed)))


def remove_source(connection: Connection, key: int) -> None:
    """Follow an address no longer; what came from it stays."""
    connection.execute(delete(source).where(source.c.id == key))


def _values(followed: Followed) -> dict[str, Any]:
    values = asdict(followed)
    del values["id"]
    return values


def _read(row: Any) -> Followed:
    return Followed(**{**row, "refusals": tuple(row["refusals"])})
