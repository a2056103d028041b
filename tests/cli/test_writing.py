import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import PLAIN, Give

FILE = "---\ntitle: Vinden vänder\nkind: news\nlanguage: sv\n---\n\nText om *vind*.\n"
Work = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def draft(give: Give) -> str:
    """Give the slug of a draft in the room."""
    assert give("new", "-", stdin=FILE).stdout == "Draft: vinden-vander\n"
    return "vinden-vander"


@pytest.fixture
def work(room: Path, tmp_path: Path) -> Work:
    """Give a command in a process of its own, whose editor is a Python script that changes `text`.

    With `answers` there is a terminal where they are typed.
    """

    def run(change: str, *words: str, answers: str | None = None) -> subprocess.CompletedProcess[str]:
        script = tmp_path / "editor.py"
        lines = ["import sys, pathlib", "path = pathlib.Path(sys.argv[1])", "text = path.read_text('utf-8')"]
        script.write_text("\n".join([*lines, change, "path.write_text(text, 'utf-8')"]), "utf-8")
        plain = {name: value for name, value in (os.environ | PLAIN).items() if value is not None}
        environment = plain | {"NEWSROOM_EDITOR": f"{sys.executable} '{script}'", "PYTHONPATH": str(Path.cwd())}
        command = [sys.executable, "-m", "newsroom", "--room", str(room), *words]
        with typed(answers) as stdin:
            return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, stdin=stdin)

    return run


@contextmanager
def typed(answers: str | None) -> Iterator[int]:
    if answers is None:
        yield subprocess.DEVNULL
        return
    ours, theirs = pty.openpty()
    os.write(ours, answers.encode())
    yield theirs
    os.close(ours)
    os.close(theirs)


def kept(room: Path) -> list[Path]:
    return list(room.glob("*.md"))


def test_a_new_draft_is_written_in_the_editor(work: Work, give: Give, room: Path) -> None:
    answer = work(
        "text = text.replace('headline: Vind', 'headline: Vind: så blir det') + 'Brödtext.'",
        "new",
        "--headline",
        "Vind",
    )
    assert (answer.returncode, answer.stdout) == (0, "Draft: vind-sa-blir-det\n")
    assert give("show", "vind").stdout.endswith("\n\nBrödtext.\n")
    assert kept(room) == []


def test_a_new_text_left_as_it_was_makes_no_draft(work: Work, give: Give, room: Path) -> None:
    answer = work("", "new", "--headline", "Vind")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert (give("list").stdout, kept(room)) == ("", [])


def test_a_file_is_taken_as_a_draft_with_what_the_editor_says_of_it(give: Give, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(FILE.replace("kind: news", "date: 2017-03-07"), "utf-8")
    answer = give("new", file, "--kind", "blog_post", "--headline", "Annan", "--language", "fi")
    assert answer.stdout == "Draft: annan\n"
    assert give("list").stdout == "draft\t2026-03-02\tblog_post\tannan\tAnnan\n"


@pytest.mark.parametrize(("name", "why"), [("nowhere.md", "nowhere.md does not exist"), (".", "folder")])
def test_a_file_that_is_none_is_told_in_a_sentence(give: Give, name: str, why: str) -> None:
    answer = give("new", name)
    assert (answer.exit_code, answer.stdout, why in answer.stderr) == (1, "", True)


def test_an_article_is_edited_in_the_editor(work: Work, give: Give, draft: str, room: Path) -> None:
    give("publish", draft)
    changes = {"om *vind*": "om **el**", "lead:": "lead: Ingress.", "note: Fel": "note: Fel ord"}
    answer = work(
        f"for old, new in {changes}.items(): text = text.replace(old, new)",
        *("edit", "vinden", "--kind", "correction", "--note", "Fel"),
    )
    assert (answer.returncode, answer.stdout) == (0, "Edited: Vinden vänder (vinden-vander)\n")
    shown = give("show", draft).stdout
    assert "Lead: Ingress.\n" in shown and "Text om el." in shown
    assert "Version: 2, correction, " in shown and ": Fel ord\n" in shown
    assert kept(room) == []


def test_an_unchanged_text_changes_nothing(work: Work, give: Give, draft: str, room: Path) -> None:
    before = give("show", draft, "--json").stdout
    for change in ("", "text = text.replace('# kind', '# Kind')"):
        answer = work(change, "edit", draft)
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "Nothing was changed.\n")
    assert (give("show", draft, "--json").stdout, kept(room)) == (before, [])


