import hashlib
import struct
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.draft import MemorySource
from newsroom import media
from newsroom.errors import Unreadable


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + b"\0" * 20
JPEG = (
    b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\xff\xc0\0\x11\x08" + struct.pack(">HH", 20, 30) + b"\3" * 40
)
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f" + struct.pack("<I", 29 | 19 << 14) + b"\0" * 12


@pytest.mark.parametrize(
    ("content", "media_type", "size", "suffix"),
    [
        (png(30, 20), "image/png", (30, 20), ".png"),
        (GIF, "image/gif", (30, 20), ".gif"),
        (JPEG, "image/jpeg", (30, 20), ".jpg"),
        (WEBP, "image/webp", (30, 20), ".webp"),
        (b"%PDF-1.7 ...", "application/pdf", (None, None), ".pdf"),
        (b"PK\3\4" + b"\0" * 26 + b"word/document.xml", media.identify(b"PK\3\4word/"), (None, None), ".docx"),
        (b"PK\3\4" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK", None, (None, None), ".odt"),
        (b"PK\3\4" + b"\0" * 26 + b"notes.txt", "application/zip", (None, None), ".zip"),
        (b"\0\0\0\x20ftypisom....", "video/mp4", (None, None), ".mp4"),
        (b"<p>anything", "application/octet-stream", (None, None), ".bin"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_keeps_a_file_under_its_digest(
    tmp_path: Path, content: bytes, media_type: str | None, size: tuple[int | None, int | None], suffix: str
) -> None:
    kept = media.keep(tmp_path / "media", MemorySource(content, "named.exe"))
    path = media.path_of(tmp_path / "media", kept.digest, kept.media_type)
    assert path.read_bytes() == content
    assert (path.suffix, kept.width, kept.height) == (suffix, *size)
    assert media_type in (None, kept.media_type)
    assert kept.digest == hashlib.sha256(content).hexdigest()


def test_keeps_the_same_content_once(tmp_path: Path) -> None:
    first = media.keep(tmp_path, MemorySource(GIF, "a.gif"))
    path = media.path_of(tmp_path, first.digest, first.media_type)
    before = path.stat().st_mtime_ns
    assert media.keep(tmp_path, MemorySource(GIF, "b.gif")) == first
    assert (path.stat().st_mtime_ns, [one.name for one in tmp_path.iterdir()]) == (before, [path.parent.name])


def test_refuses_a_drawing_that_may_carry_scripts(tmp_path: Path) -> None:
    drawing = MemorySource(b"<?xml version='1.0'?>\n<SVG onload='x()'/>", "logo.png")
    with pytest.raises(Unreadable, match=r"logo\.png is an SVG drawing"):
        media.keep(tmp_path, drawing)


def test_refuses_what_is_no_picture_where_one_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"a\.jpg is no picture"):
        media.keep(tmp_path, MemorySource(b"%PDF-1.7", "a.jpg"), picture=True)


def test_leaves_nothing_of_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media.originals, "MAX_SIZE", 100)
    with pytest.raises(Unreadable, match="larger than 1 GB"):
        media.keep(tmp_path, MemorySource(GIF + b"\0" * 100, "a.gif"))
    assert list(tmp_path.iterdir()) == []


def test_notes_a_picture_of_too_many_pixels(tmp_path: Path) -> None:
    kept = media.keep(tmp_path, MemorySource(png(20_000, 20_000), "map.png"))
    assert kept.notes == ("map.png has 400 megapixels: it is kept, and too large to be shown smaller.",)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([JPEG[:20], WEBP[:16], GIF[:6], b"\x89PNG\r\n\x1a\n", b"\0\0\0\x20ftypavif"]),
    st.binary(max_size=200),
)
def test_broken_pictures_are_kept_and_have_a_whole_size_or_none(start: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = media.keep(Path(folder), MemorySource(start + rest, "a.jpg"), picture=True)
    assert (kept.width is None) == (kept.height is None)
    assert kept.width is None or kept.width > 0


def test_removes_an_original_and_leaves_the_others(tmp_path: Path) -> None:
    gone, stays = (media.keep(tmp_path, MemorySource(content, "a.pdf")) for content in (b"%PDF-1", b"%PDF-2"))
    media.remove(tmp_path, [gone.digest, "f" * 64])
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [media.path_of(tmp_path, stays.digest, stays.media_type)]
