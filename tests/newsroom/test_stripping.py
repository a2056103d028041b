from io import BytesIO
from zlib import crc32

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageSequence

from newsroom.errors import Unreadable
from newsroom.media.positions import tells_position
from newsroom.media.stripping import strip
from tests.pictures import POSITION, drawn, exif, file_of

PLACED = exif(artist="Åsa Ek", orientation=6, position=True)
MOVING = file_of(drawn(), "GIF", save_all=True, append_images=[drawn().rotate(180)], loop=3, duration=70)
ANIMATION, XMP_IN_GIF = b"\x21\xff\x0bNETSCAPE2.0", b"\x21\xff\x0bXMP DataXMP"
# XMP in a GIF is no row of blocks: behind it stand bytes that lead whoever takes it for one to its end.
IN_GIF = XMP_IN_GIF + POSITION + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
FILES = {
    "image/jpeg": file_of(drawn(), exif=PLACED, xmp=POSITION, comment="Åsa"),
    "image/png": file_of(drawn(), "PNG", exif=PLACED),
    "image/webp": file_of(drawn(), "WEBP", exif=PLACED, xmp=POSITION),
    "image/avif": file_of(drawn(), "AVIF", exif=PLACED, xmp=POSITION),
    "image/gif": MOVING.replace(ANIMATION, IN_GIF + ANIMATION, 1),
}
PNG, JPEG = FILES["image/png"], FILES["image/jpeg"]


def stripped(content: bytes, media_type: str) -> bytes:
    with Image.open(BytesIO(content)) as image:
        known = tuple(image.info[name] for name in ("exif", "xmp") if name in image.info)
    return strip(content, media_type, exif=b"", xmp=b"", known=known)


def frames(content: bytes) -> list[bytes]:
    with Image.open(BytesIO(content)) as image:
        return [frame.tobytes() for frame in ImageSequence.Iterator(image)]


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + crc32(kind + body).to_bytes(4, "big")


@pytest.mark.parametrize("media_type", FILES)
def test_no_position_stays_and_every_pixel_does(media_type: str) -> None:
    copy = stripped(FILES[media_type], media_type)
    assert tells_position(FILES[media_type])
    assert not tells_position(copy)
    assert frames(copy) == frames(FILES[media_type])
    assert strip(copy, media_type, exif=b"", xmp=b"") == copy


def test_an_animation_keeps_its_turns_and_its_pace() -> None:
    with Image.open(BytesIO(stripped(FILES["image/gif"], "image/gif"))) as image:
        assert (image.info["loop"], image.info["duration"]) == (3, 70)


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=60)
def test_a_chunk_that_nobody_knows_stays(body: bytes, behind: bool) -> None:
    assume(not tells_position(body))
    unknown, at = chunk(b"teSt", body), len(PNG) - 12 if behind else 33
    assert unknown in stripped(PNG[:at] + unknown + PNG[at:], "image/png")
    webp, part = FILES["image/webp"], b"teSt" + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
    assert part in stripped(
        webp[:4] + (len(webp) + len(part) - 8).to_bytes(4, "little") + webp[8:] + part, "image/webp"
    )


def test_a_position_in_a_part_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Unreadable, match="where it was taken"):
        stripped(PNG[:33] + chunk(b"teSt", POSITION) + PNG[33:], "image/png")


def test_a_last_part_without_its_even_byte_keeps_the_next_in_its_place() -> None:
    webp = file_of(drawn(), "WEBP", exif=PLACED) + b"teSt\x01\0\0\0x"
    whole = webp[:4] + (len(webp) - 8).to_bytes(4, "little") + webp[8:]
    copy = strip(whole, "image/webp", exif=exif(artist="Åsa"), xmp=b"")
    with Image.open(BytesIO(copy)) as image:
        assert image.getexif()[0x013B]


@pytest.mark.parametrize("length", [0, 1, 60_000, 65_535])
def test_a_segment_of_an_impossible_length_is_refused(length: int) -> None:
    broken = JPEG[:2] + b"\xff\xe1" + length.to_bytes(2, "big") + JPEG[2:]
    with pytest.raises(Unreadable):
        strip(broken, "image/jpeg", exif=b"", xmp=b"")


def test_what_fills_up_before_a_marker_is_skipped() -> None:
    assert frames(strip(JPEG[:2] + b"\xff\xff" + JPEG[2:], "image/jpeg", exif=b"", xmp=b"")) == frames(JPEG)


@st.composite
def broken_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a picture's file that was cut off, or of which some bytes are others, or any bytes at all."""
    media_type = draw(st.sampled_from(sorted(FILES)))
    content = bytearray(FILES[media_type])
    if draw(st.booleans()):
        del content[draw(st.integers(0, len(content))) :]
    for place in draw(st.lists(st.integers(0, 400), max_size=6)):
        content[place : place + 1] = draw(st.binary(max_size=3))
    return media_type, draw(st.just(bytes(content)) | st.binary(max_size=60) | st.just(bytes(content[:12])))


@given(broken_files(), st.lists(st.binary(max_size=40), max_size=2))
@settings(max_examples=60)
def test_whatever_comes_is_stripped_or_refused(broken: tuple[str, bytes], known: list[bytes]) -> None:
    media_type, content = broken
    try:
        copy = strip(content, media_type, exif=exif(artist="Åsa"), xmp=b"", known=tuple(known))
    except Unreadable:
        return
    assert not tells_position(copy)


@given(
    st.sampled_from(sorted(FILES)), st.integers(1, 40), st.integers(1, 40), st.sampled_from(["RGB", "L", "RGBA", "P"])
)
@settings(max_examples=60)
def test_the_pixels_of_any_picture_stay(media_type: str, width: int, height: int, mode: str) -> None:
    form = media_type.removeprefix("image/").upper()
    picture = drawn(width, height, "RGB" if mode in ("RGBA", "P") and form == "JPEG" else mode)
    content = file_of(picture, form, **({} if form == "GIF" else {"exif": PLACED}))
    copy = stripped(content, media_type)
    assert (tells_position(copy), frames(copy)) == (False, frames(content))
