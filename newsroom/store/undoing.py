"""What an import made: which of it nobody has touched since, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    delete,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    update,
)

from newsroom.schema import article, article_contact, article_event, contact, event, kit, ledger, log, origin, run
from newsroom.store import contacts, editing
from newsroom.store.batches import batches
from newsroom.store.ledger import Run
from newsroom.store.public import is_press_contact, is_public, is_public_event, is_public_kit

TABLES = {"article": article, "contact": contact, "event": event, "file": kit}
SHOWN = {"contact": article_contact, "event": article_event}
"""By which tables articles show them."""

PUBLIC = {"article": is_public, "contact": is_press_contact, "event": is_public_event, "file": is_public_kit}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A thing that an import made; `touched` says why it is not as the import left it, None when it is."""

    type: str
    id: int
    uid: str
    slug: str
    is_public: bool
    touched: str | None


def made(connection: Connection, one: Run, *, now: datetime) -> list[Made]:
    """Give all that an import made and that is there, the articles first."""
    return [Made(**row) for type_ in TABLES for row in connection.execute(_made(type_, one, now)).mappings()]


def take_back(connection: Connection, type_: str, ids: Sequence[int]) -> None:
    """Take things of one type out, with where they came from: an import that reads them again brings them again."""
    for chunk in batches(ids):
        connection.execute(delete(origin).where(origin.c.type == type_, origin.c.target_id.in_(chunk)))
        lines = (ledger.c.type == type_, ledger.c.target_id.in_(chunk))
        connection.execute(update(ledger).where(*lines).values(target_id=None))
        if type_ == "contact":
            contacts.remove_cards(connection, contact.c.id.in_(chunk))
        elif type_ != "article":
            connection.execute(delete(TABLES[type_]).where(TABLES[type_].c.id.in_(chunk)))
    if type_ == "article":
        editing.remove_articles(connection, ids)


def mark_undone(connection: Connection, key: int, *, now: datetime) -> None:
    """Note that a run was undone."""
    connection.execute(update(run).where(run.c.id == key).values(undone_at=now))


def _made(type_: str, one: Run, now: datetime) -> Select[Any]:
    table, brought = TABLES[type_], _brought(type_, one)
    chosen = table.c.id.in_(brought.with_only_columns(ledger.c.target_id))
    said = (table.c.id, table.c.uid, table.c.slug, func.coalesce(PUBLIC[type_](now), false()).label("is_public"))
    query = select(literal(type_).label("type"), *said, _touched(type_, one, now).label("touched"))
    return query.where(chosen).order_by(table.c.id)


def _brought(type_: str, one: Run) -> Select[Any]:
    created = (ledger.c.run_id == one.id, ledger.c.type == type_, ledger.c.outcome == "created")
    return select(ledger.c.target_id, ledger.c.source_id).where(*created, ledger.c.target_id.is_not(None))


def _touched(type_: str, one: Run, now: datetime) -> ColumnElement[str | None]:
    return func.coalesce(_changed(type_, one), case((_is_needed(type_, one, now), "what stays needs it"), else_=None))


def _changed(type_: str, one: Run) -> ColumnElement[str | None]:
    table = TABLES[type_]
    last = select(log.c.act + " by " + log.c.actor).where(log.c.uid == table.c.uid).order_by(log.c.id.desc()).limit(1)
    others = ledger.c.type == type_, ledger.c.outcome == "updated", ledger.c.run_id != one.id
    mine = origin.c.type == type_, origin.c.target_id == table.c.id
    foreign = origin.c.source_id.not_in(_brought(type_, one).with_only_columns(ledger.c.source_id))
    return case(
        (exists(select(1).where(log.c.uid == table.c.uid)), last.scalar_subquery()),
        (exists(select(1).where(*mine, origin.c.edited)), "edited here"),
        (table.c.id.in_(select(ledger.c.target_id).where(*others)), "changed by another import"),
        (exists(select(1).where(*mine, foreign)), "made by another import"),
        (table.c.changed_at != one.started_at, "changed since"),
        else_=None,
    )


def _is_needed(type_: str, one: Run, now: datetime) -> ColumnElement[bool]:
    if type_ not in SHOWN:
        return or_(_is_translated(one), _hides_an_event(one)) if type_ == "article" else false()
    articles = _made("article", one, now).subquery()
    going = select(articles.c.id).where(articles.c.touched.is_(None))
    link = SHOWN[type_]
    shown = link.c[f"{type_}_id"] == TABLES[type_].c.id
    return exists(select(1).where(shown, link.c.article_id.not_in(going)))


def _is_translated(one: Run) -> ColumnElement[bool]:
    """Say of an article that another which stays is a translation of it; those that came with it go with it."""
    translation = article.alias()
    others = translation.c.id.not_in(_brought("article", one).with_only_columns(ledger.c.target_id))
    linked = exists(select(1).where(log.c.uid == translation.c.uid))
    return exists(select(1).where(translation.c.original_id == article.c.id, or_(others, linked)))


def _hides_an_event(one: Run) -> ColumnElement[bool]:
    """Say of an article that an event which stays came with it: left alone, the event would be public."""
    made = event.c.id.in_(_brought("event", one).with_only_columns(ledger.c.target_id))
    stays = or_(~made, _changed("event", one).is_not(None))
    came = (article_event.c.article_id == article.c.id, article_event.c.event_id == event.c.id)
    return exists(select(1).where(*came, stays))
