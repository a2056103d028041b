"""The manual's tour does what it shows; `python -m tests.test_tour` writes what the program answers into it.

A comment `<!-- at 2026-12-07 10:00 -->` sets the room's clock for the blocks that follow; `…` stands for what differs.
"""

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from newsroom.cli.main import newsroom

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ZONE = ZoneInfo("Europe/Stockholm")
MARKS = "<!-- tour -->", "<!-- /tour -->"
KEY = re.compile(r"(?<=/preview/)[\w-]+")
# How much there is to look at grows with the program; that it all was is what the tour shows.
LOOKED_AT = re.compile(r"\d+(?= (?:requests|hidden things|of them tried|without words))")
_STEP = re.compile(
    r"<!-- at (?P<at>[-\d]+ [:\d]+) -->|^\$ (?P<command>.*)\n(?P<answer>(?:(?!\$ |```).*\n)*)", re.MULTILINE
)


@dataclass(frozen=True)
class Step:
    """A command at a moment, what the manual says that it answers, and where that stands."""

    at: datetime
    command: str
    answer: str
    span: tuple[int, int]


def steps(manual: str) -> Iterator[Step]:
    begin, end = (manual.index(mark) for mark in MARKS)
    at = datetime(2026, 1, 1, tzinfo=ZONE)
    for found in _STEP.finditer(manual, begin, end):
        if found["at"]:
            at = datetime.fromisoformat(found["at"]).replace(tzinfo=ZONE)
        else:
            yield Step(at, found["command"], found["answer"], found.span("answer"))


def give(step: Step, environment: dict[str, str]) -> str:
    """Run a command line as a shell would: settings in front of it hold for it alone, exported ones from now on."""
    words = shlex.split(step.command)
    if words[0] == "export":
        environment |= dict([words[1].split("=", 1)])
        return ""
    named = [word for word in words if re.match(r"[A-Z_]+=", word)]
    program, *arguments = words[len(named) :]
    assert program == "newsroom"
    own = environment | dict(word.split("=", 1) for word in named)
    result = CliRunner().invoke(newsroom, arguments, env=own, obj=lambda: step.at, prog_name="newsroom")
    assert result.exception is None or isinstance(result.exception, SystemExit), step.command
    return LOOKED_AT.sub("…", KEY.sub("…", result.output))


def walk(manual: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[tuple[Step, str]]:
    (folder / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(folder)
    environment = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200", "NEWSROOM_BY": "", "TZ": ZONE.key}
    for step in steps(manual):
        yield step, give(step, environment)


def test_every_command_of_the_tour_answers_as_the_manual_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walked = list(walk(README.read_text("utf-8"), monkeypatch, tmp_path))
    assert len(walked) > 10
    for step, answer in walked:
        assert answer.strip() == step.answer.strip(), step.command


if __name__ == "__main__":
    import tempfile

    text, monkeypatch = README.read_text("utf-8"), pytest.MonkeyPatch()
    with tempfile.TemporaryDirectory() as folder, monkeypatch.context() as patch:
        for step, answer in reversed(list(walk(text, patch, Path(folder)))):
            filled = f"{answer.strip()}\n" if answer.strip() else ""
            text = text[: step.span[0]] + filled + text[step.span[1] :]
        os.chdir(ROOT)
    README.write_text(text, "utf-8")
