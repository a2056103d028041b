"""What a room of these rules answers to the public, address by address: statuses, ids, order, counts, words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tests.timetravel import almanac
from tests.timetravel.world import PATHS, Edition, Person, Piece, World

LANGUAGES = ("sv", "fi", "en")
COMMON = "allmant"
"""The word that every text has."""

Answer = dict[str, Any]
Question = Callable[[], Answer]
NOWHERE: Answer = {"status": 404}


def answers(world: World) -> dict[str, Question]:
    """Give every address worth asking, and how to tell what it answers now."""
    asked: dict[str, Question] = {}
    for address, chosen in _lists(world):
        asked |= _list(address, chosen)
    asked["/"] = lambda: {"status": 200, "stories": [piece.path for piece in _front(world)[:10]]}
    asked["/topics"] = lambda: {"status": 200, "counts": _counts(world, _topics)}
    asked["/archive"] = lambda: {"status": 200, "counts": _counts(world, _months)}
    asked["/contacts"] = lambda: {"status": 200, "cards": [one.name for one in _listed(world)]}
    asked["/contacts.json"] = lambda: {"status": 200, "people": [one.slug for one in _listed(world)]}
    asked["/contacts.vcf"] = lambda: {"status": 200, "names": [one.name for one in _listed(world)]}
    asked["/corrections"] = lambda: {"status": 200, "corrections": _corrections(world)}
    for secret in world.secrets:
        asked[f"/preview/{secret}"] = lambda secret=secret: _private(world, secret, "", _preview)
        for name in world.pictures:
            asked[f"/preview/{secret}/{name}"] = lambda secret=secret, name=name: _private(
                world, secret, name, lambda world, piece: _preview_picture(piece, name)
            )
    for path in world.paths:
        asked[path] = _below(world, path, "", _page)
        asked[f"{path}/history"] = _below(world, path, "/history", _history)
        for number in range(2 + max((len(piece.editions) for piece in world.pieces), default=0)):
            asked[f"{path}/v/{number}"] = _below(world, path, f"/v/{number}", _version(number))
    asked |= {f"/contacts/{slug}": lambda slug=slug: _card(world, slug) for slug in world.cards}
    asked |= {f"/media/{name}": lambda name=name: _picture(world, name) for name in world.pictures}
    return asked


def about(world: World, piece: Piece) -> list[str]:
    """Name the addresses where a piece shows, or showed, the nearest first."""
    paths = [path for path in world.paths if path.endswith(f"/{piece.slug}")]
    words = [edition.said.word for edition in piece.editions] + [piece.said.word]
    lists = ["/", "/feed.atom", f"/search.json?q={COMMON}", PATHS[piece.said.kind], "/topics", "/archive"]
    lists += [f"/feed.json?lang={piece.said.language}", f"{PATHS[piece.said.kind]}.rss"]
    lists += [f"/topics/{topic}" for topic in piece.said.topics] + [f"/media/{name}" for name in piece.said.pictures]
    searches = [f"/search?q={word}" for word in dict.fromkeys(words)]
    keys = [f"/preview/{key.secret}" for key in piece.keys]
    keys += [f"{key}/{name}" for key in keys for name in piece.said.pictures]
    places = [*paths, *sorted(piece.old_paths)]
    below = [f"{path}{rest}" for path in places for rest in ("/history", "/v/1", f"/v/{len(piece.editions)}")]
    return list(dict.fromkeys([*places, *keys, *below, *searches, *lists, "/corrections"]))


def _below(world: World, path: str, rest: str, tell: Callable[[World, Piece], Answer]) -> Question:
    """Tell what is at an article's path or below it, or was there."""

    def told() -> Answer:
        for piece in world.pieces:
            status = piece.status(world.now)
            if piece.path == path and status == "public":
                return tell(world, piece)
            if piece.path == path and status == "withdrawn" and piece.was_seen():
                return {"status": 410, "reason": piece.reason}
        leading = [piece for piece in world.public() if path in piece.old_paths]
        return {"status": 301, "to": leading[0].path + rest} if leading else NOWHERE

    return told


def _page(world: World, piece: Piece) -> Answer:
    public = world.public()
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


def _version(number: int) -> Callable[[World, Piece], Answer]:
    def tell(world: World, piece: Piece) -> Answer:
        if not 1 <= number <= len(piece.editions):
            return NOWHERE
        said = piece.editions[number - 1].said
        # What the article shows no more is gone, and that it was there is told.
        shown = [name for name in said.pictures if name in piece.said.pictures]
        removed = len(said.pictures) - len(shown)
        return {"status": 200, "headline": said.headline, "word": said.word, "pictures": shown, "removed": removed}

    return tell


