"""What a room of these rules answers to the public, address by address: statuses, ids, order, counts, words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from tests.timetravel import almanac
from tests.timetravel.world import PATHS, Piece, World

LANGUAGES = ("sv", "fi", "en")
FORMATS = ("rss", "atom", "json")
COMMON = "allmant"
"""The word that every text has."""

Answer = dict[str, Any]
Question = Callable[[], Answer]
NOWHERE: Answer = {"status": 404}


def answers(world: World) -> dict[str, Question]:
    """Give every address worth asking, and how to tell what it answers now."""
    asked: dict[str, Question] = {}
    for path, chosen in _lists(world):
        asked |= _list(path, chosen)
    asked["/"] = lambda: {"status": 200, "stories": [piece.path for piece in world.public()[:10]]}
    asked["/topics"] = lambda: {"status": 200, "counts": _counts(world, _topics)}
    asked["/archive"] = lambda: {"status": 200, "counts": _counts(world, _months)}
    for path in world.paths:
        asked[path] = lambda path=path: article(world, path)
    return asked


def about(world: World, piece: Piece) -> list[str]:
    """Name the addresses where a piece shows, or showed."""
    mine = [path for path in world.paths if path.endswith(f"/{piece.slug}")] + sorted(piece.old_paths)
    words = [edition.said.word for edition in piece.editions] + [piece.said.word]
    lists = ["/", "/feed.atom", f"{PATHS[piece.said.kind]}", f"{PATHS[piece.said.kind]}.rss", "/topics", "/archive"]
    return list(dict.fromkeys([*mine, *(f"/search?q={word}" for word in words), f"/search.json?q={COMMON}", *lists]))


def article(world: World, path: str) -> Answer:
    """Tell what stands at the path of an article."""
    for piece in world.pieces:
        status = piece.status(world.now)
        if piece.path == path and status == "public":
            return {"status": 200} | _page(world, piece)
        if piece.path == path and status == "withdrawn" and piece.was_seen():
            return {"status": 410, "reason": piece.reason}
    for piece in world.public():
        if path in piece.old_paths:
            return {"status": 301, "to": piece.path}
    return NOWHERE


def _page(world: World, piece: Piece) -> Answer:
    public = world.public()
    place = public.index(piece)
    assert piece.published_at
    return {
        "headline": piece.said.headline,
        "word": piece.said.word,
        "published": almanac.iso(piece.published_at),
        "updated": almanac.iso(piece.updated_at) if piece.updated_at else None,
        "older": public[place + 1].path if place + 1 < len(public) else None,
        "newer": public[place - 1].path if place else None,
        "topics": [f"/topics/{topic}" for topic in piece.said.topics],
    }


def _lists(world: World) -> Iterator[tuple[str, Callable[[], list[Piece]]]]:
    """Give the address of each list, its feeds' but for their suffix, and what it shows."""
    yield "/feed", world.public
    for code in LANGUAGES:
        yield f"/feed?lang={code}", lambda code=code: [one for one in world.public() if one.said.language == code]
    for kind, path in PATHS.items():
        yield path, lambda kind=kind: [one for one in world.public() if one.said.kind == kind]
    for word in [COMMON, *world.words]:
        yield f"/search?q={word}", lambda word=word: [one for one in world.public() if word in (COMMON, one.said.word)]
    for topic in sorted({topic for piece in world.pieces for topic in piece.said.topics}):
        yield f"/topics/{topic}", lambda topic=topic: _of(world, _topics, topic)
    for month in sorted({month for piece in world.pieces for month in _months(piece)}):
        yield f"/archive/{month.replace('-', '/')}", lambda month=month: _of(world, _months, month)


def _list(address: str, chosen: Callable[[], list[Piece]]) -> dict[str, Question]:
    path, _, query = address.partition("?")
    tail = f"?{query}" if query else ""
    closed = path.startswith(("/topics/", "/archive/"))

    def page() -> Answer:
        found = chosen()
        return NOWHERE if closed and not found else {"status": 200, "stories": [one.path for one in found], "count": len(found)}

    def feed() -> Answer:
        found = chosen()
        return NOWHERE if closed and not found else {"status": 200, "entries": [_entry(one) for one in found]}

    pages = {f"/search{tail}" if path == "/feed" else address: page}
    return pages | {f"{path}.{suffix}{tail}": feed for suffix in FORMATS}


def _entry(piece: Piece) -> tuple[str, str, str]:
    assert piece.published_at
    moments = piece.published_at, max(piece.published_at, piece.updated_at or piece.published_at)
    return f"urn:uuid:{piece.uid}", *map(almanac.iso, moments)


def _topics(piece: Piece) -> Iterable[str]:
    return piece.said.topics


def _months(piece: Piece) -> Iterable[str]:
    return [f"{almanac.wall(piece.published_at):%Y-%m}"] if piece.published_at else []


def _of(world: World, names: Callable[[Piece], Iterable[str]], name: str) -> list[Piece]:
    return [piece for piece in world.public() if name in names(piece)]


def _counts(world: World, names: Callable[[Piece], Iterable[str]]) -> dict[str, int]:
    return dict(Counter(quote(name) for piece in world.public() for name in names(piece)))
