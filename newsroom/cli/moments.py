"""Commands on moments: publish now, or let it come by itself; who may read before, and what stands first."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.articles import ARTICLE_HELP
from newsroom.cli.console import note, print_json, result, table
from newsroom.cli.frame import F, Opened, in_room, json_option, read_time

if TYPE_CHECKING:
    from newsroom.model import Article
    from newsroom.room import Room
    from newsroom.store.previews import Preview

TIME_HELP = "A day and an hour, 2026-12-08 09:00, in the room's zone; a day alone is its beginning, 00:00."
ANYWAY_HELP = "Pass over the errors that `check` finds; the reason is logged."


def _until_or_off(option: str, help_text: str, off_help: str) -> Callable[[F], F]:
    """Add an option that takes a TIME, and `--off`; one of them is needed."""

    def add(command: F) -> F:
        off = click.option("--off", is_flag=True, help=off_help)
        return click.option(option, "moment", metavar="TIME", help=f"{help_text} {TIME_HELP}")(off(command))

    return add


def _anyway_option(command: F) -> F:
    return click.option("--anyway", metavar="REASON", help=ANYWAY_HELP)(command)


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.option("--at", metavar="TIME", help=f"Not now, but then. {TIME_HELP}")
@click.option("--now", "early", is_flag=True, help="Publish although a later moment is meant.")
@_anyway_option
@in_room
async def publish(opened: Opened, article: str, at: str | None, early: bool, anyway: str | None) -> None:
    """Make a draft public, now or at a moment to come."""
    if at is not None and early:
        raise click.UsageError("--at and --now say different things: name one of them.")
    # An empty TIME, a script's variable that was never set, is no word to publish now.
    if at is not None:
        await _schedule(opened, article, "--at", at, None, anyway)
    else:
        await _publish(opened, article, early, anyway)


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@_until_or_off("--at", "When it becomes public.", "Make a draft of it again.")
@_anyway_option
@in_room
async def schedule(opened: Opened, article: str, moment: str | None, off: bool, anyway: str | None) -> None:
    """Let an article become public by itself, at a moment to come."""
    if _is_off("--at", moment, off):
        await _unschedule(opened, article)
    else:
        await _schedule(opened, article, "--at", moment or "", False, anyway)


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@_until_or_off("--until", "When it ends, and the article becomes public.", "Make a draft of it again.")
@_anyway_option
@in_room
async def embargo(opened: Opened, article: str, moment: str | None, off: bool, anyway: str | None) -> None:
    """Schedule an article, and mark the embargo on its previews."""
    if _is_off("--until", moment, off):
        await _unschedule(opened, article)
    else:
        await _schedule(opened, article, "--until", moment or "", True, anyway)


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@_until_or_off("--until", "Until when.", "Let it stand where its moment puts it.")
@in_room
async def pin(opened: Opened, article: str, moment: str | None, off: bool) -> None:
    """Keep an article first on the front page until a moment."""
    from newsroom.desk.moment import show_ahead
    from newsroom.desk.pin import pin, unpin

    room, now, by = opened.room, opened.now, opened.by
    if _is_off("--until", moment, off):
        pinned = await opened.database.write(unpin, article, now=now, by=by)
        result(f"No longer pinned: {pinned.headline} ({pinned.slug})")
        return
    until = read_time(room, "--until", moment or "")
    pinned = await opened.database.write(pin, article, until, room, now=now, by=by)
    result(f"Pinned until {show_ahead(until, room.zone, now)}: {pinned.headline} ({pinned.slug})")
    if pinned.moments.published_at is None or pinned.moments.published_at > now:
        note("It is not public yet: it stands first from its publication on.")


@click.command()
@click.argument("article", help=ARTICLE_HELP)
@click.option("--for", "recipient", metavar="NAME", help="Who may read it: they get a key of their own.")
@click.option(
    "--until",
    metavar="TIME",
    show_default="in 14 days, or a day after the publication if that is later",
    help=f"When the key ends. {TIME_HELP}",
)
@click.option("--revoke", metavar="NAME", help="Take the key of this recipient back.")
@json_option
@in_room
async def preview(
    opened: Opened, article: str, recipient: str | None, until: str | None, revoke: str | None, as_json: bool
) -> None:
    """Let somebody read an article early, or list who may."""
    if (recipient is not None) + (revoke is not None) + as_json > 1:
        raise click.UsageError("--for, --revoke and --json go each alone.")
    if until is not None and recipient is None:
        raise click.UsageError("--until says when a key ends: name its recipient with --for.")
    if recipient is not None:
        await _make_key(opened, article, recipient, until)
    elif revoke is not None:
        await _revoke(opened, article, revoke)
    else:
        await _list_keys(opened, article, as_json)


async def _publish(opened: Opened, name: str, early: bool, anyway: str | None) -> None:
    from newsroom import addresses
    from newsroom.desk.moment import show_moment
    from newsroom.desk.publish import publish

    room, now = opened.room, opened.now
    published = await opened.database.write(publish, name, room, now=now, by=opened.by, early=early, anyway=anyway)
    result(addresses.absolute(room, addresses.article(published)))
    note(f"Public since {show_moment(now, room.zone)}.")
    if published.proposed_at and published.proposed_at < now:
        note(
            f"It was meant for {show_moment(published.proposed_at, room.zone)}: to date it so, "
            f"`newsroom edit {published.slug} --set published_at={published.proposed_at:%Y-%m-%dT%H:%MZ}`."
        )


async def _schedule(
    opened: Opened, name: str, option: str, given: str, embargoed: bool | None, anyway: str | None
) -> None:
    from newsroom.desk.schedule import schedule

    at = read_time(opened.room, option, given)
    planned = await opened.database.write(
        schedule, name, at, opened.room, now=opened.now, by=opened.by, embargoed=embargoed, anyway=anyway
    )
    _tell_planned(opened, planned)


def _tell_planned(opened: Opened, planned: "Article") -> None:
    from newsroom import addresses
    from newsroom.desk.moment import show_ahead, show_moment

    room, at, meant = opened.room, planned.published_at, planned.proposed_at
    what = "Embargo until" if planned.moments.embargoed else "Scheduled for"
    result(f"{what} {show_ahead(at, room.zone, opened.now)}: {planned.headline} ({planned.slug})")
    if meant and meant != at:
        note(f"Before, it was meant for {show_moment(meant, room.zone)}.")
    note(f"It will be at {addresses.absolute(room, addresses.article(planned))}; until then nobody finds it.")


async def _unschedule(opened: Opened, name: str) -> None:
    from newsroom.desk.schedule import unschedule

    draft = await opened.database.write(unschedule, name, now=opened.now, by=opened.by)
    result(f"Draft again: {draft.headline} ({draft.slug})")
    note("It does not become public by itself any more. Who holds a key can go on reading it.")


async def _make_key(opened: Opened, name: str, recipient: str, until: str | None) -> None:
    from newsroom import addresses
    from newsroom.desk.moment import show_ahead
    from newsroom.desk.preview import holds_key, make_preview, usual_end
    from newsroom.store import lookup

    room, now = opened.room, opened.now
    found = await opened.database.read(lookup.get_by_name, name)
    expires_at = read_time(room, "--until", until) if until is not None else usual_end(found, now)
    had_one = await opened.database.read(holds_key, found, recipient, now=now)
    article, key = await opened.database.write(make_preview, name, recipient, expires_at, room, now=now, by=opened.by)
    result(addresses.absolute(room, addresses.preview(key)))
    note(f"For {recipient} alone, until {show_ahead(expires_at, room.zone, now)}. It is shown this once.")
    if had_one:
        note("Their earlier key opens nothing any more.")
    if article.moments.published_at and expires_at < article.moments.published_at:
        note("It ends before the article is public: --until names a later moment.")


async def _revoke(opened: Opened, name: str, recipient: str) -> None:
    from newsroom.desk.preview import revoke_preview

    article = await opened.database.write(revoke_preview, name, recipient, now=opened.now, by=opened.by)
    result(f"Revoked: the key of {recipient} to {article.headline} ({article.slug})")


async def _list_keys(opened: Opened, name: str, as_json: bool) -> None:
    from newsroom.desk.preview import previews

    found = await opened.database.read(previews, name)
    if as_json:
        print_json([_key_value(one, opened.room) for one in found])
    elif found:
        headings = ("Recipient", "Made", "Ends", "Visits", "Last")
        table(headings, (_key_row(one, opened.room, opened.now) for one in found))
    else:
        note('Nobody has a key: --for "name" makes one.')


def _key_value(one: "Preview", room: "Room") -> dict[str, Any]:
    from newsroom.desk.moment import write_moment

    moments = {name: getattr(one, name) for name in ("made_at", "expires_at", "revoked_at", "visited_at")}
    shown = {name: write_moment(moment, room.zone) if moment else None for name, moment in moments.items()}
    return {"recipient": one.recipient, **shown, "visits": one.visits}


def _key_row(one: "Preview", room: "Room", now: datetime) -> tuple[str, ...]:
    from newsroom.desk.moment import show_ahead, show_moment

    ends = f"revoked {show_moment(one.revoked_at, room.zone)}" if one.revoked_at else None
    last = show_ahead(one.visited_at, room.zone, now) if one.visited_at else "never"
    made = show_moment(one.made_at, room.zone)
    return one.recipient, made, ends or show_ahead(one.expires_at, room.zone, now), str(one.visits), last


def _is_off(option: str, moment: str | None, off: bool) -> bool:
    if off == (moment is not None):
        raise click.UsageError(f"Name a moment with {option}, or --off.")
    return off
