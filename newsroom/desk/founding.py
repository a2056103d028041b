"""Found a room: its folder, its settings, its store and the place for its files."""

from pathlib import Path

from newsroom.errors import NewsroomError
from newsroom.migrations import migrate


def found_room(folder: Path, settings: str) -> None:
    """Make a room with these settings, as text of its newsroom.toml; raises NewsroomError where one is already."""
    if taken := [name for name in ("newsroom.toml", "newsroom.db") if (folder / name).exists()]:
        raise NewsroomError(f"{folder} is a room already: it has {' and '.join(taken)}. Name another folder.")
    (folder / "media").mkdir(parents=True, exist_ok=True)
    migrate(folder / "newsroom.db")
    (folder / "newsroom.toml").write_text(settings, encoding="utf-8")
