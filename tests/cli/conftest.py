"""A room for commands to work in, and a way to give them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsroom.cli.main import newsroom
from newsroom.desk.founding import found_room
from newsroom.settings import newsroom_toml

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLAIN = {"NO_COLOR": None, "NEWSROOM_ROOM": None, "PORT": None, "TZ": "Europe/Stockholm", "LC_ALL": "sv_SE.UTF-8"}

Give = Callable[..., Result]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Give the folder of a Swedish room without articles, whose desk can be rung."""
    folder = tmp_path / "room"
    said = {"languages": ["sv"], "zone": "Europe/Stockholm", "country": "SE", "desk.phone": "08-465 004 00"}
    found_room(folder, newsroom_toml(said))
    return folder


@pytest.fixture
def give(room: Path) -> Give:
    """Give a command in that room, at noon of a day in March."""
    return giving(room)


def giving(room: Path) -> Give:
    return lambda *words, stdin=None, color=False: CliRunner().invoke(
        newsroom, ["--room", str(room), *map(str, words)], input=stdin, env=PLAIN, obj=lambda: NOW, color=color
    )
