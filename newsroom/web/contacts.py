"""Press contacts: all of them and one, as pages, as cards and as JSON."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from feeds import vcard
from newsroom import addresses, syndication
from newsroom.errors import NotFound
from newsroom.media import rendition_path
from newsroom.model import Contact, Image, Selection, Teaser
from newsroom.room import Room
from newsroom.store.answering import articles_naming_public, contacts_about_public
from newsroom.store.contacts import get_press_contact, press_contacts
from newsroom.web import directory, respond, structured
from newsroom.web.head import Head
from newsroom.web.paging import read_list
from newsroom.web.visit import Visit, visit_of

SMALL = 480
"""How wide a portrait is on a card that an address book keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """What the list of contacts shows: all of them, and those who answer what was asked."""

    everybody: list[Contact]
    answering: list[Contact]


async def contacts(request: Request) -> Response:
    """Show whom to ring, and who answers for what."""
    visit = visit_of(request)
    query = read_list(visit.parameters, Selection()).selection.query
    found = await visit.ask(_directory, query, visit)
    words = visit.words()
    head = Head(
        name="contacts",
        title=words.gettext("Press contacts"),
        path=addresses.CONTACTS,
        filters=(("q", query),) if query else (),
        robots="noindex" if query else None,
        formats=("vcf", "json") if found.everybody else ("json",),
    )
    shown = {
        "query": query,
        "answering": found.answering,
        "contacts": found.everybody,
        "responsibilities": directory.responsibilities(found.everybody, words.language),
        "card_path": addresses.CONTACTS + addresses.CARD,
    }
    return respond.page(visit, head, words, shown)


async def contact(request: Request) -> Response:
    """Show one card, and what it was last named in."""
    visit = visit_of(request)
    found, named = await visit.ask(_card, request.path_params["slug"], visit)
    data = structured.contact_data(visit, found)
    path = addresses.contact(found)
    head = Head(name="contact", title=found.label, path=path, formats=("vcf", "json"), data=data)
    return respond.page(visit, head, visit.words(), {"contact": found, "named": named})


async def contacts_cards(request: Request) -> Response:
    """Give all cards in one file, of which there is none without a card (RFC 6350 section 3.3)."""
    visit = visit_of(request)
    if not (found := await visit.ask(press_contacts, now=visit.now)):
        raise NotFound("There is no press contact.")
    return _cards(visit, found)


async def contact_card(request: Request) -> Response:
    """Give one card as a file."""
    visit, found = await _asked(request)
    return _cards(visit, [found])


async def contacts_json(request: Request) -> Response:
    """Give all cards in our model."""
    visit = visit_of(request)
    found = await visit.ask(press_contacts, now=visit.now)
    items = [syndication.contact_model(visit.room, one) for one in found]
    return respond.model(request, {"items": items, "next": None})


async def contact_json(request: Request) -> Response:
    """Give one card in our model."""
    visit, found = await _asked(request)
    return respond.model(request, syndication.contact_model(visit.room, found))


def _directory(connection: Connection, query: str, visit: Visit) -> Directory:
    """Ask for all contacts; who says so on the card answers before who is only named in articles."""
    everybody = press_contacts(connection, now=visit.now)
    said = directory.answering(everybody, query, visit.room.languages)
    named = contacts_about_public(connection, query, now=visit.now) if query else []
    return Directory(everybody=everybody, answering=[*said, *(one for one in named if one not in said)])


def _card(connection: Connection, slug: str, visit: Visit) -> tuple[Contact, tuple[Teaser, ...]]:
    found = get_press_contact(connection, slug, now=visit.now)
    return found, articles_naming_public(connection, found, now=visit.now, language=visit.lang)


async def _asked(request: Request) -> tuple[Visit, Contact]:
    visit = visit_of(request)
    return visit, await visit.ask(get_press_contact, request.path_params["slug"], now=visit.now)


def _cards(visit: Visit, found: Sequence[Contact]) -> Response:
    room = visit.room
    cards = [syndication.card(room, visit.organisation, one, _photo(room, one.image)) for one in found]
    return respond.answer(visit.request, vcard.serialise(cards), vcard.MEDIA_TYPE)


def _photo(room: Room, portrait: Image | None) -> str | None:
    """Give a small portrait as a data URI (RFC 2397): address books follow no link."""
    made = portrait and portrait.original and portrait.original.fitting(SMALL)
    if not portrait or not made:
        return None
    path = rendition_path(room.media, portrait.digest or "", made.media_type, made.width)
    return f"data:{made.media_type};base64,{b64encode(path.read_bytes()).decode()}" if path.exists() else None
