"""Articles: the front page, lists of them, and one whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from newsroom import addresses
from newsroom.errors import NotFound, Withdrawn
from newsroom.languages import Words, _
from newsroom.model import Article, Change, Contact, Event, Kind, Slice, Tag, Teaser, VersionHead
from newsroom.store import articles as store
from newsroom.store import contacts, events, redirects, releases, translations, versions
from newsroom.store.related import related_public
from newsroom.web import listing, respond, structured
from newsroom.web.events import parted
from newsroom.web.head import Head, feed_paths, list_path
from newsroom.web.listing import KIND_AT
from newsroom.web.marking import marked
from newsroom.web.paging import has_unknown
from newsroom.web.pictured import with_renditions
from newsroom.web.quotations import quotable
from newsroom.web.visit import Moved, Visit, visit_of

LATEST, COMING, CARDS = 10, 4, 4
"""How many articles, events and contacts the front page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page shows; the latest begin with those that are pinned.

    A release is shown once; by its article's id, `beside` gives its versions in other languages.
    """

    latest: tuple[Teaser, ...]
    pinned: tuple[Teaser, ...]
    beside: Mapping[int, tuple[Teaser, ...]]
    events: list[Event]
    contacts: list[Contact]

    @property
    def topics(self) -> list[Tag]:
        """Give the topics of the articles, in their order."""
        return list(dict.fromkeys(tag for teaser in self.latest for tag in teaser.tags))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What every format tells of an article."""

    article: Article
    contacts: tuple[Contact, ...]
    versions: tuple[VersionHead, ...]
    translations: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Told):
    """What an article's page shows."""

    older: Teaser | None
    newer: Teaser | None
    related: tuple[Teaser, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def corrections(self) -> tuple[VersionHead, ...]:
        """Give what was corrected, newest first."""
        return tuple(one for one in self.versions if one.change is Change.CORRECTION)

    @property
    def updates(self) -> tuple[VersionHead, ...]:
        """Give what was updated and told to readers, newest first."""
        return tuple(one for one in self.versions if one.change is Change.UPDATE and one.note)


async def front(request: Request) -> Response:
    """Show what is pinned, the latest of all kinds, what is coming, and whom to ring."""
    visit = visit_of(request)
    found = await visit.ask(front_public, visit)
    words = visit.words()
    data = structured.organisation_data(visit)
    head = Head(name="front", title=words.gettext("Press room"), path=addresses.FRONT, data=data)
    shown = {name: getattr(found, name) for name in ("latest", "pinned", "beside", "events", "contacts", "topics")}
    return respond.page(visit, head, words, shown)


async def articles(request: Request) -> Response:
    """Show a page of a list."""
    visit = visit_of(request)
    listed = await visit.ask(listing.list_public, visit, facets=True)
    words = visit.words()
    head = listing.head_of(listed, words)
    shown = {
        "heading": listing.heading(listed, words),
        "selection": listed.asked.selection,
        "filters": listed.asked.filters,
        "slice": listed.slice,
        "total": listed.slice.total,
        "cut": listed.asked.cut,
        "form_path": listed.scope.path,
        "fixed": listed.scope.fixed,
        "fields": listing.fields_of(listed, words),
        "way_out": listed.way_out,
        "words": words,
        "marked": marked(listed.whole, listed.asked.selection.query),
        "feed_paths": feed_paths(head, visit.lang),
        "page_number": listed.page_number,
        "pages": listed.pages,
        **_pages(listed.slice, head, visit.lang),
    }
    return respond.page(visit, head, words, shown)


async def article(request: Request) -> Response:
    """Show one article whole, with its neighbours and the people to ring about it."""
    visit = visit_of(request)
    found = await visit.ask(article_public, visit)
    one = found.article
    words = visit.words(one.language)
    head = Head(
        name="article",
        title=one.headline,
        path=addresses.article(one),
        paired=False,
        translations=tuple((version.language, addresses.article(version)) for version in found.translations),
        formats=addresses.ARTICLE_FORMATS,
        description=structured.summary(one),
        data=structured.article_data(visit, words, one),
        image=one.image,
    )
    return respond.page(visit, head, words, shown_of(found, words))


def shown_of(found: Opened, words: Words) -> dict[str, object]:
    """Give what the page of an article shows, by the names that its template knows."""
    names = ("article", "older", "newer", "contacts", "events", "versions", "corrections", "updates")
    named = (*names, "translations", "related")
    pictured = with_renditions(found.article.body_html, found.article.images)
    body = quotable(pictured, words.gettext(_("Link to this quotation")))
    return {name: getattr(found, name) for name in named} | {"body_html": body}


def front_public(connection: Connection, visit: Visit) -> Front:
    """Ask for the whole front page; with a parameter that is not ours its address may be an old one."""
    if has_unknown(visit.parameters) and (moved := visit.find_moved(connection)):
        raise moved
    now, languages = visit.now, visit.room.languages
    coming, _past = parted(events.events_public(connection, now=now), now, visit.room.zone)
    only = visit.lang
    pinned = releases.pinned_releases(connection, now=now, languages=languages, only=only, size=LATEST)
    latest = releases.latest_releases(connection, now=now, languages=languages, only=only, size=LATEST)
    shown = (*pinned, *(one for one in latest if one not in pinned))[:LATEST]
    return Front(
        latest=shown,
        pinned=pinned,
        beside={} if only else releases.versions_beside(connection, shown, now=now, languages=languages),
        events=coming[:COMING],
        contacts=contacts.press_contacts(connection, now=now)[:CARDS],
    )


def article_public(connection: Connection, visit: Visit) -> Opened:
    """Ask for the article at a path and for what stands beside it on its page; raises NotFound and Withdrawn."""
    told = told_public(connection, visit)
    one = told.article
    older, newer = store.neighbours_public(connection, one, now=visit.now)
    return Opened(
        article=one,
        older=older,
        newer=newer,
        contacts=told.contacts,
        versions=told.versions,
        translations=told.translations,
        related=related_public(connection, one, now=visit.now, size=2),
        events=tuple(events.events_of_public(connection, one.id, now=visit.now)),
    )


def get_article(connection: Connection, visit: Visit) -> Article:
    """Give the article at a path or above it; raises Withdrawn, NotFound, and Moved where its address was before."""
    _root, place, *_rest = visit.request.scope["path"].split("/")
    kind, slug = KIND_AT[f"/{place}"], visit.request.path_params["slug"]
    try:
        return store.get_public(connection, kind, slug, now=visit.now)
    except Withdrawn:
        raise
    except NotFound as error:
        raise _moved(connection, visit, kind, slug) or error from None


def _moved(connection: Connection, visit: Visit, kind: Kind, slug: str) -> Moved | None:
    """Find where a format of an article is now, or what is below it; its page is found as any old address is."""
    rest = visit.request.scope["path"].removeprefix(f"{addresses.KINDS[kind]}/{slug}")
    old = addresses.article_path(kind, slug)
    if not rest or not (target := redirects.find_target_public(connection, old, now=visit.now)):
        return None
    return Moved(addresses.with_query(addresses.article_path(*target) + quote(rest), [("lang", visit.lang)]))


def told_public(connection: Connection, visit: Visit) -> Told:
    """Ask for the article at a path and for what its formats tell; raises NotFound and Withdrawn."""
    found = get_article(connection, visit)
    others = translations.translations_public(connection, found, now=visit.now)
    # Each version names them all, itself too, in one order; one alone names none.
    release = tuple(sorted((found, *others), key=lambda version: version.language)) if others else ()
    return Told(
        article=found,
        contacts=found.contacts or whom_to_ring(connection, visit),
        versions=versions.heads_public(connection, found.id, now=visit.now),
        translations=release,
    )


def whom_to_ring(connection: Connection, visit: Visit) -> tuple[Contact, ...]:
    """Give the press contacts where there is no desk to ring."""
    desk = visit.room.desk
    return () if desk.phone or desk.email else tuple(contacts.press_contacts(connection, now=visit.now)[:CARDS])


def _pages(found: Slice, head: Head, lang: str | None) -> dict[str, str | None]:
    """Give the paths of the pages beside this one."""
    path = head.path or ""
    return {
        "first_path": list_path(path, head, lang),
        "newer_path": None if found.newer is None else list_path(path, head, lang, found.newer),
        "older_path": None if found.older is None else list_path(path, head, lang, found.older),
        "last_path": list_path(path, head, lang, "last"),
    }
