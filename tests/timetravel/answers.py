"""What a room of these rules answers to the public, address by address: statuses, ids, order, counts, words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from tests.timetravel import almanac
from tests.timetravel.pages import NOWHERE, Answer, Question, addresses_of, corrections, keys_of
from tests.timetravel.world import PATHS, Person, Piece, World

LANGUAGES = ("sv", "fi", "en")
COMMON = "allmant"
"""The word that every text has."""

Fits = Callable[[Piece], bool]


def answers(world: World) -> dict[str, Question]:
    """Give every address worth asking, and how to tell what it answers now."""
    asked = addresses_of(world) | keys_of(world) | {"/corrections": partial(corrections, world)}
    for address, fits in _lists(world):
        asked |= _list(world, address, fits)
    for tail, fits in (("", _any), *((f"?lang={code}", _by(_languages, code)) for code in LANGUAGES)):
        asked[f"/{tail}"] = partial(_front, world, fits)
        asked[f"/topics{tail}"] = partial(_counts, world, _topics, fits)
        asked[f"/archive{tail}"] = partial(_counts, world, _months, fits)
    asked["/contacts"] = lambda: {"status": 200, "cards": [one.name for one in _listed(world)]}
    asked["/contacts.json"] = lambda: {"status": 200, "items": [one.slug for one in _listed(world)]}
    asked["/contacts.vcf"] = partial(_cards, world)
    asked |= {f"/contacts/{slug}": partial(_card, world, slug) for slug in world.cards} | _calendar(world)
    return asked | {f"/media/{name}": partial(_picture, world, name) for name in world.pictures}


def about(world: World, piece: Piece) -> list[str]:
    """Name the addresses where a piece shows, or showed, the nearest first."""
    paths = [path for path in world.paths if path.endswith(f"/{piece.slug}")]
    words = [edition.said.word for edition in piece.editions] + [piece.said.word]
    lists = [
        "/",
        "/feed.atom",
        f"/search.json?q={COMMON}",
        PATHS[piece.said.kind],
        "/topics",
        "/archive",
        f"/?lang={piece.said.language}",
    ]
    lists += [f"/feed.json?lang={piece.said.language}", f"{PATHS[piece.said.kind]}.rss"]
    lists += [f"/topics/{topic}" for topic in piece.said.topics] + [f"/media/{name}" for name in piece.said.pictures]
    searches = [f"/search?q={word}" for word in dict.fromkeys(words)]
    keys = [f"/preview/{key.secret}" for key in piece.keys]
    keys += [f"{key}/{name}" for key in keys for name in piece.said.pictures]
    places = [*paths, *sorted(piece.old_paths)]
    below = [f"{path}{rest}" for path in paths for rest in ("/history", "/v/1", f"/v/{len(piece.editions)}")]
    return list(dict.fromkeys([*places, *keys, *below, *searches, *lists, "/corrections"]))


def _front(world: World, fits: Fits) -> Answer:
    """Show each release once, in its first language; pinned ones first, and both they and the others newest first."""
    public = [piece for piece in world.public() if fits(piece)]
    families = [sorted((one for one in world.release(piece) if one in public), key=_preference) for piece in public]
    shown = [family for piece, family in zip(public, families, strict=True) if piece is family[0]]
    shown.sort(key=lambda family: not any(_is_pinned(world, one) for one in family))
    # In one language nothing leads to another.
    beside = [one.path for family in shown[:10] for one in family[1:] if fits is _any]
    return {"status": 200, "stories": [family[0].path for family in shown[:10]], "beside": beside}


def _preference(piece: Piece) -> tuple[int, int]:
    return LANGUAGES.index(piece.said.language), piece.number


def _is_pinned(world: World, piece: Piece) -> bool:
    return bool(piece.pinned_until and piece.pinned_until > world.now)


def _counts(world: World, names: Callable[[Piece], Iterable[str]], fits: Fits) -> Answer:
    found = Counter(name for piece in world.public() if fits(piece) for name in names(piece))
    return {"status": 200, "counts": dict(found)}


def _card(world: World, slug: str) -> Answer:
    found = world.answering((slug,))
    return {"status": 200, "headline": found[0].name} if found else NOWHERE


def _calendar(world: World) -> dict[str, Question]:
    """Tell what is expected; nothing is asked of a room that never had a date."""
    asked: dict[str, Question] = {f"/events/{slug}": partial(_occasion, world, slug) for slug in world.dates}
    asked |= {f"/events/{slug}.ics": partial(_entries, world, (slug,)) for slug in world.dates}
    if world.dates:
        asked["/events"] = lambda: {"status": 200, "stories": [f"/events/{one.slug}" for one in world.expected()]}
        asked["/events.json"] = lambda: {"status": 200, "items": [one.slug for one in world.expected()]}
        asked["/events.ics"] = lambda: {"entries": []} | _entries(world, world.dates) | {"status": 200}
    return asked


def _occasion(world: World, slug: str) -> Answer:
    found = [one for one in world.expected() if one.slug == slug]
    return {"status": 200, "headline": found[0].headline, "cancelled": found[0].cancelled} if found else NOWHERE


def _entries(world: World, slugs: Iterable[str]) -> Answer:
    found = [(one.headline, one.cancelled) for one in world.expected() if one.slug in slugs]
    return {"status": 200, "entries": found} if found else NOWHERE


def _picture(world: World, name: str) -> Answer:
    return {"status": 200, "bytes": True} if any(name in one.said.pictures for one in world.public()) else NOWHERE


def _listed(world: World) -> list[Person]:
    return [one for one in world.people if one.answers(world.now)]


def _cards(world: World) -> Answer:
    listed = [one.name for one in _listed(world)]
    return {"status": 200, "names": listed} if listed else NOWHERE


def _lists(world: World) -> Iterator[tuple[str, Fits]]:
    """Give the address of each list, its feeds' but for their suffix, and what it shows."""
    yield "/feed", _any
    yield f"/search?q={COMMON}", _any
    for code in LANGUAGES:
        yield f"/feed?lang={code}", _by(_languages, code)
    for kind, path in PATHS.items():
        yield path, _by(lambda piece: [piece.said.kind], kind)
    for word in world.words:
        yield f"/search?q={word}", _by(lambda piece: [piece.said.word], word)
    for person in world.people:
        # Who has a term is never found by name: a search knows no clock.
        found = _by(lambda piece: piece.said.people, person.slug) if person.answers_always() else _none
        yield f"/search?q={person.name.split()[-1]}", found
    for topic in sorted({topic for piece in world.pieces for topic in _topics(piece)}):
        yield f"/topics/{topic}", _by(_topics, topic)
    for month in sorted({month for piece in world.pieces for month in _months(piece)}):
        yield f"/archive/{month.replace('-', '/')}", _by(_months, month)


