"""The log: who did what, when and why; lines are added, never changed, and only an erasure takes their content."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from newsroom.kit import KitItem
from newsroom.model import Article, Contact, Event
from newsroom.schema import log

LINKING = ("link", "unlink")
"""The acts whose notes name another article."""

TYPES: dict[type, str] = {Article: "article", Contact: "contact", Event: "event", KitItem: "file"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One act: `name` is what it was about, by slug or number at that time, `note` what is said of it."""

    at: datetime
    actor: str
    act: str
    type: str
    uid: str | None = None
    name: str | None = None
    note: str | None = None


def record(
    connection: Connection,
    act: str,
    thing: Article | Contact | Event | KitItem,
    *,
    by: str,
    now: datetime,
    note: str | None = None,
) -> None:
    """Note an act on a thing, in the transaction that does it."""
    add_records(
        connection,
        [Record(at=now, actor=by, act=act, type=TYPES[type(thing)], uid=thing.uid, name=thing.slug, note=note)],
    )


def add_records(connection: Connection, found: list[Record]) -> None:
    """Note acts, in the transaction that does them."""
    rows = [{name: getattr(one, name) for name in Record.__dataclass_fields__} for one in found]
    if rows:
        connection.execute(insert(log), rows)


def has_acts(connection: Connection, acts: Collection[str], uids: Collection[str]) -> bool:
    """Tell whether one of these acts was done to one of these things."""
    query = select(log.c.id).where(log.c.act.in_(acts), log.c.uid.in_(uids)).limit(1)
    return connection.execute(query).first() is not None


def is_touched(connection: Connection, uid: str) -> bool:
    """Tell whether the desk has done anything to a thing."""
    return connection.execute(select(log.c.id).where(log.c.uid == uid).limit(1)).first() is not None


def records(
    connection: Connection,
    *,
    uids: Collection[str] | None = None,
    since: datetime | None = None,
    most: int | None = None,
) -> list[Record]:
    """Give what was done, newest first: to some things or to all, since a moment or ever, at most so many."""
    query = select(*(log.c[name] for name in Record.__dataclass_fields__)).order_by(log.c.id.desc()).limit(most)
    if uids is not None:
        query = query.where(log.c.uid.in_(uids))
    if since is not None:
        query = query.where(log.c.at >= since)
    return [Record(**row) for row in connection.execute(query).mappings()]


def uids_named(connection: Connection, name: str) -> list[str]:
    """Give the ids of all that was called so when something was done to it; some of it may be gone."""
    query = select(log.c.uid).distinct().where(log.c.name == name, log.c.uid.is_not(None))
    return list(connection.execute(query).scalars())


def rename(connection: Connection, uid: str, old: str, new: str) -> None:
    """Let every line about a thing call it by another name: the old one told of somebody who was erased."""
    connection.execute(update(log).where(log.c.uid == uid, log.c.name == old).values(name=new))


def forget(connection: Connection, uid: str, slug: str) -> None:
    """Take the content of every line about a thing: that something was done stays, and by whom, and when.

    Where it was linked to others, their lines name it too.
    """
    about = log.c.uid == uid
    names = {slug, *connection.execute(select(log.c.name).where(about)).scalars()}
    connection.execute(update(log).where(about).values(name=None, note=None))
    for row in connection.execute(select(log.c.id, log.c.note).where(log.c.act.in_(LINKING))).all():
        if names & set(re.findall(r"[\w-]+", row.note or "")):
            connection.execute(update(log).where(log.c.id == row.id).values(note=None))
