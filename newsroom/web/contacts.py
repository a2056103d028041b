"""Press contacts: all of them and one, as pages, as cards and as JSON."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from feeds import vcard
from newsroom import addresses, syndication
from newsroom.model import Contact
from newsroom.store.contacts import get_press_contact, press_contacts
from newsroom.web import respond, structured
from newsroom.web.head import Head
from newsroom.web.visit import Visit, visit_of


async def contacts(request: Request) -> Response:
    """Show whom to ring."""
    visit = visit_of(request)
    found = await visit.ask(press_contacts, now=visit.now)
    words = visit.words()
    head = Head(name="contacts", title=words.gettext("Press contacts"), path=addresses.CONTACTS)
    shown = {"contacts": found, "card_path": addresses.CONTACTS + addresses.CARD}
    return respond.page(visit, head, words, shown)


async def contact(request: Request) -> Response:
    """Show one card."""
    visit, found = await _asked(request)
    data = structured.contact_data(visit, found)
    head = Head(name="contact", title=found.label, path=addresses.contact(found), data=data)
    return respond.page(visit, head, visit.words(), {"contact": found})


async def contacts_cards(request: Request) -> Response:
    """Give all cards in one file."""
    visit = visit_of(request)
    found = await visit.ask(press_contacts, now=visit.now)
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


async def _asked(request: Request) -> tuple[Visit, Contact]:
    visit = visit_of(request)
    return visit, await visit.ask(get_press_contact, request.path_params["slug"], now=visit.now)


def _cards(visit: Visit, found: Sequence[Contact]) -> Response:
    cards = [syndication.card(visit.room, visit.organisation, one) for one in found]
    return respond.answer(visit.request, vcard.serialise(cards), vcard.MEDIA_TYPE)