def _list(world: World, address: str, fits: Fits) -> dict[str, Question]:
    path, _, query = address.partition("?")
    tail = f"?{query}" if query else ""

    def answer(tell: Callable[[list[Piece]], Answer]) -> Answer:
        found = [piece for piece in world.public() if fits(piece)]
        closed = path.startswith(("/topics/", "/archive/")) and not found
        return NOWHERE if closed else {"status": 200} | tell(found)

    page = f"/search{tail}" if path == "/feed" else address
    feeds = {f"{path}.{suffix}{tail}": partial(answer, tell) for suffix, tell in FEEDS.items()}
    return {page: partial(answer, _stories), **feeds}


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


def _any(piece: Piece) -> bool:
    return True


def _none(piece: Piece) -> bool:
    return False


def _by(names: Callable[[Piece], Iterable[str]], name: str) -> Fits:
    return lambda piece: name in names(piece)


def _languages(piece: Piece) -> Iterable[str]:
    return [piece.said.language]


def _topics(piece: Piece) -> Iterable[str]:
    return piece.said.topics


def _months(piece: Piece) -> Iterable[str]:
    return [f"{almanac.wall(piece.published_at):%Y-%m}"] if piece.published_at else []


FEEDS: dict[str, Callable[[list[Piece]], Answer]] = {"rss": _rss, "atom": _atom, "json": _json}
