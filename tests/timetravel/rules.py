"""What may be done in a press room on paper, and what that changes; what makes no sense raises Nonsense."""

from dataclasses import replace
from datetime import datetime

from tests.timetravel.world import PATHS, Edition, Key, Person, Piece, Said, World

PLAIN = str.maketrans("åäöÅÄÖ ", "aaoAAO-")


Told = tuple[Said, datetime | None]
"""What a source says, and since when it declares that public; without a moment it holds it back."""


class Nonsense(Exception):
    """What was asked for makes no sense now, and changes nothing."""


def write(world: World, uid: str, said: Said) -> Piece:
    """Write a new draft."""
    world.born += 1
    slug = said.headline.translate(PLAIN).lower()
    piece = Piece(number=world.born, uid=uid, slug=slug, said=said)
    world.pieces.append(piece)
    world.remember(piece)
    return piece


def publish(world: World, piece: Piece, *, early: bool = False, anyway: bool = False) -> None:
    """Make it public now; before a moment that was meant only when that is said."""
    _only(world, piece, "draft", "waiting")
    due = piece.published_at or piece.proposed_at
    if due and due > world.now and not early:
        raise Nonsense("it has a moment to come")
    _only_fit(piece, anyway)
    _set_moment(piece, world.now)


def schedule(world: World, piece: Piece, at: datetime, *, embargoed: bool, anyway: bool = False) -> None:
    """Let it become public at a moment to come."""
    _only(world, piece, "draft", "waiting")
    if at <= world.now:
        raise Nonsense("that moment is past")
    _only_fit(piece, anyway)
    _set_moment(piece, at)
    piece.embargoed = embargoed


def unschedule(world: World, piece: Piece) -> None:
    """Make it a draft again."""
    _only(world, piece, "waiting")
    piece.published_at, piece.embargoed, piece.editions = None, False, []
    piece.touched += 1


def pin(world: World, piece: Piece, until: datetime) -> None:
    """Let it stand first on the front page until a moment, once it is public."""
    _only(world, piece, "draft", "waiting", "public")
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
    _only(world, piece, "draft", "waiting")
    if expires <= world.now:
        raise Nonsense("that moment is past")
    for key in _keys(world, piece, recipient):
        key.revoked = True
    piece.keys.append(Key(secret="", recipient=recipient, expires=expires))


def revoke(world: World, piece: Piece, recipient: str) -> None:
    """Take somebody's key back."""
    if not _keys(world, piece, recipient):
        raise Nonsense("they have no key")
    for key in _keys(world, piece, recipient):
        key.revoked = True


def open_up(world: World, piece: Piece) -> None:
    """Begin to work on it."""
    _only(world, piece, "draft", "waiting", "public")


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
    _lead_on(piece, path)
    world.remember(piece)


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
    _only(world, piece, "public")
    if not 1 <= number < len(piece.editions):
        raise Nonsense("there is no such earlier version")
    before = piece.editions[number - 1].said
    said = replace(before, kind=piece.said.kind, people=piece.said.people)
    if said == piece.said:
        raise Nonsense("it says that already")
    edit(world, piece, said, change, note)


def withdraw(world: World, piece: Piece, reason: str) -> None:
    """Take it back, and say why."""
    _only(world, piece, "public")
    piece.withdrawn_at, piece.reason = world.now, reason
    piece.touched += 1


def discard(world: World, piece: Piece) -> None:
    """Throw a draft away."""
    _only(world, piece, "draft")
    _remove(world, piece, "discarded")


def erase(world: World, piece: Piece) -> None:
    """Let it be gone, whatever it was."""
    _remove(world, piece, "erased")


def link(world: World, piece: Piece, original: Piece) -> None:
    """Make it a translation of another, or of what that translates; a release has one version in each language."""
    for one in (piece, original):
        _only(world, one, "draft", "waiting", "public")
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
    world.gone.pop(source, None)
    if published_at:
        _set_moment(piece, published_at)
    piece.touched = 0
    return piece


