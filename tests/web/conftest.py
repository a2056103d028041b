"""A reader of the invented press room; one for each module, since readers change nothing."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from newsroom.room import Room
from tests import pressroom
from tests.pressroom import Clock


@pytest.fixture(scope="module")
def clock() -> Clock:
    """Give the clock of the room, at NOW until a test moves it."""
    return Clock()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Give the press room, filled."""
    return await pressroom.build(tmp_path_factory.mktemp("pressroom"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader(room: Room, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    """Give a reader who has come to the press room."""
    async with pressroom.browsing(room, clock) as reader:
        yield reader
