"""The press kit: logos, portraits, documents and videos of the organisation, one by one and in one file."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.kit import KitItem, KitKind
from newsroom.languages import _
from newsroom.model import Contact, Image
from newsroom.store.contacts import press_contacts
from newsroom.store.kit import kit_public
from newsroom.syndication.models import list_model
from newsroom.syndication.pictures import kit_model
from newsroom.web import bundle, respond
from newsroom.web.bundle import Entry
from newsroom.web.head import Head
from newsroom.web.media import offered_at
from newsroom.web.visit import Visit, visit_of

TITLE = _("Press kit")
HEADINGS = {
    KitKind.LOGO: _("Logos"),
    KitKind.IMAGE: _("Pictures"),
    KitKind.DOCUMENT: _("Documents"),
    KitKind.VIDEO: _("Videos"),
}


@dataclass(frozen=True, slots=True)
class Kit:
    """What the press kit shows: its items, and the portraits of the press contacts."""

    items: tuple[KitItem, ...]
    portraits: tuple[Contact, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of it is kept here, so that there is nothing to put into one file."""
        return not self.portraits and not any(one.offer for one in self.items)


async def files(request: Request) -> Response:
    """Show the press kit."""
    visit = visit_of(request)
    found = await visit.ask(_kit_public, visit)
    words = visit.words()
    sections = [
        (kind.value, words.gettext(heading), [one for one in found.items if one.kind is kind])
        for kind, heading in HEADINGS.items()
    ]
    shown = {
        "sections": [section for section in sections if section[2]],
        "portraits": found.portraits,
        "zip_path": None if found.is_empty else addresses.FILES + addresses.ZIP,
        "host_of": lambda url: urlsplit(url).hostname or url,
    }
    head = Head(name="files", title=words.gettext(TITLE), path=addresses.FILES, formats=("json",))
    return respond.page(visit, head, words, shown)


async def files_json(request: Request) -> Response:
    """Give the press kit in our model."""
    visit = visit_of(request)
    found = await visit.ask(_kit_public, visit)
    return respond.model(request, list_model(kit_model(visit.room, one) for one in found.items))


async def files_zip(request: Request) -> Response:
    """Give the press kit, as it came where it may be shown so, with the terms of each file."""
    visit = visit_of(request)
    found = await visit.ask(_kit_public, visit)
    if found.is_empty:
        raise NotFound("There is no press kit.")
    entries = [*_kit_entries(visit, found), *_portrait_entries(visit, found)]
    return bundle.answer(request, "press-kit.zip", [*entries, bundle.text("licences.txt", _terms(visit, found))])


def _kit_public(connection: Connection, visit: Visit) -> Kit:
    people = press_contacts(connection, now=visit.now)
    pictured = tuple(one for one in people if one.image and one.image.offer)
    return Kit(tuple(kit_public(connection, now=visit.now)), pictured)


def _kit_entries(visit: Visit, found: Kit) -> Iterator[Entry]:
    for one in found.items:
        yield from _entries(visit, one, f"{one.kind}s/{one.slug}")


def _portrait_entries(visit: Visit, found: Kit) -> Iterator[Entry]:
    for one in found.portraits:
        if one.image:
            yield from _entries(visit, one.image, f"portraits/{one.slug}")


def _entries(visit: Visit, one: KitItem | Image, name: str) -> Iterator[Entry]:
    if found := offered_at(visit.room, one):
        path, tag = found
        yield bundle.file(f"{name}{path.suffix}", path, tag)


def _terms(visit: Visit, found: Kit) -> str:
    """Write down what each file is called and on which terms it may be used."""
    words = visit.words(visit.room.language)
    paragraphs = []
    for name, one in [*((one.name, one) for one in found.items), *((one.label, one.image) for one in found.portraits)]:
        said = (("Credit", one.credit), ("Licence", one.licence)) if one else ()
        lines = [f"{words.gettext(label)}: {text}" for label, text in said if text]
        paragraphs.append("\n".join([name, *lines]))
    return "\n\n".join(paragraphs) + "\n"
