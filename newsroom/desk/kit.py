"""The press kit as the desk keeps it: files and videos put there, changed, shown or held back, and taken out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from importers.draft import Source
from newsroom import media
from newsroom.desk.check import refuse_wordless
from newsroom.desk.originals import develop, tidied
from newsroom.desk.publish import told
from newsroom.errors import NewsroomError
from newsroom.kit import KitContent, KitItem, KitKind
from newsroom.lines import line
from newsroom.model import Attachment
from newsroom.store import files, kit, ledger, log, origins

WORDS = ("name", "caption", "alt", "credit", "licence")


def with_file(folder: Path, source: Source, said: KitContent, *, avif: bool = False) -> tuple[KitContent, list[str]]:
    """Keep a file for the press kit, and give what is said of it with what was noted; raises Unreadable."""
    kept = media.keep(folder, source, picture=said.kind in (KitKind.LOGO, KitKind.IMAGE))
    original, notes = develop(folder, kept, Attachment(url=source.name, name=said.name), avif=avif)
    names = ("digest", "media_type", "width", "height", "size")
    found = {name: getattr(kept, name) for name in names}
    return replace(said, **found, original=original), [*kept.notes, *notes]


def add(connection: Connection, content: KitContent, *, now: datetime, by: str, anyway: str | None = None) -> KitItem:
    """Put a file or a video into the press kit, for all to see.

    Raises NewsroomError for what has no name or is there already, and for a picture without its words unless
    `anyway` says why.
    """
    content = replace(tidied(content), name=_named(content.name))
    known = [one for one in kit.kit_items(connection) if one.url == content.url or _same(one, content)]
    if known:
        raise NewsroomError(f"The press kit has it already, as “{known[0].name}” ({known[0].slug}).")
    passed = told(refuse_wordless(content, anyway=anyway), anyway)
    item = kit.get_item(connection, kit.add_item(connection, content, at=now, now=now))
    log.record(connection, "file add", item, by=by, now=now, note="; ".join(filter(None, (item.name, passed))))
    return item


def edit(
    connection: Connection,
    name: str,
    said: Mapping[str, str],
    *,
    shown: bool | None,
    now: datetime,
    by: str,
    anyway: str | None = None,
) -> KitItem:
    """Change what is said of an item, an empty text takes a word away, and show it or hold it back.

    Raises NewsroomError for a picture that is to be shown without its words, unless `anyway` says why.
    """
    known = kit.get_by_name(connection, name)
    words: dict[str, Any] = {word: _named(text) if word == "name" else line(text) for word, text in said.items()}
    if words:
        content = {field: getattr(known, field) for field in KitContent.__dataclass_fields__}
        kit.change_item(connection, known.id, KitContent(**content | words), now=now)
    kept, passed = kit.get_item(connection, known.id), None
    if shown:
        passed = told(refuse_wordless(kept, anyway=anyway), anyway)
    if shown is not None:
        kit.show_item(connection, known.id, now if shown else None, now=now)
    origins.mark_edited(connection, "file", known.id)
    what = [*words, *(["shown"] if shown else ["held back"] if shown is False else []), *([passed] if passed else [])]
    log.record(connection, "file edit", known, by=by, now=now, note=", ".join(what))
    return kit.get_item(connection, known.id)


def remove(connection: Connection, name: str, *, now: datetime, by: str) -> tuple[KitItem, list[str]]:
    """Take an item out, and give it with the files that nothing names any more; its source does not bring it back."""
    known = kit.get_by_name(connection, name)
    origins.bury(connection, "file", known.id, act="discarded", now=now)
    ledger.forget(connection, "file", known.id)
    kit.remove_item(connection, known.id)
    log.record(connection, "file remove", known, by=by, now=now, note=known.name)
    return known, files.unnamed(connection, [known.digest] if known.digest else [])


def _named(name: str) -> str:
    if tidy := line(name):
        return tidy
    raise NewsroomError("A file of the press kit needs a name.")


def _same(one: KitItem, content: KitContent) -> bool:
    return content.digest is not None and one.digest == content.digest
