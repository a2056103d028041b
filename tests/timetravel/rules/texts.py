"""What is said, and said otherwise: readers of what is public are told of every change but a typo."""

from dataclasses import replace
from datetime import datetime

from tests.timetravel.rules.nonsense import Nonsense, only
from tests.timetravel.world import PATHS, Edition, Piece, Said, World

PLAIN = str.maketrans("åäöÅÄÖ ", "aaoAAO-")


def write(world: World, uid: str, said: Said) -> Piece:
    """Write a new draft."""
    world.born += 1
    slug = said.headline.translate(PLAIN).lower()
    piece = Piece(number=world.born, uid=uid, slug=slug, said=said)
    world.pieces.append(piece)
    world.remember(piece)
    return piece


def open_up(world: World, piece: Piece) -> None:
    """Begin to work on it."""
    only(world, piece, "draft", "waiting", "public")


def edit(
    world: World, piece: Piece, said: Said, change: str | None = None, note: str | None = None, slug: str | None = None
) -> None:
    """Let it say something else, or stand under another name; what is public changes for a reason that is told."""
    open_up(world, piece)
    status, path = piece.status(world.now), piece.path
    if (said, slug or piece.slug) == (piece.said, piece.slug):
        return
    if said != piece.said and status == "public":
        _add_edition(world, piece, said, change, note)
    if said != piece.said and status == "waiting":
        piece.editions = [replace(piece.editions[0], said=said)]
    piece.said, piece.slug, piece.edited = said, slug or piece.slug, True
    piece.touched += 1
    lead_on(piece, path, known=status == "public")
    world.remember(piece)


def correct(world: World, piece: Piece, said: Said, change: str | None, note: str | None) -> None:
    """Let what is public say something else, and nothing that is not."""
    only(world, piece, "public")
    edit(world, piece, said, change, note)


def move(world: World, piece: Piece, at: datetime | None, change: str | None, note: str | None) -> None:
    """Give it another moment: what is public stays so, what is not does not become so, a draft has a proposal."""
    open_up(world, piece)
    if at == (piece.published_at or piece.proposed_at):
        return
    status = piece.status(world.now)
    if status != "draft" and (at is None or (at <= world.now) != (status == "public")):
        raise Nonsense("that would hide it, or make it public")
    if status == "draft":
        piece.proposed_at = at
    elif status == "waiting" and at:
        piece.published_at, piece.editions = at, [replace(piece.editions[0], since=at)]
    else:
        _add_edition(world, piece, piece.said, change, note)
        piece.published_at = at
    piece.touched, piece.edited = piece.touched + 1, True


def revert(world: World, piece: Piece, number: int, change: str | None, note: str | None) -> None:
    """Let it say again what it said before; its kind and whom to ring stay."""
    only(world, piece, "public")
    if not 1 <= number < len(piece.editions):
        raise Nonsense("there is no such earlier version")
    before = piece.editions[number - 1].said
    said = replace(before, kind=piece.said.kind, people=piece.said.people)
    if said == piece.said:
        raise Nonsense("it says that already")
    edit(world, piece, said, change, note)


def _add_edition(world: World, piece: Piece, said: Said, change: str | None, note: str | None) -> None:
    if change is None or (change != "typo" and not note):
        raise Nonsense("a public article changes for a reason")
    told = None if change == "typo" else note
    piece.editions.append(Edition(said=said, change=change, since=world.now, note=told))
    if change != "typo":
        piece.updated_at = world.now


def lead_on(piece: Piece, path: str, *, known: bool) -> None:
    """Let a path that readers know lead to the new one; a name that is taken up again leads nowhere else."""
    if known and piece.path != path:
        piece.old_paths.add(path)
    if not path.endswith(f"/{piece.slug}"):
        piece.old_paths -= {f"{start}/{piece.slug}" for start in PATHS.values()}
