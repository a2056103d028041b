"""Fixtures that every part of the tests may use."""

import asyncio
import os
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from newsroom.database import Database, open_database
from newsroom.migrations import migrate
from newsroom.store import statements

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SAMPLED_AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

# The same code always gives the same answer, so that main is held to what it changes; `make fuzz` draws afresh.
settings.register_profile("settled", derandomize=True, deadline=None)
settings.register_profile("fuzz", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "settled"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real input beside the checkout, or skip where it is missing."""
    folder = Path(os.environ.get("SHARED_INPUT", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder of real input (../shared) is not here; the look-alikes of tests/ run the same checks")
    return folder


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Give the empty database of a room in the test's own folder."""
    migrate(tmp_path / "newsroom.db")
    opened = open_database(tmp_path / "newsroom.db")
    yield opened
    await opened.close()


class Nothing(OrderedDict[Any, Any]):
    """Keeps nothing."""

    def __setitem__(self, key: Any, value: Any) -> None:
        """Let it go."""


@pytest.fixture
def building_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every statement be built anew, so that what a test puts in place of a part of it counts at once."""
    monkeypatch.setattr(statements, "_built", Nothing())


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chrome"]:
    """Give a browser with an empty profile."""
    from tests.browser import browsing

    with browsing(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address under which the press room of the tests is served."""
    from tests import pressroom
    from tests.browser import serving_room

    with serving_room(asyncio.run(pressroom.build(tmp_path_factory.mktemp("room")))) as address:
        yield address


@pytest.fixture(scope="module")
def sample_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address under which the sample room is served."""
    from tests.browser import serving_samples

    with serving_samples(tmp_path_factory.mktemp("sample") / "room", SAMPLED_AT) as address:
        yield address
