"""The command on language versions: what a release has, lacks, and has let fall behind."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import note, print_json, table
from newsroom.cli.frame import Opened, in_room, json_option

if TYPE_CHECKING:
    from newsroom.desk.translations import Release, Version
    from newsroom.room import Room


@click.command()
@click.argument("article", required=False, help=f"{ARTICLE_HELP} Without it, every release.")
@click.option("--of", "original", metavar="ORIGINAL", help="Make it a translation of this article.")
@click.option("--unlink", is_flag=True, help="Part it from its other language versions.")
@click.option("--missing", is_flag=True, help="Only releases that lack a language of the room.")
@click.option("--behind", is_flag=True, help="Only releases with a version older than its original.")
@json_option
@in_room
async def translations(
    opened: Opened,
    article: str | None,
    original: str | None,
    unlink: bool,
    missing: bool,
    behind: bool,
    as_json: bool,
) -> None:
    """Show the language versions of releases, or link them."""
    acts = bool(original) + unlink
    if acts > 1 or (acts and not article):
        raise click.UsageError("Name one article, and either --of ORIGINAL or --unlink.")
    if article and original:
        await _link(opened, article, original)
    elif article and unlink:
        await _unlink(opened, article)
    found = await _found(opened, article)
    chosen = [one for one in found if (one.missing or not missing) and (one.is_behind or not behind)]
    _print(chosen, opened.room, as_json=as_json)


async def _link(opened: Opened, article: str, original: str) -> None:
    from newsroom.desk.translations import link

    linked = await opened.database.write(link, article, original, now=opened.now, by=opened.by)
    note(f"Linked: {linked.headline} ({linked.slug})")


async def _unlink(opened: Opened, article: str) -> None:
    from newsroom.desk.translations import unlink

    parted = await opened.database.write(unlink, article, now=opened.now, by=opened.by)
    note(f"Parted from its language versions: {parted.headline} ({parted.slug})")


async def _found(opened: Opened, article: str | None) -> "list[Release]":
    from newsroom.desk.translations import get_release, releases

    languages, now = opened.room.languages, opened.now
    if article:
        return [await opened.database.read(get_release, article, languages, now=now)]
    return await opened.database.read(releases, languages, now=now)


def _print(found: "list[Release]", room: "Room", *, as_json: bool) -> None:
    if as_json:
        print_json([_value(one, room) for one in found])
        return
    table(("Release", "Language", "Status", "Time", "Article"), (row for one in found for row in _rows(one, room)))
    if not found:
        note("There is no such release.")


def _rows(one: "Release", room: "Room") -> Iterator[tuple[str, ...]]:
    original = one.versions[0].article.slug
    for version in one.versions:
        moment = f"{version.article.published_at.astimezone(room.zone):%Y-%m-%d %H:%M}"
        status = f"{version.status}, behind" if version.is_behind else version.status.value
        yield original, version.article.language, status, moment, version.article.slug
    for language in one.missing:
        yield original, language, "missing", "", ""


def _value(one: "Release", room: "Room") -> dict[str, Any]:
    versions = [_version_value(version, room) for version in one.versions]
    return {"original": one.versions[0].article.slug, "versions": versions, "missing": list(one.missing)}


def _version_value(one: "Version", room: "Room") -> dict[str, Any]:
    from newsroom.desk.moment import write_moment

    published_at = one.article.moments.published_at
    return {
        "language": one.article.language,
        "slug": one.article.slug,
        "headline": one.article.headline,
        "status": one.status.value,
        "published_at": published_at and write_moment(published_at, room.zone),
        "written_at": write_moment(one.written_at, room.zone),
        "behind": one.is_behind,
    }
