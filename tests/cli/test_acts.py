"""Every command, and what it leaves in the log: whoever adds one says here whether it acts."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import rich_click as click

from newsroom.cli.main import SUBJECTS
from newsroom.desk.founding import found_room
from newsroom.settings import newsroom_toml
from tests.cli.conftest import Give, giving
from tests.cli.test_import import rows
from tests.newsroom.test_media import png
from tests.supplier import Supplier

READS = {
    *("list", "show", "diff", "check", "log", "completion", "leakcheck", "doctor"),
    *("image list", "contact list", "contact show", "event list", "event show"),
    *("redirects list", "redirects check", "source list", "file list"),
}
"""What only looks; `doctor --fix` mends what no article is made of."""

BUILDS = {"init", "demo", "migrate", "serve", "image renditions"}
"""What is done to the room before anybody edits in it."""

MOMENT, REASON, NOTE = "2026-12-08 09:00", ("--anyway", "Prov."), ("--kind", "correction", "--note", "Fel tal.")
ACTS: list[tuple[str, tuple[str, ...], str]] = [
    ("import", ("more.md",), "import"),
    ("ledger", ("1", "--undo"), "undo"),
    ("source add", ("{supplier}/addresses.txt", "--allow-private"), "source add"),
    ("source sync", ("nytt",), "import"),
    ("source remove", ("nytt",), "source remove"),
    ("new", ("more.md",), "new"),
    ("edit", ("utkast", "--set", "lead=Ny."), "edit"),
    ("edit", ("nyhet", "--set", "lead=Ny.", *NOTE), "edit"),
    ("correct", ("nyhet", "--set", "lead=Ny.", *NOTE), "correct"),
    ("revert", ("rattad", "1", *NOTE), "revert"),
    ("translations", ("bridge", "--of", "silta"), "link"),
    ("translations", ("silta", "--unlink"), "unlink"),
    ("publish", ("utkast", *REASON), "publish"),
    ("publish", ("utkast", "--at", MOMENT, *REASON), "schedule"),
    ("schedule", ("utkast", "--at", MOMENT, *REASON), "schedule"),
    ("schedule", ("vantande", "--off"), "unschedule"),
    ("embargo", ("utkast", "--until", MOMENT, *REASON), "embargo"),
    ("preview", ("utkast", "--for", "Ann Hill"), "preview"),
    ("preview", ("vantande", "--revoke", "Ann Hill"), "revoke"),
    ("pin", ("nyhet", "--until", MOMENT), "pin"),
    ("pin", ("rattad", "--off"), "unpin"),
    ("withdraw", ("nyhet", "--reason", "Fel."), "withdraw"),
    ("discard", ("utkast",), "discard"),
    ("erase", ("nyhet", "--yes"), "erase"),
    ("image add", ("utkast", "bild.png"), "image"),
    ("image edit", ("rattad", "1", "--alt", "En bro.", *NOTE), "image"),
    ("image remove", ("rattad", "1", *NOTE), "image"),
    ("attach", ("utkast", "bild.png"), "attach"),
    ("contact add", ("--name", "Olle Fors", "--phone", "+46846500402"), "contact add"),
    ("contact edit", ("maja-ek", "--title", "Chef"), "contact edit"),
    ("contact remove", ("maja-ek", "--yes"), "contact remove"),
    ("person", ("Maja Ek", "--replace-with", "ann-hill", "--yes"), "replace"),
    ("person", ("Maja Ek", "--erase", "--yes"), "erase"),
    ("event add", ("--headline", "Möte", "--from", MOMENT), "event add"),
    ("event edit", ("mote", "--place", "Norrsjö"), "event edit"),
    ("event publish", ("hemligt",), "event publish"),
    ("event withdraw", ("mote",), "event withdraw"),
    ("event cancel", ("mote",), "event cancel"),
    ("event remove", ("mote", "--yes"), "event remove"),
    ("file add", ("bild.png", "--kind", "logo", "--name", "Loggan", "--anyway", "Prov."), "file add"),
    ("file edit", ("filmen", "--hold"), "file edit"),
    ("file remove", ("filmen", "--yes"), "file remove"),
    ("redirects add", ("/gammal/1", "nyhet"), "redirect"),
    ("redirects remove", ("https://old.example/bro?p=1",), "redirect off"),
    ("banner", ("Vattnet i Norrsjö måste kokas.",), "banner"),
    ("banner", ("--off",), "banner off"),
]
"""What acts, how it is given, and what stands in the log then."""

ARTICLE = "---\nlang: {}\n---\n\n# {}\n\nText.\n"
ARTICLES = (
    *(("sv", "Utkast"), ("sv", "Nyhet"), ("sv", "Rättad"), ("sv", "Väntande")),
    *(("fi", "Silta"), ("en", "Bridge")),
)


def leaves(path: str, command: click.Command) -> set[str]:
    if not isinstance(command, click.Group):
        return {path}
    return {name for below in command.commands.values() for name in leaves(f"{path} {below.name}", below)}


def test_every_command_acts_or_reads_or_builds() -> None:
    named = {name for _, commands in SUBJECTS for command in commands for name in leaves(str(command.name), command)}
    acting = {command for command, _, _ in ACTS}
    assert named == READS | BUILDS | acting
    assert READS & acting == BUILDS & acting == set()


PREPARED: list[tuple[str, ...]] = [
    ("publish", "nyhet", *REASON),
    ("image", "add", "rattad", "bild.png"),
    ("publish", "rattad", *REASON),
    ("correct", "rattad", "--set", "lead=Rätt.", *NOTE),
    ("pin", "rattad", "--until", MOMENT),
    ("translations", "silta", "--of", "nyhet"),
    ("schedule", "vantande", "--at", MOMENT, *REASON),
    ("preview", "vantande", "--for", "Ann Hill"),
    ("contact", "add", "--name", "Maja Ek", "--phone", "+46846500401"),
    ("contact", "add", "--name", "Ann Hill", "--phone", "+46846500403"),
    ("event", "add", "--headline", "Möte", "--from", MOMENT),
    ("event", "add", "--headline", "Hemligt", "--from", MOMENT, "--held"),
    ("file", "add", "https://video.example/1", "--kind", "video", "--name", "Filmen"),
    ("redirects", "add", "https://old.example/bro?p=1", "nyhet"),
    ("banner", "Koka vattnet.", "--language", "en"),
    ("source", "add", "{supplier}/addresses.txt?nytt", "--allow-private", "--name", "nytt"),
]


@pytest.fixture(scope="module")
def supplier() -> Iterator[str]:
    with Supplier() as open_one:
        yield open_one.address


def at(supplier: str, words: tuple[str, ...]) -> list[str]:
    return [word.replace("{supplier}", supplier) for word in words]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, supplier: str) -> Path:
    """Give a folder with a room of drafts, published articles, one that waits, a translation, cards and an event."""
    folder = tmp_path_factory.mktemp("acts")
    found_room(folder / "room", newsroom_toml({"languages": ["sv"], "zone": "Europe/Stockholm"}))
    (folder / "bild.png").write_bytes(png(30, 20))
    for name in ("first", "more"):
        (folder / f"{name}.md").write_text(ARTICLE.format("sv", name), encoding="utf-8")
    give = giving(folder / "room")
    with contextlib.chdir(folder):
        give("import", "first.md")
        for language, headline in ARTICLES:
            give("new", "-", stdin=ARTICLE.format(language, headline))
        assert [words for words in PREPARED if give(*at(supplier, words)).exit_code] == []
    return folder


@pytest.fixture
def room(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of that room, beside its files."""
    shutil.copytree(prepared, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    return tmp_path / "copy" / "room"


@pytest.mark.parametrize(("command", "words", "act"), ACTS, ids=lambda value: value if isinstance(value, str) else "")
def test_an_act_is_in_the_log_under_the_name_of_who_acted(
    give: Give, room: Path, supplier: str, command: str, words: tuple[str, ...], act: str
) -> None:
    before = len(rows(room, "SELECT id FROM log"))
    answer = give("--by", "Sif Berg", *command.split(), *at(supplier, words))
    assert (answer.exit_code, answer.exception) == (0, None), answer.stderr
    added = rows(room, "SELECT actor, act FROM log ORDER BY id")[before:]
    assert added == [("Sif Berg", act)]


@pytest.mark.parametrize("command", sorted(READS))
def test_what_only_looks_leaves_the_store_as_it_was(give: Give, room: Path, command: str) -> None:
    named: dict[str, tuple[str, ...]] = {
        "show": ("nyhet",),
        "diff": ("rattad",),
        "completion": ("bash",),
        "image list": ("rattad",),
        "contact show": ("maja-ek",),
        "event show": ("mote",),
        "redirects check": ("first.md",),
    }
    before = dump(room)
    assert give(*command.split(), *named.get(command, ())).exit_code in (0, 1)
    assert dump(room) == before


def dump(room: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(room / "newsroom.db")) as connection:
        return list(connection.iterdump())
