"""Passages: every text that is kept outside of articles, row by row, to be searched and to be rewritten."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Table,
    Text,
    cast,
    delete,
    func,
    literal_column,
    select,
    union_all,
    update,
)

from newsroom.model import Article
from newsroom.schema import (
    article,
    article_image,
    banner,
    contact,
    event,
    image,
    kit,
    ledger,
    log,
    old_address,
    organisation,
    origin,
    preview,
    redirect,
    run,
    version,
)
from newsroom.store import contacts, rows, search
from newsroom.store.batches import batches

Value = str | list[str]
KINDS: Mapping[str, tuple[Table, str, tuple[str, ...]]] = {
    "contact": (contact, "slug", ("title", "unit", "organisation", "responsibilities")),
    "event": (event, "slug", ("slug", "headline", "place", "description_html", "url", "signup_url", "accreditation")),
    "file": (kit, "slug", ("slug", "name", "caption", "alt", "credit", "licence")),
    "organisation": (organisation, "name", ("name", "boilerplate", "address")),
    "banner": (banner, "language", ("text",)),
    "preview": (preview, "id", ("recipient",)),
    "import": (run, "id", ("sources",)),
    "ledger": (ledger, "run_id", ("source", "source_id", "headline", "reason", "notes")),
    "origin": (origin, "type", ("source",)),
    "log": (log, "act", ("actor", "name", "note")),
    "old address": (old_address, "address", ("address",)),
}
"""Where each kind of row is kept, what it is called by, and which of its columns people have written."""
_ROW: ColumnElement[int] = literal_column("rowid")
BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a row says, column by column; `language` is None where nobody knows it."""

    type: str
    row: int
    name: str
    values: Mapping[str, Value]
    language: str | None = None


def passages(connection: Connection) -> Iterator[Passage]:
    """Give every row that is no article's own."""
    for type_, (table, name, columns) in KINDS.items():
        query = select(_ROW.label("_row"), table).order_by(_ROW)
        for row in connection.execute(query).mappings().all():
            values = {column: row[column] for column in columns if row[column]}
            yield Passage(type=type_, row=row["_row"], name=str(row[name]), values=values, language=row.get("language"))


def rewrite(connection: Connection, one: Passage, values: Mapping[str, Value | None]) -> None:
    """Let a row say something else in some of its columns."""
    table = KINDS[one.type][0]
    connection.execute(update(table).where(literal_column(f"{table.name}.rowid") == one.row).values(dict(values)))


def articles(connection: Connection) -> Iterator[tuple[Article, str]]:
    """Give every article whole, and beside it what its versions said and where it was, as text to look through."""
    ids = list(connection.execute(select(article.c.id).order_by(article.c.id)).scalars())
    for chosen in batches(ids, BATCH):
        beside = dict.fromkeys(chosen, "")
        for key, text in connection.execute(_beside(chosen)):
            beside[key] += f"\n{text}"
        whole = select(article).where(article.c.id.in_(chosen)).order_by(article.c.id)
        yield from ((one, beside[one.id]) for one in rows.articles(connection, connection.execute(whole).all()))


def _beside(ids: Sequence[int]) -> CompoundSelect[Any]:
    said = select(version.c.article_id, cast(version.c.content, Text) + "\n" + func.coalesce(version.c.note, ""))
    led = select(redirect.c.article_id, redirect.c.address)
    known = select(article.c.id, article.c.former_id).where(article.c.id.in_(ids), article.c.former_id.is_not(None))
    return union_all(said.where(version.c.article_id.in_(ids)), led.where(redirect.c.article_id.in_(ids)), known)


def touch(connection: Connection, one: Passage, *, now: datetime) -> None:
    """Note that a card or an event says something else, for those who ask since when, and for the search index."""
    table = KINDS[one.type][0]
    connection.execute(update(table).where(table.c.id == one.row).values(changed_at=now))
    if table is contact:
        search.renew(connection, contacts.articles_of(connection, one.row))


def slugs_showing(connection: Connection, digests: Collection[str]) -> list[str]:
    """Give the slugs of the articles that show one of these pictures."""
    query = select(article.c.slug).join_from(article, article_image).join(image).where(image.c.digest.in_(digests))
    return list(connection.execute(query.distinct().order_by(article.c.slug)).scalars())


def set_slug(connection: Connection, key: int, slug: str) -> None:
    """Give an article another slug, to which nothing leads from the old one."""
    connection.execute(update(article).where(article.c.id == key).values(slug=slug, wanted_slug=None))


def set_reason(connection: Connection, key: int, reason: str) -> None:
    """Let a withdrawn article say something else of why it was withdrawn."""
    connection.execute(update(article).where(article.c.id == key).values(withdrawn_reason=reason))


def drop_former_id(connection: Connection, key: int) -> None:
    """Let readers of feeds know an article by our own id, at the price that they see it again."""
    connection.execute(update(article).where(article.c.id == key).values(former_id=None))


def remove_redirects(connection: Connection, addresses: Collection[str]) -> None:
    """Let these old addresses lead nowhere."""
    for table in (redirect, old_address):
        connection.execute(delete(table).where(table.c.address.in_(addresses)))