def follow_source(world: World, piece: Piece, told: Told) -> None:
    """Let a piece say what its source says now; what readers had read is a version, and this a new one without note."""
    status, path = piece.status(world.now), piece.path
    piece.said, published_at = told
    piece.told = told
    piece.touched += 1
    _lead_on(piece, path)
    world.remember(piece)
    if status == "public":
        piece.editions.append(Edition(said=piece.said, change="update", since=world.now))
        piece.published_at, piece.updated_at = published_at, world.now
    elif status == "waiting":
        piece.editions = [replace(piece.editions[0], said=piece.said)]
    elif published_at:
        _set_moment(piece, published_at)


def employ(world: World, name: str) -> Person:
    """Put somebody on the list of whom to ring."""
    person = Person(slug=name.lower().replace(" ", "-"), name=name)
    world.people.append(person)
    world.cards.append(person.slug)
    return person


def set_term(person: Person, begins: datetime | None, ends: datetime | None) -> None:
    """Say from when and until when somebody answers."""
    if begins and ends and ends <= begins:
        raise Nonsense("it would end before it begins")
    person.begins, person.ends = begins, ends
    person.touched += 1


def replace_person(world: World, person: Person, successor: Person) -> None:
    """Put somebody else in their place on every article, and let them answer no more."""
    if person is successor or (successor.ends and successor.ends <= world.now):
        raise Nonsense("that would be nobody")
    for piece in world.pieces:
        if person.slug in piece.said.people:
            people = [successor.slug if slug == person.slug else slug for slug in piece.said.people]
            _change_people(piece, tuple(dict.fromkeys(people)))
    person.begins = person.begins if person.begins and person.begins < world.now else None
    person.ends = min(person.ends or world.now, world.now)
    person.touched += 1


def erase_person(world: World, person: Person) -> None:
    """Let somebody be gone, from every article and all that it ever said."""
    for piece in world.pieces:
        piece.edited |= any(person.slug in each.said.people for each in piece.editions)
        if person.slug in piece.said.people:
            _change_people(piece, tuple(slug for slug in piece.said.people if slug != person.slug))
    world.people.remove(person)


def undo(world: World, piece: Piece | None) -> None:
    """Take back what an import made, if nobody has touched it since and nothing needs it."""
    if piece not in world.pieces or piece.touched or piece.keys or len(world.release(piece)) > 1:
        raise Nonsense("nothing is left of it that nobody has touched")
    world.pieces.remove(piece)


def _change_people(piece: Piece, people: tuple[str, ...]) -> None:
    piece.said = replace(piece.said, people=people)
    piece.edited, piece.touched = True, piece.touched + 1


def _only(world: World, piece: Piece, *statuses: str) -> None:
    if piece.status(world.now) not in statuses:
        raise Nonsense(f"it is {piece.status(world.now)}")


def _only_fit(piece: Piece, anyway: bool) -> None:
    if piece.said.rough and not anyway:
        raise Nonsense("it is not fit to print")


def _keys(world: World, piece: Piece, recipient: str) -> list[Key]:
    return [key for key in piece.keys if key.recipient == recipient and key.opens(world.now)]


def _set_moment(piece: Piece, at: datetime) -> None:
    piece.published_at, piece.proposed_at, piece.embargoed = at, None, False
    piece.editions = [Edition(said=piece.said, change="publication", since=at)]
    piece.touched += 1


def _add_edition(world: World, piece: Piece, said: Said, change: str | None, note: str | None) -> None:
    if change is None or (change != "typo" and not note):
        raise Nonsense("a public article changes for a reason")
    told = None if change == "typo" else note
    piece.editions.append(Edition(said=said, change=change, since=world.now, note=told))
    if change != "typo":
        piece.updated_at = world.now


def _lead_on(piece: Piece, path: str) -> None:
    """Let a path that readers may know lead to the new one; a name that is taken up again leads nowhere else."""
    if piece.published_at and piece.path != path:
        piece.old_paths.add(path)
    if not path.endswith(f"/{piece.slug}"):
        piece.old_paths -= {f"{start}/{piece.slug}" for start in PATHS.values()}


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
    if piece.source:
        world.gone[piece.source] = act
