"""Nonsense: what cannot be done with an article that stands where it does."""

from tests.timetravel.world import Piece, World


class Nonsense(Exception):
    """What was asked for makes no sense now, and changes nothing."""


def only(world: World, piece: Piece, *statuses: str) -> None:
    """Refuse a piece that is of none of these statuses."""
    if piece.status(world.now) not in statuses:
        raise Nonsense(f"it is {piece.status(world.now)}")
