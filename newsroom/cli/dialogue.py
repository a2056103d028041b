"""What a command asks of the person at the terminal: a yes, or a text in their own editor."""

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from shutil import which

import rich_click as click

from newsroom.cli.frame import CHANGES
from newsroom.errors import NewsroomError

EDITORS = ("NEWSROOM_EDITOR", "VISUAL", "EDITOR")
USUAL = ("sensible-editor", "editor", "nano", "vi", "notepad")


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something that cannot be undone; in a pipe, or where the answer was given, nothing is asked."""
    if not yes and is_attended():
        click.confirm(question, abort=True, err=True)


def wants_another_look(problem: NewsroomError) -> bool:
    """Tell what is wrong with a text and ask whether to open it again; nobody is asked in a pipe."""
    return is_attended() and click.confirm(f"{problem} Open the text again?", default=True, err=True)


def is_attended() -> bool:
    """Tell whether a person is there to be asked."""
    return sys.stdin.isatty()


def ask_reason(change: str | None, why: str | None) -> tuple[str | None, str | None]:
    """Ask for what is missing of a change's kind and its note for readers; nobody is asked in a pipe."""
    if is_attended():
        change = change or click.prompt("What kind of change is this?", type=click.Choice(CHANGES), err=True)
        if change != "typo" and not why:
            why = click.prompt("What do you tell its readers?", err=True)
    return change, why


def put_aside(folder: Path, name: str, text: str) -> Path:
    """Write a text into a file of its own, where it outlives a crash."""
    with tempfile.NamedTemporaryFile(
        "w", prefix=f"{name}-", suffix=".md", dir=folder, encoding="utf-8", delete=False
    ) as file:
        file.write(text)
    return Path(file.name)


def open_editor(path: Path, environment: Mapping[str, str]) -> str:
    """Let a person work on a file and give what it says then; raises NewsroomError when that cannot be."""
    command = [*_editor(environment), str(path)]
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603
    except OSError as error:
        hint = "set EDITOR to one that is installed"
        raise NewsroomError(f"The editor “{command[0]}” cannot be started: {hint}.") from error
    if code:
        raise NewsroomError(f"The editor “{command[0]}” ended with {code}, so nothing was taken from it.")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NewsroomError("The text is not UTF-8: let your editor save it so.") from error


def _editor(environment: Mapping[str, str]) -> list[str]:
    named = next((environment[name] for name in EDITORS if environment.get(name, "").strip()), None)
    if named:
        return shlex.split(named)
    found = next(filter(which, USUAL), None)
    if not (found and is_attended()):
        raise NewsroomError("There is no editor to open: set EDITOR, or name the text on the command line.")
    return [found]
