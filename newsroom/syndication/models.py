"""Our JSON model: articles, contacts, events and lists of them, as the addresses that end in `.json` give them.

Pure; every address is absolute. `web/openapi.py` says the same as a schema, and a test holds them together.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from newsroom import addresses, markup
from newsroom.model import Article, Attachment, Contact, Count, Event, Image, Teaser, VersionHead
from newsroom.original import told_type
from newsroom.room import Room
from newsroom.syndication.bodies import absolute_links, offered_body, urn

Model = dict[str, object]


def list_model(items: Iterable[Model], next_url: str | None = None) -> Model:
    """Give a list, and the address of its next page."""
    return {"items": list(items), "next": next_url}


def article_model(
    room: Room, one: Article, changes: Sequence[VersionHead] = (), translations: Sequence[Teaser] = ()
) -> Model:
    """Give an article whole, with what goes with it and what was changed since it was published."""
    url = addresses.absolute(room, addresses.article(one))
    return {
        **teaser_model(room, one),
        "body_html": absolute_links(offered_body(one.body_html, one.images), url),
        "body_text": one.body_text,
        "canonical_url": one.canonical_url,
        "images": [image_model(room, image) for image in one.images if _url(room, image)],
        "attachments": [_attachment(room, file) for file in one.attachments if _url(room, file)],
        "contacts": [contact_model(room, contact) for contact in one.contacts],
        "changes": [change_model(room, change) for change in changes],
        "translations": [_translation(room, other) for other in translations if other.id != one.id],
        "formats": {suffix: url + f".{suffix}" for suffix in addresses.ARTICLE_FORMATS},
    }


def teaser_model(room: Room, one: Teaser) -> Model:
    """Give what a list says of an article."""
    named = ("slug", "headline", "lead", "byline", "dateline", "language")
    return {
        "type": "article",
        "id": urn(one.uid),
        "url": addresses.absolute(room, addresses.article(one)),
        "kind": one.kind.value,
        **{name: getattr(one, name) for name in named},
        "published_at": _instant(room, one.published_at),
        "updated_at": one.updated_at and _instant(room, one.updated_at),
        "tags": [topic_model(room, tag.slug, tag.name) for tag in one.tags],
    }


def topic_model(room: Room, slug: str, name: str) -> Model:
    """Give a topic with the address of its list."""
    return {"slug": slug, "name": name, "url": addresses.absolute(room, addresses.topic(slug))}


def topic_count_model(room: Room, one: Count) -> Model:
    """Give a topic with the number of its articles."""
    return {"type": "topic", **topic_model(room, one.name, one.label), "articles": one.articles}


def month_model(room: Room, one: Count) -> Model:
    """Give a month of the archive with the number of its articles."""
    url = addresses.absolute(room, addresses.archive(one.name))
    return {"type": "month", "month": one.name, "url": url, "articles": one.articles}


def correction_model(room: Room, change: VersionHead, one: Teaser) -> Model:
    """Give a correction with its article."""
    return {"type": "correction", **change_model(room, change), "article": teaser_model(room, one)}


def contact_model(room: Room, one: Contact) -> Model:
    """Give a contact; somebody who is no press contact has no page, and is shown with their article alone."""
    named = ("slug", "name", "title", "unit", "organisation")
    listed = ("emails", "phones", "responsibilities", "languages")
    url = addresses.absolute(room, addresses.contact(one))
    return {
        "type": "contact",
        "id": urn(one.uid),
        "url": url if one.press_contact else None,
        **{name: getattr(one, name) for name in named},
        **{name: list(getattr(one, name)) for name in listed},
        "image": image_model(room, one.image) if one.image and _url(room, one.image) else None,
        "press_contact": one.press_contact,
        "changed_at": _instant(room, one.changed_at),
    }


def event_model(room: Room, one: Event) -> Model:
    """Give an event; a start or end that is a bare day says no hour."""
    url = addresses.absolute(room, addresses.event(one))
    return {
        "type": "event",
        "id": urn(one.uid),
        "url": url,
        "slug": one.slug,
        "headline": one.headline,
        "starts_at": _moment(room, one.starts_at),
        "ends_at": one.ends_at and _moment(room, one.ends_at),
        "place": one.place,
        "description_html": absolute_links(one.description_html, url),
        "language": one.language,
        "source_url": one.url,
        "sign_up_url": one.signup_url,
        "accreditation": one.accreditation,
        "accreditation_until": one.accreditation_until and _moment(room, one.accreditation_until),
        "cancelled": one.cancelled,
        "changed_at": _instant(room, one.changed_at),
    }


def image_model(room: Room, one: Image) -> Model:
    """Give a picture with all that is said of it."""
    facts, said = ("size", "media_type", "width", "height"), ("caption", "alt", "credit", "licence")
    given = {name: getattr(one.offer or one, name) for name in facts} | {name: getattr(one, name) for name in said}
    return {"url": _url(room, one), **given}


def _attachment(room: Room, one: Attachment) -> Model:
    given = one.offer or one
    media_type = told_type(given.media_type, one.name) if one.offer else one.media_type
    return {"url": _url(room, one), "name": one.name, "media_type": media_type, "size": given.size}


def _url(room: Room, one: Image | Attachment) -> str | None:
    """Give the address of what readers get of a kept file here, and of another where its source has it on the web."""
    path = addresses.offered(one)
    return addresses.absolute(room, path) if path else markup.web_address(one.url)


def change_model(room: Room, one: VersionHead) -> Model:
    """Give that an article said something else from a moment on, and why."""
    return {"version": one.number, "change": one.change.value, "at": _instant(room, one.since), "note": one.note}


def _translation(room: Room, one: Teaser) -> Model:
    url = addresses.absolute(room, addresses.article(one))
    return {"id": urn(one.uid), "language": one.language, "headline": one.headline, "url": url}


def _instant(room: Room, instant: datetime) -> str:
    return instant.astimezone(room.zone).isoformat(timespec="seconds")


def _moment(room: Room, moment: date) -> str:
    return _instant(room, moment) if isinstance(moment, datetime) else moment.isoformat()
