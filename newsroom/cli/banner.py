"""The command for the day when something has happened: a text on every page, at once."""

from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.console import note, print_json, table
from newsroom.cli.frame import Opened, as_setting, in_room, json_option, read_time

if TYPE_CHECKING:
    from newsroom.room import Room
    from newsroom.store.banners import Banner

LANGUAGE_HELP = "Its language; else the room's first. Each has its own, and a page without one shows another's."


@click.command()
@click.argument("text", required=False, help="What everybody must read; addresses in it are links.")
@click.option("--language", metavar="xx", callback=as_setting("languages"), help=LANGUAGE_HELP)
@click.option("--until", metavar="TIME", help="When it goes away by itself.")
@click.option("--off", is_flag=True, help="Take it away: all of them, or that in one language.")
@json_option
@in_room
async def banner(
    opened: Opened, text: str | None, language: str | None, until: str | None, off: bool, as_json: bool
) -> None:
    """Put a text on every page at once, take it away, or show it."""
    if off and (text is not None or until is not None):
        raise click.UsageError("--off takes a banner away: give it no text and no --until.")
    if text is None and not off and (until is not None or language is not None):
        raise click.UsageError("Give the text of the banner, or --off.")
    if text is not None:
        await _put_up(opened, text, language or opened.room.language, until)
    elif off:
        await _take_down(opened, language)
    if as_json or (text is None and not off):
        await _list(opened, as_json=as_json)


async def _put_up(opened: Opened, text: str, language: str, until: str | None) -> None:
    from newsroom.desk.banner import put_up
    from newsroom.desk.moment import show_ahead

    room, now = opened.room, opened.now
    ends_at = read_time(room, "--until", until) if until is not None else None
    one = await opened.database.write(put_up, text, language, ends_at, room, now=now, by=opened.by)
    ends = f"until {show_ahead(ends_at, room.zone, now)}" if ends_at else "until `newsroom banner --off`"
    note(f"On every page now ({one.language}), {ends}.")
    if missing := [code for code in room.languages if code != one.language]:
        note(f"Pages in {', '.join(missing)} show it too, unless they have their own (--language).")


async def _take_down(opened: Opened, language: str | None) -> None:
    from newsroom.desk.banner import take_down

    for one in await opened.database.write(take_down, language, now=opened.now, by=opened.by):
        note(f"Taken away ({one.language}): {one.text}")


async def _list(opened: Opened, *, as_json: bool) -> None:
    from newsroom.store.banners import banners_public

    found = await opened.database.read(banners_public, now=opened.now)
    if as_json:
        print_json([_value(one, opened.room) for one in found])
    else:
        table(("Language", "Until", "Text"), (_row(one, opened) for one in found))
        if not found:
            note("No banner stands.")


def _value(one: "Banner", room: "Room") -> dict[str, Any]:
    from newsroom.desk.moment import write_moment

    until = write_moment(one.shown_until, room.zone) if one.shown_until else None
    return {"language": one.language, "text": one.text, "until": until}


def _row(one: "Banner", opened: Opened) -> tuple[str, str, str]:
    from newsroom.desk.moment import show_ahead

    until = show_ahead(one.shown_until, opened.room.zone, opened.now) if one.shown_until else "taken away"
    return one.language, until, one.text
