"""The command that brings sources in, and that asks again for what could not be had."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import rich_click as click

from newsroom.cli.console import progress
from newsroom.cli.frame import Call, as_setting, called, json_option, kind_option, open_room

if TYPE_CHECKING:
    from newsroom.cli.telling import Telling
    from newsroom.database import Database
    from newsroom.desk.run import Order
    from newsroom.room import Room


@click.command("import")
@click.argument(
    "names",
    nargs=-1,
    metavar="SOURCE...",
    help="Files, folders, archives, addresses; - is standard input.",
)
@click.option("--dry-run", is_flag=True, help="Do everything but write; needs no room.")
@click.option("--as", "publish", type=click.Choice(("published", "draft")), help="Publish all, or hold all back.")
@kind_option("Take every article in as this kind.")
@click.option("--language", metavar="xx", callback=as_setting("languages"), help="Language of every article.")
@click.option("--again", is_flag=True, help="Take in what was discarded here, too.")
@click.option("--theirs", is_flag=True, help="Take the source's text even where the desk has edited it.")
@click.option(
    "--fetch-media/--no-fetch-media",
    default=None,
    help="Fetch pictures and files that only have an address; the default where a SOURCE is one.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from addresses in your own network, too.")
@click.option("--retry", metavar="RUN", type=int, help="Ask again for what an import could not fetch.")
@json_option
def import_(names: tuple[str, ...], retry: int | None, as_json: bool, **said: Any) -> None:
    """Bring articles, contacts and events in, from files or addresses."""
    import asyncio

    from newsroom.cli.telling import telling

    order = _order(names, **said)
    if bool(names) == (retry is not None) or (retry is not None and order.dry_run):
        raise click.UsageError("Name what to read, or with --retry and no SOURCE the import that missed something.")
    with telling(order, as_json=as_json) as tell:
        if retry is None:
            asyncio.run(_import(called(), names, order, tell))
        else:
            asyncio.run(_retry(called(), retry, order, tell))


def _order(names: tuple[str, ...], *, fetch_media: bool | None, kind: str | None, **said: Any) -> "Order":
    """Say what is asked for; pictures and files are fetched where a source is an address itself."""
    from newsroom.desk.publication import Terms
    from newsroom.desk.run import Order
    from newsroom.fetch import is_address
    from newsroom.model import Kind

    terms = Terms(publish=said.pop("publish"), kind=Kind(kind) if kind else None, language=said.pop("language"))
    # What the ledger keeps is text, which the bytes of a file's name need not be.
    sources = tuple(map(click.format_filename, names))
    fetches = any(map(is_address, names)) if fetch_media is None else fetch_media
    return Order(sources=sources, terms=terms, fetch_media=fetches, **said)


async def _import(call: Call, names: tuple[str, ...], order: "Order", telling: "Telling") -> None:
    from contextlib import aclosing

    from newsroom.desk.take_in import take_in
    from newsroom.fetch import count_sources, fetching

    room, now, by = call.settings().room, call.clock(), call.actor
    fetched = fetching(names, allow_private=order.allow_private)
    with progress("Reading", lambda: count_sources(names)) as bar, fetched as found:
        async with (
            _open_store(call, room, needed=not order.dry_run) as database,
            aclosing(take_in(database, room, found, order, now=now, by=by)) as outcomes,
        ):
            async for outcome in outcomes:
                bar.reach(outcome.number + 1, found.expected)
                telling.hear(outcome, room.zone, now)


async def _retry(call: Call, run: int, order: "Order", telling: "Telling") -> None:
    """Ask again for originals, then read the addresses that could not be read, each in a run of its own."""
    from contextlib import aclosing
    from dataclasses import replace

    from newsroom.desk.retry import get_missed, retry

    async with open_room(call) as opened:
        missed = await opened.database.read(get_missed, run)
        retried = retry(
            opened.database, opened.room, missed, allow_private=order.allow_private, now=opened.now, by=opened.by
        )
        with progress("Fetching", lambda: len({one.owner_id for one in missed.originals})) as bar:
            async with aclosing(retried) as outcomes:
                async for outcome in outcomes:
                    bar.reach(outcome.number + 1)
                    telling.hear(outcome, opened.room.zone, opened.now)
    if missed.addresses:
        again = replace(order, sources=missed.addresses, fetch_media=True)
        await _import(call, missed.addresses, again, telling)


@asynccontextmanager
async def _open_store(call: Call, room: "Room", *, needed: bool) -> "AsyncIterator[Database | None]":
    """Open the room's store; where there is none and none is needed, give None."""
    if not needed and not room.database.exists():
        yield None
        return
    async with open_room(call) as opened:
        yield opened.database
