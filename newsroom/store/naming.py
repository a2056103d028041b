"""Names that nothing else has: slugs for addresses and ids for ever."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from uuid import uuid4

from sqlalchemy import Connection, Table, func, or_, select, update

from newsroom.addresses import article_path
from newsroom.model import Kind
from newsroom.schema import article, article_event, contact, event, kit, redirect
from newsroom.store.public import is_public, was_public
from newsroom.text import slug


def new_uid() -> str:
    """Give an id that stays whatever becomes of the thing: feeds and calendars know it by this."""
    return str(uuid4())


def free_former_ids(connection: Connection, wanted: Sequence[str | None]) -> list[str | None]:
    """Give each id by which something was known elsewhere, or None where another has it: it is the first one's."""
    asked = {one for one in wanted if one}
    uids = {one.removeprefix("urn:uuid:"): one for one in asked}
    mine = connection.execute(select(article.c.uid).where(article.c.uid.in_(uids))).scalars()
    theirs = connection.execute(select(article.c.former_id).where(article.c.former_id.in_(asked))).scalars()
    taken, free = {*(uids[uid] for uid in mine), *theirs}, list[str | None]()
    for one in wanted:
        free.append(one if one and one not in taken else None)
        taken.add(one or "")
    return free


def free_slug(connection: Connection, table: Table, words: str) -> str:
    """Give a slug made of these words that no row of the table has."""
    return free_slugs(connection, table, [words])[0]


def named(connection: Connection, table: Table, words: str) -> dict[str, str | None]:
    """Give the slug of a new row, and the one that it would have but for others, as columns."""
    return slug_columns(free_slug(connection, table, words), slug(words))


def free_slugs(connection: Connection, table: Table, wanted: Iterable[str]) -> list[str]:
    """Give a slug for each, different from all that the table has and from each other; a number tells them apart."""
    names = [slug(words) for words in wanted]
    taken = _taken(connection, table, Counter(names))
    given = []
    for name in names:
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(free)
        given.append(free)
    return given


def _taken(connection: Connection, table: Table, names: Counter[str]) -> set[str]:
    exactly = set(connection.execute(select(table.c.slug).where(table.c.slug.in_(names))).scalars())
    if table is article:
        exactly |= _leading_elsewhere(connection, set(names))
    numbered: set[str] = set()
    for name in exactly.union(name for name in names if names[name] > 1):
        alike = table.c.slug.between(f"{name}-1", f"{name}-:")
        numbered.update(connection.execute(select(table.c.slug).where(alike)).scalars())
    return exactly | numbered


def claim_slug(connection: Connection, table: Table, key: int, *, now: datetime) -> None:
    """Give a thing that readers see, or will, the plainest of its slugs: what is hidden or comes later gives way.

    A number in an address would tell that the plain one is taken by something that nobody may know of.
    """
    mine = _moment(connection, table, key)
    if mine is None:
        return
    wanted = _wanted(connection, table, key)
    for name in _forms(wanted):
        holder = connection.execute(select(table.c.id).where(table.c.slug == name)).scalar()
        if holder == key:
            return
        if _gives_way(connection, table, holder, (mine, key), now) and not _is_old(connection, table, name, key, now):
            break
    if holder is None:
        _name(connection, table, key, name, wanted)
    else:
        theirs = _wanted(connection, table, holder)
        # Nothing may stand twice, not for a moment: a blank is in no other slug.
        _name(connection, table, holder, f"{name} {holder}", theirs)
        _name(connection, table, key, name, wanted)
        _name(connection, table, holder, free_slug(connection, table, theirs), theirs)
        claim_slug(connection, table, holder, now=now)


def promote_slugs(connection: Connection, *, now: datetime) -> None:
    """Give the articles that wait for their minute the slugs that have become free, the first to come first."""
    waiting = (article.c.wanted_slug.is_not(None), article.c.published_at > now)
    for key in (
        connection.execute(select(article.c.id).where(*waiting).order_by(article.c.published_at)).scalars().all()
    ):
        claim_slug(connection, article, key, now=now)


def _wanted(connection: Connection, table: Table, key: int) -> str:
    wanted = func.coalesce(table.c.wanted_slug, table.c.slug)
    return str(connection.execute(select(wanted).where(table.c.id == key)).scalar_one())


def _name(connection: Connection, table: Table, key: int, name: str, wanted: str) -> None:
    connection.execute(update(table).where(table.c.id == key).values(slug_columns(name, wanted)))


def slug_columns(name: str, wanted: str) -> dict[str, str | None]:
    """Give the columns of a slug; the wanted one is kept where it is another."""
    return {"slug": name, "wanted_slug": None if name == wanted else wanted}


def _forms(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))


def _gives_way(
    connection: Connection, table: Table, holder: int | None, mine: tuple[datetime, int], now: datetime
) -> bool:
    """Tell whether whoever has a slug, if anybody, leaves it to somebody who comes before."""
    if holder is None:
        return True
    moment = _moment(connection, table, holder)
    return moment is None or (moment > now and (moment, holder) > mine)


def _moment(connection: Connection, table: Table, key: int) -> datetime | None:
    """Give from when on a thing is seen; None for never, as far as anybody knows."""
    if table is contact:
        listed = select(contact.c.answers_at).where(contact.c.id == key, contact.c.press_contact)
        found = connection.execute(listed).scalars().all()
        return (found[0] or datetime.min.replace(tzinfo=UTC)) if found else None
    if table is event:
        return _moment_of_event(connection, key)
    if table is kit:
        return connection.execute(select(kit.c.published_at).where(kit.c.id == key)).scalar()
    stopped = article.c.withdrawn_at < article.c.published_at
    row = connection.execute(select(article.c.published_at, stopped.label("stopped")).where(article.c.id == key)).one()
    return None if row.stopped else row.published_at


def _moment_of_event(connection: Connection, key: int) -> datetime | None:
    published_at = connection.execute(select(event.c.published_at).where(event.c.id == key)).scalar()
    owners = connection.execute(select(article_event.c.article_id).where(article_event.c.event_id == key)).scalars()
    shown = [_moment(connection, article, one) for one in owners.all()]
    first = min(filter(None, shown), default=None) if shown else published_at
    return first and published_at and max(first, published_at)


def _is_old(connection: Connection, table: Table, name: str, key: int, now: datetime) -> bool:
    """Tell whether readers know another article's old address by this name."""
    if table is not article:
        return False
    paths = [article_path(kind, name) for kind in Kind]
    others = select(redirect.c.article_id).join_from(redirect, article).where(redirect.c.address.in_(paths))
    known = others.where(article.c.id != key, or_(is_public(now), was_public(now)))
    return connection.execute(known.limit(1)).first() is not None


def _leading_elsewhere(connection: Connection, names: set[str]) -> set[str]:
    """Tell which names an article has given up: their addresses lead to it, and no other may stand in the way."""
    paths = {article_path(kind, name): name for kind in Kind for name in names}
    found = connection.execute(select(redirect.c.address).where(redirect.c.address.in_(paths))).scalars()
    return {paths[path] for path in found}
