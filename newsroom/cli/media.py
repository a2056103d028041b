"""Commands on pictures and files: what goes with an article besides its text."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import note, print_json, progress, result, table
from newsroom.cli.frame import F, Opened, in_room, json_option, reason_options
from newsroom.cli.keeping import keep

if TYPE_CHECKING:
    from newsroom.fetch import FileSource
    from newsroom.model import Article

PICTURE_HELP = "Its number, as `image list` shows it, or a few letters of its file's name."
A_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def image() -> None:
    """Pictures of articles: add, list, edit, remove, make smaller."""


def _words_options(command: F) -> F:
    said = (
        ("--licence", "On which terms it may be used."),
        ("--credit", "Who made it."),
        ("--caption", "The line below it."),
        ("--alt", "What it shows, for those who do not see it."),
    )
    for name, help_text in said:
        command = click.option(name, help=help_text)(command)
    return command


@image.command("add")
@click.argument("article", help=ARTICLE_HELP)
@click.argument("file", type=A_FILE, help="The picture; it is kept as it is.")
@_words_options
@reason_options
@in_room
async def add_image(
    opened: Opened, /, article: str, file: Path, change: str | None, why: str | None, **words: Any
) -> None:
    """Add a picture to an article, after those it has."""
    from newsroom.desk.files import with_image
    from newsroom.media import keeping
    from newsroom.model import Image

    found, folder = await _open(opened, article), opened.room.media
    said = Image(url=file.name, **words)
    with keeping(folder):
        await keep(opened, with_image(found, source_of(file), folder, said, avif=opened.room.avif), change, why)
    result(f"Image added to {found.slug}: {file.name}")
    if said.alt is None:
        note("It has no text for those who do not see it: say --alt.")


@image.command("list")
@click.argument("article", help=ARTICLE_HELP)
@json_option
@in_room
async def list_images(opened: Opened, article: str, as_json: bool) -> None:
    """List an article's pictures with their numbers."""
    from newsroom.cli.showing import image_row, image_value
    from newsroom.store.lookup import get_by_name

    found = await opened.database.read(get_by_name, article)
    numbered = list(enumerate(found.images, 1))
    if as_json:
        print_json([{"number": number, **image_value(one)} for number, one in numbered])
    else:
        headings = ("No", "File", "Caption", "Alt", "Credit", "Licence", "Size")
        table(headings, ((str(number), *image_row(one)) for number, one in numbered))


def _read_focus(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    parts = [int(part) for part in value.split(",") if part.strip().isdecimal()] if value else []
    if value and (len(parts) != 2 or max(parts) > 100):
        raise click.BadParameter("write two numbers from 0 to 100, such as 50,30", context, parameter)
    return (parts[0], parts[1]) if parts else None


@image.command("edit")
@click.argument("article", help=ARTICLE_HELP)
@click.argument("picture", help=PICTURE_HELP)
@_words_options
@click.option(
    "--focus",
    callback=_read_focus,
    metavar="X,Y",
    help="What a crop must show: per cent from the left and from the top.",
)
@reason_options
@in_room
async def edit_image(
    opened: Opened,
    /,
    article: str,
    picture: str,
    focus: tuple[int, int] | None,
    change: str | None,
    why: str | None,
    **words: Any,
) -> None:
    """Change what is said of a picture; an empty text takes a word away."""
    from newsroom.desk.files import find_image, with_words
    from newsroom.desk.renditions import renew_renditions, set_focus

    said = {name: value for name, value in words.items() if value is not None}
    if not said and focus is None:
        raise click.UsageError("Say what changes: --alt, --caption, --credit, --licence or --focus.")
    found = await _open(opened, article)
    if focus:
        await opened.database.write(set_focus, found, picture, focus, now=opened.now, by=opened.by)
        result(f"A crop of it shows {focus[0]},{focus[1]} in {found.slug}")
    if not said:
        return
    saved = await keep(opened, with_words(found, picture, said), change, why)
    if saved != found:
        await renew_renditions(opened.database, opened.room, saved.images[find_image(found, picture)])
    result(f"Image changed in {found.slug}" if saved != found else f"Nothing was changed in {found.slug}")


@image.command("renditions")
@click.option("--again", is_flag=True, help="Try those again, too, that could not be read.")
@in_room
async def make_renditions(opened: Opened, again: bool) -> None:
    """Read pictures, and make the smaller ones, where that was not done."""
    done = await read_pictures(opened, again=again)
    result(f"Made what readers get of {done} picture{'' if done == 1 else 's'}.")


async def read_pictures(opened: Opened, *, again: bool = False) -> int:
    """Read the pictures that nobody has read, make what is lacking of them, and count them; a note tells of each fault.

    Each is kept as soon as it is done, so that whoever is stopped goes on with the next call.
    """
    from newsroom.desk import renditions

    lacking = len(await opened.database.read(renditions.lacking, opened.room, again=again))
    done = 0
    with progress("Pictures", lambda: lacking) as bar:
        async for made in renditions.make_renditions(opened.database, opened.room, again=again):
            done += 1
            bar.reach(done)
            if made.problem:
                note(made.problem)
    return done


@image.command("remove")
@click.argument("article", help=ARTICLE_HELP)
@click.argument("picture", help=PICTURE_HELP)
@reason_options
@in_room
async def remove_image(opened: Opened, article: str, picture: str, change: str | None, why: str | None) -> None:
    """Take a picture out of an article; its words stay in the history."""
    from newsroom.desk.files import without_image
    from newsroom.model import Status, status_at

    found = await _open(opened, article)
    saved = await keep(opened, without_image(found, picture), change, why)
    result(f"Image removed from {found.slug}")
    if status_at(saved.moments, opened.now) is Status.PUBLISHED:
        note(
            "Its earlier versions do not show it either; what was said of it stays in the history as text,"
            " and `newsroom revert` to one of them brings it back."
        )


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.argument("file", type=A_FILE, help="The file; it is kept as it is.")
@click.option("--name", help="What it is called on the page.")
@reason_options
@in_room
async def attach(
    opened: Opened, article: str, file: Path, name: str | None, change: str | None, why: str | None
) -> None:
    """Attach a file to an article, after those it has."""
    from newsroom.desk.files import with_attachment
    from newsroom.media import keeping

    found, folder = await _open(opened, article), opened.room.media
    with keeping(folder):
        revision = with_attachment(found, source_of(file), folder, name)
        await keep(opened, revision, change, why)
    result(f"Attached to {found.slug}: {revision.manuscript.content.attachments[-1].name}")


async def _open(opened: Opened, name: str) -> "Article":
    from newsroom.desk.edit import get_editable

    return await opened.database.read(get_editable, name, now=opened.now)


def source_of(file: Path) -> "FileSource":
    """Give a file of the machine as a source."""
    from newsroom.fetch import FileSource

    return FileSource(file.resolve(), file.resolve().parent, str(file))
