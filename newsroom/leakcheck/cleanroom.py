"""A copy of a room in which nothing hidden ever was: what it answers is what the real one must answer."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, create_engine, delete, select, update
from sqlalchemy.pool import NullPool

from newsroom import schema
from newsroom.database import set_up
from newsroom.leakcheck.hidden import Hidden
from newsroom.schema import article, contact, search_words, version
from newsroom.store import search, translations

INTERNAL = (
    *(schema.visit, schema.preview, schema.ledger, schema.run, schema.log, schema.origin, schema.buried),
    *(schema.awaited, schema.source, schema.lease),
)
"""What readers never see anything of, whatever it is about."""

FILES = (schema.image, schema.attachment, schema.kit)
"""What shows kept files by their digests."""

MANY = 500
"""How many numbers one statement takes."""


def copy_store(source: Path, target: Path) -> None:
    """Copy a store as it is at this moment, while others may write to it."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """Open a copy for one transaction of our own."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    set_up(engine, begin="BEGIN IMMEDIATE")
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def remove_hidden(connection: Connection, hidden: Hidden) -> None:
    """Take out whatever is hidden; of what is gone remains what readers may know: address, date and reason."""
    shorn = _articles_with(connection, hidden.contacts)
    for table in INTERNAL:
        connection.execute(delete(table))
    _forget_people(connection, hidden)
    for table, keys in hidden.companions:
        _delete(connection, table, keys)
    _forget_files(connection)
    for part in _parts(hidden.gone):
        _empty(connection, part)
    for part in _parts(hidden.articles.keys() - hidden.gone):
        translations.part(connection, part)
        _delete(connection, article, part)
    for part in _parts(shorn - hidden.articles.keys()):
        search.renew(connection, part)


def _parts(keys: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    return (ordered[start : start + MANY] for start in range(0, len(ordered), MANY))


def _delete(connection: Connection, table: Table, keys: Collection[int]) -> None:
    for part in _parts(keys):
        connection.execute(delete(table).where(table.c.id.in_(part)))


def _empty(connection: Connection, gone: list[int]) -> None:
    """Leave of articles no more than their 410 page says, and the old addresses that lead to it."""
    said = dict.fromkeys(("lead", "byline", "dateline", "canonical_url", "updated_at", "proposed_at", "pinned_until"))
    blank = {**said, "headline": "", "body_html": "", "body_text": "", "language": ""}
    connection.execute(update(article).where(article.c.id.in_(gone)).values(blank))
    links = [table for name, table in schema.metadata.tables.items() if name.startswith("article_")]
    for table in (version, *links):
        connection.execute(delete(table).where(table.c.article_id.in_(gone)))
    connection.execute(delete(search_words).where(search_words.c.id.in_(gone)))


def _forget_files(connection: Connection) -> None:
    """Forget what is known of files that nothing shows any more, and what was made of them."""
    known = schema.original.c.digest
    shown = [select(table.c.digest).where(table.c.digest == known) for table in FILES]
    connection.execute(delete(schema.original).where(*(~query.exists() for query in shown)))


def _articles_with(connection: Connection, people: Mapping[int, str]) -> set[int]:
    link = schema.article_contact
    found = connection.execute(select(link.c.article_id, link.c.contact_id)).all()
    return {owner for owner, key in found if key in people}


def _forget_people(connection: Connection, hidden: Hidden) -> None:
    """Take people who are hidden now out of what public articles said before."""
    query = select(contact.c.id, contact.c.name, contact.c.title)
    names = {(row.name, row.title) for row in connection.execute(query) if row.id in hidden.contacts}
    for row in connection.execute(select(version)).all() if names else ():
        people = row.content.get("contacts", [])
        kept = [one for one in people if (one.get("name"), one.get("title")) not in names]
        if len(kept) < len(people):
            here = (version.c.article_id == row.article_id, version.c.number == row.number)
            connection.execute(update(version).where(*here).values(content={**row.content, "contacts": kept}))
