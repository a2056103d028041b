"""Kept files: whether the public may have one by its digest, which an image or attachment is, what nothing names."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from newsroom.schema import article, article_attachment, article_image, attachment, image, version
from newsroom.store.public import is_public

MOST_AT_ONCE = 500


def find_file_public(connection: Connection, digest: str, *, now: datetime) -> tuple[str, str] | None:
    """Find media type and name of a file that a public article shows or carries."""
    return _find(connection, digest, is_public(now))


def find_file_of(connection: Connection, digest: str, article_id: int) -> tuple[str, str] | None:
    """Find media type and name of a file that one article shows or carries, whatever its status."""
    return _find(connection, digest, article.c.id == article_id)


def _find(connection: Connection, digest: str, condition: ColumnElement[bool]) -> tuple[str, str] | None:
    return _picture(connection, digest, condition) or _file(connection, digest, condition)


def _picture(connection: Connection, digest: str, condition: ColumnElement[bool]) -> tuple[str, str] | None:
    query = select(image.c.media_type, image.c.url).join_from(image, article_image).join(article)
    row = connection.execute(query.where(image.c.digest == digest, condition).limit(1)).first()
    return (row.media_type or "application/octet-stream", row.url.rpartition("/")[2]) if row else None


def _file(connection: Connection, digest: str, condition: ColumnElement[bool]) -> tuple[str, str] | None:
    query = select(attachment.c.media_type, attachment.c.name).join_from(attachment, article_attachment).join(article)
    row = connection.execute(query.where(attachment.c.digest == digest, condition).limit(1)).first()
    return (row.media_type or "application/octet-stream", row.name) if row else None


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
    """Give the originals of all that these articles show and carry, or did in a version."""
    found: set[str] = set()
    for first in range(0, len(keys), MOST_AT_ONCE):
        for query, key in _naming():
            found.update(connection.execute(query.where(key.in_(keys[first : first + MOST_AT_ONCE]))).scalars())
    return found - {None}


def unnamed(connection: Connection, digests: Collection[str]) -> list[str]:
    """Give those of these originals that no article has any more, nor a version to which one may be reverted."""
    named = {digest for query, _ in _naming() for digest in connection.execute(query).scalars()} if digests else set()
    return sorted(set(digests) - named)


def _naming() -> Iterator[tuple[Select[Any], Any]]:
    """Give the questions for digests, each with the column of the article that it is asked of."""
    for table, link in ((image, article_image), (attachment, article_attachment)):
        yield select(table.c.digest).distinct().join_from(table, link), link.c.article_id
        said = func.json_each(version.c.content, f"$.{table.name}s").table_valued("value", joins_implicitly=True)
        digest = func.json_extract(said.c.value, "$.digest")
        yield select(digest).distinct().select_from(version, said), version.c.article_id
