"""Bring a room's database to the form that this program knows, a named step after the other, forward only.

A step is SQL and knows nothing of today's code. Each runs in one transaction together with the note that
it ran; foreign keys are off meanwhile, because rebuilding a parent table would delete its children, and
are checked before the commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from newsroom.database import revision_of, set_up
from newsroom.errors import OutOfDate, Unreadable


def migrate(path: Path) -> list[str]:
    """Run the steps that this file lacks and give their names.

    Raises OutOfDate when it is newer than the program, Unreadable when SQLite cannot do it; nothing is changed then.
    """
    try:
        with _connection(path) as connection:
            with connection.begin():
                revision = revision_of(connection)
            return [_run(connection, step) for step in _missing(revision)]
    except DatabaseError as error:
        raise Unreadable(f"{path} cannot be migrated: {error.orig}. Put a backup in its place.") from error


def head() -> str | None:
    """Give the name of the newest step."""
    return _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))


def _missing(revision: str | None) -> list[Script]:
    scripts = _scripts()
    if revision and revision not in {step.revision for step in scripts.walk_revisions()}:
        raise OutOfDate(f"The database is at step {revision}, which this program does not know: install a newer one.")
    return list(scripts.iterate_revisions("head", revision or "base"))[::-1]


def _run(connection: Connection, step: Script) -> str:
    with connection.begin():
        with Operations.context(MigrationContext.configure(connection)):
            step.module.upgrade()
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL PRIMARY KEY)")
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (step.revision,))
        if findings := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise OutOfDate(
                f"Step {step.revision} would leave {len(findings)} rows without their parent; nothing was changed."
            )
    return f"{step.revision} {step.doc}"


@contextmanager
def _connection(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    set_up(engine, begin="BEGIN IMMEDIATE", foreign_keys=False)
    event.listen(engine, "connect", lambda dbapi, _: dbapi.execute("PRAGMA journal_mode = WAL"))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
