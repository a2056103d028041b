"""Two doors to a room's SQLite file: `read` for questions and `write` for acts.

SQLite has one writer and many readers, and this file says so. A question or an act is a plain function
that takes a connection first; it runs in one transaction and never commits. Everything that is SQLite's
own set-up stands here.
"""

import asyncio
import fcntl
import json
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, SingletonThreadPool, StaticPool

from newsroom.errors import Busy, NewsroomError, NotFound, OutOfDate, Overrun
from newsroom.schema import REVISION

P = ParamSpec("P")
T = TypeVar("T")

BUSY_SECONDS = 30.0
"""How long one waits for another who writes."""

TURN_SECONDS = 0.005
"""How often one who waits for a turn looks whether it has come."""

WRITER = ("cache_size = -16000", "wal_autocheckpoint = 4000")
"""A batch of an import fits its cache, and its log holds 16 MB: with SQLite's 2 and 4 MB, pages are written twice."""

STEPS_BETWEEN_LOOKS = 2_000
"""How many SQLite instructions run between two looks at the deadline: about 0.1 ms."""


class Database:
    """A room's database; made by `open_database`, closed once."""

    def __init__(self, reading: Engine, writing: AsyncEngine, path: Path, patience: float) -> None:
        """Keep both engines, one thread for questions, and for acts the lock and the folder where processes queue."""
        self._reading = reading
        self._watching = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._writing = writing
        self._patience = patience
        self._queue = os.open(path.parent, os.O_RDONLY)
        # One thread answers faster than several: 16 requests at once took 123-157 µs each with one, 372 with eight.
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._lock = asyncio.Lock()

    async def read(self, question: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question in one transaction that cannot write."""
        return await self.read_within(None, question, *args, **kwargs)

    async def read_within(
        self,
        seconds: float | None,
        question: Callable[Concatenate[Connection, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Answer a question, or raise Overrun when it takes longer than that."""
        ask = partial(_ask, self._reading, seconds, lambda connection: question(connection, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(self._reader, ask)

    def version(self) -> int | None:
        """Give a number that is another after every commit of anybody; None while that cannot be known.

        It takes some microseconds and waits for nobody, so it needs no thread.
        """
        try:
            return int(self._watching.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError:
            return None

    async def write(self, act: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do an act in one transaction: all of it, or nothing; who is cancelled meanwhile leaves it to its end.

        Raises Busy when other processes write for longer than anyone should wait.
        """
        await self._lock.acquire()
        # A statement cannot be called back: cancelled in it, SQLAlchemy drops the connection with its transaction open.
        return await asyncio.shield(self._act(act, *args, **kwargs))

    async def _act(self, act: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            async with AsyncExitStack() as turn:
                await turn.enter_async_context(self._turn())
                async with self._writing.begin() as connection:
                    await turn.aclose()
                    return await connection.run_sync(act, *args, **kwargs)
        finally:
            self._lock.release()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Be the one process that tries to begin: SQLite lets whoever asks at the right moment pass all who wait.

        Of four that wrote without a pause, two waited for more than ten seconds without it.
        """
        limit = time.monotonic() + self._patience
        while not _lock(self._queue):
            if time.monotonic() > limit:
                raise Busy
            await asyncio.sleep(TURN_SECONDS)
        try:
            yield
        finally:
            with suppress(OSError):
                fcntl.flock(self._queue, fcntl.LOCK_UN)

    async def compact(self, *, patience: float = BUSY_SECONDS) -> None:
        """Write the file anew, so that nothing is left in it of what was deleted; others may go on reading.

        Raises NewsroomError when others are in the way for longer than so many seconds: then it is to be done again.
        """
        path = Path(str(self._reading.url.database))
        async with self._lock:
            await asyncio.get_running_loop().run_in_executor(None, _compact, path, patience)

    async def close(self) -> None:
        """Close both doors, once an act that has begun is at its end."""
        async with self._lock:
            await self._writing.dispose()
            self._watching.close()
            os.close(self._queue)
        await asyncio.get_running_loop().run_in_executor(self._reader, self._reading.dispose)
        self._reader.shutdown()


def open_database(path: Path, *, patience: float = BUSY_SECONDS) -> Database:
    """Open a room's database; raises NotFound without a file, OutOfDate when `newsroom migrate` must run first.

    `patience` is how many seconds an act waits for others who write.
    """
    if not path.exists():
        raise NotFound(f"{path.parent} has no {path.name}: make a room there with `newsroom init {path.parent}`.")
    reading = create_engine(f"sqlite:///{path}", poolclass=SingletonThreadPool, pool_size=1)
    set_up(reading, begin="BEGIN", query_only=True)
    _check_revision(path)
    writing = create_async_engine(f"sqlite+aiosqlite:///{path}", poolclass=StaticPool, json_serializer=_json)
    set_up(writing.sync_engine, begin="BEGIN IMMEDIATE", patience=patience)
    return Database(reading, writing, path, patience)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def set_up(
    engine: Engine,
    *,
    begin: str,
    foreign_keys: bool = True,
    query_only: bool = False,
    patience: float = BUSY_SECONDS,
) -> None:
    """Make BEGIN and ROLLBACK mean what they say, and set what every connection needs."""
    pragmas = [
        f"foreign_keys = {int(foreign_keys)}",
        f"busy_timeout = {patience * 1000:.0f}",
        "synchronous = FULL",
        f"query_only = {int(query_only)}",
        *(() if query_only else WRITER),
    ]

    def connected(connection: sqlite3.Connection, _: object) -> None:
        # The driver's own transactions begin late and leave DDL outside; ours are begun by the listener below.
        connection.isolation_level = None
        cursor = connection.cursor()
        try:
            for pragma in pragmas:
                cursor.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            # A file that is no database is found out here, before anyone else could close the connection.
            connection.close()
            raise
        cursor.close()

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", partial(_begin, statement=begin))


def _begin(connection: Connection, statement: str) -> None:
    try:
        connection.exec_driver_sql(statement)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise Busy from error
        raise


def _lock(file: int) -> bool:
    """Take the lock of a file, unless another has it; where there are no such locks, SQLite's own order must do."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def revision_of(connection: Connection) -> str | None:
    """Tell which step a database is at; None when it has none."""
    known = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").first()
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if known else None


def _check_revision(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        revision = revision_of(connection)
    if revision != REVISION:
        # Steps are numbered: what is beyond ours was made by a later program, and no step of ours helps.
        newer = revision is not None and revision > REVISION
        hint = "install a newer one" if newer else f"run `newsroom --room {path.parent} migrate`"
        raise OutOfDate(f"{path.name} is at step {revision or 'none'}, this program at {REVISION}: {hint}.")


def _compact(path: Path, patience: float) -> None:
    connection = sqlite3.connect(path, isolation_level=None, timeout=patience)
    try:
        # A deleted word stays in the segments of FTS5 until they are merged, which may be never.
        connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
        connection.execute("VACUUM")
        # Until every reader has come to the new pages, the old ones stay in the log beside the file.
        is_busy = bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        is_busy = True
    finally:
        connection.close()
    if is_busy:
        hint = "run `newsroom doctor --fix` when it is through"
        raise NewsroomError(f"Somebody else uses {path.name}, so it still holds traces of what was erased: {hint}.")


def _ask(engine: Engine, seconds: float | None, question: Callable[[Connection], T]) -> T:
    with engine.connect() as connection, connection.begin():
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101
        if seconds is not None:
            limit = time.monotonic() + seconds
            driver.set_progress_handler(lambda: int(time.monotonic() > limit), STEPS_BETWEEN_LOOKS)
        try:
            return question(connection)
        except OperationalError as error:
            if "interrupted" in str(error):
                raise Overrun(f"The question took longer than {seconds} seconds.") from error
            raise
        finally:
            driver.set_progress_handler(None, 0)
