"""What hypothesis chooses from when it tells a story."""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from tests.timetravel.answers import LANGUAGES
from tests.timetravel.world import PATHS, Piece, World

TYPED = [
    "2026-03-29 01:59",
    "2026-03-29 02:30",
    "2026-03-29 03:00",
    "2026-03-30",
    "2026-10-25 02:30",
    "2026-10-25 02:30 +02:00",
    "2026-10-25 02:30 +01:00",
    "2026-10-26",
]
"""Moments as editors type them, about the hours in which the clocks are changed."""

HEADLINES = {"sv": "Kommunen öppnar skola", "fi": "Kunta avaa koulun", "en": "The town opens a school"}
SURNAMES = ["Abelin", "Bergkvist", "Cederlund", "Dufva", "Ekholm", "Fagerdal", "Grip", "Hummelvik"]
NAMES = [f"Maja {surname}" for surname in SURNAMES]
MOST_PIECES, MOST_PEOPLE = 6, 3
NONSENSE = 8
"""One step in so many is open to acts that cannot make sense."""

Act = TypeVar("Act", bound=Callable[..., Any])
Fits = Callable[[World, Piece], bool]

topics = st.lists(st.sampled_from(["skola", "bygge"]), unique=True, max_size=2).map(tuple)
languages, kinds = st.sampled_from(LANGUAGES), st.sampled_from(list(PATHS))
changes = st.sampled_from(["update", "correction", "typo", "correction", "update", None])
notes = st.sampled_from(["Fel siffra i texten.", "Rätt är tolv.", "Fel siffra i texten.", None])
moments = st.sampled_from([60, 1440, 30, 600, 4320, -60, 0]) | st.sampled_from(TYPED)
"""Minutes from now, or as it is typed."""

seldom = st.sampled_from([False, False, False, True])
recipients = st.sampled_from(["Radio Norrsjö", "Bladet", "Bladet", " "])
reasons = st.sampled_from(["Siffrorna var fel.", "Fel dokument.", "Fel dokument.", " "])
which = st.integers(0, MOST_PIECES)
"""Which article or person; the last number stands for any, whether it makes sense or not."""


def is_alive(world: World, piece: Piece) -> bool:
    """Tell whether it may still be worked on."""
    return piece.status(world.now) != "withdrawn"


def is_open(world: World, piece: Piece) -> bool:
    """Tell whether nobody could read it yet."""
    return piece.status(world.now) in ("draft", "waiting")


def is_draft(world: World, piece: Piece) -> bool:
    return piece.status(world.now) == "draft"


def is_waiting(world: World, piece: Piece) -> bool:
    return piece.status(world.now) == "waiting"


def is_public(world: World, piece: Piece) -> bool:
    return piece.status(world.now) == "public"


def is_pinned(world: World, piece: Piece) -> bool:
    return piece.pinned_until is not None


def is_linked(world: World, piece: Piece) -> bool:
    return len(world.release(piece)) > 1


def has_past(world: World, piece: Piece) -> bool:
    """Tell whether it said something else before."""
    return is_public(world, piece) and len(piece.editions) > 1


def has_pictures(world: World, piece: Piece) -> bool:
    return is_alive(world, piece) and bool(piece.said.pictures)


def has_keys(world: World, piece: Piece) -> bool:
    return any(key.opens(world.now) for key in piece.keys)


def was_elsewhere(world: World, piece: Piece) -> bool:
    return is_alive(world, piece) and bool(piece.old_paths)


def is_one_of_many(world: World, piece: Piece) -> bool:
    """Tell whether a story can go on without it."""
    return len(world.pieces) > 3


def on_a_piece(fits: Fits) -> Callable[[Act], Act]:
    """Let an act come up where there is a piece for which it makes sense, and now and then where there is none."""
    return precondition(
        lambda story: (
            bool(story.world.pieces)
            and (story.asked % NONSENSE == 0 or any(fits(story.world, piece) for piece in story.world.pieces))
        )
    )
