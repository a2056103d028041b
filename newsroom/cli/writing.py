"""Commands that write articles: new drafts and other texts for those that are there."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import note, result
from newsroom.cli.dialogue import is_attended, open_editor, put_aside, wants_another_look
from newsroom.cli.frame import F, Opened, as_setting, called, in_room, kind_option, reason_options
from newsroom.errors import NewsroomError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsroom.desk.compose import Composed
    from newsroom.desk.manuscript import Text
    from newsroom.model import Article

    Save = Callable[[str], Awaitable[Article]]

KEPT = "Your text is kept in {}."
MOMENTS = {
    "draft": "Meant for",
    "scheduled": "Scheduled for",
    "embargoed": "Embargo until",
    "published": "Public since",
}
"""What an article's moment is called, by its status."""


@click.command()
@click.argument("file", required=False, help="A Markdown file, or - for standard input; without it, your editor opens.")
@kind_option("What it is.")
@click.option("--language", metavar="xx", callback=as_setting("languages"), help="Language of the text.")
@click.option("--headline", help="Its headline.")
@in_room
async def new(opened: Opened, file: str | None, kind: str | None, language: str | None, headline: str | None) -> None:
    """Write a new draft."""
    from newsroom.media import keeping

    if file is None:
        draft = await _write_new(opened, kind, language, headline)
    else:
        with keeping(opened.room.media):
            draft = await _add(opened, _read_new(opened, file, kind, language, headline))
    if draft:
        result(f"Draft: {draft.slug}")
        note(f"`newsroom publish {draft.slug}` makes it public.")


def _fields_option(command: F) -> F:
    help_text = "Set a field without your editor; repeat it for more. body=@FILE reads Markdown from a file, or @- ."
    return click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help=help_text)(command)


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@_fields_option
@reason_options
@in_room
async def edit(opened: Opened, article: str, given: tuple[str, ...], change: str | None, why: str | None) -> None:
    """Edit an article; one that is public needs a kind and a note.

    Your editor opens, unless --set names the fields.
    """
    from newsroom.desk.edit import get_editable

    found = await opened.database.read(get_editable, article, now=opened.now)
    await _edit(opened, "edit", found, given, change, why)


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@_fields_option
@reason_options
@in_room
async def correct(opened: Opened, article: str, given: tuple[str, ...], change: str | None, why: str | None) -> None:
    """Correct a published article, with a kind and a note for readers.

    Your editor opens, unless --set names the fields.
    """
    from newsroom.desk.edit import get_correctable

    found = await opened.database.read(get_correctable, article, now=opened.now)
    await _edit(opened, "correct", found, given, change, why)


async def _edit(
    opened: Opened, act: str, article: "Article", given: tuple[str, ...], change: str | None, why: str | None
) -> None:
    from newsroom.desk.manuscript import text_of, with_fields

    zone, before = opened.room.zone, text_of(article)
    reason = [(name, value) for name, value in (("change", change), ("note", why)) if value]
    begun = with_fields(before, reason, zone)

    async def save(after: "Text") -> "Article":
        return await _save(opened, act, article, before, after)

    if given:
        saved = await save(with_fields(begun, map(_field, given), zone))
    else:
        saved = await _edit_in_editor(opened, article, begun, save)
    _tell_edited(opened, article, saved)


async def _edit_in_editor(
    opened: Opened, article: "Article", begun: "Text", save: "Callable[[Text], Awaitable[Article]]"
) -> "Article":
    from newsroom.desk.edit import check_reason
    from newsroom.desk.manuscript import read_text, write_text
    from newsroom.model import Status, status_at

    zone, public = opened.room.zone, status_at(article.moments, opened.now) is Status.PUBLISHED
    if public and not is_attended():
        check_reason(article, begun.change, begun.note)
    hidden = {"change": not public, "note": not public, "published_at": not begun.published_at}
    written = write_text(begun, zone, without=[name for name in hidden if hidden[name]])
    saved = await _work_on(opened, written, f"edit-{article.slug}", lambda text: save(read_text(text, begun, zone)))
    return saved or article


