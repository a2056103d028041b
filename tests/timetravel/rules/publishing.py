"""When an article is seen, and by whom."""

from datetime import datetime

from tests.timetravel.rules.nonsense import Nonsense, only
from tests.timetravel.world import Edition, Key, Piece, World


def publish(world: World, piece: Piece, *, early: bool = False, anyway: bool = False) -> None:
    """Make it public now; before a moment that was meant only when that is said."""
    only(world, piece, "draft", "waiting")
    due = piece.published_at or piece.proposed_at
    if due and due > world.now and not early:
        raise Nonsense("it has a moment to come")
    _only_fit(piece, anyway)
    set_moment(piece, world.now)


def schedule(world: World, piece: Piece, at: datetime, *, embargoed: bool, anyway: bool = False) -> None:
    """Let it become public at a moment to come."""
    only(world, piece, "draft", "waiting")
    if at <= world.now:
        raise Nonsense("that moment is past")
    _only_fit(piece, anyway)
    set_moment(piece, at)
    piece.embargoed = embargoed


def unschedule(world: World, piece: Piece) -> None:
    """Make it a draft again."""
    only(world, piece, "waiting")
    piece.published_at, piece.embargoed, piece.editions = None, False, []
    piece.touched += 1


def pin(world: World, piece: Piece, until: datetime) -> None:
    """Let it stand first on the front page until a moment, once it is public."""
    only(world, piece, "draft", "waiting", "public")
    if until <= max(world.now, piece.published_at or world.now):
        raise Nonsense("nobody would see it pinned")
    piece.pinned_until = until
    piece.touched += 1


def unpin(world: World, piece: Piece) -> None:
    """Let it stand where its moment puts it."""
    if piece.pinned_until is None or piece.pinned_until <= world.now:
        raise Nonsense("it is not pinned")
    piece.pinned_until = None
    piece.touched += 1


def hand_out(world: World, piece: Piece, recipient: str, expires: datetime) -> None:
    """Give somebody a key to what is not public yet; it takes the place of the one they had."""
    only(world, piece, "draft", "waiting")
    if expires <= world.now or not recipient.strip():
        raise Nonsense("that opens nothing, or to nobody")
    for key in _keys(world, piece, recipient):
        key.revoked = True
    piece.keys.append(Key(secret="", recipient=recipient, expires=expires))


def revoke(world: World, piece: Piece, recipient: str) -> None:
    """Take somebody's key back."""
    if not _keys(world, piece, recipient):
        raise Nonsense("they have no key")
    for key in _keys(world, piece, recipient):
        key.revoked = True


def _only_fit(piece: Piece, anyway: bool) -> None:
    if piece.said.rough and not anyway:
        raise Nonsense("it is not fit to print")


def _keys(world: World, piece: Piece, recipient: str) -> list[Key]:
    return [key for key in piece.keys if key.recipient == recipient and key.opens(world.now)]


def set_moment(piece: Piece, at: datetime) -> None:
    piece.published_at, piece.proposed_at, piece.embargoed = at, None, False
    piece.editions = [Edition(said=piece.said, change="publication", since=at)]
    piece.touched += 1
