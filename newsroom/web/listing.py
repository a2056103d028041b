"""A list of articles: what its address names, what is asked for, and the answer, for pages and feeds alike."""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from newsroom import addresses
from newsroom.errors import NotFound
from newsroom.languages import Words, _
from newsroom.model import Article, Kind, Selection, Slice, Sort
from newsroom.store import archive, articles
from newsroom.store.facets import Facets, facets_public
from newsroom.web.head import Head
from newsroom.web.narrowing import Field, WayOut, fields, way_out
from newsroom.web.paging import Asked, read_list
from newsroom.web.visit import Visit

SIZE, MONTH_SIZE = 20, 100
"""How many articles a page of a list shows; a month's list goes on further, so that no article is four links away."""

KIND_AT = {path: kind for kind, path in addresses.KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The articles that a list's path names, whatever is asked for besides."""

    path: str
    kind: Kind | None = None
    topic: str | None = None
    period: str | None = None

    @property
    def selection(self) -> Selection:
        """Give it as a selection."""
        since_on, until_on = _days(self.period) if self.period else (None, None)
        return Selection(kind=self.kind, topic=self.topic, since_on=since_on, until_on=until_on)

    @property
    def fixed(self) -> frozenset[str]:
        """Give the filters that the path has settled."""
        settled = {"kind": self.kind, "topic": self.topic, **dict.fromkeys(("year", "from", "to"), self.period)}
        return frozenset(name for name, value in settled.items() if value)

    @property
    def size(self) -> int:
        """Tell how many of its articles stand on a page."""
        return MONTH_SIZE if self.period and "-" in self.period else SIZE

    def has_one_filter(self, filters: Collection[object]) -> bool:
        """Tell whether a list of it with these filters has no more than one; robots follow links to such lists only."""
        return bool(self.fixed) + len(filters) <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of a list, as it was found; `facets` and `way_out` are looked for by pages alone."""

    scope: Scope
    asked: Asked
    slice: Slice
    topic_name: str | None
    whole: tuple[Article, ...]
    facets: Facets | None
    way_out: WayOut

    @property
    def pages(self) -> int:
        """Count the pages of a list by relevance; others have neither beginning nor end that stays."""
        asked = self.asked.selection
        counted = asked.query and asked.sort is Sort.RELEVANCE
        return min(-(-self.slice.total // self.scope.size), articles.MOST_PAGES) if counted else 0

    @property
    def page_number(self) -> int:
        """Tell which of the counted pages this is."""
        page = self.asked.page or "1"
        return int(page) if page.isdecimal() else self.pages


def list_public(
    connection: Connection, visit: Visit, *, size: int | None = None, bodies: bool = False, facets: bool = False
) -> Listed:
    """Find what an address asks for; raises NotFound for a path that names nothing, Invalid for a parameter.

    Bodies come along for feeds, and where excerpts are cut from them. Facets count the list, too.
    """
    scope = scope_of(visit.request.scope["path"], visit.request.path_params)
    asked = read_list(visit.parameters, scope.selection)
    topic_name = _check_public(connection, scope, visit)
    now, zone, size = visit.now, visit.room.zone, size or scope.size
    is_whole = bodies or bool(asked.selection.query)
    found = articles.slice_public(
        connection, asked.selection, now=now, zone=zone, page=asked.page, size=size, counted=not facets, bare=is_whole
    )
    whole = articles.whole(connection, [one.id for one in found.teasers], now=now) if is_whole else ()
    counted = facets_public(connection, asked.selection, now=now, zone=zone) if facets else None
    lost = facets and not found.teasers and asked.filters
    return Listed(
        scope=scope,
        asked=asked,
        slice=replace(found, teasers=whole or found.teasers, total=counted.total if counted else found.total),
        topic_name=topic_name,
        whole=whole,
        facets=counted,
        way_out=way_out(connection, visit, asked, scope.selection) if lost else WayOut(),
    )


def scope_of(path: str, names: Mapping[str, str]) -> Scope:
    """Read what a list's path names; raises NotFound."""
    if (suffix := names.get("suffix")) is not None and suffix not in addresses.LIST_FORMATS:
        raise NotFound("There is no such format.")
    bare = path.removesuffix(f".{suffix}")
    if topic := names.get("topic"):
        return Scope(path=addresses.topic(topic), topic=topic)
    if "year" in names:
        period = "-".join(names[part] for part in ("year", "month") if part in names)
        if not re.fullmatch(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?", period):
            raise NotFound("There is no such time.")
        return Scope(path=addresses.archive(period), period=period)
    return Scope(path=addresses.FRONT if bare == addresses.FRONT_LIST else bare, kind=KIND_AT.get(bare))


def head_of(listed: Listed, words: Words) -> Head:
    """Give the head of a list's page; what only a filter leads to is not for search engines, nor a search in vain.

    In a language in which it has nothing it announces nothing, nor is that announced elsewhere.
    """
    scope, selection = listed.scope, listed.asked.selection
    filters = tuple((name, value) for name, value in listed.asked.filters if name != "lang")
    is_empty = not listed.slice.teasers
    is_vain = bool(selection.language) and is_empty
    # A search that finds something is a page like others; one in vain would carry anybody's words under our name.
    is_hidden = any(name != "q" for name, _ in filters) or is_vain or (is_empty and scope.path == addresses.SEARCH)
    languages = frozenset(one.name for one in listed.facets.languages if one.articles) if listed.facets else None
    return Head(
        name="articles",
        title=f"{heading(listed, words)}: {selection.query}" if selection.query else heading(listed, words),
        path=scope.path,
        filters=filters,
        page=listed.asked.page,
        feed_path=scope.path,
        # The package of one language is there, too; to name each would double what robots come to see.
        formats=() if selection.language else ("ninjs", "newsml"),
        announced=scope.has_one_filter(filters) and not is_vain,
        robots="noindex" if is_hidden else None,
        languages=frozenset() if is_vain else languages,
    )


def fields_of(listed: Listed, words: Words) -> tuple[Field, ...]:
    """Give the fields of the form that narrows a list."""
    return tuple(fields(listed.facets, listed.asked.selection, listed.scope.fixed, words)) if listed.facets else ()


def heading(listed: Listed, words: Words) -> str:
    """Give what a list is called."""
    scope = listed.scope
    if scope.kind:
        return words.kind_name(scope.kind, plural=True)
    if scope.period:
        return words.month(scope.period) if "-" in scope.period else scope.period
    return listed.topic_name or words.gettext(_("Search") if listed.asked.selection.query else _("All articles"))


def _check_public(connection: Connection, scope: Scope, visit: Visit) -> str | None:
    """Give a topic's name, and refuse a topic or a time without a public article like any unknown one."""
    if scope.topic:
        name = archive.find_topic_public(connection, scope.topic, now=visit.now)
        if name is None:
            raise NotFound("There is no such topic.")
        return name
    if scope.period and not articles.has_public(connection, scope.selection, now=visit.now, zone=visit.room.zone):
        raise NotFound("There is no article of that time.")
    return None


def _days(period: str) -> tuple[date, date]:
    """Give the first and last day of a year or a month."""
    year, _, month = period.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
