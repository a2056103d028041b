"""Feeds: every list in the formats of readers, and the page that names them."""

from starlette.requests import Request
from starlette.responses import Response

from feeds.entry import Feed
from feeds.formats import FEED_FORMATS
from newsroom import addresses, syndication
from newsroom.addresses import absolute
from newsroom.languages import Words
from newsroom.model import Count, Kind
from newsroom.store.archive import topics_public
from newsroom.web import listing, respond
from newsroom.web.head import Head, feed_paths, list_path
from newsroom.web.listing import Listed
from newsroom.web.visit import Visit, visit_of

SIZE = 50


async def feed(request: Request) -> Response:
    """Give a list as a feed."""
    visit = visit_of(request)
    listed = await visit.ask(listing.list_public, visit, size=SIZE, bodies=True)
    written = FEED_FORMATS[request.path_params["suffix"]]
    content = written.serialise(_feed(visit, listed, request.path_params["suffix"]))
    # What answers a query changes with stems and people too, and nothing tells when: such a list has its tag alone.
    changed_at = None if listed.asked.selection.query else listed.changed_at
    return respond.answer(request, content, written.MEDIA_TYPE, changed_at=changed_at)


async def feeds(request: Request) -> Response:
    """Name the feeds of the room, of each kind, language and topic."""
    visit = visit_of(request)
    topics = await visit.ask(topics_public, now=visit.now, language=visit.lang)
    words = visit.words()
    head = Head(name="feeds", title=words.gettext("Feeds"), path=addresses.FEEDS)
    return respond.page(visit, head, words, {"lists": _lists(visit, words, topics)})


def _feed(visit: Visit, listed: Listed, suffix: str) -> Feed:
    words = visit.words()
    head = listing.head_of(listed, words)
    whole_room = head.feed_path == addresses.FRONT and not head.filters
    path = addresses.feed(head.feed_path, suffix)
    keys = (listed.slice.newer, listed.slice.older)
    newer, older = (None if key is None else list_path(path, head, visit.lang, key) for key in keys)
    return syndication.feed(
        visit.room,
        visit.organisation,
        listed.whole,
        title=visit.room.name if whole_room else f"{visit.room.name} – {head.title}",
        language=visit.lang or visit.room.language,
        path=list_path(path, head, visit.lang, head.page),
        page_path=list_path(head.feed_path, head, visit.lang),
        next_path=older,
        extension={
            "total": listed.slice.total,
            "pages": -(-listed.slice.total // SIZE),
            "newer": newer and absolute(visit.room, newer),
            "older": older and absolute(visit.room, older),
        },
    )


def _lists(visit: Visit, words: Words, topics: list[Count]) -> list[tuple[str, ...]]:
    """Give the title of each list and the paths of its feeds."""
    named = [(words.gettext("All articles"), addresses.FRONT)]
    named += [(words.kind_name(kind, plural=True), addresses.KINDS[kind]) for kind in Kind]
    named += [(topic.label, addresses.topic(topic.name)) for topic in topics]
    rows = [(title, path, visit.lang) for title, path in named]
    if len(visit.room.languages) > 1:
        rows[1:1] = [(words.language_name(code), addresses.FRONT, code) for code in visit.room.languages]
    return [(title, *_paths(path, lang)) for title, path, lang in rows]


def _paths(path: str, lang: str | None) -> tuple[str, ...]:
    return tuple(feed_paths(Head(name="feeds", title="", path=None, feed_path=path), lang).values())
