"""Commands on pictures and files: what goes with an article besides its text."""

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import note, result
from newsroom.cli.frame import Opened, in_room, reason_options
from newsroom.cli.keeping import keep

if TYPE_CHECKING:
    from newsroom.fetch import FileSource
    from newsroom.model import Article

A_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def image() -> None:
    """Pictures of articles: add."""


@image.command("add")
@click.argument("article", help=ARTICLE_HELP)
@click.argument("file", type=A_FILE, help="The picture; it is kept as it is.")
@click.option("--alt", help="What it shows, for those who do not see it.")
@click.option("--caption", help="The line below it.")
@click.option("--credit", help="Who made it.")
@click.option("--licence", help="On which terms it may be used.")
@reason_options
@in_room
async def add_image(
    opened: Opened,
    article: str,
    file: Path,
    alt: str | None,
    caption: str | None,
    credit: str | None,
    licence: str | None,
    change: str | None,
    why: str | None,
) -> None:
    """Add a picture to an article, after those it has."""
    from newsroom.desk.files import with_image
    from newsroom.model import Image

    said = Image(url=file.name, alt=alt, caption=caption, credit=credit, licence=licence)
    found = await _open(opened, article)
    await keep(opened, with_image(found, _source(file), opened.room.media, said), change, why)
    result(f"Image added to {found.slug}: {file.name}")
    if alt is None:
        note("It has no text for those who do not see it: say --alt.")


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

    found = await _open(opened, article)
    await keep(opened, with_attachment(found, _source(file), opened.room.media, name), change, why)
    result(f"Attached to {found.slug}: {name or file.name}")


async def _open(opened: Opened, name: str) -> "Article":
    from newsroom.desk.edit import get_editable

    return await opened.database.read(get_editable, name, now=opened.now)


def _source(file: Path) -> "FileSource":
    from newsroom.fetch import FileSource

    return FileSource(file.resolve(), file.resolve().parent, str(file))
