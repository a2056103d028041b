"""Renditions: what readers get of kept pictures is made where it is not there, or made again with other words."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.database import Database
from newsroom.desk.files import find_image
from newsroom.desk.originals import WORDS, shortfall
from newsroom.errors import NewsroomError
from newsroom.kit import KitItem
from newsroom.markup import file_name
from newsroom.media import path_of, public_path, rendition_path
from newsroom.media.developing import Order
from newsroom.model import Article, Image
from newsroom.original import Original
from newsroom.room import Room
from newsroom.store import images, log
from newsroom.store.images import KeptPicture
from newsroom.worker.darkroom import Darkroom


@dataclass(frozen=True, slots=True)
class Made:
    """One picture that was looked into, and what readers do not get of it and why, if so."""

    picture: KeptPicture
    problem: str | None


def lacking(connection: Connection, room: Room, *, again: bool = False) -> list[KeptPicture]:
    """Give the kept pictures that were never read, and those of which something that was made is gone.

    With `again` those are among them that could not be read.
    """
    known = images.all_originals(connection)
    return [
        one
        for one in images.kept_pictures(connection)
        if path_of(room.media, one.digest, one.media_type).exists()
        and not _is_whole(room, one, known.get(one.digest), again=again)
    ]


def unreadable(connection: Connection) -> list[KeptPicture]:
    """Give the kept pictures of which readers do not get what came, because it could not be read."""
    known = images.all_originals(connection)
    return [one for one in images.kept_pictures(connection) if one.digest in known and known[one.digest].read is False]


async def make_renditions(database: Database, room: Room, *, again: bool = False) -> AsyncGenerator[Made, None]:
    """Make what is lacking, and keep each as soon as it is made: what is cut off goes on with the next call."""
    with Darkroom() as darkroom:
        for one in await database.read(lacking, room, again=again):
            yield Made(one, await _develop(database, room, darkroom, one))


async def renew_renditions(database: Database, room: Room, image: Image | KitItem) -> str | None:
    """Make a picture's renditions again, with what is said of it now; gives why not all of them, if so."""
    if not image.digest or not (image.media_type or "").startswith("image/"):
        return None
    words = {name: getattr(image, name) for name in WORDS}
    one = KeptPicture(digest=image.digest, media_type=image.media_type or "", name=image.url, words=words)
    with Darkroom() as darkroom:
        return await _develop(database, room, darkroom, one)


def set_focus(
    connection: Connection, opened: Article, which: str, focus: tuple[int, int], *, now: datetime, by: str
) -> None:
    """Set the point of a picture that a crop must show; raises NotFound, and NewsroomError for what is not kept."""
    one = opened.images[find_image(opened, which)]
    if one.original is None or not one.digest:
        raise NewsroomError(f"{one.url} was not read yet: run `newsroom image renditions` first.")
    images.set_focus(connection, one.digest, focus)
    log.record(connection, "image", opened, by=by, now=now, note=f"focus {focus[0]},{focus[1]} of {one.url}")


async def _develop(database: Database, room: Room, darkroom: Darkroom, one: KeptPicture) -> str | None:
    known = (await database.read(images.originals_of, [one.digest])).get(one.digest)
    # What an older program has made needs no making: it is the original that is to be read.
    made = known.renditions if known and known.read is None and _is_there(room, one, known) else ()
    order = Order(digest=one.digest, media_type=one.media_type, words=one.words, renders=not made, avif=room.avif)
    original, reason = await asyncio.to_thread(darkroom.develop, room.media, order)
    original = replace(original, renditions=original.renditions or made)
    # What was read once and fails now has the machine for a reason, and not what it is.
    if original.read or not (known and known.read):
        await database.write(images.keep_originals, [original])
    return shortfall(file_name(one.name), original, reason) if reason else None


def _is_whole(room: Room, one: KeptPicture, known: Original | None, *, again: bool) -> bool:
    """Tell whether a picture was read, and all that was made of it is there."""
    if known is None or known.read is None or (again and not known.read):
        return False
    return _is_there(room, one, known)


def _is_there(room: Room, one: KeptPicture, known: Original) -> bool:
    made = [rendition_path(room.media, one.digest, each.media_type, each.width) for each in known.renditions]
    made += [public_path(room.media, one.digest, one.media_type)] if known.public_tag else []
    return all(path.exists() for path in made)
