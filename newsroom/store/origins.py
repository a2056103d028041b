"""Where imported things came from, and which of them were thrown away for good.

An item is known by its type and its source's own id. What was discarded or erased leaves a keyed hash of
that id: an import recognises the item, and nobody can read from the store what it was.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from newsroom.schema import buried, fact, origin

BURIAL_KEY = "burial_key"
CONCEALED = "concealed:"
"""What a source's id begins with where a hash stands for it."""
_FRESH = ("target_id", "source", "importer", "draft_digest", "edited", "second", "said")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a thing came from; `edited` says that the desk changed it since.

    A `second` source told of it when another had brought it: its text is not taken. `said` has the digests of what
    several sources that share this id said last, by source.
    """

    type: str
    source_id: str
    target_id: int
    source: str
    importer: str
    draft_digest: str
    edited: bool = False
    second: bool = False
    said: dict[str, str] | None = None


def find_origins(connection: Connection, type_: str, source_ids: Sequence[str]) -> dict[str, Origin]:
    """Find what is known of these items, by source id."""
    known = {one: one for one in source_ids} | _concealed(connection, type_, source_ids)
    query = select(origin).where(origin.c.type == type_, origin.c.source_id.in_(known))
    return {known[row["source_id"]]: Origin(**row) for row in connection.execute(query).mappings()}


def keep_origins(connection: Connection, found: Iterable[Origin]) -> None:
    """Note where things came from, in place of what was known."""
    rows = [{name: getattr(one, name) for name in Origin.__dataclass_fields__} for one in found]
    if not rows:
        return
    noted = insert(origin)
    fresh = {name: noted.excluded[name] for name in _FRESH}
    connection.execute(noted.on_conflict_do_update(["type", "source_id"], set_=fresh), rows)


def origins_of(connection: Connection, type_: str, target_id: int) -> list[Origin]:
    """Give where a thing came from."""
    query = select(origin).where(origin.c.type == type_, origin.c.target_id == target_id)
    return [Origin(**row) for row in connection.execute(query).mappings()]


def mark_edited(connection: Connection, type_: str, target_id: int) -> None:
    """Note that the desk changed a thing: its source does not change it any more."""
    mine = (origin.c.type == type_, origin.c.target_id == target_id)
    connection.execute(update(origin).where(*mine).values(edited=True))


def let_lead(connection: Connection, type_: str, target_id: int, source_id: str) -> None:
    """Let one source change a thing from now on, and no other."""
    mine = (origin.c.type == type_, origin.c.target_id == target_id)
    connection.execute(update(origin).where(*mine).values(second=origin.c.source_id != source_id))


def conceal(connection: Connection, one: Origin) -> None:
    """Keep of a source's id no more than an import needs to recognise it: it told of somebody who was erased."""
    mine = (origin.c.type == one.type, origin.c.source_id == one.source_id)
    hidden = CONCEALED + _hash(_key(connection), one.type, one.source_id)
    connection.execute(update(origin).where(*mine).values(source_id=hidden))


def bury_id(connection: Connection, type_: str, source_id: str, *, act: str, now: datetime) -> None:
    """Leave an item out from now on, whether or not it has been here."""
    hidden = source_id.startswith(CONCEALED)
    digest = source_id.removeprefix(CONCEALED) if hidden else _hash(_key(connection), type_, source_id)
    noted = insert(buried).values(digest=digest, act=act, at=now)
    connection.execute(noted.on_conflict_do_update(["digest"], set_={"act": act, "at": now}))


def bury(connection: Connection, type_: str, target_id: int, *, act: str, now: datetime) -> None:
    """Forget where a thing came from, but for a hash by which an import recognises it; `act` is what was done."""
    mine = (origin.c.type == type_, origin.c.target_id == target_id)
    for one in connection.execute(select(origin.c.source_id).where(*mine)).scalars().all():
        bury_id(connection, type_, one, act=act, now=now)
    connection.execute(delete(origin).where(*mine))


def find_buried(connection: Connection, type_: str, source_ids: Iterable[str]) -> dict[str, str]:
    """Find which of these items were thrown away, and by which act."""
    if connection.execute(select(buried.c.digest).limit(1)).first() is None:
        return {}
    key = _key(connection)
    hashes = {_hash(key, type_, one): one for one in source_ids}
    query = select(buried.c.digest, buried.c.act).where(buried.c.digest.in_(hashes))
    return {hashes[digest]: act for digest, act in connection.execute(query)}


def dig_up(connection: Connection, type_: str, source_id: str) -> None:
    """Let an item that was discarded come in again."""
    digest = _hash(_key(connection), type_, source_id)
    connection.execute(delete(buried).where(buried.c.digest == digest, buried.c.act == "discarded"))


def _concealed(connection: Connection, type_: str, source_ids: Iterable[str]) -> dict[str, str]:
    """Give the ids by what stands for them where they were concealed; nothing was while there is no key."""
    known = connection.execute(select(fact.c.value).where(fact.c.name == BURIAL_KEY)).scalar()
    key = bytes.fromhex(known) if known else None
    return {CONCEALED + _hash(key, type_, one): one for one in source_ids} if key else {}


def _key(connection: Connection) -> bytes:
    known: Any = connection.execute(select(fact.c.value).where(fact.c.name == BURIAL_KEY)).scalar()
    if known is None:
        known = secrets.token_hex(32)
        connection.execute(insert(fact).values(name=BURIAL_KEY, value=known))
    return bytes.fromhex(known)


def _hash(key: bytes, type_: str, source_id: str) -> str:
    return hashlib.blake2b(f"{type_}\n{source_id}".encode(), key=key, digest_size=32).hexdigest()