def test_a_text_that_does_not_parse_is_kept_and_its_line_told(work: Work, give: Give, draft: str, room: Path) -> None:
    before = give("show", draft, "--json").stdout
    answer = work("text = text.replace('kind: news', 'kind: nyhet').replace('om', 'OM')", "edit", draft)
    [path] = kept(room)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"Line 4: kind: write one of press_release, news, blog_post. Your text is kept in {path}.\n"
    assert "Text OM *vind*." in path.read_text("utf-8")
    assert give("show", draft, "--json").stdout == before


def test_at_a_terminal_a_text_that_does_not_parse_is_opened_again(
    work: Work, give: Give, draft: str, room: Path
) -> None:
    change = (
        "text = text.replace('nyhet', 'blog_post') if 'nyhet' in text else text.replace('kind: news', 'kind: nyhet')"
    )
    answer = work(change, "edit", draft, answers="y\n")
    assert "Line 4: kind: write one of press_release, news, blog_post. Open the text again? [Y/n]" in answer.stderr
    assert (answer.stdout, kept(room)) == ("Edited: Vinden vänder (vinden-vander)\n", [])
    assert "Kind: blog_post\n" in give("show", draft).stdout


@pytest.mark.parametrize(("answer", "left"), [("n", 1), ("y", 0)])
def test_at_a_terminal_a_draft_is_thrown_away_after_a_yes(
    work: Work, give: Give, draft: str, answer: str, left: int
) -> None:
    asked = work("", "discard", draft, answers=f"{answer}\n").stderr
    assert "Throw away “Vinden vänder” (vinden-vander)? [y/N]" in asked
    assert give("list").stdout.count("\n") == left


def test_an_edit_that_races_another_is_refused_and_kept(work: Work, give: Give, draft: str, room: Path) -> None:
    command = [sys.executable, "-m", "newsroom", "--room", str(room), "edit", draft, "--set", "lead=Din."]
    other = f"import subprocess; subprocess.run({command})"
    answer = work(f"{other}\ntext = text.replace('lead:', 'lead: Min.')", "edit", draft)
    assert answer.returncode == 1
    assert "was changed by somebody else since you opened it" in answer.stderr
    assert "Lead: Din.\n" in give("show", draft).stdout
    assert "lead: Min." in kept(room)[0].read_text("utf-8")


@pytest.mark.parametrize(
    "change", ["sys.exit(3)", "text = text.replace('om', 'OM'); path.write_text(text, 'utf-8'); sys.exit(3)"]
)
def test_an_editor_that_fails_changes_nothing(work: Work, give: Give, draft: str, room: Path, change: str) -> None:
    answer = work(change, "edit", draft)
    assert (answer.returncode, "ended with 3" in answer.stderr) == (1, True)
    assert len(kept(room)) == change.count("OM")
    assert "Text om vind." in give("show", draft).stdout


