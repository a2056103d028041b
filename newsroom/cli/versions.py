"""Commands on versions: what a published article said before, what changed, and the way back."""

import sys
from typing import TYPE_CHECKING, Any

import rich_click as click
from click import get_current_context

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import harmless, note, print_json, result
from newsroom.cli.frame import Opened, in_room, json_option, reason_options
from newsroom.cli.keeping import keep

if TYPE_CHECKING:
    from newsroom.changes import FieldChange
    from newsroom.desk.compare import Comparison
    from newsroom.difference import Run
    from newsroom.model import Version
    from newsroom.room import Room

NAMES = {"images": "pictures", "attachments": "files"}
NUMBER = click.IntRange(min=1)
MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
STYLES: dict[str, dict[str, Any]] = {
    "same": {},
    "gone": {"fg": "red", "strikethrough": True},
    "new": {"fg": "green", "underline": True},
}


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.argument("first", metavar="[N]", type=NUMBER, required=False, help="The older version; else the last but one.")
@click.argument("second", metavar="[M]", type=NUMBER, required=False, help="The newer version; else what it says now.")
@json_option
@in_room
async def diff(opened: Opened, article: str, first: int | None, second: int | None, as_json: bool) -> None:
    """Show what changed between two versions, word by word."""
    from newsroom.desk.compare import compare

    found = await opened.database.read(compare, article, first, second, now=opened.now)
    if as_json:
        print_json(_value(found, opened.room))
        return
    note(f"{found.article.headline}: version {found.old.number} → {_head(found.new, opened.room)}")
    for one in found.changes:
        field = NAMES.get(one.field, one.field).capitalize()
        click.echo(f"{click.style(f'{field}:', bold=True)} {_shown(one)}")
    if not found.changes:
        note("They say the same.")


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.argument("number", type=NUMBER, help="The version that comes back; `show` lists them.")
@reason_options
@in_room
async def revert(opened: Opened, article: str, number: int, change: str | None, why: str | None) -> None:
    """Make an earlier version of a published article the new one."""
    from newsroom.desk.revert import prepare_revert

    revision = await opened.database.read(prepare_revert, article, number, opened.room, now=opened.now)
    saved = await keep(opened, revision, change, why)
    result(f"Reverted to version {number}: {saved.headline} ({saved.slug})")


def _shown(one: "FieldChange") -> str:
    from newsroom.difference import shortened

    if not one.runs:
        return "other markup, or another file; the words are the same"
    # Without colours the marks must tell; with them they would only be in the way.
    write = _coloured if is_coloured() else _marked
    text = "".join(map(write, shortened(one.runs)))
    return f"\n{text}" if "\n" in text else text


def is_coloured() -> bool:
    """Tell whether what is printed may be told apart by colours."""
    return sys.stdout.isatty() and get_current_context().color is not False


def _marked(run: "Run") -> str:
    return MARKS[run.kind].format(harmless(run.text))


def _coloured(run: "Run") -> str:
    return click.style(harmless(run.text), **STYLES[run.kind])


def _head(one: "Version", room: "Room") -> str:
    from newsroom.desk.moment import show_moment

    return ", ".join(filter(None, (str(one.number), one.change.value, show_moment(one.since, room.zone), one.note)))


def _value(found: "Comparison", room: "Room") -> dict[str, Any]:
    from newsroom.cli.showing import version_value

    return {
        "slug": found.article.slug,
        "old": version_value(found.old, room),
        "new": version_value(found.new, room),
        "changes": [
            {"field": one.field, "runs": [{"kind": run.kind, "text": run.text} for run in one.runs]}
            for one in found.changes
        ],
    }
