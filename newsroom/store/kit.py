"""The press kit: the items that the public sees, and keeping one."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, delete, insert, select, update

from newsroom.errors import Ambiguous, NotFound
from newsroom.kit import KitContent, KitItem, KitKind
from newsroom.schema import kit
from newsroom.store.images import keep_originals, originals_of
from newsroom.store.naming import claim_slug, named, new_uid
from newsroom.store.public import is_public_kit
from newsroom.store.statements import NOW, built_once
from newsroom.text import fold

_ORDER = case({kind.value: place for place, kind in enumerate(KitKind)}, value=kit.c.kind)


def kit_public(connection: Connection, *, now: datetime, kind: KitKind | None = None) -> list[KitItem]:
    """Give the public items of the press kit, or those of one kind: by kind, the newest first."""
    found = connection.execute(_public(kind is not None), {"now": now, "kind": kind})
    return _items(connection, found.mappings().all())


@built_once
def _public(of_kind: bool) -> Select[Any]:
    query = select(kit).where(is_public_kit(NOW))
    found = query.where(kit.c.kind == bindparam("kind")) if of_kind else query
    return found.order_by(_ORDER, kit.c.published_at.desc(), kit.c.id.desc())


def kit_items(connection: Connection) -> list[KitItem]:
    """Give all items of the press kit, for the desk: by kind, the newest first."""
    return _items(connection, connection.execute(select(kit).order_by(_ORDER, kit.c.id.desc())).mappings().all())


def get_item(connection: Connection, key: int) -> KitItem:
    """Give an item of any status by its number; raises NotFound."""
    row = connection.execute(select(kit).where(kit.c.id == key)).mappings().first()
    if row is None:
        raise NotFound(f"There is no file number {key} in the press kit.")
    return _items(connection, [row])[0]


def get_by_name(connection: Connection, name: str) -> KitItem:
    """Give an item by its slug, or by letters that only its name has; raises NotFound or Ambiguous."""
    wanted, items = fold(" ".join(name.split())), kit_items(connection)
    fitting = [one for one in items if one.slug == name] or [
        one for one in items if wanted and wanted in fold(one.name)
    ]
    if not fitting:
        raise NotFound(f"No file of the press kit is called “{name}”: `newsroom file list` shows them all.")
    if len(fitting) > 1:
        raise Ambiguous(name, [one.slug for one in fitting[:8]])
    return fitting[0]


def digests_of(connection: Connection, keys: Sequence[int]) -> set[str]:
    """Give the originals of these items."""
    found = connection.execute(select(kit.c.digest).where(kit.c.id.in_(keys), kit.c.digest.is_not(None)))
    return set(found.scalars())


def add_item(connection: Connection, content: KitContent, *, at: datetime | None, now: datetime) -> int:
    """Keep a new item, public from `at` on (None: nobody sees it), and give its number."""
    keep_originals(connection, filter(None, [content.original]))
    given = {"uid": new_uid(), **named(connection, kit, content.name), "changed_at": now, "published_at": at}
    key = int(connection.execute(insert(kit).values(_values(content) | given).returning(kit.c.id)).scalar_one())
    claim_slug(connection, kit, key, now=now)
    return key


def change_item(connection: Connection, key: int, content: KitContent, *, now: datetime) -> None:
    """Let an item say something else; its address stays."""
    keep_originals(connection, filter(None, [content.original]))
    connection.execute(update(kit).where(kit.c.id == key).values(_values(content) | {"changed_at": now}))


def show_item(connection: Connection, key: int, at: datetime | None, *, now: datetime) -> None:
    """Let everybody see an item from a moment on, or nobody."""
    connection.execute(update(kit).where(kit.c.id == key).values(published_at=at, changed_at=now))
    claim_slug(connection, kit, key, now=now)


def remove_item(connection: Connection, key: int) -> None:
    """Take an item out of the press kit."""
    connection.execute(delete(kit).where(kit.c.id == key))


def _values(content: KitContent) -> dict[str, object]:
    return {one.name: getattr(content, one.name) for one in fields(KitContent) if one.compare}


def _items(connection: Connection, rows: Sequence[Any]) -> list[KitItem]:
    known = originals_of(connection, (row["digest"] for row in rows))
    names = [one.name for one in fields(KitItem) if one.name != "original"]
    said = ({name: row[name] for name in names} for row in rows)
    return [KitItem(**one | {"kind": KitKind(one["kind"])}, original=known.get(one["digest"])) for one in said]
