"""Sameness: whether an item that nobody has heard of is one that another source told of.

It is when it has the address of an article and its headline or its second of publication, or kind, headline and
second alone. A source's own ids tell its own items apart: two items of one source are never one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.items import Item
from newsroom.model import Manuscript
from newsroom.old_addresses import normalised, path_and_query
from newsroom.store import sameness
from newsroom.store.sameness import Known
from newsroom.text import fold


@dataclass(frozen=True, slots=True)
class Twin:
    """What an item is the same as: an article by its number, or an earlier item of its batch by its source's id."""

    target_id: int | None
    source_id: str | None
    source: str


@dataclass(frozen=True, slots=True)
class _Traits:
    """By what an item is found: the path of its address, its second of publication, kind and headline."""

    path: str | None
    moment: datetime | None
    kind: str
    headline: str

    @property
    def keys(self) -> Iterator[tuple[object, ...]]:
        """Give what two items of one article have in common, any of them."""
        if self.path:
            yield ("path", self.path, self.headline)
        if self.path and self.moment:
            yield ("path", self.path, self.moment)
        if self.moment:
            yield ("moment", self.moment, self.kind, self.headline)


def find_twins(connection: Connection | None, items: Sequence[Item]) -> dict[int, Twin]:
    """Find what new articles are the same as, by their place among the items; without a store among them alone."""
    traits = [_traits(item) for item in items]
    return _among(items, traits) | (_in_store(connection, items, traits) if connection else {})


def _traits(item: Item) -> _Traits:
    value = item.value
    assert isinstance(value, Manuscript)  # noqa: S101
    url = value.content.canonical_url
    path = normalised(path_and_query(url)) if url else "/"
    return _Traits(path if path != "/" else None, item.moment, value.content.kind, _folded(value.content.headline))


def _among(items: Sequence[Item], traits: Sequence[_Traits]) -> dict[int, Twin]:
    first: dict[tuple[object, ...], Item] = {}
    found: dict[int, Twin] = {}
    for place, (item, one) in enumerate(zip(items, traits, strict=True)):
        earlier = next((first[key] for key in one.keys if key in first and first[key].source != item.source), None)
        if earlier:
            found[place] = Twin(None, earlier.source_id, earlier.source)
            continue
        for key in one.keys:
            first.setdefault(key, item)
    return found


def _in_store(connection: Connection, items: Sequence[Item], traits: Sequence[_Traits]) -> dict[int, Twin]:
    by_path = sameness.find_by_address(connection, {one.path for one in traits if one.path})
    by_moment = sameness.find_by_moment(connection, {one.moment for one in traits if one.moment})
    known: dict[tuple[object, ...], int] = {key: one.id for one in by_moment for key in _known(None, one).keys}
    known |= {key: one.id for path, one in by_path.items() for key in _known(path, one).keys}
    sources = sameness.sources_of(connection, set(known.values()))
    found: dict[int, Twin] = {}
    for place, (item, one) in enumerate(zip(items, traits, strict=True)):
        target = next((known[key] for key in one.keys if key in known), None)
        if target is not None and item.source not in [origin.source for origin in sources[target]]:
            found[place] = Twin(target, None, next((origin.source for origin in sources[target]), ""))
    return found


def _known(path: str | None, one: Known) -> _Traits:
    return _Traits(path, one.published_at, one.kind, _folded(one.headline))


def _folded(headline: str) -> str:
    return fold(" ".join(headline.split()))
