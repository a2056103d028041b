"""Kept files: whether the public may have one by its digest, which an image or attachment is, what nothing names."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from newsroom.markup import file_name
from newsroom.original import UNKNOWN
from newsroom.schema import (
    article,
    article_attachment,
    article_contact,
    article_image,
    attachment,
    contact,
    image,
    kit,
    version,
)
from newsroom.store.batches import batches
from newsroom.store.public import is_public, is_public_kit, is_shown_contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A kept file where it is shown: its type, what its source called it, and what it is shown with."""

    media_type: str
    name: str
    about: str = ""


def find_file_public(connection: Connection, digest: str, *, now: datetime) -> Shown | None:
    """Find a file that a public article, the card of a contact or the press kit shows."""
    shown = _find(connection, digest, is_public(now), is_shown_contact(now))
    in_kit = select(kit.c.media_type, kit.c.url.label("name"), kit.c.name.label("about"))
    return shown or _first(connection, in_kit.where(kit.c.digest == digest, is_public_kit(now)), file_name)


def find_file_of(connection: Connection, digest: str, article_id: int) -> Shown | None:
    """Find a file that one article shows or carries, whatever its status, or the card of one of its people."""
    people = select(article_contact.c.contact_id).where(article_contact.c.article_id == article_id)
    return _find(connection, digest, article.c.id == article_id, contact.c.id.in_(people))


def _find(
    connection: Connection, digest: str, of_article: ColumnElement[bool], of_contact: ColumnElement[bool]
) -> Shown | None:
    picture = select(image.c.media_type, image.c.url.label("name"), article.c.slug.label("about"))
    shown = picture.join_from(image, article_image).join(article).where(image.c.digest == digest, of_article)
    file = select(attachment.c.media_type, attachment.c.name, article.c.slug.label("about"))
    carried = (
        file.join_from(attachment, article_attachment).join(article).where(attachment.c.digest == digest, of_article)
    )
    portrait = select(image.c.media_type, image.c.url.label("name"), contact.c.slug.label("about"))
    pictured = portrait.join_from(image, contact).where(image.c.digest == digest, of_contact)
    found = _first(connection, shown, file_name) or _first(connection, carried, str)
    return found or _first(connection, pictured, file_name)


def _first(connection: Connection, query: Select[Any], called: Callable[[str], str]) -> Shown | None:
    row = connection.execute(query.limit(1)).first()
    if row is None:
        return None
    return Shown(media_type=row.media_type or UNKNOWN, name=called(row.name), about=row.about)


def kept_by_address(connection: Connection) -> dict[str, dict[str, Any]]:
    """Give what is known of every kept picture and file by the address it was fetched from."""
    pictures = select(image.c.url, image.c.digest, image.c.media_type, image.c.width, image.c.height, image.c.size)
    size = (literal(None).label("width"), literal(None).label("height"))
    others = select(attachment.c.url, attachment.c.digest, attachment.c.media_type, *size, attachment.c.size)
    found = union_all(
        *(
            one.where(column.is_not(None), address.like("http%"))
            for one, column, address in (
                (others, attachment.c.digest, attachment.c.url),
                (pictures, image.c.digest, image.c.url),
            )
        )
    )
    return {row.pop("url"): row for row in map(dict, connection.execute(found).mappings())}


def digests_of(connection: Connection, keys: Sequence[int]) -> set[str]:
    """Give the originals of all that these articles show and carry, or did in a version, portraits as well."""
    found: set[str] = set()
    people = _portraits().join(article_contact), article_contact.c.article_id
    for chunk in batches(keys):
        for query, key in (*_naming(), people):
            found.update(connection.execute(query.where(key.in_(chunk))).scalars())
    return found - {None}


def unnamed(connection: Connection, digests: Collection[str]) -> list[str]:
    """Give those of these originals that nothing names: no article or version to go back to, no card, no press kit."""
    if not digests:
        return []
    naming = (*(query for query, _ in _naming()), _portraits(), select(kit.c.digest))
    return sorted(set(digests) - {digest for query in naming for digest in connection.execute(query).scalars()})


def _portraits() -> Select[Any]:
    return select(image.c.digest).join_from(image, contact, contact.c.image_id == image.c.id)


def _naming() -> Iterator[tuple[Select[Any], Any]]:
    """Give the questions for digests, each with the column of the article that it is asked of."""
    for table, link in ((image, article_image), (attachment, article_attachment)):
        yield select(table.c.digest).distinct().join_from(table, link), link.c.article_id
        said = func.json_each(version.c.content, f"$.{table.name}s").table_valued("value", joins_implicitly=True)
        digest = func.json_extract(said.c.value, "$.digest")
        yield select(digest).distinct().select_from(version, said), version.c.article_id
