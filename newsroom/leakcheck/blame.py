"""Whom to name where no word tells: counts, order and dates differ for the sake of one article among many."""

from newsroom.leakcheck.asking import Request, door_to_app
from newsroom.leakcheck.canaries import Canary
from newsroom.leakcheck.rooms import Rooms, sparing


async def find_culprit(rooms: Rooms, request: Request) -> Canary | None:
    """Find the first hidden article that changes an answer, by putting them back half by half."""
    articles = [one for one in rooms.canaries if one.type == "article"]
    expected = await _answer(rooms, request, [])
    if await _answer(rooms, request, articles) == expected:
        return None
    innocent, changing = 0, len(articles)
    while changing - innocent > 1:
        middle = (innocent + changing) // 2
        if await _answer(rooms, request, articles[:middle]) == expected:
            innocent = middle
        else:
            changing = middle
    return articles[innocent]


async def _answer(rooms: Rooms, request: Request, back: list[Canary]) -> object:
    with sparing(rooms, [one.key for one in back]) as settings:
        async with door_to_app(settings, lambda: rooms.now) as door:
            return await door.ask(request)
