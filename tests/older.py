"""Databases as older programs left them."""

from pathlib import Path

import pytest

from newsroom.migrations import _missing as missing
from newsroom.migrations import migrate


def migrate_only(path: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a database as it was after the first so many steps."""
    with monkeypatch.context() as patch:
        patch.setattr("newsroom.migrations._missing", lambda revision: missing(revision)[:steps])
        migrate(path)
