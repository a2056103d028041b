"""Commands on the press kit: logos, portraits, documents and videos that belong to no article."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.console import note, print_json, result, table
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import F, Opened, in_room, json_option

if TYPE_CHECKING:
    from newsroom.kit import KitItem

KINDS = ("logo", "image", "document", "video")
ITEM_HELP = "Its slug, or a few letters of its name."


@click.group("file")
def file() -> None:
    """Files of the press kit: add, list, edit, remove."""


def _words_options(command: F) -> F:
    said = (
        ("--licence", "On which terms it may be used."),
        ("--credit", "Who made it."),
        ("--caption", "What it is, in a sentence."),
        ("--alt", "What it shows, for those who do not see it."),
        ("--name", "What it is called."),
    )
    for name, help_text in said:
        command = click.option(name, help=help_text)(command)
    return command


def _anyway_option(command: F) -> F:
    return click.option("--anyway", metavar="REASON", help="Show a picture without --alt or --credit; why is logged.")(
        command
    )


@file.command("add")
@click.argument("source", metavar="FILE", help="The file, which is kept as it is; of a video its address.")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What it is.")
@_words_options
@_anyway_option
@in_room
async def add(opened: Opened, /, source: str, kind: str, anyway: str | None, **words: Any) -> None:
    """Put a file or a video into the press kit."""
    from newsroom.desk.kit import add
    from newsroom.kit import KitContent, KitKind
    from newsroom.markup import file_name
    from newsroom.media import keeping

    name = words.pop("name") or Path(file_name(source)).stem
    said = KitContent(kind=KitKind(kind), name=name, url=source, language=opened.room.language, **words)
    with keeping(opened.room.media):
        said = _video(said.url, said) if said.kind is KitKind.VIDEO else _kept(opened, source, said)
        item = await opened.database.write(add, said, now=opened.now, by=opened.by, anyway=anyway)
    result(f"Added to the press kit: {item.name} ({item.slug})")


def _video(address: str, said: Any) -> Any:
    from dataclasses import replace

    from newsroom.desk.values import public_address
    from newsroom.fetch import is_address

    if not is_address(address):
        raise click.UsageError("A video is an address, such as https://video.example/1: it is linked, not kept.")
    return replace(said, url=public_address(address))


def _kept(opened: Opened, name: str, said: Any) -> Any:
    from dataclasses import replace

    from newsroom.desk.kit import with_file
    from newsroom.fetch import FileSource

    path = Path(name)
    if not path.is_file():
        raise click.UsageError(f"There is no file {name}.")
    source = FileSource(path.resolve(), path.resolve().parent, name)
    content, notes = with_file(opened.room.media, source, replace(said, url=path.name), avif=opened.room.avif)
    for one in notes:
        note(one)
    return content


@file.command("list")
@json_option
@in_room
async def list_(opened: Opened, as_json: bool) -> None:
    """List the press kit, with what is held back."""
    from newsroom.store.kit import kit_items

    found = await opened.database.read(kit_items)
    if as_json:
        print_json([_value(one) for one in found])
        return
    rows = [(one.kind.value, one.slug, one.name, "" if one.published_at else "held back", one.url) for one in found]
    table(("Kind", "Slug", "Name", "Status", "File"), rows)


@file.command("edit")
@click.argument("item", help=ITEM_HELP)
@_words_options
@click.option("--show/--hold", "shown", default=None, help="Let everybody see it, or nobody.")
@_anyway_option
@in_room
async def edit(opened: Opened, /, item: str, shown: bool | None, anyway: str | None, **words: str | None) -> None:
    """Change what is said of a file; "" takes a word away."""
    from newsroom.desk.kit import edit
    from newsroom.desk.renditions import renew_renditions

    said = {name: value for name, value in words.items() if value is not None}
    if not said and shown is None:
        raise click.UsageError("Say what changes: --name, --caption, --alt, --credit, --licence, --show or --hold.")
    asked: dict[str, Any] = {"shown": shown, "now": opened.now, "by": opened.by, "anyway": anyway}
    kept = await opened.database.write(edit, item, said, **asked)
    if said:
        await renew_renditions(opened.database, opened.room, kept)
    result(f"Changed in the press kit: {kept.name} ({kept.slug})")


@file.command("remove")
@click.argument("item", help=ITEM_HELP)
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_room
async def remove(opened: Opened, item: str, yes: bool) -> None:
    """Take a file out of the press kit, whatever its source says."""
    from newsroom.desk.kit import remove
    from newsroom.desk.strays import remove_strays
    from newsroom.store.kit import get_by_name

    found = await opened.database.read(get_by_name, item)
    confirm(f"Take “{found.name}” out of the press kit?", yes=yes)
    gone, digests = await opened.database.write(remove, found.slug, now=opened.now, by=opened.by)
    await remove_strays(opened.database, opened.room, digests)
    result(f"Removed from the press kit: {gone.name}")


def _value(one: "KitItem") -> dict[str, Any]:
    names = ("slug", "name", "url", "language", "caption", "alt", "credit", "licence", "media_type", "size", "digest")
    moment = one.published_at and one.published_at.isoformat()
    return {"kind": one.kind.value, **{name: getattr(one, name) for name in names}, "published_at": moment}
