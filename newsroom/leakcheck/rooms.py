"""The two copies of a room that a round is about: as it is, and as if nothing hidden had ever been."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from signal import SIG_DFL, SIGTERM, getsignal, signal
from tempfile import TemporaryDirectory
from threading import current_thread, main_thread

from sqlalchemy import func, select

from newsroom.languages import LOCALE
from newsroom.leakcheck import cleanroom
from newsroom.leakcheck.canaries import Canary, collect
from newsroom.leakcheck.hidden import find_hidden
from newsroom.leakcheck.publicity import public_texts
from newsroom.leakcheck.traces import Index, number, sequences
from newsroom.room import Room
from newsroom.schema import article
from newsroom.settings import Settings
from newsroom.store.banners import banners_public


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """A room at a moment: `whole` and `clean` are settings of its copies, `index` has the traces of its canaries."""

    now: datetime
    whole: Settings
    clean: Settings
    canaries: tuple[Canary, ...]
    index: Index
    public: int


@contextmanager
def copied(settings: Settings, *, now: datetime) -> Iterator[Rooms]:
    """Copy a room twice into a folder of our own, which is gone afterwards; the room itself is only read."""
    with _own_folder() as folder:
        whole, clean = (_copy(settings, folder / name) for name in ("whole", "clean"))
        with cleanroom.opened(whole.room.database) as connection:
            hidden = find_hidden(connection, now=now)
            canaries = collect(connection, hidden, settings.room.zone)
            index = _index(canaries)
            standing = (one.text for one in banners_public(connection, now=now))
            for text in (*_own_texts(settings.room), *standing, *public_texts(connection, hidden)):
                index.forget(text)
            public = connection.execute(select(func.count(article.c.id))).scalar_one() - len(hidden.articles)
        with cleanroom.opened(clean.room.database) as connection:
            cleanroom.remove_hidden(connection, hidden)
        yield Rooms(now=now, whole=whole, clean=clean, canaries=tuple(canaries), index=index, public=public)


@contextmanager
def sparing(rooms: Rooms, spared: Collection[int]) -> Iterator[Settings]:
    """Give one more copy, in which of all that is hidden only these articles are."""
    with _own_folder() as folder:
        settings = _copy(rooms.whole, folder / "sparing")
        with cleanroom.opened(settings.room.database) as connection:
            cleanroom.remove_hidden(connection, find_hidden(connection, now=rooms.now, spared=spared))
        yield settings


@contextmanager
def _own_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards, after SIGTERM too: what lies in it has every secret of the room."""
    with ExitStack() as ending:
        # Only the main thread may say what a signal does; whoever calls from another has said it already, or nobody.
        if current_thread() is main_thread() and getsignal(SIGTERM) is SIG_DFL:
            signal(SIGTERM, _end)
            ending.callback(signal, SIGTERM, SIG_DFL)
        yield Path(ending.enter_context(TemporaryDirectory(prefix="newsroom-leakcheck-")))


def _end(number: int, frame: object) -> None:
    # What a shell says of a program that a signal has ended.
    raise SystemExit(128 + number)


def _copy(settings: Settings, folder: Path) -> Settings:
    folder.mkdir()
    room = replace(settings.room, folder=folder)
    cleanroom.copy_store(settings.room.database, room.database)
    # The originals are only read, and only as far as a store names them.
    room.media.symlink_to(settings.room.media.absolute(), target_is_directory=True)
    return replace(settings, room=room)


def _index(canaries: list[Canary]) -> Index:
    index = Index()
    for place, one in enumerate(canaries):
        traces = (part for text in one.texts for part in sequences(text))
        index.add(place, traces, filter(None, map(number, one.phones)))
    return index


def _own_texts(room: Room) -> Iterator[str]:
    """Yield what the program and the settings say on every page."""
    desk = room.desk
    yield "\n".join(filter(None, (room.name, room.boilerplate, room.base_address, *room.address)))
    yield "\n".join(filter(None, (desk.name, desk.phone, desk.email, desk.hours, desk.on_call)))
    for catalogue in sorted(LOCALE.glob("*/LC_MESSAGES/newsroom.po")):
        yield catalogue.read_text("utf-8")
