from collections import Counter
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.database import open_database
from newsroom.desk.demo import dated, make_sample_room, write_sources
from newsroom.errors import Invalid, NewsroomError
from newsroom.kit import KitKind
from newsroom.model import Change, Kind, Status, status_at
from newsroom.room import Room
from newsroom.settings import read_settings
from newsroom.store import contacts, events, ledger, lookup, translations, versions
from newsroom.store.kit import kit_public
from tests.pictures import drawn, file_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def read_room(folder: Path) -> Room:
    return read_settings(folder, {}).room


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("date: {{day:-3}}", "date: 2026-02-27"),
        ("Nyheter • {{monthday:-10}} 09:00 CET", "Nyheter • Feb 20, 2026 09:00 CET"),
        ("{{day:+14}}, 08:00 - 18:00", "2026-03-16, 08:00 - 18:00"),
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
    (samples / "desk").mkdir()
    sources.mkdir()
    (samples / "README.md").write_text("{{day:-3}} is a day.")
    (samples / "newsroom.toml").write_text("")
    (samples / "desk/acts.toml").write_text("")
    (samples / "news/a.md").write_text("date: {{day:+0}}")
    (samples / "news/a.png").write_bytes(b"\x89PNG {{day:+0}}")
    write_sources(samples, sources, NOW)
    found = {str(path.relative_to(sources)): path.read_bytes() for path in sources.rglob("*") if path.is_file()}
    assert found == {"news/a.md": b"date: 2026-03-02", "news/a.png": b"\x89PNG {{day:+0}}"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """Give samples of our own: one article of yesterday, with its picture, and settings."""
    folder = tmp_path / "samples"
    (folder / "sources").mkdir(parents=True)
    (folder / "newsroom.toml").write_text('name = "Sample"\nlanguages = ["sv"]\nsample = true\n')
    text = "---\ntitle: Hamnen\ndate: {{day:-1}}\nimage: a.png\nlang: sv\nkind: news\n---\n\nBrödtext.\n"
    (folder / "sources/a.md").write_text(text, encoding="utf-8")
    (folder / "sources/a.png").write_bytes(file_of(drawn(), "PNG"))
    return folder


async def test_a_sample_room_comes_from_the_importers_and_says_that_it_is_one(tmp_path: Path, samples: Path) -> None:
    tally = await make_sample_room(tmp_path / "room", samples, read_room, now=NOW, by="maja")
    assert str(tally) == "1 created (1 article)"
    assert read_room(tmp_path / "room").sample
    database = open_database(tmp_path / "room/newsroom.db")
    (article,) = await database.read(lookup.articles, now=NOW)
    (line,) = await database.read(ledger.lines, 1)
    await database.close()
    assert (article.published_at, line.source) == (datetime(2026, 3, 1, tzinfo=UTC), "sources/a.md")
    assert article.image is not None


async def test_a_sample_room_is_made_whole_or_not_at_all(tmp_path: Path, samples: Path) -> None:
    (samples / "newsroom.toml").write_text("zone = 3")
    with pytest.raises(Invalid):
        await make_sample_room(tmp_path / "room", samples, read_room, now=NOW, by="maja")
    assert names(tmp_path) == ["samples"]


@pytest.mark.parametrize(
    "now", [NOW, datetime(2028, 2, 29, 23, 30, tzinfo=UTC), datetime(2026, 7, 1, 0, 5, tzinfo=UTC)]
)
async def test_our_own_samples_make_a_full_room_on_any_day(tmp_path: Path, now: datetime) -> None:
    tally = await make_sample_room(
        tmp_path / "room", Path(str(files("newsroom") / "samples")), read_room, now=now, by="maja"
    )
    assert tally.totals()["created"] == sum(tally.totals().values())
    database = open_database(tmp_path / "room/newsroom.db")
    found = await database.read(lookup.articles, now=now)
    shown = await database.read(events.events_public, now=now)
    people = await database.read(contacts.press_contacts, now=NOW)
    items = await database.read(kit_public, now=now)
    await database.close()
    statuses = Counter(status_at(one.moments, now) for one in found)
    assert set(statuses) == {Status.PUBLISHED, Status.DRAFT, Status.EMBARGOED, Status.WITHDRAWN}
    assert statuses[Status.PUBLISHED] >= 24
    assert {one.kind for one in found} == set(Kind)
    assert {one.language for one in found} == {"sv", "fi", "en"}
    assert sum(one.image is not None for one in found) >= 10
    days = [one.starts_at.date() if isinstance(one.starts_at, datetime) else one.starts_at for one in shown]
    assert (days[0] < now.date(), sum(day > now.date() for day in days)) == (True, 4)
    assert len(people) == tally.of("created")["contact"]
    assert all(one.image and one.image.digest and one.image.alt and one.image.credit for one in people)
    assert Counter(one.kind for one in items) == {KitKind.LOGO: 2, KitKind.DOCUMENT: 1, KitKind.VIDEO: 1}
    assert all(one.digest or one.kind is KitKind.VIDEO for one in items)


async def test_the_sample_room_shows_what_a_desk_does(tmp_path: Path) -> None:
    await make_sample_room(tmp_path / "room", Path(str(files("newsroom") / "samples")), read_room, now=NOW, by="maja")
    database = open_database(tmp_path / "room/newsroom.db")
    wind = await database.read(lookup.get_by_name, "vindkraften")
    told = [one.change for one in await database.read(versions.versions, wind.id)]
    family = await database.read(translations.versions_of, await database.read(lookup.get_by_name, "reservvattentäkt"))
    accounts = await database.read(lookup.get_by_name, "sju-av-nio")
    cycling = await database.read(lookup.get_by_name, "tolv-mil")
    library = await database.read(lookup.get_by_name, "biblioteken-oppnar-fore-frukost")
    await database.close()
    assert (Change.CORRECTION in told, "146 skolor" in wind.body_text) == (True, True)
    assert {one.language for one in family} == {"sv", "fi", "en"}
    assert [one.media_type for one in accounts.attachments] == ["application/pdf"]
    assert len(cycling.images) > 3
    assert 'role="note"' in library.body_html


async def test_nothing_that_lies_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Years of work.")
    with pytest.raises(NewsroomError, match="no sample room"):
        await make_sample_room(tmp_path, tmp_path / "samples", read_room, now=NOW, by="maja")
    assert names(tmp_path) == ["thesis.txt"]
