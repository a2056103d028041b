import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rich_click as click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class
from click.testing import CliRunner

from newsroom.cli.completion import SHELLS, VARIABLE, FileName, Slug
from newsroom.cli.main import newsroom
from tests.cli.conftest import Give
from tests.cli.test_frame import COMMANDS

BASH = shutil.which("bash")
HARBOUR = "# Hamnen: nu,\u00a0igen\n\nText.\n"


@pytest.fixture
def filled(give: Give, room: Path) -> Path:
    """Give the folder of a room with two articles, a card and an event."""
    give("new", "-", "--language", "sv", stdin=HARBOUR)
    give("new", "-", "--language", "sv", stdin="# Halkan\n\nText.\n")
    give("contact", "add", "--name", "Maja Hamrin", "--phone", "+46846500401")
    give("event", "add", "--headline", "Hamnens dag", "--from", "2026-05-01")
    return room


def offered(room: Path, *words: str, environment: bool = False) -> list[CompletionItem[str]]:
    """Give what a shell is offered for the last of these words."""
    *before, incomplete = words
    shell = ShellComplete(newsroom, {}, "newsroom", VARIABLE)
    return shell.get_completions([*(() if environment else ("--room", str(room))), *before], incomplete)


def values(*found: CompletionItem[str]) -> list[str]:
    return [one.value for one in found]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        (("publish", "ha"), ["hamnen-nu-igen", "halkan"]),
        (("publish", "ham"), ["hamnen-nu-igen"]),
        (("publish", "HAM"), ["hamnen-nu-igen"]),
        (("publish", ""), ["hamnen-nu-igen", "halkan"]),
        (("publish", "hamnen*"), []),
        (("show", "halkan", ""), []),
        (("translations", "halkan", "--of", "ham"), ["hamnen-nu-igen"]),
        (("contact", "show", "ma"), ["maja-hamrin"]),
        (("event", "edit", "ham"), ["hamnens-dag"]),
        (("log", "ham"), ["hamnen-nu-igen", "hamnens-dag"]),
        (("log", "halkan", "maj"), ["maja-hamrin"]),
    ],
)
def test_a_name_completes_to_the_slugs_that_begin_so(filled: Path, words: tuple[str, ...], slugs: list[str]) -> None:
    assert sorted(values(*offered(filled, *words))) == sorted(slugs)


def test_a_slug_is_offered_with_what_it_stands_for_in_one_line(filled: Path) -> None:
    (one,) = offered(filled, "publish", "ham")
    assert one.help == "Hamnen: nu, igen"
    (card,) = offered(filled, "contact", "show", "")
    assert card.help == "Maja Hamrin"


def test_the_room_may_come_from_the_environment(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_ROOM", str(filled))
    assert values(*offered(filled, "publish", "hal", environment=True)) == ["halkan"]


def test_where_there_is_no_room_nothing_is_offered_and_nothing_made(tmp_path: Path) -> None:
    assert offered(tmp_path, "publish", "") == offered(tmp_path / "missing", "publish", "") == []
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "newsroom.db").write_text("This is a shopping list." * 100)
    assert offered(tmp_path, "publish", "") == []


def test_sources_and_files_are_left_to_the_shell(filled: Path) -> None:
    for words in (("import", "ar"), ("import", "archive", "fe"), ("new", "ut")):
        assert [(one.type, one.value) for one in offered(filled, *words)] == [("file", words[-1])]


def test_every_text_that_is_called_an_article_a_contact_an_event_or_a_file_completes() -> None:
    plain = [
        f"{name} {called}"
        for name, command in COMMANDS.items()
        for one in command.params
        if isinstance(one, click.Argument) and (called := (one.metavar or one.name or "").upper())
        if any(word in called for word in ("ARTICLE", "CONTACT", "EVENT", "FILE", "SOURCE"))
        if not isinstance(one.type, Slug | FileName | click.Path | click.File)
    ]
    assert plain == []


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_script(shell: str) -> None:
    answer = CliRunner().invoke(newsroom, ["completion", shell])
    assert (answer.exit_code, f"{VARIABLE}={shell}_complete" in answer.stdout) == (0, True)


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("bash", "plain,hamnen-nu-igen"),
        ("zsh", "plain\nhamnen-nu-igen\nHamnen: nu, igen"),
        ("fish", "plain,hamnen-nu-igen\tHamnen: nu, igen"),
    ],
)
def test_a_shell_hears_of_slugs_in_its_own_form(
    filled: Path, shell: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = get_completion_class(shell)
    monkeypatch.setenv("COMP_WORDS", f"newsroom --room {filled} publish ham")
    monkeypatch.setenv("COMP_CWORD", "ham" if shell == "fish" else "4")
    assert known
    assert known(newsroom, {}, "newsroom", VARIABLE).complete() == said


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
def test_a_real_bash_completes_a_name(filled: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "newsroom"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsroom "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(newsroom completion bash)"; COMP_WORDS=(newsroom --room "$1" publish ham); COMP_CWORD=4;'
        ' _newsroom_completion newsroom; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{program.parent}:{os.environ['PATH']}"
    run = subprocess.run(
        [str(BASH), "--norc", "-c", script, "bash", str(filled)],
        env={**os.environ, "PATH": path},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("hamnen-nu-igen\n", "")
