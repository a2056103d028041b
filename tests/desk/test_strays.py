"""Files that go beside files that come: what an import has on the disk, nobody takes away before it is named."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from newsroom import media
from newsroom.database import open_database
from newsroom.desk import take_in
from newsroom.desk.run import Order, Run
from newsroom.fetch import fetching
from newsroom.settings import read_settings
from tests.cli.conftest import NOW, Give, give, room
from tests.newsroom.test_media import png

__all__ = ["give", "room"]


@pytest.fixture
def article(tmp_path: Path) -> Callable[[str], Path]:
    """Give a way to write an article in a folder of its own; every one shows the same picture."""

    def write(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "bild.png").write_bytes(png(30, 20))
        (folder / f"{name}.md").write_text(f"# {name}\n\n![Bron](bild.png)\n\nText.\n", encoding="utf-8")
        return folder / f"{name}.md"

    return write


def kept(room: Path) -> list[Path]:
    return [path for path in (room / "media").glob("*/*") if path.name.count(".") == 1]


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> list[Any]:
    """Let somebody do something while an import has kept files and not yet named them; gives what they were told."""
    settle, told = Run.settle, list[Any]()

    async def later(self: Run, received: Any) -> Any:
        told.append(await asyncio.to_thread(act))
        return await settle(self, received)

    monkeypatch.setattr(Run, "settle", later)
    return told


def take(room: Path, path: Path) -> None:
    """Import a file, in this process and without the command line."""
    asyncio.run(_take(room, path))


async def _take(folder: Path, path: Path) -> None:
    room = read_settings(folder, {}).room
    database = open_database(room.database)
    with fetching([str(path)]) as found:
        async with aclosing(take_in.take_in(database, room, found, Order(), now=NOW, by="olle")) as outcomes:
            assert [one.line.outcome async for one in outcomes] == ["created"]
    await database.close()


@pytest.mark.parametrize("words", [("ledger", 1, "--undo", "--yes"), ("erase", "forst", "--yes")])
def test_what_a_running_import_has_kept_stays_whoever_else_lets_it_go(
    give: Give, room: Path, article: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[Any, ...]
) -> None:
    assert give("import", article("forst")).exit_code == 0
    told = meanwhile(monkeypatch, lambda: give(*words))
    take(room, article("sedan"))
    assert len(kept(room)) == 1
    assert "doctor --fix" in told[0].stderr
    monkeypatch.undo()
    assert give("doctor", "--fix").exit_code == 0
    assert len(kept(room)) == 1


def test_what_had_to_stay_goes_when_nobody_needs_it(
    give: Give, room: Path, article: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert give("import", article("forst")).exit_code == 0
    with media.keeping(room / "media"):
        give("ledger", 1, "--undo", "--yes")
    assert len(kept(room)) == 1
    assert give("import", article("sedan")).exit_code == 0
    give("ledger", 2, "--undo", "--yes")
    assert kept(room) == []


def test_only_who_is_alone_removes(tmp_path: Path) -> None:
    folder = tmp_path / "media"
    with media.keeping(folder), media.keeping(folder), media.removing(folder) as alone:
        assert not alone
    with media.removing(folder) as alone:
        assert alone
