import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rich_click as click
from click.testing import CliRunner

from newsroom import __version__
from newsroom.cli import console, frame
from newsroom.cli.main import SUBJECTS, Program, newsroom
from newsroom.errors import NotFound
from newsroom.model import Kind
from tests.cli.conftest import Give

PROGRAM = [sys.executable, "-m", "newsroom"]
HEAVY = {"alembic", "asyncio", "babel", "jinja2", "lxml", "newsroom.model", "phonenumbers", "sqlalchemy", "starlette"}


def commands(command: click.Command, name: str = "newsroom") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from commands(below, f"{name} {below.name}")


COMMANDS = dict(commands(newsroom))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_all_that_it_takes_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert command.help.partition("\n")[0].endswith(".")
    assert [one.name for one in command.params if not getattr(one, "help", None)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_a_line(name: str) -> None:
    assert len((COMMANDS[name].help or "").partition("\n")[0]) <= 66


@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_help_shows_every_subject_with_its_commands(asked: str) -> None:
    shown = CliRunner().invoke(newsroom, [asked]).stdout
    assert [subject for subject, _ in SUBJECTS if subject not in shown] == []
    assert [name for name in newsroom.commands if f"│ {name} " not in shown] == []


def test_the_version_is_the_packages() -> None:
    assert __version__ in CliRunner().invoke(newsroom, ["--version"]).stdout


def test_an_unknown_command_is_wrong_usage() -> None:
    answer = CliRunner().invoke(newsroom, ["publihs"])
    assert (answer.exit_code, answer.stdout) == (2, "")


def test_the_kinds_are_those_of_the_model() -> None:
    assert tuple(Kind) == frame.KINDS


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, newsroom.cli.main; print(*({HEAVY} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def refusing(error: BaseException) -> click.Group:
    """Make a program whose one command ends with this error."""

    @click.group(cls=Program)
    def program() -> None:
        """Do nothing."""

    @program.command()
    def fail() -> None:
        """Fail."""
        raise error

    return program


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (NotFound("There is nothing."), 1, "There is nothing.\n"),
        (PermissionError(13, "Permission denied", "room/newsroom.toml"), 1, "room/newsroom.toml: Permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_ends_a_command_is_told_in_a_sentence_on_standard_error(
    error: BaseException, code: int, said: str
) -> None:
    answer = CliRunner().invoke(refusing(error), ["fail"])
    assert (answer.exit_code, answer.stdout, answer.stderr) == (code, "", said)


def test_the_room_comes_from_the_environment(tmp_path: Path) -> None:
    CliRunner().invoke(newsroom, ["init", str(tmp_path / "room")])
    answer = CliRunner().invoke(newsroom, ["ledger"], env={"NEWSROOM_ROOM": str(tmp_path / "room")})
    assert "Nothing was imported yet." in answer.stderr


def test_a_folder_without_a_room_is_named_with_what_to_do(tmp_path: Path) -> None:
    answer = CliRunner().invoke(newsroom, ["--room", str(tmp_path), "ledger"])
    assert answer.exit_code == 1
    assert f"newsroom init {tmp_path}" in answer.stderr


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "newsroom.db").write_text("This is a shopping list." * 100)
    answer = CliRunner().invoke(newsroom, ["--room", str(tmp_path), "ledger"])
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert "newsroom doctor" in answer.stderr


def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run([*PROGRAM, "--help"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert run.stderr == b""


def test_words_are_utf_8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_text('"förening" = "x"', encoding="utf-8")
    narrow = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [*PROGRAM, "--room", str(tmp_path), "ledger"]
    run = subprocess.run(command, env=narrow, capture_output=True, check=False)
    assert run.stderr.decode("utf-8").startswith("förening is 'x'")


def on_a_terminal(folder: Path, **variables: str) -> str:
    """Give what an error looks like on a terminal."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [*PROGRAM, "--room", str(folder), "ledger"]
    subprocess.run(command, stderr=theirs, env={**plain, **variables}, check=False)
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        return terminal.read1().decode()


def test_an_error_is_red_on_a_terminal_unless_no_colour_is_asked_for(tmp_path: Path) -> None:
    assert "\x1b[31m" in on_a_terminal(tmp_path)
    assert "\x1b" not in on_a_terminal(tmp_path, NO_COLOR="1")


def test_a_table_in_a_pipe_is_a_line_per_row_and_cuts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    console.table(("A", "B"), [("[red]one\ttwo[/red]", "x" * 300)])
    assert capsys.readouterr().out == f"[red]one two[/red]\t{'x' * 300}\n"


def test_who_acts_may_stand_in_the_environment(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_BY", "Maja")
    assert give("contact", "add", "--name", "Maja Mallberg").exit_code == 0
    (record,) = json.loads(give("log", "--json").stdout)
    assert record["by"] == "Maja"
