"""Fixtures that every part of the tests may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real input beside the checkout, or skip where it is missing."""
    folder = Path(os.environ.get("NEWSROOM_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder of real input (../shared) is not here; the look-alikes of tests/ run the same checks")
    return folder
