import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.fetch import FileSource, Found, archives, fetching
from newsroom.fetch.archives import is_archive, unpack


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def found(path: Path) -> list[Found]:
    with fetching([str(path)]) as sources:
        return list(sources)


def read(path: Path) -> dict[str, bytes]:
    with fetching([str(path)]) as sources:
        return {one.label: one.head if isinstance(one, FileSource) else one.reason.encode() for one in sources}


def source(path: Path) -> FileSource:
    return FileSource(path, path.parent, path.name)


def test_gives_the_texts_of_a_zip_in_the_order_of_their_names(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.bin", **{"b.md": "two", "a/1.html": "one", "a/1.jpg": "-", "__MACOSX/b.md": "-"})
    assert read(path) == {f"{path}/b.md": b"two", f"{path}/a/1.html": b"one"}


def test_what_a_zip_holds_beside_a_text_can_be_read_with_it(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export.zip", **{"posts/a.md": "text", "images/a.jpg": "picture"})
    with fetching([str(path)]) as sources:
        text = next(sources)
        assert isinstance(text, FileSource)
        picture = text.sibling("../images/a.jpg")
        assert picture and picture.head == b"picture"


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "a/../../b.md", "C:\\a.md", "..\\a.md", ".hidden.md"])
def test_no_name_in_an_archive_leads_out_of_its_folder(name: str, tmp_path: Path) -> None:
    for folder in ("in", "out"):
        (tmp_path / folder).mkdir()
    path = zipped(tmp_path / "in/a.zip", **{name: "x"})
    assert unpack(source(path), tmp_path / "out") is None
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["a.zip"]


def test_a_name_in_utf_8_that_does_not_say_so_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"xxxx.md": "text"})
    path.write_bytes(path.read_bytes().replace(b"xxxx.md", "öö.md".encode()))
    assert read(path) == {f"{path}/öö.md": b"text"}


def test_gzip_and_tar_are_unpacked(tmp_path: Path) -> None:
    single, several = tmp_path / "feed.xml.gz", tmp_path / "posts.tgz"
    single.write_bytes(gzip.compress(b"<rss/>"))
    with tarfile.open(several, "w:gz") as archive:
        member = tarfile.TarInfo("posts/a.md")
        member.size = 4
        archive.addfile(member, io.BytesIO(b"text"))
        link = tarfile.TarInfo("posts/b.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    assert read(single) == {f"{single}/feed.xml": b"<rss/>"}
    assert read(several) == {f"{several}/posts/a.md": b"text"}


def test_a_document_that_is_a_zip_inside_is_one_source(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.docx", **{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
    assert [one.label for one in found(path)] == [str(path)]


def test_an_archive_that_holds_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.md": "x" * 2000, "b.md": "y"})
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    (only,) = read(path).values()
    assert b"import it in parts" in only
    monkeypatch.setattr(archives, "MOST_BYTES", 10_000)
    monkeypatch.setattr(archives, "MOST_FILES", 1)
    (only,) = read(path).values()
    assert b"import it in parts" in only


def test_a_locked_archive_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.md": "text"})
    content = bytearray(path.read_bytes())
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flag] |= 1
    path.write_bytes(content)
    assert list(read(path).values()) == [f"{path} is locked with a password: unlock it first.".encode()]


WHOLE = io.BytesIO()
with zipfile.ZipFile(WHOLE, "w", zipfile.ZIP_DEFLATED) as whole:
    whole.writestr("a.md", "text " * 99)
SEEDS = [WHOLE.getvalue(), gzip.compress(b"text " * 99)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SEEDS), st.integers(0, 200), st.binary(min_size=1, max_size=8))
def test_a_damaged_archive_gives_texts_or_a_sentence(tmp_path: Path, seed: bytes, at: int, harm: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(seed[:2] + seed[2:at] + harm + seed[at + len(harm) :])
    assert isinstance(is_archive(source(path)), bool)
    for one in found(path):
        assert isinstance(one, FileSource) or one.reason.endswith(".")
