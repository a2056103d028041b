"""Articles, contacts and events as the values that feeds write, and as our own JSON model.

Pure: the same article gives the same entry. Addresses are absolute here, because what leaves the room
is read elsewhere.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urljoin

from lxml import html

from feeds.entry import Author, Card, Category, Enclosure, Entry, Feed, Occasion
from newsroom import addresses, languages
from newsroom.model import Article, Contact, Event, Organisation
from newsroom.room import Room

# A link that has a scheme needs nothing; most bodies have no other, and are left as they are.
_RELATIVE = re.compile(r"""\b(?:href|src)\s*=\s*["']?(?![a-z][a-z0-9+.-]*:)""", re.IGNORECASE)


def feed(
    room: Room,
    organisation: Organisation,
    articles: Sequence[Article],
    *,
    title: str,
    language: str,
    path: str,
    page_path: str,
    next_path: str | None = None,
    extension: dict[str, object] | None = None,
) -> Feed:
    """Give a list as a feed; it was updated when the latest of its entries was."""
    publisher = _publisher(room, organisation)
    entries = tuple(entry(room, publisher, one) for one in articles)
    return Feed(
        id=addresses.absolute(room, page_path),
        url=addresses.absolute(room, path),
        page_url=addresses.absolute(room, page_path),
        title=title,
        language=language,
        updated_at=max((one.updated_at for one in entries), default=None),
        entries=entries,
        author=publisher,
        next_url=next_path and addresses.absolute(room, next_path),
        extension=extension,
    )


def entry(room: Room, publisher: Author, article: Article) -> Entry:
    """Give an article as an entry: without a byline it is by the publisher, without a body its lead is the content."""
    url = addresses.absolute(room, addresses.article(article))
    published_at = article.published_at.astimezone(room.zone)
    updated_at = (article.updated_at or article.published_at).astimezone(room.zone)
    pictures = [_enclosure(room, image.digest, image.media_type, image.size, image.caption) for image in article.images]
    files = [_enclosure(room, file.digest, file.media_type, file.size, file.name) for file in article.attachments]
    enclosures = tuple(one for one in [*pictures, *files] if one)
    return Entry(
        id=urn(article.uid),
        url=url,
        title=article.headline,
        published_at=published_at,
        updated_at=max(published_at, updated_at),
        language=article.language,
        summary=article.lead,
        content_html=absolute_links(article.body_html, url),
        authors=(Author(name=article.byline) if article.byline else publisher,),
        categories=tuple(_categories(room, article)),
        enclosures=enclosures,
        image=next((one for one in pictures if one), None),
    )


def card(room: Room, organisation: Organisation, contact: Contact) -> Card:
    """Give a contact as a card; one that names no organisation belongs to ours."""
    return Card(
        id=urn(contact.uid),
        url=addresses.absolute(room, addresses.contact(contact)),
        source=addresses.absolute(room, addresses.contact(contact, ".vcf")),
        name=contact.name,
        title=contact.title,
        unit=contact.unit,
        organisation=contact.organisation or organisation.name,
        emails=contact.emails,
        phones=contact.phones,
        responsibilities=contact.responsibilities,
        languages=contact.languages,
        language=room.language,
        updated_at=contact.changed_at,
    )


def occasion(room: Room, organisation: Organisation, event: Event) -> Occasion:
    """Give an event as an occasion, told in the room's zone."""
    return Occasion(
        id=urn(event.uid),
        url=addresses.absolute(room, addresses.event(event)),
        title=event.headline,
        starts_at=_told(room, event.starts_at),
        ends_at=event.ends_at and _told(room, event.ends_at),
        updated_at=event.changed_at,
        place=event.place,
        description=plain(event.description_html) or None,
        language=event.language,
        organiser=organisation.name,
    )


def contact_model(room: Room, contact: Contact) -> dict[str, object]:
    """Give a contact in the words of our JSON model."""
    named = ("slug", "name", "title", "unit", "organisation")
    listed = ("emails", "phones", "responsibilities", "languages")
    return {
        "type": "contact",
        "id": urn(contact.uid),
        "url": addresses.absolute(room, addresses.contact(contact)),
        **{name: getattr(contact, name) for name in named},
        **{name: list(getattr(contact, name)) for name in listed},
        "press_contact": contact.press_contact,
        "changed_at": _written(_told(room, contact.changed_at)),
    }


def event_model(room: Room, event: Event) -> dict[str, object]:
    """Give an event in the words of our JSON model."""
    return {
        "type": "event",
        "id": urn(event.uid),
        "url": addresses.absolute(room, addresses.event(event)),
        "slug": event.slug,
        "headline": event.headline,
        "starts_at": _written(_told(room, event.starts_at)),
        "ends_at": event.ends_at and _written(_told(room, event.ends_at)),
        "place": event.place,
        "description_html": absolute_links(event.description_html, addresses.absolute(room, addresses.event(event))),
        "language": event.language,
        "source_url": event.url,
        "changed_at": _written(_told(room, event.changed_at)),
    }


def urn(uid: str) -> str:
    """Give the id that never changes, whatever the thing is called and wherever it lies (RFC 9562 section 4)."""
    return f"urn:uuid:{uid}"


def absolute_links(body_html: str, base: str) -> str:
    """Give the same HTML with every link and picture under its absolute address."""
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


def _publisher(room: Room, organisation: Organisation) -> Author:
    return Author(name=organisation.name or room.name, uri=addresses.absolute(room, addresses.FRONT))


def _categories(room: Room, article: Article) -> list[Category]:
    """Give the kind, always, and then the topics; the lists of each are its scheme."""
    words = languages.words(article.language, room.zone, room.country)
    kind = Category(term=article.kind, label=words.kind_name(article.kind), scheme=addresses.absolute(room, "/"))
    topics = addresses.absolute(room, addresses.TOPICS)
    return [kind, *(Category(term=tag.slug, label=tag.name, scheme=topics) for tag in article.tags)]


def _enclosure(
    room: Room, digest: str | None, media_type: str | None, size: int | None, title: str | None
) -> Enclosure | None:
    """Give a kept file under our own address; one that we do not keep is not ours to hand on."""
    if not digest:
        return None
    url = addresses.absolute(room, addresses.media(digest, media_type))
    return Enclosure(url=url, media_type=media_type or "application/octet-stream", length=size, title=title)


def _told(room: Room, moment: date) -> date:
    return moment.astimezone(room.zone) if isinstance(moment, datetime) else moment


def _written(moment: date) -> str:
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()
