"""Commands on contacts: the cards of those whom journalists ring and write to."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from newsroom.cli.console import fields, note, print_json, result, table
from newsroom.cli.dialogue import confirm
from newsroom.cli.frame import Opened, in_room, json_option
from newsroom.cli.media import A_FILE, source_of

if TYPE_CHECKING:
    from newsroom.model import Contact
    from newsroom.room import Room

F = TypeVar("F", bound=Callable[..., Any])
CONTACT_HELP = "Its slug, or a few letters of the name or title."

CARD = (
    click.option("--name", help="Who it is; without a name the title stands for it."),
    click.option("--title", help="What they are."),
    click.option("--unit", help="Where in the organisation."),
    click.option("--organisation", help="Where, when it is not yours."),
    click.option("--email", "emails", multiple=True, help="Repeat it for more."),
    click.option("--phone", "phones", multiple=True, help="As you dial it, or with +; repeat it for more."),
    click.option("--responsibility", "responsibilities", multiple=True, help="What they answer for; repeat it."),
    click.option("--spoken-language", "languages", multiple=True, metavar="xx", help="Repeat it for more."),
    click.option("--from", "answers_at", metavar="TIME", help="From when they answer; before, the desk is shown."),
    click.option("--until", "answers_until", metavar="TIME", help="Until when; a bare day is the last of them."),
)


PHOTO = (
    click.option("--photo", type=A_FILE, help="A portrait; it is kept as it is."),
    click.option("--alt", help="What the portrait shows, for those who do not see it."),
    click.option("--credit", help="Who made the portrait."),
)


def card_options(command: F) -> F:
    """Add an option for every field of a card but whether it is listed."""
    for option in reversed((*CARD, *PHOTO)):
        command = option(command)
    return command


@click.group()
def contact() -> None:
    """Press contacts: add, edit, remove, list, show."""


@contact.command("list")
@json_option
@in_room
async def list_(opened: Opened, as_json: bool) -> None:
    """List all cards, those of people in articles too."""
    from newsroom.store import contacts
    from newsroom.syndication import contact_model

    found = await opened.database.read(contacts.contacts)
    if as_json:
        print_json([contact_model(opened.room, one) for one in found])
    else:
        table(("Slug", "Contact", "Title", "Phone", "E-mail", "Listed"), (_row(one, opened.room) for one in found))


@contact.command()
@click.argument("name", metavar="CONTACT", help=CONTACT_HELP)
@json_option
@in_room
async def show(opened: Opened, name: str, as_json: bool) -> None:
    """Show a card, and what was held back when it was imported."""
    from newsroom.cli.showing import contact_value
    from newsroom.store import ledger, lookup

    card = await opened.database.read(lookup.get_contact_by_name, name)
    if as_json:
        notes = await opened.database.read(ledger.notes_about, "contact", card.id)
        print_json(contact_value(card, opened.room, notes))
    else:
        await _show(opened, card)


@contact.command()
@card_options
@click.option("--press/--no-press", "press_contact", default=True, help="List it among the press contacts, or not.")
@in_room
async def add(opened: Opened, /, photo: Path | None, alt: str | None, credit: str | None, **said: Any) -> None:
    """Add a contact."""
    from newsroom.desk.cards import add_card, read_card

    if (alt or credit) and not photo:
        raise click.UsageError("--alt and --credit are said of a portrait: name it with --photo.")
    room = opened.room
    typed = _given(said)
    act = opened.database.write(add_card, read_card(typed, room), room, now=opened.now, by=opened.by, typed=typed)
    card = await act
    await _show(opened, await _set_photo(opened, card.slug, photo, alt, credit) if photo else card)


@contact.command()
@click.argument("contact_name", metavar="CONTACT", help=CONTACT_HELP)
@card_options
@click.option("--press/--no-press", "press_contact", default=None, help="List it among the press contacts, or not.")
@click.option("--no-photo", is_flag=True, help="Take the portrait away.")
@in_room
async def edit(
    opened: Opened,
    /,
    contact_name: str,
    photo: Path | None,
    alt: str | None,
    credit: str | None,
    no_photo: bool,
    **said: Any,
) -> None:
    """Edit a contact; "" clears a field."""
    from newsroom.desk.cards import change_card, read_card
    from newsroom.store.lookup import get_contact_by_name

    room = opened.room
    typed = _given(said)
    given = read_card(typed, room)
    words = _given({"alt": alt, "credit": credit})
    if not given and not words and not photo and not no_photo:
        raise click.UsageError("Say what to change: `newsroom contact edit --help` shows the options.")
    if words and no_photo:
        raise click.UsageError("--no-photo takes the portrait away: there is nothing to say of it.")
    if words and not photo:
        contact_name = (await _describe_photo(opened, contact_name, words)).slug
    if photo or no_photo:
        contact_name = (await _set_photo(opened, contact_name, photo, alt, credit)).slug
    if given:
        asked: dict[str, Any] = {"now": opened.now, "by": opened.by, "typed": typed}
        contact_name = (await opened.database.write(change_card, contact_name, given, room, **asked)).slug
    await _show(opened, await opened.database.read(get_contact_by_name, contact_name))


@contact.command()
@click.argument("name", metavar="CONTACT", help=CONTACT_HELP)
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_room
async def remove(opened: Opened, name: str, yes: bool) -> None:
    """Remove a contact, from its articles too."""
    from newsroom.desk.cards import remove_card
    from newsroom.store import lookup

    found = await opened.database.read(lookup.get_contact_by_name, name)
    confirm(f"Remove {found.label} ({found.slug})?", yes=yes)
    await opened.database.write(remove_card, found.id, now=opened.now, by=opened.by, opened=found)
    result(f"Removed: {found.label} ({found.slug})")


async def _set_photo(opened: Opened, name: str, photo: Path | None, alt: str | None, credit: str | None) -> "Contact":
    from newsroom.desk.photo import keep_photo, set_photo
    from newsroom.media import keeping
    from newsroom.model import Image

    kept = None
    with keeping(opened.room.media):
        if photo:
            kept, notes = keep_photo(source_of(photo), opened.room, Image(url=photo.name, alt=alt, credit=credit))
            for one in notes:
                note(one)
        return await opened.database.write(set_photo, name, kept, now=opened.now, by=opened.by)


async def _describe_photo(opened: Opened, name: str, words: dict[str, Any]) -> "Contact":
    from newsroom.desk.photo import describe_photo
    from newsroom.desk.renditions import renew_renditions

    card = await opened.database.write(describe_photo, name, words, now=opened.now, by=opened.by)
    if card.image:
        await renew_renditions(opened.database, opened.room, card.image)
    return card


def _given(said: dict[str, Any]) -> dict[str, Any]:
    """Leave out the options that were not used; an empty text is one that was."""
    return {name: value for name, value in said.items() if value is not None and value != ()}


async def _show(opened: Opened, card: "Contact") -> None:
    from newsroom.cli.showing import contact_fields
    from newsroom.store import ledger

    notes = await opened.database.read(ledger.notes_about, "contact", card.id)
    fields(contact_fields(card, opened.room, notes, now=opened.now))


def _row(one: "Contact", room: "Room") -> tuple[str, ...]:
    title = one.title if one.name else None
    listed = ", ".join(filter(None, ("press contact" if one.press_contact else None, _term(one, room))))
    return one.slug, one.label, title or "", ", ".join(one.phones), ", ".join(one.emails), listed


def _term(one: "Contact", room: "Room") -> str | None:
    if not one.has_term:
        return None
    bounds = (
        moment and f"{moment.astimezone(room.zone):%Y-%m-%d %H:%M}" for moment in (one.answers_at, one.answers_until)
    )
    return " – ".join(bound or "…" for bound in bounds)
