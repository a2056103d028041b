"""Statements that the law asks of a site: how accessible it is, what it keeps of readers, whom to tell of a hole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.languages import _
from newsroom.room import Room
from newsroom.web import respond
from newsroom.web.head import Head
from newsroom.web.visit import visit_of

EXPIRY_MONTHS = 6
"""RFC 9116 section 2.5.5 recommends less than a year; it moves on the first of a month, so that few answers differ."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who sees to it that a law is kept, and where to turn to them."""

    name: str
    url: str | None


LAWS: Mapping[str, str] = {
    "SE": _("the Swedish Act on accessibility of digital public services (2018:1937)"),
    "FI": _("the Finnish Act on the Provision of Digital Services (306/2019)"),
}
DIRECTIVE = _("Directive (EU) 2016/2102")
ACCESSIBILITY: Mapping[str, Authority] = {
    "SE": Authority(_("Agency for Digital Government (Digg)"), "https://www.digg.se/tdosanmalan"),
    "FI": Authority(
        _("Finnish Transport and Communications Agency Traficom"), "https://www.saavutettavuusvaatimukset.fi"
    ),
}
PRIVACY: Mapping[str, Authority] = {
    "SE": Authority(_("Swedish Authority for Privacy Protection (IMY)"), "https://www.imy.se"),
    "FI": Authority(_("Office of the Data Protection Ombudsman"), "https://tietosuoja.fi"),
}


async def accessibility(request: Request) -> Response:
    """Say how accessible the room is, as the model of Implementing Decision (EU) 2018/1523 does."""
    visit = visit_of(request)
    await visit.ask(_nothing_more)
    words, room = visit.words(), visit.room
    head = Head(name="accessibility", title=words.gettext(_("Accessibility")), path=addresses.ACCESSIBILITY)
    said = {
        "statement": room.accessibility,
        "law": words.gettext(LAWS.get(room.country, DIRECTIVE)),
        "authority": _accessibility_authority(room),
    }
    return respond.page(visit, head, words, said)


async def privacy(request: Request) -> Response:
    """Say what is kept of readers: nothing; and of people who are named."""
    visit = visit_of(request)
    await visit.ask(_nothing_more)
    words = visit.words()
    head = Head(name="privacy", title=words.gettext(_("Privacy")), path=addresses.PRIVACY)
    said = {"privacy": visit.room.privacy, "authority": PRIVACY.get(visit.room.country)}
    return respond.page(visit, head, words, said)


async def security(request: Request) -> Response:
    """Tell who has found a hole whom to write to (RFC 9116); raises NotFound where nobody is named."""
    visit = visit_of(request)
    await visit.ask(_security_contact, visit.room)
    written = security_text(visit.room, visit.now)
    # It changes with the day, without any change of the store.
    return respond.answer(request, written.encode(), "text/plain; charset=utf-8", caching=respond.NEVER)


def security_text(room: Room, now: datetime) -> str:
    """Write the fields of RFC 9116 section 2.5."""
    fields = [
        ("Contact", _security_address(room)),
        ("Expires", f"{_expires_at(room, now):%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", ", ".join(room.languages)),
        ("Canonical", addresses.absolute(room, addresses.SECURITY)),
    ]
    return "".join(f"{name}: {value}\n" for name, value in fields)


def _expires_at(room: Room, now: datetime) -> datetime:
    if expires_on := room.security.expires_on:
        return datetime(expires_on.year, expires_on.month, expires_on.day, tzinfo=UTC)
    months = now.year * 12 + now.month - 1 + EXPIRY_MONTHS
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def _security_address(room: Room) -> str | None:
    email = room.security.email or room.desk.email
    return room.security.url or (email and f"mailto:{email}")


def _accessibility_authority(room: Room) -> Authority | None:
    own = room.accessibility
    return Authority(own.authority, own.authority_url) if own.authority else ACCESSIBILITY.get(room.country)


def _security_contact(connection: Connection, room: Room) -> None:
    if not _security_address(room):
        raise NotFound("Nobody is named.")


def _nothing_more(connection: Connection) -> None:
    """Ask for who publishes alone, which comes with every question."""
