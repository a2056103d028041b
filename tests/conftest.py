"""Fixtures that every part of the tests may use."""

import os
from collections import OrderedDict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from newsroom.database import Database, open_database
from newsroom.migrations import migrate
from newsroom.store import statements

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
