import os
from io import BytesIO
from pathlib import Path

import pytest

from newsroom.fetch import FileSource, Found, Unread, fetching

EMPTY = "An empty name is no source: name a file, a folder, an address, or - for standard input."


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    return folder


def found(*names: str) -> list[Found]:
    with fetching(names) as sources:
        return list(sources)


def texts(sources: list[Found]) -> list[str]:
    return [source.label if isinstance(source, FileSource) else source.reason for source in sources]


def test_gives_a_folder_in_the_order_of_its_names(tmp_path: Path) -> None:
    fill(tmp_path, "b.md", "a/z.txt", "a/y.html", "c.md")
    assert texts(found(str(tmp_path))) == [f"{tmp_path}/{name}" for name in ("b.md", "c.md", "a/y.html", "a/z.txt")]


def test_leaves_out_what_only_goes_with_a_text(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "a.md",
        "a.jpg",
        "style.CSS",
        ".hidden.md",
        ".git/x.md",
        "Thumbs.db",
        "room/newsroom.toml",
        "room/newsroom.db-wal",
        "page.html",
        "page_files/ad.html",
        "_config.yml",
        "build.PY",
        "Gemfile",
        "nginx.conf",
        "x.c",
        "package.json",
        "robots.txt",
    )
    assert texts(found(str(tmp_path))) == [f"{tmp_path}/a.md", f"{tmp_path}/page.html"]


def test_a_program_that_is_named_is_tried(tmp_path: Path) -> None:
    fill(tmp_path, "nyhet.yml", "Makefile")
    names = [str(tmp_path / "nyhet.yml"), str(tmp_path / "Makefile")]
    assert texts(found(*names)) == names


def test_goes_on_after_a_name_that_gives_nothing(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "a.jpg", "empty/.x")
    names = ["nothing.md", "a.jpg", "empty", "a.md"]
    assert texts(found(*(str(tmp_path / name) for name in names))) == [
        f"{tmp_path}/nothing.md does not exist: check the name.",
        f"{tmp_path}/a.jpg is a picture: import the text that it goes with.",
        f"{tmp_path}/empty holds no file that could be a text: name another folder.",
        f"{tmp_path}/a.md",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_may_not_be_opened_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.md", "b.md", "c/y.md")
    (tmp_path / "a").chmod(0)
    told = texts(found(str(tmp_path), str(tmp_path / "a")))
    (tmp_path / "a").chmod(0o700)
    refusal = f"{tmp_path}/a may not be opened: change its permissions."
    assert told == [f"{tmp_path}/b.md", f"{tmp_path}/c/y.md", refusal, refusal]


def test_an_empty_name_is_not_the_current_folder() -> None:
    assert texts(found("", " ")) == [EMPTY] * 2


def test_keeps_standard_input_until_the_end(tmp_path: Path) -> None:
    with fetching(["-"], BytesIO(b"x" * 100_000)) as sources:
        source = next(sources)
        assert isinstance(source, FileSource)
        assert (source.label, len(source.head), source.path.stat().st_size) == ("standard input", 65536, 100_000)
        assert source.sibling("x") is None
    assert not source.path.exists()


def test_a_folder_is_read_when_its_turn_comes(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.md")
    with fetching([str(tmp_path / "a"), str(tmp_path / "b")]) as sources:
        next(sources)
        fill(tmp_path, "b/2.md")
        assert texts(list(sources)) == [f"{tmp_path}/b/2.md"]


@pytest.fixture
def source(tmp_path: Path) -> FileSource:
    fill(tmp_path, "room/posts/a.md", "room/posts/b.jpg", "room/images/c.jpg", "room/.key", "outside.jpg")
    (tmp_path / "room/posts/link.jpg").symlink_to(tmp_path / "outside.jpg")
    [first, *_] = found(str(tmp_path / "room"))
    assert isinstance(first, FileSource)
    return first


@pytest.mark.parametrize("name", ["b.jpg", "./b.jpg", "../images/c.jpg"])
def test_finds_siblings_below_the_folder_that_was_named(source: FileSource, name: str) -> None:
    sibling = source.sibling(name)
    assert sibling and sibling.head.startswith(b"text of room/")


@pytest.mark.parametrize(
    "name",
    ["d.jpg", "../../outside.jpg", "link.jpg", "/etc/hostname", "../.key", "\0", "x" * 5000, "..", "", "../posts"],
)
def test_finds_no_sibling_elsewhere(source: FileSource, name: str) -> None:
    assert source.sibling(name) is None


def test_a_file_named_alone_has_the_siblings_of_its_folder(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.md", "a/x.jpg", "y.jpg")
    [source] = found(str(tmp_path / "a/x.md"))
    assert isinstance(source, FileSource)
    assert source.sibling("x.jpg") and not source.sibling("../y.jpg")


def test_a_link_out_of_the_folder_is_not_followed(source: FileSource, tmp_path: Path) -> None:
    (tmp_path / "room/posts/out.md").symlink_to(fill(tmp_path, "out.md") / "out.md")
    assert f"{tmp_path}/room/posts/out.md" not in texts(found(str(tmp_path / "room")))


def test_names_that_are_no_text_can_still_be_told(tmp_path: Path) -> None:
    assert found(f"{tmp_path}/caf\udce9.md") == [
        Unread(f"{tmp_path}/caf\ufffd.md", f"{tmp_path}/caf\ufffd.md does not exist: check the name.")
    ]
