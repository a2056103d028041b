"""Kinship: language versions of one release are tied together when they come, in whatever order and run.

What an editor has linked or parted stays so. The version that came first is the original of the others: their
texts came with or after it, so that none of them is behind from the start.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from newsroom.desk.verdict import Verdict
from newsroom.fetch import is_address
from newsroom.markup import web_address
from newsroom.model import Article, Manuscript
from newsroom.old_addresses import normalised, path_and_query
from newsroom.store import awaited, log, lookup, origins, sameness, translations

APART = "Not linked with “{}”, which its source calls another language version of it: {}."
DECIDED = "the desk has decided on their links"
DOUBLE = "the release is in {} already"


def tie(connection: Connection, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Tie the articles of a batch to their language versions that are here; the others are awaited."""
    fresh = [one for one in verdicts if one.item.type == "article" and one.outcome in ("created", "updated")]
    named = {name for one in fresh for name in one.item.translations}
    here = _here(connection, named)
    waiting = _waiting(connection, fresh)
    told: dict[int, list[str]] = {}
    for one in fresh if named or waiting else ():
        key = one.target_id or 0
        told[id(one)] = [note for name in one.item.translations if (note := _meet(connection, key, name, here))]
        told[id(one)] += [note for other in waiting.get(key, ()) if (note := _link(connection, other, key))]
    return [replace(one, notes=(*one.notes, *told.get(id(one), ()))) if id(one) in told else one for one in verdicts]


def _here(connection: Connection, named: Collection[str]) -> dict[str, int]:
    """Find the articles that sources name, by the id or the address under which they came."""
    found = {name: one.target_id for name, one in origins.find_origins(connection, "article", list(named)).items()}
    paths = {normalised(path_and_query(name)): name for name in named if name not in found and is_address(name)}
    for path, known in sameness.find_by_address(connection, paths).items():
        # Two sites may have the same path.
        if lookup.get_article(connection, known.id).canonical_url == web_address(paths[path]):
            found[paths[path]] = known.id
    return found


def _waiting(connection: Connection, fresh: Sequence[Verdict]) -> dict[int, list[int]]:
    """Find the articles that wait for one of these, by what it is called, and let them wait no more."""
    if not awaited.is_anything_awaited(connection):
        return {}
    names = {name: one.target_id or 0 for one in fresh for name in _names(one)}
    found: dict[int, list[int]] = {}
    for key, name in awaited.find_waiting(connection, names):
        awaited.forget(connection, key, name)
        found.setdefault(names[name], []).append(key)
    return found


def _names(one: Verdict) -> set[str]:
    url = one.item.value.content.canonical_url if isinstance(one.item.value, Manuscript) else None
    return {name for said in (one.item.source_id, url) if said for name in (said, _awaited_as(said))}


def _awaited_as(name: str) -> str:
    """Give the name under which a version is awaited: an address as it is kept of the one that comes."""
    return web_address(name) or name


def _meet(connection: Connection, key: int, name: str, here: dict[str, int]) -> str | None:
    if name in here:
        return _link(connection, key, here[name])
    awaited.await_names(connection, [(key, _awaited_as(name))])
    return None


def _link(connection: Connection, key: int, other: int) -> str | None:
    """Make one release of two articles and what each is tied to; a note tells why not."""
    one, two = lookup.get_article(connection, key), lookup.get_article(connection, other)
    mine, theirs = translations.versions_of(connection, one), translations.versions_of(connection, two)
    if mine[0].id == theirs[0].id:
        return None
    if why := _hindrance(connection, mine, theirs):
        return APART.format(two.headline, why)
    first, second = sorted((mine, theirs), key=lambda family: family[0].id)
    for version in second:
        translations.set_original(connection, version.id, first[0].id)
    return None


def _hindrance(connection: Connection, mine: Sequence[Article], theirs: Sequence[Article]) -> str | None:
    if log.has_acts(connection, log.LINKING, [one.uid for one in (*mine, *theirs)]):
        return DECIDED
    double = {one.language for one in mine} & {one.language for one in theirs}
    return DOUBLE.format(", ".join(sorted(double))) if double else None
