"""Demo: a sample room, made of our own sample sources by our own importers, with its days counted from today.

A sample source writes its days as `{{day:-3}}`; samples/README.md tells all forms.
"""

import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from newsroom.database import open_database
from newsroom.desk.founding import found_room
from newsroom.desk.report import Tally
from newsroom.desk.run import Order
from newsroom.desk.sample_acts import perform
from newsroom.desk.take_in import take_in
from newsroom.errors import NewsroomError
from newsroom.fetch import fetching
from newsroom.room import Room

SETTINGS = "newsroom.toml"
DESK = "desk"
ACTS = "acts.toml"
NO_SOURCES = frozenset({SETTINGS, "README.md", "__init__.py"})
TEXTS = frozenset({".md", ".txt", ".html", ".xml", ".atom", ".rss", ".json"})
# English whatever the machine speaks, as on the newsroom page that is copied.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLACEHOLDER = re.compile(r"\{\{(day|monthday|instant):([+-]\d{1,4})(?:T(\d\d):(\d\d))?\}\}")
_FORMS: dict[str, Callable[[datetime], str]] = {
    "day": lambda at: at.date().isoformat(),
    "monthday": lambda at: f"{MONTHS[at.month - 1]} {at.day:02}, {at.year}",
    "instant": lambda at: at.isoformat(timespec="seconds"),
}


async def make_sample_room(
    folder: Path, samples: Path, read_room: Callable[[Path], Room], *, now: datetime, by: str
) -> Tally:
    """Make a room of these samples, all of it or none; raises NewsroomError where something else lies.

    `read_room` reads the settings of a room's folder.
    """
    with _beside(folder) as building, tempfile.TemporaryDirectory() as sources:
        found_room(building, (samples / SETTINGS).read_text("utf-8"))
        room = read_room(building)
        write_sources(samples, Path(sources), now.astimezone(room.zone))
        tally = await _fill(room, sources, samples / DESK, now, by)
        building.rename(folder)
    return tally


def write_sources(samples: Path, folder: Path, now: datetime) -> None:
    """Copy the sample sources into a folder, with their days counted from `now` and in its zone, but not the desk's."""
    desk = samples / DESK
    for path in (one for one in sorted(samples.rglob("*")) if one != desk and desk not in one.parents):
        target = folder / path.relative_to(samples)
        if path.is_dir():
            target.mkdir()
        elif path.suffix in TEXTS and path.name not in NO_SOURCES:
            target.write_text(dated(path.read_text("utf-8"), now), encoding="utf-8")
        elif path.name not in NO_SOURCES:
            shutil.copyfile(path, target)


def dated(text: str, now: datetime) -> str:
    """Write the days of a sample source, counted from `now`, in its place."""

    def written(found: re.Match[str]) -> str:
        form, days, hour, minute = found.groups()
        day = now.date() + timedelta(days=int(days))
        return _FORMS[form](datetime.combine(day, time(int(hour or 0), int(minute or 0)), now.tzinfo))

    return _PLACEHOLDER.sub(written, text)


async def _fill(room: Room, sources: str, desk: Path, now: datetime, by: str) -> Tally:
    tally, database, order = Tally(), open_database(room.database), Order(sources=("samples",))
    try:
        with fetching([sources]) as found:
            named = (replace(one, label=one.label.removeprefix(f"{sources}/")) for one in found)
            async with aclosing(take_in(database, room, named, order, now=now, by=by)) as outcomes:
                async for outcome in outcomes:
                    tally.add(outcome)
        if (desk / ACTS).is_file():
            acts = tomllib.loads(dated((desk / ACTS).read_text("utf-8"), now.astimezone(room.zone)))
            await perform(acts, desk, database, room, now=now, by=by)
    finally:
        await database.close()
    return tally


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a place to build in that leaves nothing behind when it is not given its name in the end."""
    if folder.exists() and any(folder.iterdir()):
        raise NewsroomError(f"{folder} holds something that is no sample room: name another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
        yield Path(place) / "room"
