"""The description of the machine interfaces (OpenAPI 3.1), made from the table of routes that answers them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from newsroom import addresses
from newsroom.setting_checks import LANGUAGE
from newsroom.syndication.schemas import ref, schemas
from newsroom.web import contacts, events, feeds, files, images, machine, respond
from newsroom.web.visit import visit_of

Said = dict[str, Any]


class Answer(NamedTuple):
    """What a handler answers: in words, by the name of its schema, under which media type."""

    summary: str
    schema: str
    media_type: str = respond.JSON
    parameters: tuple[str, ...] = ("lang",)


LIST = ("q", "kind", "topic", "place", "year", "from", "to", "sort", "lang")
ANSWERS: Mapping[Callable[..., Any], Answer] = {
    feeds.feed: Answer("A list of articles as JSON Feed", "JsonFeed", "application/feed+json", LIST),
    machine.article_json: Answer("An article", "Article"),
    machine.corrections_json: Answer("Every correction, newest first", "CorrectionList"),
    machine.topics_json: Answer("The topics with the number of their articles", "TopicCountList"),
    machine.archive_json: Answer("The months with the number of their articles", "MonthList"),
    contacts.contacts_json: Answer("The press contacts", "ContactList"),
    contacts.contact_json: Answer("A press contact", "Contact"),
    events.events_json: Answer("The events by their start", "EventList"),
    events.event_json: Answer("An event", "Event"),
    images.images_json: Answer("The pictures of public articles, newest first", "PictureList", parameters=LIST),
    images.image_json: Answer("A picture", "Picture"),
    files.files_json: Answer("The press kit", "FileList"),
}
"""What is described: a handler that is not here is for people, or has a standard of its own."""

# A form leaves a field empty that nobody filled in.
_EMPTY: Said = {"type": "string", "enum": [""]}
_WORD: Said = {"type": "string", "pattern": r"^[^\x00-\x1f\x7f-\x9f]{0,200}$"}
_DAY: Said = {"anyOf": [{"type": "string", "format": "date"}, _EMPTY]}
_PARAMETERS: Mapping[str, tuple[str, Said]] = {
    "q": ("Words that the articles have; the first 200 characters count", {"type": "string"}),
    "kind": ("The kind of article: press_release, news or blog_post", _WORD),
    "topic": ("A topic, by its slug", _WORD),
    "place": ("The place that an article is dated from", _WORD),
    "year": ("Published in this year", {"type": "string", "pattern": "^([12][0-9]{3})?$"}),
    "from": ("Published on this day or later", _DAY),
    "to": ("Published on this day or before", _DAY),
    "sort": ("The order", {"type": "string", "enum": ["", "date", "relevance"]}),
    "lang": (
        "Articles in this language, and the interface in it",
        {"type": "string", "pattern": f"^({LANGUAGE.pattern})?$"},
    ),
}
_PROBLEMS = {
    "400": "A parameter is not written as it should be",
    "404": "There is nothing here",
    "410": "It was withdrawn; the reason is told",
    "412": "It is not, or not surely, what If-Match names",
    "414": "The address is too long",
    "421": "Another host was meant",
    "503": "Too busy; ask again in a moment",
}


async def openapi(request: Request) -> Response:
    """Describe the machine interfaces."""
    visit = visit_of(request)
    await visit.ask(lambda connection: None)
    return respond.model(request, description(request.app.routes, visit.room.base_address, visit.room.name))


def description(routes: Iterable[BaseRoute], server: str, name: str) -> Said:
    """Describe those of these routes that answer in our model, or as JSON Feed."""
    return {
        "openapi": "3.1.0",
        "info": {"title": name, "version": "1", "description": _ABOUT},
        "servers": [{"url": server}],
        "paths": dict(_paths(routes)),
        "components": {"schemas": dict(schemas())},
    }


_ABOUT = (
    "Everything can be read by anybody, without a key, from any page (CORS). Answers bear an ETag: ask again with"
    " If-None-Match, and what has not changed is answered with 304. A list leads to its next page by `next` or"
    " `next_url`; how these addresses are made may change. Errors are problem details (RFC 9457)."
)


def _paths(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, Said]]:
    for route in routes:
        if isinstance(route, Route) and (answer := ANSWERS.get(route.endpoint)):
            path = route.path.replace(addresses.FEED, addresses.JSON)
            yield path, {"get": _operation(answer, route)}


def _operation(answer: Answer, route: Route) -> Said:
    named = [name for name in route.param_convertors if name != "suffix"]
    found = {"description": answer.summary, "content": {answer.media_type: {"schema": ref(answer.schema)}}}
    problem = {"application/problem+json": {"schema": ref("Problem")}}
    # What the path has settled is not asked for besides.
    asked = [name for name in answer.parameters if name not in named]
    return {
        "summary": answer.summary,
        "parameters": [*map(_in_path, named), *map(_in_query, asked)],
        "responses": {
            "200": found,
            "301": {"description": "It has another address now"},
            "304": {"description": "It has not changed"},
            **{status: {"description": said, "content": problem} for status, said in _PROBLEMS.items()},
        },
    }


def _in_path(name: str) -> Said:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _in_query(name: str) -> Said:
    said, schema = _PARAMETERS[name]
    return {"name": name, "in": "query", "description": said, "schema": schema}