def _corrections(world: World) -> list[tuple[str, str, str | None]]:
    found = [(one, place, each) for one in world.pieces for place, each in enumerate(one.editions)]
    wrong = [(one, place, each) for one, place, each in found if each.change == "correction" and one in world.public()]
    wrong.sort(key=lambda each: (each[2].since, each[0].number, each[1]), reverse=True)
    return [(piece.path, *_told(edition)) for piece, _, edition in wrong]


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


def _preview_picture(piece: Piece, name: str) -> Answer:
    return {"status": 200, "bytes": True} if name in piece.said.pictures else NOWHERE


def _card(world: World, slug: str) -> Answer:
    found = world.answering((slug,))
    return {"status": 200, "headline": found[0].name} if found else NOWHERE


def _picture(world: World, name: str) -> Answer:
    return {"status": 200, "bytes": True} if any(name in one.said.pictures for one in world.public()) else NOWHERE


def _front(world: World) -> list[Piece]:
    """Put the pinned ones first, as they are among themselves."""
    return sorted(world.public(), key=lambda piece: not (piece.pinned_until and piece.pinned_until > world.now))


def _listed(world: World) -> list[Person]:
    return [one for one in world.people if one.answers(world.now)]


def _lists(world: World) -> Iterator[tuple[str, Callable[[], list[Piece]]]]:
    """Give the address of each list, its feeds' but for their suffix, and what it shows."""

    def fitting(fits: Callable[[Piece], bool]) -> Callable[[], list[Piece]]:
        return lambda: [piece for piece in world.public() if fits(piece)]

    yield "/feed", world.public
    yield f"/search?q={COMMON}", world.public
    for code in LANGUAGES:
        yield f"/feed?lang={code}", fitting(lambda piece, code=code: piece.said.language == code)
    for kind, path in PATHS.items():
        yield path, fitting(lambda piece, kind=kind: piece.said.kind == kind)
    for word in world.words:
        yield f"/search?q={word}", fitting(lambda piece, word=word: piece.said.word == word)
    for person in world.people:
        yield f"/search?q={person.name.split()[-1]}", fitting(lambda piece, one=person: _finds(one, piece))
    for topic in sorted({topic for piece in world.pieces for topic in _topics(piece)}):
        yield f"/topics/{topic}", fitting(lambda piece, topic=topic: topic in _topics(piece))
    for month in sorted({month for piece in world.pieces for month in _months(piece)}):
        yield f"/archive/{month.replace('-', '/')}", fitting(lambda piece, month=month: month in _months(piece))


def _finds(person: Person, piece: Piece) -> bool:
    """Who has a term is never found by name: a search knows no clock."""
    return person.slug in piece.said.people and person.begins is None and person.ends is None


def _list(address: str, chosen: Callable[[], list[Piece]]) -> dict[str, Question]:
    path, _, query = address.partition("?")
    tail = f"?{query}" if query else ""

    def answer(tell: Callable[[list[Piece]], Answer]) -> Question:
        def told() -> Answer:
            found = chosen()
            closed = path.startswith(("/topics/", "/archive/")) and not found
            return NOWHERE if closed else {"status": 200} | tell(found)

        return told

    page = f"/search{tail}" if path == "/feed" else address
    feeds = {f"{path}.{suffix}{tail}": answer(tell) for suffix, tell in FEEDS.items()}
    return {page: answer(_stories), **feeds}


def _stories(found: list[Piece]) -> Answer:
    return {"count": len(found), "stories": [piece.path for piece in found]}


def _rss(found: list[Piece]) -> Answer:
    """Tell when each was published: RSS has no word for what became of it."""
    return {"entries": [_entry(piece)[:2] for piece in found]}


def _atom(found: list[Piece]) -> Answer:
    return {"entries": [_entry(piece) for piece in found]}


def _json(found: list[Piece]) -> Answer:
    return {"count": len(found), "entries": [_entry(piece) for piece in found]}


def _entry(piece: Piece) -> tuple[str, str, str]:
    assert piece.published_at
    updated_at = max(piece.published_at, piece.updated_at or piece.published_at)
    return f"urn:uuid:{piece.uid}", almanac.iso(piece.published_at), almanac.iso(updated_at)


def _topics(piece: Piece) -> Iterable[str]:
    return piece.said.topics


def _months(piece: Piece) -> Iterable[str]:
    return [f"{almanac.wall(piece.published_at):%Y-%m}"] if piece.published_at else []


def _counts(world: World, names: Callable[[Piece], Iterable[str]]) -> dict[str, int]:
    return dict(Counter(name for piece in world.public() for name in names(piece)))


FEEDS: dict[str, Callable[[list[Piece]], Answer]] = {"rss": _rss, "atom": _atom, "json": _json}
