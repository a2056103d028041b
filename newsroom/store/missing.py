"""Missing: what an import named and could not have, so far as it has an address to be asked at again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, update

from newsroom.schema import (
    article,
    article_attachment,
    article_contact,
    article_image,
    attachment,
    contact,
    image,
    kit,
    ledger,
)

_TABLES = {"image": image, "attachment": attachment, "portrait": image, "file": kit}
_OWNERS = {"image": article, "attachment": article, "portrait": contact, "file": kit}
_WORDS = ("caption", "alt", "credit", "licence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A picture, a file of an article, a portrait, or a file of the press kit, whose original is not here.

    `owner_id` and `headline` are those of the article, of the card, or of the file itself.
    """

    type: str
    id: int
    url: str
    owner_id: int
    headline: str
    words: Mapping[str, Any]

    def owner(self) -> tuple[str, int]:
        """Give whose it is, so that it can be told from what others miss."""
        return _OWNERS[self.type].name, self.owner_id


def missing_of(connection: Connection, run_id: int) -> list[Missing]:
    """Give what is missing of the things that a run took in, one article after the other, then cards, then files."""
    pictures = _of_articles(image, article_image, run_id)
    files = _of_articles(attachment, article_attachment, run_id)
    kept = select(kit, kit.c.id.label("owner_id"), kit.c.name.label("headline")).where(
        kit.c.id.in_(_targets("file", run_id)), kit.c.kind != "video"
    )
    found = [
        Missing(
            type=type_,
            words={word: row.get(word) for word in _WORDS},
            **{name: row[name] for name in ("id", "url", "owner_id", "headline")},
        )
        for type_, query in (
            ("image", pictures),
            ("attachment", files),
            ("portrait", _portraits(run_id)),
            ("file", kept),
        )
        for row in connection.execute(query.where(*_is_missing(_TABLES[type_]))).mappings()
    ]
    return sorted(found, key=Missing.owner)


def unread_of(connection: Connection, run_id: int) -> list[str]:
    """Give the addresses that a run could not read."""
    refused = (ledger.c.run_id == run_id, ledger.c.outcome == "refused", ledger.c.type == "source")
    query = select(ledger.c.source).where(*refused, ledger.c.source.like("http%://%")).distinct()
    return list(connection.execute(query.order_by(ledger.c.source)).scalars())


def fill(connection: Connection, one: Missing, values: Mapping[str, Any], *, now: datetime) -> None:
    """Note that an original is here now; whoever shows it has changed."""
    table = _TABLES[one.type]
    connection.execute(update(table).where(table.c.id == one.id).values(dict(values)))
    owner = _OWNERS[one.type]
    connection.execute(update(owner).where(owner.c.id == one.owner_id).values(changed_at=now))


def _of_articles(table: Any, link: Any, run_id: int) -> Select[Any]:
    said = (article.c.id.label("owner_id"), article.c.headline)
    query = select(table, *said).join_from(table, link).join(article)
    return query.where(article.c.id.in_(_targets("article", run_id)))


def _portraits(run_id: int) -> Select[Any]:
    """Ask for the portraits of a run's cards, and of those who came with its articles."""
    label = func.coalesce(contact.c.name, contact.c.title, contact.c.slug).label("headline")
    query = select(image, contact.c.id.label("owner_id"), label).join_from(image, contact)
    people = select(article_contact.c.contact_id).where(article_contact.c.article_id.in_(_targets("article", run_id)))
    return query.where(or_(contact.c.id.in_(_targets("contact", run_id)), contact.c.id.in_(people)))


def _targets(type_: str, run_id: int) -> Select[Any]:
    return select(ledger.c.target_id).where(ledger.c.run_id == run_id, ledger.c.type == type_)


def _is_missing(table: Any) -> Sequence[ColumnElement[bool]]:
    return table.c.digest.is_(None), table.c.url.like("http%://%")
