"""Kept files: whether the public may have one by its digest, and which an image or attachment is."""

from datetime import datetime

from sqlalchemy import Connection, select

from newsroom.schema import article, article_attachment, article_image, attachment, image
from newsroom.store.public import is_public


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
