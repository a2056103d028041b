"""A visit: one request with all that its handler needs to ask and to answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection
from starlette.requests import Request

from newsroom import addresses
from newsroom.database import Database
from newsroom.errors import NotFound, Withdrawn
from newsroom.former_feeds import find_followed
from newsroom.languages import Words
from newsroom.model import Organisation
from newsroom.old_addresses import old_forms
from newsroom.room import Room
from newsroom.store import banners, organisation, redirects
from newsroom.store.archive import find_topic_public
from newsroom.store.banners import Banner
from newsroom.web.assets import Assets
from newsroom.web.pages import Pages
from newsroom.web.paging import read_language

P = ParamSpec("P")
T = TypeVar("T")

DEADLINE = 2.0
"""Seconds that a question may take: a page is ready in milliseconds, and one that is not must not hold up others."""

NAMELESS = "Press room"


class Moved(Exception):
    """An old address was asked for; `path` is where its article is now."""

    def __init__(self, path: str) -> None:
        """Keep where to."""
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What every visit finds: the room's facts, its database, the time, its templates and static files."""

    room: Room
    database: Database
    clock: Callable[[], datetime]
    pages: Pages
    assets: Assets


@dataclass(slots=True)
class Visit:
    """One request; `room` has the name that is shown, and `organisation` all of what is said of who publishes.

    `banners` are those that stand now, a language each.
    """

    request: Request
    premises: Premises
    now: datetime
    lang: str | None
    room: Room
    organisation: Organisation = field(default_factory=Organisation)
    banners: tuple[Banner, ...] = ()

    @property
    def path(self) -> str:
        """Give the path as it was asked for, still encoded."""
        raw = self.request.scope.get("raw_path")
        return raw.decode("utf-8", "replace") if raw else str(self.request.scope["path"])

    @property
    def parameters(self) -> Mapping[str, str]:
        """Give the parameters; of one that is repeated the last counts."""
        return self.request.query_params

    def words(self, preferred: str | None = None) -> Words:
        """Give the words of the interface: in the language asked for, else in the preferred one, else the room's."""
        return self.premises.pages.words(self.lang, preferred)

    async def ask(self, question: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the whole question of a page, who publishes and what banners stand, in one read.

        Raises Moved when there is nothing, but something under this address as an old one.
        """

        # Errors travel as values, so that the page which tells them knows whose it is without another read.
        def framed(connection: Connection) -> tuple[tuple[Organisation, tuple[Banner, ...]], T | NotFound | Moved]:
            read = organisation.find_organisation(connection), banners.banners_public(connection, now=self.now)
            try:
                return read, question(connection, *args, **kwargs)
            except Withdrawn as error:
                return read, error
            except NotFound as error:
                return read, self.find_moved(connection) or error

        read, found = await self.premises.database.read_within(DEADLINE, framed)
        self.introduce(read[0])
        self.banners = read[1]
        if isinstance(found, NotFound | Moved):
            raise found
        return found

    def find_moved(self, connection: Connection) -> Moved | None:
        """Find where an old address leads, by path and query; our own `lang` travels on."""
        query = self.request.scope["query_string"].decode("ascii", "replace")
        for address in old_forms(self.path, query):
            if path := redirects.find_path_public(connection, address, now=self.now):
                return Moved(addresses.with_query(path, [("lang", self.lang)]))
        return self._find_feed(connection, query)

    def _find_feed(self, connection: Connection, query: str) -> Moved | None:
        """Find which feed follows an old one; that of a topic which is not here goes on with all articles."""
        followed = find_followed(self.path, query, self.room.languages)
        if followed and followed.topic and not find_topic_public(connection, followed.topic, now=self.now):
            followed = replace(followed, topic=None)
        return Moved(followed.address) if followed else None

    def introduce(self, read: Organisation) -> None:
        """Let the settings speak first, and what was read where they are silent."""
        told = self.premises.room
        name = told.name or read.name or NAMELESS
        self.room = told if told.name == name else replace(told, name=name)
        self.organisation = Organisation(
            name=self.room.name, boilerplate=told.boilerplate or read.boilerplate, address=told.address or read.address
        )


def visit_of(request: Request) -> Visit:
    """Begin the visit of a request; raises Invalid when its language is malformed."""
    visit = begin(request)
    visit.lang = read_language(request.query_params)
    return visit


def begin(request: Request) -> Visit:
    """Begin a visit that nothing can refuse, and give the same one when it has begun."""
    if not hasattr(request.state, "visit"):
        premises = cast("Premises", request.app.state.premises)
        request.state.visit = Visit(request, premises, premises.clock(), None, premises.room)
        request.state.visit.introduce(Organisation())
    return cast("Visit", request.state.visit)
