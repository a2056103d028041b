"""How articles belong together, end, come in from a source, and go with it."""

from dataclasses import replace

from tests.timetravel.rules.nonsense import Nonsense, only
from tests.timetravel.rules.publishing import set_moment
from tests.timetravel.rules.texts import lead_on, write
from tests.timetravel.world import Edition, Piece, Told, World


def link(world: World, piece: Piece, original: Piece) -> None:
    """Make it a translation of another, or of what that translates; a release has one version in each language."""
    for one in (piece, original):
        only(world, one, "draft", "waiting", "public")
    family = world.release(original)
    standing = [one.said.language for one in family if one.status(world.now) != "withdrawn"]
    if piece in family or len(world.release(piece)) > 1 or piece.said.language in standing:
        raise Nonsense("it is no other version of that")
    piece.original = family[0].number
    piece.touched += 1


def unlink(world: World, piece: Piece) -> None:
    """Part it from its other versions."""
    if len(world.release(piece)) == 1:
        raise Nonsense("it has no other versions")
    _part(world, piece)


def withdraw(world: World, piece: Piece, reason: str) -> None:
    """Take it back, and say why."""
    only(world, piece, "public")
    if not reason.strip():
        raise Nonsense("readers are owed a reason")
    piece.withdrawn_at, piece.reason = world.now, reason
    piece.touched += 1


def discard(world: World, piece: Piece) -> None:
    """Throw a draft away."""
    only(world, piece, "draft")
    _remove(world, piece, "discarded")


def erase(world: World, piece: Piece) -> None:
    """Let it be gone, whatever it was."""
    _remove(world, piece, "erased")


def take_in(world: World, source: str, told: Told, *, again: bool) -> tuple[str, Piece | None]:
    """Tell what becomes of what a source says; what the desk has edited or taken back stays as it is."""
    piece = next((one for one in world.pieces if one.source == source), None)
    if piece is None:
        wanted = source not in world.gone or (again and world.gone[source] == "discarded")
        return ("created" if wanted else "refused"), None
    status = piece.status(world.now)
    if told == piece.told or piece.edited or status == "withdrawn" or (status == "public" and told[1] is None):
        return "unchanged", piece
    return "updated", piece


def add_imported(world: World, uid: str, source: str, told: Told) -> Piece:
    """Keep what a source brings for the first time."""
    said, published_at = told
    piece = write(world, uid, said)
    piece.source, piece.told = source, told
    piece.old_paths.add(f"/source/{source}")
    world.gone.pop(source, None)
    if published_at:
        set_moment(piece, published_at)
    piece.touched = 0
    return piece


def follow_source(world: World, piece: Piece, told: Told) -> None:
    """Let a piece say what its source says now; what readers had read is a version, and this a new one without note."""
    status, path = piece.status(world.now), piece.path
    piece.said, published_at = told
    piece.told = told
    piece.touched += 1
    lead_on(piece, path, known=status == "public")
    world.remember(piece)
    if status == "public":
        piece.editions.append(Edition(said=piece.said, change="update", since=world.now))
        piece.published_at, piece.updated_at = published_at, world.now
    elif status == "waiting":
        piece.editions = [replace(piece.editions[0], said=piece.said)]
    elif published_at:
        set_moment(piece, published_at)


def undo(world: World, piece: Piece | None) -> None:
    """Take back what an import made, if nobody has touched it since and nothing needs it."""
    shown = [one for one in world.occasions if one.owner is piece]
    if piece not in world.pieces or piece.touched or piece.keys or len(world.release(piece)) > 1 or shown:
        raise Nonsense("nothing is left of it that nobody has touched")
    world.pieces.remove(piece)


def _part(world: World, piece: Piece) -> None:
    """Let the first translation of an original be the others' original."""
    translations = [one for one in world.release(piece) if one.original == piece.number]
    for one in translations:
        one.original = None if one is translations[0] else translations[0].number
        one.touched += 1
    piece.original = None
    piece.touched += 1


def _remove(world: World, piece: Piece, act: str) -> None:
    _part(world, piece)
    world.pieces.remove(piece)
    # What came with it would be seen if it stood alone.
    world.occasions = [one for one in world.occasions if one.owner is not piece]
    if piece.source:
        world.gone[piece.source] = act
