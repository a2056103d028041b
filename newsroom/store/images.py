"""Pictures: those that the public sees, with the articles that show them, and what is known of their files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from newsroom.original import OLD_FORMATS, Original, Rendition
from newsroom.schema import attachment, image, kit, original, rendition
from newsroom.store.batches import batches
from newsroom.store.statements import built_once

_KEPT = ("width", "height", "read", "public_size", "public_tag")
_MADE = ("width", "height", "media_type", "size", "tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPicture:
    """A kept picture as the desk looks after it: its file, what people call it, and what is said of it."""

    digest: str
    media_type: str
    name: str
    words: Mapping[str, str | None]


def originals_of(connection: Connection, digests: Iterable[str | None]) -> Mapping[str, Original]:
    """Give what is known of these files by their digests; of one that was never developed, nothing."""
    keys, found = sorted({one for one in digests if one}), dict[str, list[Any]]()
    for chunk in batches(keys):
        for row in connection.execute(_originals(), {"digests": chunk}).mappings():
            found.setdefault(row["digest"], []).append(row)
    return {digest: _original(rows) for digest, rows in found.items()}


def all_originals(connection: Connection) -> Mapping[str, Original]:
    """Give what is known of every file that was developed."""
    return originals_of(connection, connection.execute(select(original.c.digest)).scalars())


def keep_originals(connection: Connection, found: Iterable[Original]) -> None:
    """Keep what is known of some files, in place of what was; the point that a crop must show stays.

    Who never looked into a file knows nothing that could stand in place of what others found.
    """
    known = {one.digest: one for one in found if one.read is not None}
    if not known:
        return
    rows = [{"digest": one.digest, "said": dict(one.said)} | _values(one) for one in known.values()]
    said = upsert(original)
    replaced = {name: said.excluded[name] for name in ("said", *_KEPT)}
    connection.execute(said.on_conflict_do_update(["digest"], set_=replaced), rows)
    connection.execute(delete(rendition).where(rendition.c.digest.in_(known)))
    made = [{"digest": one.digest, **_made(each)} for one in known.values() for each in one.renditions]
    if made:
        connection.execute(insert(rendition), made)


def is_offered(digest: ColumnElement[Any]) -> ColumnElement[bool]:
    """Tell whether readers get anything of a picture: as it came, or what was made of it."""
    made = select(rendition.c.digest).where(rendition.c.media_type.in_(OLD_FORMATS))
    return digest.in_(select(original.c.digest).where(original.c.read)) | digest.in_(made)


def set_focus(connection: Connection, digest: str, focus: tuple[int, int] | None) -> None:
    """Set the point of a picture that a crop must show, in per cent from its left and from its top."""
    x, y = focus or (None, None)
    connection.execute(update(original).where(original.c.digest == digest).values(focus_x=x, focus_y=y))


def forget_originals(connection: Connection, digests: Sequence[str]) -> None:
    """Forget what was known of files that are gone."""
    for chunk in batches(digests):
        connection.execute(delete(original).where(original.c.digest.in_(chunk)))


def kept_pictures(connection: Connection) -> list[KeptPicture]:
    """Give each kept picture once, with the words that its first appearance has."""
    found: dict[str, KeptPicture] = {}
    for table, name in ((image, image.c.url), (kit, kit.c.name), (attachment, attachment.c.name)):
        said = [table.c[word] for word in ("caption", "alt", "credit", "licence") if word in table.c]
        query = select(table.c.digest, table.c.media_type, name.label("name"), *said).order_by(table.c.id)
        chosen = query.where(table.c.digest.is_not(None), table.c.media_type.like("image/%"))
        for row in connection.execute(chosen).mappings():
            words = {column.name: row[column.name] for column in said}
            one = KeptPicture(digest=row["digest"], media_type=row["media_type"], name=row["name"], words=words)
            found.setdefault(one.digest, one)
    return list(found.values())


@built_once
def _originals() -> Select[Any]:
    made = (rendition.c[name].label(f"made_{name}") for name in _MADE)
    query = select(original, *made).join_from(original, rendition, isouter=True)
    chosen = query.where(original.c.digest.in_(bindparam("digests", expanding=True)))
    return chosen.order_by(original.c.digest, rendition.c.width, rendition.c.media_type)


def _original(rows: Sequence[Any]) -> Original:
    """Make an original of its rows, one for each rendition."""
    row = rows[0]
    focus = None if row["focus_x"] is None else (row["focus_x"], row["focus_y"])
    made = tuple(Rendition(**{name: one[f"made_{name}"] for name in _MADE}) for one in rows if one["made_tag"])
    kept = {name: row[name] for name in _KEPT}
    return Original(digest=row["digest"], said=row["said"], focus=focus, renditions=made, **kept)


def _values(one: Original) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _KEPT}


def _made(one: Rendition) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _MADE}
