"""What a shell offers to complete: slugs that begin so, asked with nothing but sqlite3, because somebody waits."""

import sqlite3
from contextlib import closing
from pathlib import Path

MOST = 100
SECONDS = 0.5
QUERIES = {
    "article": "SELECT slug, headline, coalesce(published_at, changed_at) AS at FROM article",
    "contact": "SELECT slug, coalesce(name, title, unit, organisation), changed_at AS at FROM contact",
    "event": "SELECT slug, headline, starts_at AS at FROM event",
}


def slugs_like(database: Path, tables: tuple[str, ...], beginning: str) -> list[tuple[str, str]]:
    """Give slugs that begin so and what they stand for, the newest first; nothing where there is no room to read."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", SECONDS, uri=True)) as connection:
            return [found for table in tables for found in _ask(connection, QUERIES[table], beginning.lower())]
    except (sqlite3.Error, UnicodeError):
        return []


def _ask(connection: sqlite3.Connection, query: str, beginning: str) -> list[tuple[str, str]]:
    within = f"{query} WHERE slug >= :first AND slug < :first || char(1114111) ORDER BY at DESC LIMIT {MOST}"
    return [(slug, name or "") for slug, name, _ in connection.execute(within, {"first": beginning})]
