"""What a doctor asks of a store: whether the file is whole, and which originals it counts on."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from newsroom.schema import article, attachment, image, search_words


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An original that the store names."""

    digest: str
    media_type: str
    size: int | None
    name: str


def damages(connection: Connection) -> list[str]:
    """Give what SQLite finds wrong with the file; nothing when it is whole."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    return [] if found == ["ok"] else list(found)


def orphans(connection: Connection) -> dict[str, int]:
    """Give how many rows of which table point at something that is not there."""
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return {table: found.count(table) for table in sorted(set(found))}


def kept_files(connection: Connection) -> list[KeptFile]:
    """Give every original once, by its digest."""
    found: dict[str, KeptFile] = {}
    for table, name in ((image, image.c.url), (attachment, attachment.c.name)):
        query = select(table.c.digest, table.c.media_type, table.c.size, name).where(table.c.digest.is_not(None))
        for digest, media_type, size, called in connection.execute(query):
            found.setdefault(digest, KeptFile(digest, media_type or "", size, called))
    return list(found.values())


def unfindable(connection: Connection) -> int:
    """Give how many articles the search index lacks."""
    query = select(func.count()).select_from(article.outerjoin(search_words)).where(search_words.c.id.is_(None))
    return int(connection.execute(query).scalar_one())
