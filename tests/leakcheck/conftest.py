"""The room of secrets, copied for a round, and a clean copy that remembers what it answered."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
import pytest_asyncio

from newsroom.leakcheck.asking import Answer, Door, Request
from newsroom.leakcheck.check import round_here
from newsroom.leakcheck.rooms import Rooms, copied
from newsroom.leakcheck.round import Round
from newsroom.room import Room
from tests import pressroom
from tests.leakcheck import secretroom
from tests.pressroom import NOW


class Remembered(Door):
    """A door that is knocked at once for each request: nothing hidden is behind it in any build."""

    def __init__(self, door: Door) -> None:
        super().__init__(httpx.AsyncClient(), base=door.base, dropped=frozenset())
        self._door = door
        self._answers: dict[Request, Answer] = {}

    async def ask(self, request: Request) -> Answer:
        if request not in self._answers:
            self._answers[request] = await self._door.ask(request)
        return self._answers[request]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def secret_room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Give the room of secrets, in one language of the interface: in three there is three times as much to ask."""
    room = await secretroom.build(tmp_path_factory.mktemp("secretroom"))
    return replace(room, languages=("sv",))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rooms(secret_room: Room) -> AsyncIterator[Rooms]:
    """Give both copies of the room of secrets."""
    with copied(pressroom.settings_of(secret_room), now=NOW) as rooms:
        yield rooms


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def begun(rooms: Rooms) -> AsyncIterator[Round]:
    """Give the doors of both copies, open."""
    async with round_here(rooms) as begun:
        yield replace(begun, clean=Remembered(begun.clean))


@pytest.fixture
def going(begun: Round) -> Round:
    """Give a round that has asked nothing yet."""
    return replace(begun)
