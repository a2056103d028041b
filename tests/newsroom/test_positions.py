from zlib import compress, crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.media.positions import tells_position
from tests.pictures import POSITION, drawn, exif, file_of

PLACED, PLAIN = exif(artist="Åsa Ek", position=True), exif(artist="Åsa Ek")
PNG = file_of(drawn(), "PNG")


def png(kind: bytes, body: bytes, *, behind: bool = False) -> bytes:
    """Give a PNG with one more chunk, before or behind its picture."""
    at = len(PNG) - 12 if behind else 33
    return PNG[:at] + len(body).to_bytes(4, "big") + kind + body + crc32(kind + body).to_bytes(4, "big") + PNG[at:]


def profile(content: bytes) -> bytes:
    """Write metadata as ImageMagick does in a PNG's text."""
    return f"\nexif\n    {len(content)}\n{content.hex()}\n".encode()


PACKED = b"XML:com.adobe.xmp\0\1\0\0\0" + compress(POSITION)
TELLING = {
    "exif in jpeg": file_of(drawn(), exif=PLACED),
    "exif in webp": file_of(drawn(), "WEBP", exif=PLACED),
    "exif in png": file_of(drawn(), "PNG", exif=PLACED),
    "exif in avif": file_of(drawn(), "AVIF", exif=PLACED),
    "xmp in jpeg": file_of(drawn(), xmp=POSITION),
    "xmp in two bytes a letter": POSITION.decode().encode("utf-16"),
    "xmp packed in png": png(b"iTXt", PACKED),
    "xmp packed behind the picture": png(b"iTXt", PACKED, behind=True),
    "exif in digits": png(b"zTXt", b"Raw profile type exif\0\0" + compress(profile(PLACED))),
    "second picture": file_of(drawn()) + file_of(drawn(), exif=PLACED),
    "drone": b'<rdf:Description drone-dji:GpsLatitude="59.33"/>',
    "house": b"<Iptc4xmpCore:Location>Storgatan 1</Iptc4xmpCore:Location>",
    "film behind a photo": file_of(drawn()) + b"\0\0\0\x20\xa9xyz\0\x12\x15\xc7+59.3336+018.0507/",
    "tiff": file_of(drawn(), "TIFF", exif=Image.Exif()) + PLACED[6:],
}
SILENT = {
    "plain": file_of(drawn(), exif=PLAIN),
    "town": b"<photoshop:City>Hamnstad</photoshop:City>",
    "packed and broken": png(b"zTXt", b"Comment\0\0 no stream"),
    "directory that says its version alone": bytes.fromhex(
        "4d4d002a00000008 0001 8825 0004 00000001 0000001a 00000000 0001 0000 0001 00000004 02030000 00000000"
    ),
}


@pytest.mark.parametrize("name", TELLING)
def test_a_position_is_found_wherever_it_stands(name: str) -> None:
    assert tells_position(TELLING[name])


@pytest.mark.parametrize("name", SILENT)
def test_what_tells_no_position_is_not_suspected(name: str) -> None:
    assert not tells_position(SILENT[name])


def test_a_directory_of_a_position_that_is_cut_off_may_hold_anything() -> None:
    directory = SILENT["directory that says its version alone"]
    assert tells_position(directory[:26])


@given(st.binary(max_size=200), st.integers(0, 200), st.sampled_from([PNG, PLACED, PLAIN, b"II*\0", b"MM\0*", b""]))
@settings(max_examples=60)
def test_any_bytes_are_looked_through(content: bytes, at: int, inside: bytes) -> None:
    assert tells_position(content[:at] + inside + content[at:]) in (True, False)


@given(st.binary(max_size=60), st.binary(max_size=60))
@settings(max_examples=60)
def test_what_stands_around_a_position_does_not_hide_it(before: bytes, behind: bytes) -> None:
    assert tells_position(before + PLACED + behind)