async def _save(opened: Opened, act: str, article: "Article", before: "Text", after: "Text") -> "Article":
    """Keep what changed; without a change, nothing is written."""
    from dataclasses import replace

    from newsroom.cli.keeping import keep
    from newsroom.desk.cards import cards_named
    from newsroom.desk.edit import revise

    if replace(after, change=before.change, note=before.note) == before:
        return article
    people = await opened.database.read(cards_named, after.contacts)
    revision = replace(revise(article, before, after, opened.room, people, now=opened.now), act=act)
    saved = await keep(opened, revision, after.change, after.note)
    if saved.slug != revision.slug:
        note(f"The slug {revision.slug} belongs to another article.")
    return saved


async def _write_new(opened: Opened, kind: str | None, language: str | None, headline: str | None) -> "Article | None":
    from newsroom.desk.cards import cards_named
    from newsroom.desk.compose import compose
    from newsroom.desk.manuscript import Text, read_text, with_fields, write_text

    room, said = opened.room, {"kind": kind, "language": language, "headline": headline}
    begun = Text(language=room.language)
    begun = with_fields(begun, [(name, value) for name, value in said.items() if value], room.zone)

    async def save(text: str) -> "Article":
        written = read_text(text, begun, room.zone)
        people = await opened.database.read(cards_named, written.contacts)
        return await _add(opened, compose(written, room, people, now=opened.now))

    return await _work_on(opened, write_text(begun, room.zone, without=["change", "note", "published_at"]), "new", save)


def _read_new(opened: Opened, name: str, kind: str | None, language: str | None, headline: str | None) -> "Composed":
    from newsroom.desk.compose import compose_file
    from newsroom.desk.publication import Terms
    from newsroom.errors import Unreadable
    from newsroom.fetch import FileSource, fetching
    from newsroom.model import Kind

    if Path(name).is_dir():
        raise Unreadable(f"{name} is a folder: name a Markdown file in it, or `newsroom import` it whole.")
    terms = Terms(kind=Kind(kind) if kind else None, language=language)
    with fetching([name]) as found:
        source = next(found)
        if not isinstance(source, FileSource):
            raise Unreadable(source.reason)
        return compose_file(source, opened.room, terms, now=opened.now, headline=headline)


async def _add(opened: Opened, composed: "Composed") -> "Article":
    from newsroom.desk.compose import add_draft

    draft = await opened.database.write(add_draft, composed.manuscript, now=called().clock(), by=opened.by)
    for one in composed.notes:
        note(one)
    return draft


async def _work_on(opened: Opened, written: str, name: str, save: "Save") -> "Article | None":
    """Let a person work on a text until it is saved; None when it was left as it was. What is not saved is kept."""
    path = put_aside(opened.room.folder, name, written)
    while True:
        try:
            text = open_editor(path, called().environment)
            saved = await save(text) if text != written else None
        except NewsroomError as problem:
            if path.read_text(encoding="utf-8", errors="replace") == written:
                path.unlink()
                raise
            if wants_another_look(problem):
                continue
            raise NewsroomError(f"{problem} {KEPT.format(path)}") from problem
        except Exception:
            note(KEPT.format(path))
            raise
        path.unlink()
        return saved


def _field(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise click.UsageError(f"--set {given} names no value: write FIELD=VALUE.")
    if name == "body" and value.startswith("@"):
        value = _read_file(value[1:])
    return name.strip(), value


def _read_file(name: str) -> str:
    try:
        return sys.stdin.buffer.read().decode() if name == "-" else Path(name).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise NewsroomError(f"{name} is not UTF-8: save it so.") from error


def _tell_edited(opened: Opened, before: "Article", after: "Article") -> None:
    from newsroom.model import Status, status_at

    if after is before:
        note("Nothing was changed.")
        return
    result(f"Edited: {after.headline} ({after.slug})")
    _tell_moment(opened, before, after)
    public = status_at(before.moments, opened.now) is Status.PUBLISHED
    if public and (before.slug, before.kind) != (after.slug, after.kind):
        note("Its old address leads to the new one.")


def _tell_moment(opened: Opened, before: "Article", after: "Article") -> None:
    """Show a moment back that was edited, with what it is to the article."""
    from newsroom.desk.moment import show_ahead
    from newsroom.model import status_at

    was_at, at = (one.moments.published_at or one.proposed_at for one in (before, after))
    if at != was_at:
        said = show_ahead(at, opened.room.zone, opened.now) if at else "no moment"
        note(f"{MOMENTS[status_at(after.moments, opened.now).value]} {said}.")
