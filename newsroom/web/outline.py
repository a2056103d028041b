"""The page that names every feed of the room and composes one of a choice, and the same list as OPML."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from feeds import opml
from feeds.opml import Outline
from newsroom import addresses
from newsroom.addresses import absolute
from newsroom.languages import Words, _
from newsroom.model import Count, Kind, Selection
from newsroom.store.archive import topics_public
from newsroom.web import respond
from newsroom.web.head import FORMAT_NAMES, Head, list_path
from newsroom.web.paging import Asked, read_list
from newsroom.web.visit import Visit, visit_of

CHANGES = ((_("Events"), addresses.EVENTS), (_("Corrections"), addresses.CORRECTIONS))

Listed = tuple[str, str, str | None]
"""A list's title, its path, and the language that it is narrowed to."""


async def feeds(request: Request) -> Response:
    """Name the feeds of the room, and the one that was composed in the form."""
    visit = visit_of(request)
    asked = read_list(visit.parameters, Selection())
    topics = await visit.ask(topics_public, now=visit.now, language=visit.lang)
    words = visit.words()
    head = Head(name="feeds", title=words.gettext("Feeds"), path=addresses.FEEDS)
    shown = {
        "lists": [(title, *_paths(path, lang)) for title, path, lang in _lists(visit, words, topics)],
        "changes": [(words.gettext(name), *_paths(path, visit.lang)[:2]) for name, path in CHANGES],
        "composed": _composed(visit, asked),
        "selection": asked.selection,
        "topics": topics,
        "kinds": tuple(Kind),
        "outline_path": addresses.OUTLINE,
    }
    return respond.page(visit, head, words, shown)


async def outline(request: Request) -> Response:
    """Give the feeds of the room as OPML."""
    visit = visit_of(request)
    topics = await visit.ask(topics_public, now=visit.now, language=visit.lang)
    content = opml.serialise(visit.room.name, _outlines(visit, visit.words(), topics))
    return respond.answer(request, content, opml.MEDIA_TYPE)


def _composed(visit: Visit, asked: Asked) -> list[tuple[str, str]]:
    """Give the feeds of a choice by the names of their formats; without a choice there is none."""
    if not asked.filters:
        return []
    paths = zip(addresses.FEED_FORMATS, _paths(addresses.SEARCH, None), strict=True)
    return [
        (FORMAT_NAMES[suffix], absolute(visit.room, addresses.with_query(path, asked.filters)))
        for suffix, path in paths
    ]


def _lists(visit: Visit, words: Words, topics: list[Count]) -> Iterator[Listed]:
    """Give each list of the room that has a feed: all articles, by language, kind and topic."""
    yield words.gettext(_("All articles")), addresses.FRONT, visit.lang
    if len(visit.room.languages) > 1:
        yield from ((words.language_name(code), addresses.FRONT, code) for code in visit.room.languages)
    yield from ((words.kind_name(kind, plural=True), addresses.KINDS[kind], visit.lang) for kind in Kind)
    yield from ((topic.label, addresses.topic(topic.name), visit.lang) for topic in topics)


def _outlines(visit: Visit, words: Words, topics: list[Count]) -> Iterator[Outline]:
    lists = [*_lists(visit, words, topics), *((words.gettext(name), path, visit.lang) for name, path in CHANGES)]
    for title, path, lang in lists:
        yield Outline(
            title=f"{visit.room.name} – {title}",
            url=absolute(visit.room, _paths(path, lang)[0]),
            page_url=absolute(visit.room, addresses.with_query(path, [("lang", lang)])),
            language=lang,
        )


def _paths(path: str, lang: str | None) -> tuple[str, ...]:
    """Give the paths of a list's feeds, in the order of their formats."""
    head = Head(name="feeds", title="", path=None)
    return tuple(list_path(addresses.feed(path, suffix), head, lang) for suffix in addresses.FEED_FORMATS)
