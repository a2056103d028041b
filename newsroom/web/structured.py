"""Structured data: what a page is about, in the words of schema.org, for search engines and newsroom systems."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from newsroom import addresses
from newsroom.languages import Words, _
from newsroom.model import Article, Contact, Event, Kind
from newsroom.room import Room
from newsroom.syndication import plain, urn
from newsroom.text import shorten
from newsroom.web.visit import Visit

Thing = dict[str, object]

CONTEXT = "https://schema.org"
NO_PLACE = _("The place has not been announced")
# What editors write where an occasion takes place on a screen.
_LINK = re.compile(r"https?://[^\s()<>,;]+", re.IGNORECASE)
_ONLINE = re.compile(r"https?://|\b(online|digitalt?|webb?|webinar\w*|webbinarium|teams|zoom|verkossa|etänä)\b", re.I)


def article_data(visit: Visit, words: Words, one: Article) -> Thing:
    """Say of an article who wrote and publishes it, when, and what it shows."""
    room = visit.room
    address = addresses.absolute(room, addresses.article(one))
    said: Thing = {
        "@type": "BlogPosting" if one.kind is Kind.BLOG_POST else "NewsArticle",
        "@id": urn(one.uid),
        "url": address,
        "mainEntityOfPage": address,
        "headline": one.headline,
        "description": summary(one),
        "articleSection": words.kind_name(one.kind),
        "keywords": [tag.name for tag in one.tags],
        "inLanguage": one.language,
        "datePublished": _written(room, one.published_at),
        "dateModified": _written(room, max(one.published_at, one.updated_at or one.published_at)),
        "image": _pictures(visit, one),
        "author": _author(visit, one),
        "publisher": _organisation(visit),
        "isAccessibleForFree": True,
    }
    return _complete(said)


def summary(one: Article) -> str:
    """Say in a line or two what an article says; a short lead is followed by the text."""
    said = one.lead or ""
    said = said if len(said) > 80 else f"{said} {one.body_text}".strip()
    return shorten(said if len(said) > 40 else f"{one.headline} – {said}".rstrip(" –"), 220)


def event_data(visit: Visit, words: Words, one: Event) -> Thing:
    """Say of an event when and where it is; without an hour of its end it lasts the day, as on its page."""
    address = addresses.absolute(visit.room, addresses.event(one))
    said: Thing = {
        "@type": "Event",
        "@id": urn(one.uid),
        "url": address,
        "name": one.headline,
        "description": shorten(plain(one.description_html), 300) or one.headline,
        "inLanguage": one.language,
        "startDate": _written(visit.room, one.starts_at),
        "endDate": _written(visit.room, one.ends_at) if one.ends_at else _written(visit.room, one.starts_at)[:10],
        "eventStatus": f"{CONTEXT}/{'EventCancelled' if one.cancelled else 'EventScheduled'}",
        "organizer": _organisation(visit),
        "image": [picture_address(visit)],
        **location(one, address, words),
    }
    return _complete(said)


def contact_data(visit: Visit, one: Contact) -> Thing:
    """Say of a press contact how to reach them; a desk without a name is a point of contact."""
    reached: Thing = {"email": list(one.emails), "telephone": list(one.phones)}
    url = addresses.absolute(visit.room, addresses.contact(one))
    if not one.name:
        point: Thing = {"@type": "ContactPoint", "name": one.label, "contactType": "press", **reached}
        return _complete({**_organisation(visit), "contactPoint": _present(point)})
    said: Thing = {
        "@type": "Person",
        "@id": urn(one.uid),
        "url": url,
        "name": one.name,
        "jobTitle": one.title,
        "knowsAbout": list(one.responsibilities),
        "worksFor": {"@type": "Organization", "name": one.organisation} if one.organisation else _organisation(visit),
        **reached,
    }
    return _complete(said)


def organisation_data(visit: Visit) -> Thing:
    """Say who publishes, and how the press reaches them."""
    desk = visit.room.desk
    point: Thing = {
        "@type": "ContactPoint",
        "contactType": "press",
        "name": desk.name,
        "telephone": desk.phone,
        "email": desk.email,
    }
    said: Thing = {
        **_organisation(visit),
        "description": visit.organisation.boilerplate,
        "address": ", ".join(visit.organisation.address),
        "contactPoint": _present(point) if desk.phone or desk.email else None,
    }
    return _complete(said)


def breadcrumbs(room: Room, trail: Iterable[tuple[str, str]]) -> Thing:
    """Say where a page stands: names and paths from the front page to itself."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": addresses.absolute(room, path)}
        for place, (name, path) in enumerate(trail, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def location(one: Event, address: str, words: Words) -> dict[str, Any]:
    """Say where an event is: on a screen, at a place, or at one that nobody has been told."""
    if one.place and _ONLINE.search(one.place):
        link = _LINK.search(one.place)
        where: Thing = {"@type": "VirtualLocation", "name": one.place, "url": link[0] if link else one.url or address}
        return {"location": where, "eventAttendanceMode": f"{CONTEXT}/OnlineEventAttendanceMode"}
    place: Thing = {"@type": "Place", "name": one.place or words.gettext(NO_PLACE)}
    if one.place:
        place["address"] = one.place
    return {"location": place, "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode"}


def picture_address(visit: Visit) -> str:
    """Give the address of the picture that stands for the whole room."""
    return addresses.absolute(visit.room, visit.premises.assets["share.png"].path)


def _complete(said: Thing) -> Thing:
    return {"@context": CONTEXT, **_present(said)}


def _present(said: Mapping[str, object]) -> Thing:
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _organisation(visit: Visit) -> Thing:
    room = visit.room
    logo = addresses.absolute(room, visit.premises.assets["icon.svg"].path)
    front = addresses.absolute(room, addresses.FRONT)
    mark = {"@type": "ImageObject", "url": logo}
    return {"@type": "Organization", "name": visit.organisation.name, "url": front, "logo": mark}


def _author(visit: Visit, one: Article) -> Thing:
    return {"@type": "Person", "name": one.byline} if one.byline else _organisation(visit)


def _pictures(visit: Visit, one: Article) -> list[str]:
    paths = filter(None, map(addresses.offered, one.images))
    return [addresses.absolute(visit.room, path) for path in paths] or [picture_address(visit)]


def _written(room: Room, moment: object) -> str:
    return moment.astimezone(room.zone).isoformat(timespec="seconds") if isinstance(moment, datetime) else str(moment)
