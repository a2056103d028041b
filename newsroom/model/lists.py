"""Lists of articles: what is chosen, a page of it, and counts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from newsroom.model.articles import Teaser


class Sort(StrEnum):
    """The order of a list."""

    DATE = "date"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles a list shows; year and days are the room's, `until_on` is included."""

    query: str = ""
    kind: str | None = None
    topic: str | None = None
    place: str | None = None
    language: str | None = None
    year: int | None = None
    since_on: date | None = None
    until_on: date | None = None
    sort: Sort = Sort.DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One page of a list: its articles, and the keys of the pages beside it.

    An absent key is None; `newer` is the empty key when the page before is the first.
    """

    teasers: tuple[Teaser, ...]
    newer: str | None = None
    older: str | None = None
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many public articles a kind, topic, month or language has."""

    name: str
    label: str
    articles: int
