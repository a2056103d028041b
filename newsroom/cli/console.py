"""Printing: results go to standard output, remarks and progress to standard error.

On a terminal there are colours (unless NO_COLOR is set) and tables; in a pipe there is plain text, whole.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import rich_click as click

if TYPE_CHECKING:
    from rich.progress import Progress, Task

INK = {
    "created": "green",
    "updated": "cyan",
    "unchanged": "bright_black",
    "refused": "red",
    "error": "red",
    "warning": "yellow",
}
"""What an outcome, a status or a level is coloured in."""


# Names of files come from anywhere, and a terminal obeys what it is sent.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\ufffd")


def result(text: str, *, ink: str | None = None) -> None:
    """Print a line of the result; `ink` is a colour of the terminal's sixteen, such as `green`."""
    click.secho(harmless(text), fg=ink)


def harmless(text: str) -> str:
    """Give a text without controls, by which it could act on the terminal that shows it."""
    return text.translate(_CONTROLS)


def marked(outcome: str, text: str) -> None:
    """Print a line that opens with an outcome or a status, in its colour."""
    click.echo(f"{click.style(outcome.ljust(9), fg=INK.get(outcome))}  {harmless(text)}")


def note(text: str, *, ink: str | None = None) -> None:
    """Print a remark, which is not part of the result."""
    click.secho(harmless(text), fg=ink, err=True)


def print_json(value: Any) -> None:
    """Print a value as JSON, in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their headings; in a pipe a line each, its cells parted by tabs and nothing cut off."""
    if sys.stdout.isatty():
        _rich_table(headings, rows)
        return
    for row in rows:
        click.echo("\t".join(" ".join(harmless(cell).split()) for cell in row))


def fields(pairs: Iterable[tuple[str, str | None]]) -> None:
    """Print what a thing says, a named line each; empty ones are left out."""
    for name, value in pairs:
        if value:
            click.echo(f"{click.style(name + ':', bold=True)} {harmless(value)}")


class Bar(Protocol):
    """A progress bar as commands see it."""

    def reach(self, done: int, known: int = 0) -> None:
        """Show that so many are done, of more than were counted if so many are known by now."""


@contextmanager
def progress(title: str, count: Callable[[], int]) -> Iterator[Bar]:
    """Show a bar on standard error while something long goes on; in a pipe there is none, and nothing is counted."""
    if not sys.stderr.isatty():
        yield _NoBar()
        return
    with _rich_progress() as shown:
        total = count()
        yield _RichBar(shown, shown.add_task(title, total=total), total)


class _NoBar:
    def reach(self, done: int, known: int = 0) -> None:
        """Show nothing."""


class _RichBar:
    def __init__(self, shown: "Progress", task: Any, total: int) -> None:
        self._shown, self._task, self._total = shown, task, total

    def reach(self, done: int, known: int = 0) -> None:
        total = max(done, known, self._total)
        self._shown.update(self._task, completed=done, total=total)


def _rich_progress() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: "Task") -> Text:
            return Text(f"{task.speed:.3g}/s" if task.speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # Rich would send what is printed meanwhile to its own console, which is not where results go.
    redirect = sys.stdout.isatty()
    return Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=redirect)


def _rich_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        # As Text, so that square brackets in a headline are no markup.
        shown.add_row(*(Text(harmless(cell), style=INK.get(cell, "")) for cell in row))
    Console().print(shown)