def test_without_an_editor_there_is_a_sentence(
    work: Work, give: Give, draft: str, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_EDITOR", "no-such-editor --wait")
    assert "“no-such-editor” cannot be started" in give("edit", draft).stderr
    for name in ("NEWSROOM_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    assert "set EDITOR" in give("edit", draft).stderr
    assert kept(room) == []


def test_fields_are_set_without_an_editor(give: Give, draft: str, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text("## Ny\n\nText.\n", "utf-8")
    given = [
        "headline=Ny: rubrik",
        "tags=Vind, El",
        f"body=@{tmp_path / 'body.md'}",
        "byline=@maja",
        "kind=press_release",
    ]
    answer = give("edit", draft, *(word for one in given for word in ("--set", one)))
    assert answer.stdout == "Edited: Ny: rubrik (vinden-vander)\n"
    shown = give("show", draft).stdout
    assert "Tags: Vind, El\n" in shown and "Byline: @maja\n" in shown
    assert shown.endswith("\n\nNy\n\nText.\n")


def test_a_body_is_read_from_standard_input(give: Give, draft: str) -> None:
    assert give("edit", draft, "--set", "body=@-", stdin="Ny *text*.").exit_code == 0
    assert "Ny text." in give("show", draft).stdout


@pytest.mark.parametrize(
    ("given", "code", "why"),
    [
        ("rubrik=x", 1, "There is no field “rubrik”; those that exist are headline, kind,"),
        ("headline", 2, "write FIELD=VALUE"),
        ("published_at=2026-03-29 02:30", 1, "2026-03-29 03:30:00+02:00 or 2026-03-29 01:30:00+01:00"),
        ("contacts=Nobody", 1, "newsroom contact list"),
        ("body=@nowhere.md", 1, "nowhere.md"),
    ],
)
def test_what_cannot_be_set_is_told(give: Give, draft: str, given: str, code: int, why: str) -> None:
    answer = give("edit", draft, "--set", given)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert why in " ".join(answer.stderr.replace("│", "").split())


def test_a_slug_that_is_taken_is_told(give: Give, draft: str) -> None:
    give("new", "-", stdin=FILE.replace("Vinden vänder", "Annan"))
    answer = give("edit", "annan", "--set", "slug=vinden-vander")
    assert answer.stdout == "Edited: Annan (vinden-vander-2)\n"
    assert "The slug vinden-vander belongs to another article." in answer.stderr


REASON = ("--kind", "correction", "--note", "Fel ord")


def test_a_public_article_opens_no_editor_where_nobody_can_be_asked(
    work: Work, give: Give, draft: str, room: Path
) -> None:
    give("publish", draft)
    for command in ("edit", "correct"):
        answer = work("sys.exit(9)", command, draft)
        assert (answer.returncode, "--kind typo, update or correction" in answer.stderr) == (1, True)
    assert kept(room) == []


def test_at_a_terminal_kind_and_note_are_asked_for_after_the_editor(work: Work, give: Give, draft: str) -> None:
    give("publish", draft)
    answer = work("text = text.replace('om', 'OM')", "edit", draft, answers="correction\nFel ord\n")
    assert "What kind of change is this?" in answer.stderr and "What do you tell its readers?" in answer.stderr
    assert "Version: 2, correction, " in (shown := give("show", draft).stdout) and ": Fel ord\n" in shown


def test_kind_and_note_can_be_written_into_the_text(work: Work, give: Give, draft: str) -> None:
    give("publish", draft)
    changes = {"om *": "OM *", "change:": "change: update", "note:": "note: Nytt: mer"}
    change = f"for old, new in {changes}.items(): text = text.replace(old, new)"
    answer = work(change, "edit", draft, answers="")
    assert "What kind" not in answer.stderr
    assert "Version: 2, update, " in (shown := give("show", draft).stdout) and ": Nytt: mer\n" in shown


@pytest.mark.parametrize("command", ["edit", "correct"])
def test_fields_of_a_public_article_are_set_with_a_reason(give: Give, draft: str, command: str) -> None:
    give("publish", draft)
    refused = give(command, draft, "--set", "lead=Ny.")
    assert (refused.exit_code, "is public" in refused.stderr) == (1, True)
    assert give(command, draft, "--set", "lead=Ny.", *REASON).stdout == "Edited: Vinden vänder (vinden-vander)\n"
    assert f"\t{command}\t" in give("log").stdout


def test_only_what_is_public_is_corrected(give: Give, draft: str) -> None:
    answer = give("correct", draft, "--set", "lead=Ny.", *REASON)
    assert (answer.exit_code, "is not public: `newsroom edit vinden-vander`" in answer.stderr) == (1, True)


def test_a_note_that_no_reader_sees_is_told_to_be_in_the_log(give: Give, draft: str) -> None:
    assert "yours is in the log alone" in give("edit", draft, "--set", "lead=Ny.", "--note", "Fel").stderr
    give("publish", draft)
    answer = give("edit", draft, "--set", "lead=Nyare.", "--kind", "typo", "--note", "Stavning")
    assert "A typo has no note for readers" in answer.stderr
    assert "typo: Stavning" in give("log").stdout
