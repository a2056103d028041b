"""Old addresses: which article, card, event or file one leads to, and learning new ones."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, literal, or_, select, union_all
from sqlalchemy.dialects.sqlite import insert

from newsroom.addresses import CONTACT, EVENT, FILES, article_path, normalised
from newsroom.model import Kind
from newsroom.schema import article, contact, event, kit, old_address, redirect
from newsroom.store.public import is_public, is_public_event, is_public_kit, is_shown_contact, was_public

OTHERS = {
    "contact": (contact, old_address.c.contact_id),
    "event": (event, old_address.c.event_id),
    "file": (kit, old_address.c.kit_id),
}
"""What else than an article an old address may lead to, by the type of its origin."""


def find_target_public(connection: Connection, address: str, *, now: datetime) -> tuple[Kind, str] | None:
    """Find the kind and slug of the article that an old path, with its query, leads to: one that is public or was."""
    query = select(article.c.kind, article.c.slug).join_from(redirect, article).where(redirect.c.address == address)
    row = connection.execute(query.where(or_(is_public(now), was_public(now)))).first()
    return (Kind(row.kind), row.slug) if row else None


def find_path_public(connection: Connection, address: str, *, now: datetime) -> str | None:
    """Find the path of the article, card, event or file that an old path leads to; what is hidden is not found."""
    target = find_target_public(connection, address, now=now)
    public = {"contact": is_shown_contact(now), "event": is_public_event(now), "file": is_public_kit(now)}
    queries = [
        select(literal(type_).label("type"), table.c.slug)
        .join_from(old_address, table, key == table.c.id)
        .where(old_address.c.address == address, public[type_])
        for type_, (table, key) in OTHERS.items()
    ]
    row = connection.execute(union_all(*queries)).first()
    if target:
        return article_path(*target)
    return _path(row.type, row.slug) if row else None


def _path(type_: str, slug: str) -> str:
    return {"contact": CONTACT, "event": EVENT, "file": FILES}[type_].format(slug=slug)


def find_article_of(connection: Connection, address: str) -> int | None:
    """Find the number of the article of any status that an old address leads to."""
    return connection.execute(select(redirect.c.article_id).where(redirect.c.address == address)).scalar()


def find_target(connection: Connection, address: str) -> tuple[str, str, str] | None:
    """Find what an old address leads to, whatever its status: its type, its uid and its slug."""
    articles = select(literal("article").label("type"), article.c.uid, article.c.slug).join_from(redirect, article)
    queries = [articles.where(redirect.c.address == address)] + [
        select(literal(type_), table.c.uid, table.c.slug)
        .join_from(old_address, table, key == table.c.id)
        .where(old_address.c.address == address)
        for type_, (table, key) in OTHERS.items()
    ]
    row = connection.execute(union_all(*queries)).first()
    return (row.type, row.uid, row.slug) if row else None


def all_addresses(connection: Connection) -> list[tuple[str, str]]:
    """Give every old address with the path that it leads to, whatever the status of what is there."""
    articles = select(redirect.c.address, article.c.kind, article.c.slug).join_from(redirect, article)
    found = [(row.address, article_path(Kind(row.kind), row.slug)) for row in connection.execute(articles)]
    for type_, (table, key) in OTHERS.items():
        query = select(old_address.c.address, table.c.slug).join_from(old_address, table, key == table.c.id)
        found += [(row.address, _path(type_, row.slug)) for row in connection.execute(query)]
    return sorted(found)


def addresses_of(connection: Connection, key: int) -> list[str]:
    """Give the old addresses of an article."""
    query = select(redirect.c.address).where(redirect.c.article_id == key).order_by(redirect.c.address)
    return list(connection.execute(query).scalars())


def keep_redirects(connection: Connection, found: Iterable[Mapping[str, object]]) -> None:
    """Let old addresses lead to articles; each has `address` and `article_id`, and the first to claim one keeps it."""
    if rows := [{**one, "address": normalised(str(one["address"]))} for one in found]:
        connection.execute(insert(redirect).on_conflict_do_nothing(), rows)


def keep_old(connection: Connection, type_: str, key: int, found: Iterable[str]) -> None:
    """Let old addresses lead to a card, an event or a file; the first to claim one keeps it."""
    column = OTHERS[type_][1]
    if rows := [{"address": normalised(one), column.name: key} for one in found]:
        connection.execute(insert(old_address).on_conflict_do_nothing(), rows)


def forget_address(connection: Connection, address: str) -> None:
    """Let an old address lead nowhere any more."""
    for table in (redirect, old_address):
        connection.execute(delete(table).where(table.c.address == address))


def forget_paths(connection: Connection, key: int, slug: str) -> None:
    """Let the old paths of this slug lead to its article no more, which takes it back."""
    paths = [article_path(kind, slug) for kind in Kind]
    connection.execute(delete(redirect).where(redirect.c.article_id == key, redirect.c.address.in_(paths)))
