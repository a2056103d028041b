"""Completion: the command that prints a shell's script, and what the words of commands complete to."""

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click
from click.types import StringParamType

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_NEWSROOM_COMPLETE"
TABLES = {"ARTICLE": "article", "ORIGINAL": "article", "CONTACT": "contact", "PERSON": "contact", "EVENT": "event"}
"""What stands for a slug in the usage of a command, and where the slugs are."""

FILES = ("FILE", "SOURCE")


class Slug(StringParamType):
    """A text that a shell completes to slugs of the room, with what they stand for."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        """Keep where the slugs are."""
        self.tables = tables

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[str]]":
        """Offer the slugs that begin so; where there is no room there is nothing to offer, and no error."""
        from click.shell_completion import CompletionItem

        from newsroom.store.completion import slugs_like

        folder = ctx.find_root().params.get("folder") or Path()
        found = slugs_like(folder / "newsroom.db", self.tables, incomplete)
        # The scripts take a help of one line.
        return [CompletionItem(slug, help=" ".join(name.split())) for slug, name in found]


class FileName(StringParamType):
    """A text that a shell completes to the names of files."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[str]]":
        """Leave it to the shell, which knows how people name files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


def teach(command: click.Command) -> None:
    """Let the texts that a command takes complete to what its usage calls them: slugs, or files."""
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        teach(below)
    for parameter in command.params:
        called = (parameter.metavar or parameter.name or "").strip("[].").upper().split("|")
        if not isinstance(parameter.type, StringParamType):
            continue
        if tables := tuple(TABLES[one] for one in called if one in TABLES):
            parameter.type = Slug(tables)
        elif called[0] in FILES:
            parameter.type = FileName()


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), help="Your shell.")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script by which your shell completes commands and names.

    bash, in ~/.bashrc: eval "$(newsroom completion bash)"

    zsh, in ~/.zshrc after compinit: eval "$(newsroom completion zsh)"

    fish: newsroom completion fish > ~/.config/fish/completions/newsroom.fish
    """
    from click.shell_completion import get_completion_class

    known = get_completion_class(shell)
    assert known  # noqa: S101
    click.echo(known(context.find_root().command, {}, "newsroom", VARIABLE).source())
