"""What a reader of feeds sees of an article: its text with absolute links, notes, pictures with credit, contacts.

Pure: the same article gives the same HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from urllib.parse import urljoin

from lxml import html

from feeds.completion import paragraphs
from newsroom import addresses
from newsroom.languages import Words, _
from newsroom.markup.pictures import with_addresses
from newsroom.model import Article, Change, Contact, Image, VersionHead
from newsroom.original import is_open
from newsroom.room import Room

# A link that has a scheme needs nothing; most bodies have no other, and are left as they are.
_RELATIVE = re.compile(r"""\b(?:href|src)\s*=\s*["']?(?![a-z][a-z0-9+.-]*:)""", re.IGNORECASE)

NOTES = {Change.CORRECTION: _("Correction"), Change.UPDATE: _("Update")}
"""The changes that readers are told of, as they are called."""


def whole_body(room: Room, words: Words, one: Article, changes: Sequence[VersionHead], url: str) -> str:
    """Give the text with what was corrected above it, and what was updated, pictures and contacts below.

    An article without a text has its lead for one.
    """
    corrected = (change for change in changes if change.change is Change.CORRECTION)
    updated = (change for change in changes if change.change is Change.UPDATE)
    text = absolute_links(offered_body(one.body_html, one.images), url) or paragraphs(one.lead or "")
    parts = [
        *(_note(words, change) for change in corrected),
        text,
        *(_figure(room, image) for image in one.images if image.offer and (image.digest or "") not in one.body_html),
        *(_note(words, change) for change in updated),
        *_contacts(room, words, one.contacts),
    ]
    return "".join(parts)


def offered_body(body_html: str, images: Iterable[Image]) -> str:
    """Give a text with what readers get of its pictures: none that may tell where it was taken."""
    held_back = {
        addresses.media(one.digest, one.media_type): addresses.offered(one)
        for one in images
        if one.digest and not is_open(one.media_type, one.original)
    }
    return with_addresses(body_html, held_back) if any(path in body_html for path in held_back) else body_html


@lru_cache(maxsize=200)
def absolute_links(body_html: str, base: str) -> str:
    """Give the same HTML with every link and picture under its absolute address.

    A feed asks for each text twice, and the same article stands in many feeds.
    """
    if not _RELATIVE.search(body_html):
        return body_html
    tree = html.fragment_fromstring(body_html, create_parent="div")
    tree.rewrite_links(lambda link: urljoin(base, link), resolve_base_href=False)
    return str(html.tostring(tree, encoding="unicode")).removeprefix("<div>").removesuffix("</div>")


def plain(body_html: str) -> str:
    """Give the text of some HTML, a block a line."""
    if not body_html.strip():
        return ""
    tree = html.fragment_fromstring(body_html, create_parent="div")
    for block in tree.iter("p", "br", "li", "h2", "h3", "h4", "tr"):
        block.tail = f"\n{block.tail or ''}"
    return "\n".join(" ".join(line.split()) for line in tree.text_content().splitlines() if line.strip())


def urn(uid: str) -> str:
    """Give the id that never changes, whatever the thing is called and wherever it lies (RFC 9562 section 4)."""
    return f"urn:uuid:{uid}"


def note_heading(words: Words, change: VersionHead) -> str:
    """Say what kind of change a note is of, and when it was made."""
    return f"{words.gettext(NOTES[change.change])}, {words.instant(change.since)}"


def _note(words: Words, change: VersionHead) -> str:
    heading = note_heading(words, change)
    return f"<p><strong>{heading}:</strong> {escape(change.note or '', quote=False)}</p>"


def _figure(room: Room, image: Image) -> str:
    address = addresses.absolute(room, addresses.offered(image) or "")
    picture = f'<img src="{escape(address)}" alt="{escape(image.alt or image.caption or "")}">'
    told = " ".join(filter(None, (image.caption, image.credit)))
    return f"<figure>{picture}{f'<figcaption>{escape(told, quote=False)}</figcaption>' if told else ''}</figure>"


def _contacts(room: Room, words: Words, found: Iterable[Contact]) -> Iterator[str]:
    lines = [_contact(words, one) for one in found] or _desk(room, words)
    if lines:
        yield f"<h2>{escape(words.gettext(_('Press contacts')), quote=False)}</h2>"
        yield f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _contact(words: Words, one: Contact) -> str:
    named = [escape(part, quote=False) for part in (one.name, one.title, one.unit) if part]
    return ", ".join([*named, *_channels(words, one.phones, one.emails)])


def _desk(room: Room, words: Words) -> list[str]:
    desk = room.desk
    phones, emails = (tuple(filter(None, [one])) for one in (desk.phone, desk.email))
    channels = list(_channels(words, phones, emails))
    name = escape(desk.name or words.gettext(_("Press desk")), quote=False)
    return [", ".join([name, *channels])] if channels else []


def _channels(words: Words, phones: Iterable[str], emails: Iterable[str]) -> Iterator[str]:
    for phone in phones:
        number, dialled = escape(words.phone(phone), quote=False), words.dial(phone)
        yield f'<a href="{escape(dialled)}">{number}</a>' if dialled else number
    for email in emails:
        yield f'<a href="mailto:{escape(email)}">{escape(email, quote=False)}</a>'
