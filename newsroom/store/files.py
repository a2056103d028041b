"""Kept files: whether the public may have one by its digest, which an image or attachment is, what nothing names."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from newsroom.schema import article, article_attachment, article_image, attachment, image, version
from newsroom.store.public import is_public

MOST_AT_ONCE = 500


def find_file_public(connection: Connection, digest: str, *, now: datetime) -> tuple[str, str] | None:
    """Find media type and name of a file that a public article shows or carries."""
    return _picture(connection, digest, now) or _file(connection, digest, now)


def _picture(connection: Connection, digest: str, now: datetime) -> tuple[str, str] | None:
    query = select(image.c.media_type, image.c.url).join_from(image, article_image).join(article)
    row = connection.execute(query.where(image.c.digest == digest, is_public(now)).limit(1)).first()
    return (row.media_type or "application/octet-stream", row.url.rpartition("/")[2]) if row else None


def _file(connection: Connection, digest: str, now: datetime) -> tuple[str, str] | None:
    query = select(attachment.c.media_type, attachment.c.name).join_from(attachment, article_attachment).join(article)
    row = connection.execute(query.where(attachment.c.digest == digest, is_public(now)).limit(1)).first()
    return (row.media_type or "application/octet-stream", row.name) if row else None


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
