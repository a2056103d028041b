"""Language versions that a source names and that are not here yet, until they come."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.schema import awaited, ledger


def await_names(connection: Connection, pairs: Iterable[tuple[int, str]]) -> None:
    """Note which articles wait for which other language versions, by the source's id or address."""
    if rows := [{"article_id": key, "name": name} for key, name in pairs]:
        connection.execute(insert(awaited).on_conflict_do_nothing(), rows)


def find_waiting(connection: Connection, names: Collection[str]) -> list[tuple[int, str]]:
    """Find the articles that wait for one of these names, with the name."""
    query = select(awaited.c.article_id, awaited.c.name).where(awaited.c.name.in_(names))
    return [(row.article_id, row.name) for row in connection.execute(query.order_by(awaited.c.article_id))]


def is_anything_awaited(connection: Connection) -> bool:
    """Tell whether any article waits for another."""
    return connection.execute(select(awaited.c.article_id).limit(1)).first() is not None


def forget(connection: Connection, article_id: int, name: str) -> None:
    """Let an article wait for a name no more."""
    mine = (awaited.c.article_id == article_id, awaited.c.name == name)
    connection.execute(delete(awaited).where(*mine))


def awaited_in(connection: Connection, run_id: int) -> dict[int, list[str]]:
    """Give what the articles of a run still wait for."""
    mine = select(ledger.c.target_id).where(ledger.c.run_id == run_id, ledger.c.type == "article")
    found: dict[int, list[str]] = {}
    for row in connection.execute(select(awaited).where(awaited.c.article_id.in_(mine)).order_by(awaited.c.name)):
        found.setdefault(row.article_id, []).append(row.name)
    return found
