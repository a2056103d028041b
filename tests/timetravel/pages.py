"""What stands at an article's own addresses: its page, its past, its old paths, and what the holder of a key sees."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.timetravel import almanac
from tests.timetravel.world import SOURCES, Edition, Piece, World

Answer = dict[str, Any]
Question = Callable[[], Answer]
NOWHERE: Answer = {"status": 404}


def addresses_of(world: World) -> dict[str, Question]:
    """Give every path at which an article is or was, and all below it."""
    asked: dict[str, Question] = {}
    most = max((len(piece.editions) for piece in world.pieces), default=0)
    for source in SOURCES:
        asked[f"/source/{source}"] = partial(_below, world, f"/source/{source}", "", _page)
    for path in world.paths:
        asked[path] = partial(_below, world, path, "", _page)
        asked[f"{path}.json"] = partial(_below, world, path, ".json", _document)
        asked[f"{path}/history"] = partial(_below, world, path, "/history", _history)
        for number in range(most + 2):
            asked[f"{path}/v/{number}"] = partial(_below, world, path, f"/v/{number}", partial(_version, number))
    return asked


def keys_of(world: World) -> dict[str, Question]:
    """Give every address that a key ever opened, and those of pictures below it."""
    asked: dict[str, Question] = {}
    for secret in world.secrets:
        asked[f"/preview/{secret}"] = partial(_private, world, secret, "", _preview)
        for name in world.pictures:
            asked[f"/preview/{secret}/{name}"] = partial(_private, world, secret, name, partial(_preview_picture, name))
    return asked


def _below(world: World, path: str, rest: str, tell: Callable[[World, Piece], Answer]) -> Answer:
    """Tell what is at an article's path or below it, or was there."""
    for piece in world.pieces:
        status = piece.status(world.now)
        if piece.path == path and status == "public":
            return tell(world, piece)
        if piece.path == path and status == "withdrawn" and piece.was_seen():
            return {"status": 410, "reason": piece.reason}
    known = [piece for piece in world.pieces if piece.was_seen() or piece in world.public()]
    leading = [piece for piece in known if path in piece.old_paths]
    return {"status": 301, "to": leading[0].path + rest} if leading else NOWHERE


def _page(world: World, piece: Piece) -> Answer:
    public = [one for one in world.public() if one.said.language == piece.said.language]
    place = public.index(piece)
    assert piece.published_at
    return {
        "status": 200,
        "headline": piece.said.headline,
        "word": piece.said.word,
        "published": almanac.iso(piece.published_at),
        "updated": almanac.iso(piece.updated_at) if piece.updated_at else None,
        "older": public[place + 1].path if place + 1 < len(public) else None,
        "newer": public[place - 1].path if place else None,
        "topics": [f"/topics/{topic}" for topic in piece.said.topics],
        "people": [one.name for one in world.answering(piece.said.people)],
        "desk": True,
        "pictures": list(piece.said.pictures),
        "languages": [one.path for one in _siblings(world, piece)],
        "notes": [_told(edition) for kind in ("correction", "update") for edition in _noted(piece, kind)],
    }


def _document(world: World, piece: Piece) -> Answer:
    return {"status": 200, "headline": piece.said.headline}


def _siblings(world: World, piece: Piece) -> list[Piece]:
    """Give the other language versions that the public may see, by their language."""
    found = [one for one in world.release(piece) if one is not piece and one in world.public()]
    return sorted(found, key=lambda one: one.said.language)


def _noted(piece: Piece, change: str) -> list[Edition]:
    """Give the changes of a kind that readers are told of, the latest first."""
    return [edition for edition in piece.editions[::-1] if edition.change == change and edition.note]


def _told(edition: Edition) -> tuple[str, str | None]:
    return almanac.iso(edition.since), edition.note


def _history(world: World, piece: Piece) -> Answer:
    numbered = list(enumerate(piece.editions, 1))[::-1]
    versions = [(f"{piece.path}/v/{number}", *_told(edition)) for number, edition in numbered]
    return {"status": 200, "versions": versions}


def _version(number: int, world: World, piece: Piece) -> Answer:
    if not 1 <= number <= len(piece.editions):
        return NOWHERE
    said = piece.editions[number - 1].said
    # What the article shows no more is gone, and that it was there is told.
    shown = [name for name in said.pictures if name in piece.said.pictures]
    removed = len(said.pictures) - len(shown)
    return {"status": 200, "headline": said.headline, "word": said.word, "pictures": shown, "removed": removed}


def corrections(world: World) -> Answer:
    """Tell what was wrong in what is public, the latest first."""
    found = [(one, place, each) for one in world.pieces for place, each in enumerate(one.editions)]
    wrong = [(one, place, each) for one, place, each in found if each.change == "correction" and one in world.public()]
    wrong.sort(key=lambda each: (each[2].since, each[0].number, each[1]), reverse=True)
    return {"status": 200, "corrections": [(piece.path, *_told(edition)) for piece, _, edition in wrong]}


def _private(world: World, secret: str, name: str, tell: Callable[[World, Piece], Answer]) -> Answer:
    """Tell what a key opens, at its own address or below it; nobody may keep or hand on any of it."""
    for piece in world.pieces:
        if any(key.secret == secret and key.opens(world.now) for key in piece.keys):
            if piece.status(world.now) in ("draft", "waiting"):
                return {"private": True} | tell(world, piece)
            if not name or name in piece.said.pictures:
                return {"private": True, "status": 307, "to": f"/media/{name}" if name else piece.path}
    return {"private": True} | NOWHERE


def _preview(world: World, piece: Piece) -> Answer:
    planned = piece.published_at or piece.proposed_at
    mark = ("embargoed" if piece.embargoed else "scheduled") if piece.published_at else "draft"
    return {
        "status": 200,
        "headline": piece.said.headline,
        "word": piece.said.word,
        "people": [one.name for one in world.answering(piece.said.people, max(world.now, planned or world.now))],
        "pictures": list(piece.said.pictures),
        "mark": mark,
        "comes": almanac.iso(piece.published_at) if piece.published_at else None,
    }


def _preview_picture(name: str, world: World, piece: Piece) -> Answer:
    return {"status": 200, "bytes": True} if name in piece.said.pictures else NOWHERE
