"""Sample acts: what the desk of a sample room does once its sources are taken in, by the desk's own functions.

A list names, act by act, the files that lie beside it and the words of each.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom import media
from newsroom.database import Database
from newsroom.desk import kit
from newsroom.desk.edit import get_correctable, keep_revision, revise_content
from newsroom.desk.files import with_attachment
from newsroom.desk.photo import keep_photo, set_photo
from newsroom.desk.schedule import schedule
from newsroom.desk.translations import link
from newsroom.desk.withdraw import withdraw
from newsroom.errors import NewsroomError
from newsroom.fetch import FileSource
from newsroom.kit import KitContent, KitKind
from newsroom.model import Change, Image
from newsroom.room import Room

Acts = Mapping[str, list[dict[str, Any]]]
"""What is to be done, by the name of the act: the words of each in their order."""


async def perform(acts: Acts, folder: Path, database: Database, room: Room, *, now: datetime, by: str) -> None:
    """Do all these acts, with the files of a folder, at `now` or at the moment that an act names for itself."""
    desk = _Desk(folder, database, room, now, by)
    performed: Mapping[str, Callable[..., Awaitable[None]]] = {
        "file": desk.add_file,
        "portrait": desk.set_portrait,
        "attachment": desk.attach,
        "translation": desk.link,
        "correction": desk.correct,
        "withdrawal": desk.withdraw,
        "embargo": desk.embargo,
    }
    with media.keeping(room.media):
        for name, perform_one in performed.items():
            for words in acts.get(name, ()):
                await perform_one(**words)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A room's desk with a folder of files."""

    folder: Path
    database: Database
    room: Room
    now: datetime
    by: str

    async def add_file(self, *, kind: str, source: str, **words: Any) -> None:
        said = KitContent(kind=KitKind(kind), url=source, language=self.room.language, **words)
        if said.kind is not KitKind.VIDEO:
            said, _ = kit.with_file(self.room.media, self._file(source), said, avif=self.room.avif)
        await self._write(kit.add, said)

    async def set_portrait(self, *, contact: str, source: str, **words: Any) -> None:
        photo, _ = keep_photo(self._file(source), self.room, Image(url=source, **words))
        await self._write(set_photo, contact, photo)

    async def attach(self, *, article: str, source: str, name: str, at: str) -> None:
        opened = await self.database.read(get_correctable, article, now=self.now)
        revision = with_attachment(opened, self._file(source), self.room.media, name)
        await self._write(keep_revision, revision, change=Change.TYPO, at=at)

    async def link(self, *, article: str, original: str) -> None:
        await self._write(link, article, original)

    async def correct(self, *, article: str, wrong: str, right: str, note: str, at: str) -> None:
        opened = await self.database.read(get_correctable, article, now=self.now)
        if wrong not in opened.body_text:
            raise NewsroomError(f"“{opened.headline}” does not say “{wrong}”.")
        body_html, body_text = (text.replace(wrong, right) for text in (opened.body_html, opened.body_text))
        content = replace(opened.content, body_html=body_html, body_text=body_text)
        revision = revise_content(opened, content, "correct", "body")
        await self._write(keep_revision, revision, change=Change.CORRECTION, note=note, at=at)

    async def withdraw(self, *, article: str, reason: str, at: str) -> None:
        await self._write(withdraw, article, reason, at=at)

    async def embargo(self, *, article: str, until: str) -> None:
        await self._write(schedule, article, datetime.fromisoformat(until), self.room, embargoed=True)

    async def _write(self, act: Callable[..., Any], *words: Any, at: str | None = None, **said: Any) -> None:
        now = datetime.fromisoformat(at) if at else self.now
        await self.database.write(act, *words, now=now, by=self.by, **said)

    def _file(self, name: str) -> FileSource:
        return FileSource(self.folder / name, self.folder, name)
