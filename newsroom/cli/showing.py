"""How articles, contacts and events are shown: as named lines for people, as JSON for machines."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from newsroom import addresses
from newsroom.desk.dossier import Dossier
from newsroom.desk.moment import show_ahead, show_distance, show_moment, write_moment
from newsroom.model import Article, Attachment, Contact, Image, Status, Teaser, Version, status_at
from newsroom.room import Room
from newsroom.syndication import contact_model, event_model

if TYPE_CHECKING:
    from newsroom.desk.occasions import Standing

Fields = Iterator[tuple[str, str | None]]
IMAGE = ("url", "digest", "media_type", "width", "height", "caption", "alt", "credit", "licence")
ATTACHMENT = ("url", "name", "digest", "media_type", "size")


def teaser_value(one: Teaser, room: Room, now: datetime) -> dict[str, Any]:
    """Give an article as lists show it to machines."""
    return {
        "slug": one.slug,
        "kind": one.kind.value,
        "headline": one.headline,
        "language": one.language,
        "status": status_at(one.moments, now).value,
        "published_at": _machine(one.moments.published_at, room),
        "url": addresses.absolute(room, addresses.article(one)),
    }


def teaser_row(one: Teaser, room: Room, now: datetime) -> tuple[str, ...]:
    """Give an article as a line of a table."""
    day = one.published_at.astimezone(room.zone).date().isoformat()
    return status_at(one.moments, now).value, day, one.kind.value, one.slug, one.headline


def dossier_value(known: Dossier, room: Room, now: datetime) -> dict[str, Any]:
    """Give everything known of an article to machines."""
    one = known.article
    moments = {name: getattr(one, name) for name in ("proposed_at", "updated_at", "pinned_until")}
    moments["withdrawn_at"] = one.moments.withdrawn_at
    plain = ("lead", "byline", "dateline", "withdrawn_reason", "canonical_url", "body_html", "body_text")
    return {
        **teaser_value(one, room, now),
        **{name: _machine(moment, room) for name, moment in moments.items()},
        **{name: getattr(one, name) for name in plain},
        "tags": [tag.name for tag in one.tags],
        "contacts": [{"slug": contact.slug, "label": contact.label} for contact in one.contacts],
        "images": [image_value(image) for image in one.images],
        "attachments": [{name: getattr(file, name) for name in ATTACHMENT} for file in one.attachments],
        "origins": [{"source": o.source, "importer": o.importer, "edited_here": o.edited} for o in known.origins],
        "versions": [version_value(version, room) for version in known.versions],
        "old_addresses": list(known.old_addresses),
        "notes": list(known.notes),
    }


def dossier_fields(known: Dossier, room: Room, now: datetime) -> Fields:
    """Give everything known of an article in named lines, but for its body."""
    one, status = known.article, status_at(known.article.moments, now)
    # The first version of what waits for its minute is not out yet.
    is_out = status in (Status.PUBLISHED, Status.WITHDRAWN)
    yield "Headline", one.headline
    yield "Status", status.value
    yield "Address", addresses.absolute(room, addresses.article(one))
    yield from _moment_fields(one, room, now)
    yield from (("Slug", one.slug), ("Kind", one.kind.value), ("Language", one.language), ("Byline", one.byline))
    yield from (("Dateline", one.dateline), ("Lead", one.lead), ("Tags", ", ".join(tag.name for tag in one.tags)))
    yield from (("Contact", _contact_line(contact)) for contact in one.contacts)
    yield from ((f"Image {number}", _image_line(image)) for number, image in enumerate(one.images, 1))
    yield from (("File", _attachment_line(file)) for file in one.attachments)
    yield "First stood at", one.canonical_url
    yield from (("Old address", address) for address in known.old_addresses)
    yield from (("Came from", f"{o.source} ({o.importer}){', edited here' * o.edited}") for o in known.origins)
    yield from (("Version", _version_line(version, room)) for version in known.versions if is_out or version.number > 1)
    yield from (("Note", note) for note in known.notes)


def contact_value(one: Contact, room: Room, notes: list[str]) -> dict[str, Any]:
    """Give a card to machines, with what the desk alone knows of it."""
    term = {name: _machine(getattr(one, name), room) for name in ("answers_at", "answers_until")}
    return {**contact_model(room, one), **term, "notes": notes}


def contact_fields(one: Contact, room: Room, notes: list[str], *, now: datetime) -> Fields:
    """Give what a card says, and what imports noted of it, in named lines."""
    yield from (("Slug", one.slug), ("Name", one.name), ("Title", one.title), ("Unit", one.unit))
    yield "Organisation", one.organisation
    yield from (("E-mail", email) for email in one.emails)
    yield from (("Phone", phone) for phone in one.phones)
    yield from (("Responsibility", words) for words in one.responsibilities)
    yield "Languages", ", ".join(one.languages)
    yield "Press contact", "yes" if one.press_contact else "no: shown with its articles only"
    yield "Answers from", _ahead(one.answers_at, room, now)
    yield "Answers until", _ahead(one.answers_until, room, now)
    yield from (("Note", note) for note in notes)


def event_value(one: "Standing", room: Room) -> dict[str, Any]:
    """Give an event to machines, with what the desk alone knows of it."""
    known = {"status": one.status, "published_at": _machine(one.event.published_at, room)}
    return {
        **event_model(room, one.event),
        **known,
        "articles": [article.slug for article in one.articles],
        "notes": list(one.notes),
    }


def event_fields(known: "Standing", room: Room, *, now: datetime) -> Fields:
    """Give what an event says, who sees it, and what imports noted of it, in named lines."""
    one = known.event
    yield from (("Slug", one.slug), ("Headline", one.headline), ("Status", known.status))
    yield from (("Article", f"{article.headline} ({article.slug})") for article in known.articles)
    yield from (("Starts", _ahead(one.starts_at, room, now)), ("Ends", _ahead(one.ends_at, room, now)))
    yield from (("Place", one.place), ("Language", one.language), ("More at", one.url), ("Sign up at", one.signup_url))
    yield from (("Accreditation", one.accreditation), ("Ask until", _ahead(one.accreditation_until, room, now)))
    yield "Address", addresses.absolute(room, addresses.event(one))
    yield "Description", one.description_html
    yield from (("Note", note) for note in known.notes)


def _moment_fields(one: Article, room: Room, now: datetime) -> Fields:
    if (at := one.moments.published_at) and at > now:
        yield "Embargo until" if one.moments.embargoed else "Scheduled for", show_ahead(at, room.zone, now)
    else:
        yield "Published", _shown(at, room)
    yield "Proposed for", _shown(one.proposed_at, room)
    yield "Pinned until", _shown(one.pinned_until, room)
    yield "Updated", _shown(one.updated_at, room)
    yield "Withdrawn", _shown(one.moments.withdrawn_at, room)
    yield "Reason", one.withdrawn_reason
    yield "Last change", _shown(one.changed_at, room)


def _contact_line(one: Contact) -> str:
    return ", ".join(filter(None, (one.label, one.title if one.name else None, *one.phones, *one.emails)))


def image_value(one: Image) -> dict[str, Any]:
    """Give a picture to machines."""
    return {name: getattr(one, name) for name in IMAGE}


def image_row(one: Image) -> tuple[str, ...]:
    """Give a picture as a line of a table."""
    return tuple(said or "" for said in (one.url, one.caption, one.alt, one.credit, one.licence, _pixels(one)))


def _pixels(one: Image) -> str | None:
    return f"{one.width}×{one.height}" if one.width else None


def _image_line(one: Image) -> str:
    named = (("alt", one.alt), ("credit", one.credit), ("licence", one.licence))
    said = (f"{name}: {words}" for name, words in named if words)
    return ", ".join(filter(None, (one.url, one.caption, *said, _pixels(one), _withheld(one))))


def _withheld(one: Image) -> str | None:
    if not one.digest:
        return "not kept here, so not shown"
    if one.offer:
        return "not read, so shown as smaller pictures alone" if one.offer.made else None
    return "not read, so not shown"


def _attachment_line(one: Attachment) -> str:
    kept = None if one.digest else "not kept here"
    return ", ".join(filter(None, (one.name, one.media_type, kept)))


def _version_line(one: Version, room: Room) -> str:
    note = f": {one.note}" if one.note else ""
    return f"{one.number}, {one.change.value}, {show_moment(one.since, room.zone)}{note}"


def version_value(one: Version, room: Room) -> dict[str, Any]:
    """Give when and why an article changed to machines."""
    return {"number": one.number, "change": one.change.value, "since": _machine(one.since, room), "note": one.note}


def _shown(moment: date | None, room: Room) -> str | None:
    return show_moment(moment, room.zone) if moment else None


def _ahead(moment: date | None, room: Room, now: datetime) -> str | None:
    """Show a moment with how far it is; a bare day is as far as its first moment."""
    if moment is None:
        return None
    if isinstance(moment, datetime):
        return show_ahead(moment, room.zone, now)
    first = datetime.combine(moment, time(), room.zone)
    distance = "today" if now.astimezone(room.zone).date() == moment else show_distance(first, now)
    return f"{show_moment(moment, room.zone)}, {distance}"


def _machine(moment: date | None, room: Room) -> str | None:
    return write_moment(moment, room.zone) if moment else None
