from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from importers.draft import MemorySource
from newsroom import media
from newsroom.errors import Unreadable
from newsroom.media.developing import Order, develop
from newsroom.media.positions import tells_position
from newsroom.media.stripping import strip
from newsroom.original import Original
from tests.pictures import POSITION, drawn, exif, file_of

PIXELS = bytes(range(200)) * 4


def box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def heic(*said: bytes, brand: bytes = b"heic") -> bytes:
    """Write a HEIF's boxes as phones do: metadata and picture are items in one `mdat`."""
    return box(b"ftyp", brand + b"\0\0\0\0mif1heic") + box(b"meta", b"\0" * 40) + box(b"mdat", b"".join(said) + PIXELS)


PLACED = exif(artist="Åsa Ek", position=True)
TIFF = file_of(drawn(), "TIFF", tiffinfo={700: POSITION}, exif=Image.Exif())
FILES = {
    "image/heic": heic(b"\0\0\0\6" + PLACED, POSITION),
    "image/heif": heic(b"\0\0\0\6" + PLACED, brand=b"mif1"),
    "image/tiff": file_of(drawn(), "TIFF", exif=PLACED),
}


def developed(folder: Path, content: bytes) -> tuple[media.Kept, Original]:
    kept = media.keep(folder, MemorySource(content, "a.tif"))
    return kept, list(develop(folder, Order(digest=kept.digest, media_type=kept.media_type)))[-1]


@pytest.mark.parametrize("media_type", FILES)
def test_readers_get_a_copy_that_tells_no_place_and_is_as_long(tmp_path: Path, media_type: str) -> None:
    content = FILES[media_type]
    assert tells_position(content)
    kept, made = developed(tmp_path, content)
    copy = media.public_path(tmp_path, kept.digest, kept.media_type).read_bytes()
    assert (kept.media_type, made.read, made.public_size) == (media_type, True, len(content))
    assert not tells_position(copy)
    assert (len(copy), b"sa Ek" in copy) == (len(content), True)


def test_the_pixels_of_a_tiff_stay_without_its_packet(tmp_path: Path) -> None:
    kept, _ = developed(tmp_path, TIFF)
    path = media.public_path(tmp_path, kept.digest, kept.media_type)
    with Image.open(path) as copy:
        assert copy.tobytes() == drawn().tobytes()
    assert not tells_position(path.read_bytes())


def test_what_tells_no_place_goes_out_as_it_came(tmp_path: Path) -> None:
    _, made = developed(tmp_path, heic(b"\0\0\0\6" + exif(artist="Åsa")))
    assert (made.read, made.public_tag) == (True, None)


@pytest.mark.parametrize("content", [b"II+\0\x08\0\0\0", heic(b'geo:lat="59.3336"')])
def test_what_cannot_be_looked_into_is_held_back(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"BigTIFF|cannot be taken out"):
        developed(tmp_path, content)


@given(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 900),
    st.lists(st.integers(0, 400), max_size=6),
    st.binary(max_size=3),
)
@settings(max_examples=60)
def test_what_is_cut_off_or_broken_is_stripped_or_refused(kind: str, end: int, places: list[int], byte: bytes) -> None:
    content = bytearray(FILES[kind][:end])
    for place in places:
        content[place : place + 1] = byte
    try:
        assert not tells_position(strip(bytes(content), kind, exif=b"", xmp=b""))
    except Unreadable as refusal:
        assert str(refusal)
