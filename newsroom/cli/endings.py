"""Commands that end an article: it is taken back, thrown away, or erased."""

import rich_click as click

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import note, result
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import Opened, in_room


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.option("--reason", required=True, help="Why, for the readers who come to its address.")
@in_room
async def withdraw(opened: Opened, article: str, reason: str) -> None:
    """Take a published article back; its address says why."""
    from newsroom.desk.moment import show_moment
    from newsroom.desk.withdraw import withdraw

    taken = await opened.database.write(withdraw, article, reason, now=opened.now, by=opened.by)
    result(f"Withdrawn: {taken.headline} ({taken.slug})")
    note(f"Since {show_moment(opened.now, opened.room.zone)} its address answers with the reason.")


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_room
async def discard(opened: Opened, article: str, yes: bool) -> None:
    """Throw a draft away that was never published."""
    from newsroom.desk.discard import discard, get_discardable

    draft = await opened.database.read(get_discardable, article, now=opened.now)
    confirm(f"Throw away “{draft.headline}” ({draft.slug})?", yes=yes)
    await opened.database.write(discard, draft.id, now=opened.now, by=opened.by, opened=draft)
    result(f"Discarded: {draft.headline} ({draft.slug})")


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.option("--reason", help="Why, for the log, where it stays: name nobody in it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_room
async def erase(opened: Opened, article: str, reason: str | None, yes: bool) -> None:
    """Erase an article for good, with its pictures and versions."""
    from newsroom.desk.erase import erase, finish
    from newsroom.store import lookup

    found = await opened.database.read(lookup.get_by_name, article)
    confirm(f"Erase “{found.headline}” ({found.slug}) for good? Nobody can bring it back.", yes=yes)
    erased = await opened.database.write(
        erase, found.slug, now=opened.now, by=opened.by, reason=reason or None, opened=found
    )
    result(f"Erased: {erased.headline} ({found.slug})")
    await finish(opened.database, opened.room)
    note("Nothing of it is left here. Backups that were made before still hold it.")
