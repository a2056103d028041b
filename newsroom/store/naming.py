"""Names that nothing else has: slugs for addresses and ids for ever."""

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import Connection, Table, select

from newsroom.addresses import article_path
from newsroom.model import Kind
from newsroom.schema import article, redirect
from newsroom.text import slug


def new_uid() -> str:
    """Give an id that stays whatever becomes of the thing: feeds and calendars know it by this."""
    return str(uuid4())


def free_slug(connection: Connection, table: Table, words: str) -> str:
    """Give a slug made of these words that no row of the table has."""
    return free_slugs(connection, table, [words])[0]


def free_slugs(connection: Connection, table: Table, wanted: Iterable[str]) -> list[str]:
    """Give a slug for each, different from all that the table has and from each other; a number tells them apart."""
    names = [slug(words) for words in wanted]
    taken = _taken(connection, table, set(names))
    given = []
    for name in names:
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(free)
        given.append(free)
    return given


def _taken(connection: Connection, table: Table, names: set[str]) -> set[str]:
    exactly = set(connection.execute(select(table.c.slug).where(table.c.slug.in_(names))).scalars())
    if table is article:
        exactly |= _leading_elsewhere(connection, names)
    numbered: set[str] = set()
    for name in exactly:
        alike = table.c.slug.between(f"{name}-1", f"{name}-:")
        numbered.update(connection.execute(select(table.c.slug).where(alike)).scalars())
    return exactly | numbered


def _leading_elsewhere(connection: Connection, names: set[str]) -> set[str]:
    """Tell which names an article has given up: their addresses lead to it, and no other may stand in the way."""
    paths = {article_path(kind, name): name for kind in Kind for name in names}
    found = connection.execute(select(redirect.c.address).where(redirect.c.address.in_(paths))).scalars()
    return {paths[path] for path in found}
