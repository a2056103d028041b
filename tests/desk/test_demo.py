from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.desk.demo import dated, make_sample_room, write_sources
from newsroom.errors import NewsroomError
from newsroom.room import Room
from newsroom.settings import read_settings

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def read_room(folder: Path) -> Room:
    return read_settings(folder, {}).room


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("date: {{day:-3}}", "date: 2026-02-27"),
        ("Nyheter • {{monthday:-10}} 09:00 CET", "Nyheter • Feb 20, 2026 09:00 CET"),
        ("{{eventday:+14}}, 08:00 - 18:00", "2026-03-16, 08:00 - 18:00"),
        ("<updated>{{instant:-20T09:00}}</updated>", "<updated>2026-02-10T09:00:00+01:00</updated>"),
        ("{{instant:+60T09:00}}", "2026-05-01T09:00:00+02:00"),
        ("{{ day:-3 }} and {{name}} stay", "{{ day:-3 }} and {{name}} stay"),
    ],
)
def test_the_days_of_a_sample_are_counted_from_today(written: str, read: str) -> None:
    assert dated(written, NOW.astimezone(STOCKHOLM)) == read


def test_sources_are_copied_with_their_pictures_and_without_what_is_no_source(tmp_path: Path) -> None:
    samples, sources = tmp_path / "samples", tmp_path / "sources"
    (samples / "news").mkdir(parents=True)
    sources.mkdir()
    (samples / "README.md").write_text("{{day:-3}} is a day.")
    (samples / "newsroom.toml").write_text("")
    (samples / "news/a.md").write_text("date: {{day:+0}}")
    (samples / "news/a.png").write_bytes(b"\x89PNG {{day:+0}}")
    write_sources(samples, sources, NOW)
    found = {str(path.relative_to(sources)): path.read_bytes() for path in sources.rglob("*") if path.is_file()}
    assert found == {"news/a.md": b"date: 2026-03-02", "news/a.png": b"\x89PNG {{day:+0}}"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_nothing_that_lies_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Years of work.")
    with pytest.raises(NewsroomError, match="no sample room"):
        await make_sample_room(tmp_path, read_room, now=NOW)
    assert names(tmp_path) == ["thesis.txt"]
