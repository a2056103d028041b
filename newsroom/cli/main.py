"""The program itself: its name, its commands by subject, and the one place where errors become a sentence."""

import errno
from pathlib import Path
from typing import Any

import rich_click as click

from newsroom import __version__
from newsroom.cli import (
    articles,
    banner,
    checking,
    completion,
    contacts,
    endings,
    events,
    following,
    kit,
    leakcheck,
    ledger,
    media,
    moments,
    people,
    records,
    redirects,
    room,
    server,
    sources,
    translations,
    versions,
    writing,
)
from newsroom.cli.console import note
from newsroom.cli.frame import Call, machine_clock
from newsroom.errors import NewsroomError

SUBJECTS: tuple[tuple[str, tuple[click.Command, ...]], ...] = (
    ("Sources", (sources.import_, following.source, ledger.ledger, redirects.redirects)),
    (
        "Articles",
        (
            articles.list_,
            articles.show,
            writing.new,
            writing.edit,
            writing.correct,
            versions.diff,
            versions.revert,
            translations.translations,
        ),
    ),
    (
        "Decisions",
        (
            checking.check,
            moments.publish,
            moments.schedule,
            moments.embargo,
            moments.preview,
            moments.pin,
            endings.withdraw,
            endings.discard,
            endings.erase,
        ),
    ),
    ("What goes with them", (media.image, media.attach, kit.file, contacts.contact, people.person, events.event)),
    (
        "The room",
        (
            room.init,
            room.demo,
            server.serve,
            banner.banner,
            records.log,
            completion.completion,
            room.migrate,
            room.doctor,
            leakcheck.leakcheck,
        ),
    ),
)
"""Every command, in the order in which help shows them."""


class Program(click.RichGroup):
    """The group whose commands' errors are told in a sentence, with exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; 130 after Ctrl-C, as a shell expects."""
        try:
            return super().invoke(ctx)
        except NewsroomError as error:
            note(str(error), ink="red")
            ctx.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            note(": ".join(filter(None, (error.filename and str(error.filename), error.strerror or str(error)))))
            ctx.exit(1)
        except KeyboardInterrupt:
            ctx.exit(130)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--room",
    "folder",
    envvar="NEWSROOM_ROOM",
    show_envvar=True,
    default=".",
    show_default="the current folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The room's folder.",
)
@click.option("--by", envvar="NEWSROOM_BY", show_envvar=True, show_default="your user", help="Who acts, for the log.")
@click.version_option(__version__, help="Show the version.")
@click.pass_context
def newsroom(context: click.Context, folder: Path, by: str | None) -> None:
    """A press room that your organisation owns."""
    # Whoever calls this from Python may hand over a clock of their own as the context's object.
    context.obj = Call(folder, context.obj or machine_clock, by)
    if context.obj.environment.get("NO_COLOR"):
        context.color = False


for subject, commands in SUBJECTS:
    newsroom.add_panel(click.RichCommandPanel(subject, commands=[str(command.name) for command in commands]))
    for command in commands:
        completion.teach(command)
        newsroom.add_command(command)
