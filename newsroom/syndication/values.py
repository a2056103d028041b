"""Articles, contacts and events as the values that feeds write.

Pure: the same article gives the same entry. Addresses are absolute here, because what leaves the room
is read elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from feeds.entry import Author, Card, Category, Enclosure, Entry, Feed, Link, Occasion, Tombstone
from newsroom import addresses, languages
from newsroom.model import Article, Attachment, Contact, Event, Image, Organisation, Teaser, VersionHead
from newsroom.original import UNKNOWN, told_type
from newsroom.room import Room
from newsroom.syndication.bodies import absolute_links, offered_body, plain, urn, whole_body
from newsroom.syndication.models import change_model, contact_model, image_model


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What an entry tells besides its article: what changed, newest first, and its other language versions."""

    versions: tuple[VersionHead, ...] = ()
    translations: tuple[Teaser, ...] = ()

    @property
    def told(self) -> tuple[VersionHead, ...]:
        """Give the changes that readers are told of."""
        return tuple(one for one in self.versions if one.note)


NOTHING_MORE = Dossier()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a feed is and where it leads to; every address in it is a path.

    `part` names another document of the feed than the one with the newest.
    """

    path: str
    page_path: str
    next_path: str | None = None
    links: tuple[Link, ...] = ()
    is_archive: bool = False
    is_complete: bool = False
    style_path: str | None = None
    part: str = ""


def feed_id(room_uid: UUID, page_path: str) -> str:
    """Give the id of the feed that mirrors a page, the same on every host and under every name of the room.

    All documents of the feed have it (RFC 5005 section 4); a list with other filters is another feed.
    """
    return urn(str(uuid5(room_uid, page_path)))


def feed(
    room: Room,
    entries: Iterable[Entry],
    place: Place,
    *,
    room_uid: UUID,
    organisation: Organisation,
    title: str,
    language: str,
    subtitle: str | None = None,
    extension: dict[str, object] | None = None,
) -> Feed:
    """Give a list as a feed; it was updated when the latest of its entries was."""
    listed = tuple(entries)
    page_url = addresses.absolute(room, place.page_path)
    return Feed(
        id=feed_id(room_uid, place.page_path),
        package_id=feed_id(room_uid, f"{place.page_path}#{place.part}") if place.part else None,
        url=addresses.absolute(room, place.path),
        page_url=page_url,
        title=title,
        subtitle=subtitle,
        language=language,
        updated_at=max((one.updated_at for one in listed), default=None),
        entries=listed,
        author=publisher(room, organisation),
        next_url=place.next_path and addresses.absolute(room, place.next_path),
        links=tuple(replace(link, href=addresses.absolute(room, link.href)) for link in place.links),
        is_archive=place.is_archive,
        is_complete=place.is_complete,
        style_url=place.style_path,
        extension=extension,
    )


def graveyard(
    room: Room,
    organisation: Organisation,
    graves: Sequence[tuple[str, datetime, str | None]],
    place: Place,
    *,
    room_uid: UUID,
    title: str,
) -> Feed:
    """Give ids, moments and reasons of what was taken back as a feed without entries."""
    made = feed(room, (), place, room_uid=room_uid, organisation=organisation, title=title, language=room.language)
    stones = tuple(Tombstone(ref=ref, at=at.astimezone(room.zone), comment=why) for ref, at, why in graves)
    return replace(made, tombstones=stones, updated_at=max((one.at for one in stones), default=None))


def entry(room: Room, organisation: Organisation, article: Article, dossier: Dossier = NOTHING_MORE) -> Entry:
    """Give an article as an entry: without a byline it is by the publisher, without a body its lead is the content."""
    url = addresses.absolute(room, addresses.article(article))
    words = languages.words(article.language, room.zone, room.country)
    moments = article.published_at, max(article.published_at, article.updated_at or article.published_at)
    published_at, updated_at = (moment.astimezone(room.zone) for moment in moments)
    pictures, files = _enclosures(room, article.images), _enclosures(room, article.attachments)
    by = publisher(room, organisation)
    return Entry(
        id=urn(article.uid),
        feed_id=article.former_id,
        url=url,
        title=article.headline,
        published_at=published_at,
        updated_at=updated_at,
        language=article.language,
        summary=article.lead,
        content_html=whole_body(room, words, article, dossier.told, url),
        authors=(Author(name=article.byline) if article.byline else by,),
        categories=tuple(_categories(room, article)),
        enclosures=(*pictures, *files),
        image=next(iter(pictures), None),
        body_html=absolute_links(offered_body(article.body_html, article.images), url),
        body_text=article.body_text,
        byline=article.byline,
        dateline=article.dateline,
        publisher=by,
        version=dossier.versions[0].number if dossier.versions else 1,
        version_at=max((updated_at, *(one.since.astimezone(room.zone) for one in dossier.versions[:1]))),
        contacts=tuple(card(room, organisation, one) for one in article.contacts),
        original=next((urn(one.uid) for one in dossier.translations if one.id == article.original_id), None),
        translations=tuple(urn(one.uid) for one in dossier.translations if one.id != article.id),
        extension=_extension(room, article, dossier),
    )


def card(room: Room, organisation: Organisation, contact: Contact, photo: str | None = None) -> Card:
    """Give a contact as a card, with a photo as a data URI; one that names no organisation belongs to ours."""
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
        photo=photo,
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
        cancelled=event.cancelled,
        sequence=event.sequence,
    )


def publisher(room: Room, organisation: Organisation) -> Author:
    """Give who publishes, with the address of the room."""
    return Author(name=organisation.name or room.name, uri=addresses.absolute(room, addresses.FRONT))


def category(room: Room, term: str, label: str) -> Category:
    """Give what kind of thing an entry tells of."""
    return Category(term=term, label=label, scheme=addresses.absolute(room, addresses.FRONT))


def _categories(room: Room, article: Article) -> Iterator[Category]:
    """Give the kind, always, and then the topics; the lists of each are its scheme."""
    words = languages.words(article.language, room.zone, room.country)
    yield category(room, article.kind, words.kind_name(article.kind))
    topics, codes = addresses.absolute(room, addresses.TOPICS), dict(room.media_topics)
    for tag in article.tags:
        yield Category(term=tag.slug, label=tag.name, scheme=topics, media_topic=codes.get(tag.slug))


def _enclosures(room: Room, found: Sequence[Image | Attachment]) -> tuple[Enclosure, ...]:
    return tuple(file for file in (_enclosure(room, one) for one in found) if file)


def _enclosure(room: Room, file: Image | Attachment) -> Enclosure | None:
    """Give what readers get of a file under our own address; one that we do not keep is not ours to hand on."""
    if not (offer := file.offer):
        return None
    url = addresses.absolute(room, addresses.offered(file) or "")
    if isinstance(file, Attachment):
        media_type = told_type(offer.media_type, file.name)
        return Enclosure(url=url, media_type=media_type, length=offer.size, title=file.name)
    return Enclosure(
        url=url,
        media_type=offer.media_type or UNKNOWN,
        length=offer.size,
        title=file.caption,
        description=file.alt,
        credit=file.credit,
        licence=file.licence,
        width=offer.width,
        height=offer.height,
    )


def _extension(room: Room, article: Article, dossier: Dossier) -> dict[str, object]:
    """Give what JSON Feed has no words for, in those of our model."""
    return {
        "kind": article.kind.value,
        "dateline": article.dateline,
        "contacts": [contact_model(room, one) for one in article.contacts],
        "changes": [change_model(room, one) for one in dossier.told],
        "images": [image_model(room, one) for one in article.images if one.offer],
    }


def _told(room: Room, moment: date) -> date:
    return moment.astimezone(room.zone) if isinstance(moment, datetime) else moment
