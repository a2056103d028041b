"""Commands on articles: list and show them."""

import rich_click as click

from newsroom.cli.console import fields, print_json, result, table
from newsroom.cli.frame import Opened, in_room, json_option, kind_option

STATUSES = ("draft", "scheduled", "embargoed", "published", "withdrawn")
ARTICLE_HELP = "Its slug, or a few letters of its headline."


@click.command("list")
@click.option("--status", type=click.Choice(STATUSES), help="Only articles that stand so.")
@kind_option("Only articles of this kind.")
@json_option
@in_room
async def list_(opened: Opened, status: str | None, kind: str | None, as_json: bool) -> None:
    """List articles, newest first."""
    from newsroom.cli.showing import teaser_row, teaser_value
    from newsroom.model import Kind, Status
    from newsroom.store import lookup

    room, now = opened.room, opened.now
    stands, is_kind = Status(status) if status else None, Kind(kind) if kind else None
    found = await opened.database.read(lookup.articles, now=now, status=stands, kind=is_kind)
    if as_json:
        print_json([teaser_value(one, room, now) for one in found])
    else:
        table(("Status", "Date", "Kind", "Slug", "Headline"), (teaser_row(one, room, now) for one in found))


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@json_option
@in_room
async def show(opened: Opened, article: str, as_json: bool) -> None:
    """Show all that the desk knows of an article."""
    from newsroom.cli.showing import dossier_fields, dossier_value
    from newsroom.desk.dossier import get_dossier

    known = await opened.database.read(get_dossier, article)
    if as_json:
        print_json(dossier_value(known, opened.room, opened.now))
        return
    fields(dossier_fields(known, opened.room, opened.now))
    if known.article.body_text:
        result(f"\n{known.article.body_text}")
