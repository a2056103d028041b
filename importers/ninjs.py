"""ninjs 1, 2 and 3, the IPTC's news in JSON: items, packages and events, with pictures, persons and contacts.

The versions rename keys (`headline`, `headlines`; `body_html`, `bodies`; `byline`, `by`; `versioncreated`,
`versionCreated`) and turn objects into lists; names are read without case and marks, and both forms alike.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from importers.agency.associations import read_associations
from importers.agency.dispatch import Dispatch, make_article, read_status
from importers.agency.moments import spread_moment
from importers.agency.renditions import show_image
from importers.agency.texts import Text, best_body, choose_role
from importers.draft import ArticleDraft, ContactDraft, Defaults, EventDraft, Problem, Refused, Source
from importers.exports.pages import head_of
from importers.exports.records import Record
from importers.reading.characters import may_open_with, squeeze
from importers.reading.fragment import plain_text
from importers.reading.instants import parse_moment
from importers.reading.kinds import primary_language
from importers.reading.people import find_emails, find_phones
from importers.suppliers.fields import as_html, as_line, bare, many, read_json, say

_KEYS = re.compile(
    r'"(versioncreated|firstcreated|pubstatus|headlines?|bod(?:y_[a-z0-9]+|ies)|bylines?|by|descriptions?(?:_[a-z]+)?'
    r'|copyrightholder|representationtype|renditions|associations|altids|slugline|eventdetails|subjects?|uri|guid)"\s*:',
    re.IGNORECASE,
)
_OWN = frozenset(("versioncreated", "pubstatus", "representationtype", "copyrightholder", "eventdetails", "bodies"))
_STANDARD = re.compile(r"ninjs", re.IGNORECASE)
_IDENTITY = ("uri", "guid")
_LISTS = ("items", "item", "hits", "newsitems", "results", "data", "docs")
_WRITERS = frozenset(("author", "creator", "reporter", "writer"))


def recognises(source: Source) -> bool:
    """Tell whether it is JSON with the keys of an item: its `uri` or `guid`, and others, one of them ninjs's own."""
    if not may_open_with(b"{[", source):
        return False
    text = head_of(source).lstrip("\ufeff \t\n")
    found = {name.lower() for name in _KEYS.findall(text)}
    own = not found.isdisjoint(_OWN) or any(name.startswith("body_") for name in found) or bool(_STANDARD.search(text))
    enough = 2 if _STANDARD.search(text) else 3
    # Superdesk calls its items' identity a guid, and its lists have what no other JSON with one has.
    named = "uri" in found or {"guid", "versioncreated", "pubstatus"} <= found
    return text.startswith(("{", "[")) and named and len(found) >= enough and own


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | EventDraft | Problem]:
    """Yield an article or an event per item; raises Refused for what cannot be read or holds none."""
    items = list(_find_items(read_json(source)))
    if not items:
        raise Refused(f"{source.name} holds no items that could be read.")
    for item in items:
        yield _read_event(item, source, defaults) if _is_event(item) else _read_item(item, source, defaults)


def _find_items(root: Record) -> Iterator[Record]:
    """Find what stands for itself: an item, the items of a list, or those of a package that has no text of its own."""
    if not say(root, *_IDENTITY):
        listed = [one for name in _LISTS for one in root.list(name)]
        for one in listed:
            yield from _find_items(one) if say(one, *_IDENTITY) else ()
        return
    inner = [one.record for one in read_associations(root) if say(one.record, *_IDENTITY) and one.is_text]
    texts = [one for one in inner if _texts(one, "body", "bodies")]
    yield from texts if texts and not _texts(root, "body", "bodies") else [root]


