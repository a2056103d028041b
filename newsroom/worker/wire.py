"""Wire: drafts and messages as JSON between the two processes, each message behind its length in four bytes.

What comes over the wire is foreign, although our own program wrote it: it is read into the fields of the
drafts and nothing else, and a file that it names must lie where the source lies.
"""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from importers.draft import (
    ArticleDraft,
    AttachmentDraft,
    ContactDraft,
    Draft,
    EventDraft,
    ImageDraft,
    KitDraft,
    OrganisationDraft,
    Source,
    Wanted,
)
from newsroom.fetch import FileSource

PREFIX = 4
MAX_MESSAGE = 64_000_000

# Control characters but tab and line ends, and halves of surrogate pairs: no database and no feed takes them.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TYPES = {one.__name__: one for one in (ArticleDraft, EventDraft, ContactDraft, KitDraft, OrganisationDraft)}
_PARTS = {"images": ImageDraft, "attachments": AttachmentDraft, "contacts": ContactDraft}
_MOMENTS = frozenset({"published_at", "updated_at", "embargoed_until", "starts_at", "ends_at", "changed_at"})

Spool = Callable[[Source], Path]


def send(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Write one message whole."""
    content = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    stream.write(len(content).to_bytes(PREFIX, "big") + content)
    stream.flush()


def pack(draft: Draft, spool: Spool) -> dict[str, Any]:
    """Turn a draft into JSON's own values; `spool` puts a file into a path where the other side finds it."""
    return {"type": type(draft).__name__, **_pack_fields(draft, spool)}


def unpack(packed: dict[str, Any], folders: tuple[Path, ...]) -> Draft:
    """Turn it back, with files of these folders alone; raises KeyError, TypeError or ValueError when it is no draft."""
    draft: Draft = _unpack_fields(_TYPES[packed.pop("type")], packed, folders)
    return draft


def pack_wanted(wanted: Wanted) -> dict[str, Any]:
    """Turn what a source asks for into JSON's own values."""
    return {field.name: _pack_plain(getattr(wanted, field.name)) for field in fields(wanted)}


def unpack_wanted(packed: dict[str, Any]) -> Wanted:
    """Turn it back; raises TypeError or ValueError when it is nothing that can be asked for."""
    wanted: Wanted = _unpack_fields(Wanted, {name: value for name, value in packed.items() if value is not None}, ())
    return wanted


def clean_text(text: str) -> str:
    """Leave out characters that cannot be written down."""
    return _UNWRITABLE.sub("", text)


def _pack_fields(value: Any, spool: Spool) -> dict[str, Any]:
    found = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {name: _pack(one, spool) for name, one in found if one not in (None, "", (), False)}


def _pack(value: Any, spool: Spool) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, (tuple, list)):
        return [_pack(one, spool) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (ImageDraft, AttachmentDraft, ContactDraft)):
        return _pack_fields(value, spool)
    return value if isinstance(value, bool) else str(spool(value))


def _pack_plain(value: str | date | bool | None) -> str | bool | None:
    if isinstance(value, str):
        return clean_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _unpack_fields(kind: type[Any], packed: dict[str, Any], folders: tuple[Path, ...]) -> Any:
    return kind(**{name: _unpack(name, value, folders) for name, value in packed.items()})


def _unpack(name: str, value: Any, folders: tuple[Path, ...]) -> Any:
    if name in _PARTS:
        return tuple(_unpack_fields(_PARTS[name], part, folders) for part in value)
    if name == "portrait":
        return _unpack_fields(ImageDraft, value, folders)
    if name in _MOMENTS:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if name == "content":
        return _unpack_source(Path(value), folders)
    return tuple(value) if isinstance(value, list) else value


def _unpack_source(path: Path, folders: tuple[Path, ...]) -> FileSource:
    root = next((folder for folder in folders if path.resolve().is_relative_to(folder)), None)
    if root is None:
        raise ValueError(f"{path} lies elsewhere")
    return FileSource(path, root, path.name)
