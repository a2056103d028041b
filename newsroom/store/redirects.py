"""Old addresses: which article, card, event, file, topic or list one leads to, and learning new ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert

from newsroom.addresses import CONTACT, EVENT, FILES, TOPIC, article_path
from newsroom.model import Kind
from newsroom.old_addresses import normalised
from newsroom.schema import article, contact, event, kit, old_address, redirect, tag
from newsroom.store.public import (
    is_public,
    is_public_event,
    is_public_kit,
    is_public_topic,
    is_shown_contact,
    was_public,
)
from newsroom.store.statements import NOW, built_once

OTHERS: Mapping[str, tuple[Table, ColumnElement[Any]]] = {
    "contact": (contact, old_address.c.contact_id),
    "event": (event, old_address.c.event_id),
    "file": (kit, old_address.c.kit_id),
    "topic": (tag, old_address.c.tag_id),
}
"""What else than an article or a list an old address may lead to, by its type."""

_PATHS = {"contact": CONTACT, "event": EVENT, "file": FILES, "topic": TOPIC}
_LISTS = select(
    *(old_address.c.address, literal("list").label("type"), null().label("id"), null().label("uid")),
    *(old_address.c.list.label("slug"), null().label("kind")),
).where(old_address.c.list.is_not(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an old address leads to, whatever its status; a list has its path for a slug, and nothing else."""

    type: str
    slug: str
    key: int | None = None
    uid: str | None = None
    kind: Kind | None = None

    @property
    def path(self) -> str:
        """Give the path under which readers see it."""
        if self.kind:
            return article_path(self.kind, self.slug)
        return self.slug if self.type == "list" else _PATHS[self.type].format(slug=self.slug, topic=self.slug)


def find_target_public(connection: Connection, address: str, *, now: datetime) -> tuple[Kind, str] | None:
    """Find the kind and slug of the article that an old path, with its query, leads to: one that is public or was."""
    row = connection.execute(_article_once_at(), {"address": address, "now": now}).first()
    return (Kind(row.kind), row.slug) if row else None


def find_path_public(connection: Connection, address: str, *, now: datetime) -> str | None:
    """Find the path that an old one, with its query, leads to; what is hidden is not found."""
    target = find_target_public(connection, address, now=now)
    row = connection.execute(_other_once_at(), {"address": address, "now": now}).first()
    if target:
        return article_path(*target)
    return _target(row).path if row else None


@built_once
def _article_once_at() -> Select[Any]:
    query = select(article.c.kind, article.c.slug).join_from(redirect, article)
    return query.where(redirect.c.address == bindparam("address"), or_(is_public(NOW), was_public(NOW)))


@built_once
def _other_once_at() -> CompoundSelect[Any]:
    public = {
        "contact": is_shown_contact(NOW),
        "event": is_public_event(NOW),
        "file": is_public_kit(NOW),
        "topic": is_public_topic(NOW),
    }
    queries = [*(_leading_to(type_).where(public[type_]) for type_ in OTHERS), _LISTS]
    return union_all(*(one.where(old_address.c.address == bindparam("address")) for one in queries))


def find_target(connection: Connection, address: str) -> Target | None:
    """Find what an old address leads to, whatever its status."""
    return next((one for _, one in _targets(connection, address)), None)


def find_by_slug(connection: Connection, type_: str, slug: str) -> Target | None:
    """Find a card, an event, a file of the press kit or a topic of any status, for old addresses to lead there."""
    table = OTHERS[type_][0]
    row = connection.execute(select(table.c.id, _uid(table)).where(table.c.slug == slug)).first()
    return Target(type=type_, slug=slug, key=row.id, uid=row.uid) if row else None


def all_addresses(connection: Connection) -> list[tuple[str, str]]:
    """Give every old address with the path that it leads to, whatever the status of what is there."""
    return sorted((address, one.path) for address, one in _targets(connection))


def _targets(connection: Connection, address: str | None = None) -> list[tuple[str, Target]]:
    """Give every old address with what it leads to, or the one that is asked for."""
    articles = select(
        *(redirect.c.address, literal("article").label("type"), article.c.id, article.c.uid),
        *(article.c.slug, article.c.kind),
    ).join_from(redirect, article)
    known = union_all(articles, *map(_leading_to, OTHERS), _LISTS).subquery()
    query = select(known) if address is None else select(known).where(known.c.address == address)
    return [(row.address, _target(row)) for row in connection.execute(query)]


def _leading_to(type_: str) -> Select[Any]:
    table, key = OTHERS[type_]
    return select(
        *(old_address.c.address, literal(type_).label("type"), table.c.id, _uid(table)),
        *(table.c.slug, null().label("kind")),
    ).join_from(old_address, table, key == table.c.id)


def _uid(table: Table) -> ColumnElement[Any]:
    return table.c.uid if "uid" in table.c else null().label("uid")


def _target(row: Row[Any]) -> Target:
    return Target(type=row.type, slug=row.slug, key=row.id, uid=row.uid, kind=Kind(row.kind) if row.kind else None)


def addresses_of(connection: Connection, key: int) -> list[str]:
    """Give the old addresses of an article."""
    query = select(redirect.c.address).where(redirect.c.article_id == key).order_by(redirect.c.address)
    return list(connection.execute(query).scalars())


def keep_redirects(connection: Connection, found: Iterable[Mapping[str, object]]) -> None:
    """Let old addresses lead to articles; each has `address` and `article_id`, and the first to claim one keeps it."""
    if rows := [{**one, "address": normalised(str(one["address"]))} for one in found]:
        connection.execute(insert(redirect).on_conflict_do_nothing(), rows)


def keep_old(connection: Connection, type_: str, key: int, found: Iterable[str]) -> None:
    """Let old addresses lead to a card, an event, a file or a topic; the first to claim one keeps it."""
    column = OTHERS[type_][1]
    if rows := [{"address": normalised(one), column.name: key} for one in found]:
        connection.execute(insert(old_address).on_conflict_do_nothing(), rows)


def keep(connection: Connection, address: str, target: Target) -> None:
    """Let an old address lead somewhere, unless it does already."""
    if target.key is None:
        connection.execute(insert(old_address).values(address=address, list=target.path).on_conflict_do_nothing())
    elif target.type == "article":
        keep_redirects(connection, [{"address": address, "article_id": target.key}])
    else:
        keep_old(connection, target.type, target.key, [address])


def forget_address(connection: Connection, address: str) -> None:
    """Let an old address lead nowhere any more."""
    for table in (redirect, old_address):
        connection.execute(delete(table).where(table.c.address == address))


def forget_paths(connection: Connection, key: int, slug: str) -> None:
    """Let the old paths of this slug lead to its article no more, which takes it back."""
    paths = [article_path(kind, slug) for kind in Kind]
    connection.execute(delete(redirect).where(redirect.c.article_id == key, redirect.c.address.in_(paths)))
