"""When an event is seen: not while it is held back, nor before an article that it came with; cancelled is told."""

from tests.timetravel.rules.nonsense import Nonsense, only
from tests.timetravel.world import Occasion, Piece, World


def announce(world: World, headline: str, owner: Piece | None, *, held: bool) -> Occasion:
    """Put an event into the calendar, alone or with an article."""
    if owner:
        only(world, owner, "draft", "waiting", "public")
    occasion = Occasion(slug=headline.lower().replace(" ", "-"), headline=headline, owner=owner, held=held)
    world.occasions.append(occasion)
    world.dates.append(occasion.slug)
    return occasion


def show(occasion: Occasion) -> None:
    """Let readers see it."""
    if not occasion.held:
        raise Nonsense("it is not held back")
    occasion.held = False


def hold(occasion: Occasion) -> None:
    """Hold it back."""
    if occasion.held:
        raise Nonsense("it is held back")
    occasion.held = True


def cancel(occasion: Occasion, *, off: bool) -> None:
    """Say that it does not take place, or does after all."""
    if occasion.cancelled is not off or (occasion.held and not off):
        raise Nonsense("it is so already, or nobody knows of it")
    occasion.cancelled = not off


def call_off(world: World, occasion: Occasion) -> None:
    """Let it be as if it had never been."""
    world.occasions.remove(occasion)