def _texts(item: Record, prefix: str, *plurals: str) -> list[Text]:
    """Give the texts of a kind, from a list of objects (version 2) or from keys with that beginning (version 1)."""
    listed = [one for name in plurals for one in many(item, name)]
    found = [Text(say(one, "value", "text"), say(one, "role"), say(one, "contenttype")) for one in listed]
    keys = item.value if isinstance(item.value, dict) else {}
    single = [Text(say(item, key), key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]
    return [one for one in (*found, *(one for one in single if one.role not in ("s", "ies"))) if one.value]


def _read_item(item: Record, source: Source, defaults: Defaults) -> ArticleDraft | Problem:
    headline = _headline(item, "main", "headline", "")
    body = best_body(_texts(item, "body", "bodies"), headline)
    files = read_associations(item)
    for one in files:
        body = show_image(body, one.renditions, one.image) if one.image else body
    images = (one.read_image(source, _caption(one.record)) for one in files)
    dispatch = Dispatch(
        id=say(item, *_IDENTITY),
        headline=headline,
        lead=_description(item, "lead", "summary", "abstract", "text", ""),
        body=body,
        authors=tuple(_authors(item)),
        senders=tuple(_senders(item)),
        dateline=say(item, "located", "dateline"),
        language=say(item, "language"),
        tags=tuple(_names(item, "subjects", "subject", "keywords", "keyword")),
        types=tuple(_names(item, "genres", "genre")),
        status=say(item, "pubstatus"),
        created=say(item, "firstpublished", "firstcreated"),
        changed=say(item, "versioncreated"),
        embargo=say(item, "embargoed"),
        images=tuple(filter(None, images)),
        attachments=tuple(filter(None, (one.read_file(source) for one in files))),
        address=say(item, "uri"),
        editor_notes=(as_line(say(item, "ednote")),),
    )
    country = dispatch.find_place(defaults).country
    return make_article(replace(dispatch, contacts=tuple(_contacts(item, country))), source, defaults)


def _headline(item: Record, *roles: str) -> str:
    """Give the headline as plain text, which it is unless it says that it is HTML (ninjs 2, contentType)."""
    texts = _texts(item, "headline", "headlines")
    read = [one._replace(value=plain_text(one.value)) if one.is_html else one for one in texts]
    return squeeze(choose_role(read, *roles) or say(item, "title", "name"))


def _description(item: Record, *roles: str) -> str:
    return choose_role(_texts(item, "description", "descriptions"), *roles)


def _caption(picture: Record) -> str:
    return _description(picture, "caption", "text", "") or _headline(picture, "main")


def _authors(item: Record) -> Iterator[str]:
    """Yield the byline, or the persons who are said to have written it."""
    if by := say(item, "by", "byline"):
        yield by
        return
    for person in many(item, "authors", "people", "persons", "person"):
        if not _WRITERS.isdisjoint((say(person, "rel").lower(), say(person, "role").lower())):
            yield say(person, "name")


def _senders(item: Record) -> Iterator[str]:
    yield from (say(item, "copyrightholder"), say(item, "creditline"), say(item, "source"))
    yield from (say(one, "name") for one in many(item, "infosources", "infosource", "providers", "provider"))


def _names(item: Record, *names: str) -> Iterator[str]:
    for name in names:
        yield from (as_line(say(one, "name", "literal") or bare(one)) for one in many(item, name))


def _contacts(item: Record, country: str) -> Iterator[ContactDraft]:
    """Yield the persons for whom the item says how to reach them; those it merely mentions are no contacts."""
    for person in many(item, "people", "persons", "person", "infosources"):
        info = many(person, "contactinfo")
        emails = tuple(dict.fromkeys(mail for one in info for mail in find_emails(say(one, "value", "email"))))
        phones = [phone for one in info for phone in find_phones(say(one, "value", "phone"), country)]
        title = as_line(say(person, "jobtitle", "title")) or None
        if name := as_line(say(person, "name")) if emails or phones else "":
            yield ContactDraft(name=name, title=title, emails=emails, phones=tuple(dict.fromkeys(phones)))


def _is_event(item: Record) -> bool:
    return item.has("eventdetails") or (say(item, "type") == "event" and item.has("dates"))


def _read_event(item: Record, source: Source, defaults: Defaults) -> EventDraft | Problem:
    headline = _headline(item, "main")
    details = item.get("eventdetails")
    dates = details.get("dates") if details.has("dates") else item.get("dates")
    starts, ends = (
        parse_moment(spread_moment(stated), defaults.zone) if stated else None
        for stated in (say(dates, *_dates("start")), say(dates, *_dates("end")))
    )
    if read_status(say(item, "pubstatus")).declared != "published":
        return Problem(f"The event “{headline}” of {source.name} is withheld or cancelled by its sender.")
    if not headline or starts is None:
        return Problem(f"The event “{headline}” of {source.name} has no name or no date that can be read.")
    places = [say(one, "name") for one in many(item, "places", "place")] or [
        say(details, "location"),
        say(item, "located"),
    ]
    return EventDraft(
        headline=headline,
        starts_at=starts,
        ends_at=ends,
        place=as_line(next(filter(None, places), "")) or None,
        description_html=_event_text(item, headline) or None,
        language=primary_language(say(item, "language")),
        source_id=say(item, "uri") or None,
    )


def _dates(which: str) -> tuple[str, ...]:
    """Give the keys of a date, the surest first: version 3 tells what is confirmed from what is expected."""
    return (f"confirmed{which}date", f"{which}date", which, f"expected{which}date", f"estimated{which}date")


def _event_text(item: Record, headline: str) -> str:
    return as_html(_description(item, "text", "summary", "")) or best_body(_texts(item, "body", "bodies"), headline)
