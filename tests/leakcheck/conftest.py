"""The room of secrets, copied once, and rounds through it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from newsroom.leakcheck.check import round_here
from newsroom.leakcheck.rooms import Rooms, copied
from newsroom.leakcheck.round import Round
from newsroom.room import Room
from tests import pressroom
from tests.leakcheck import secretroom
from tests.pressroom import NOW


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
        yield begun


@pytest.fixture
def going(begun: Round) -> Round:
    """Give a round that has asked nothing yet."""
    return replace(begun)
