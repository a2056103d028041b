import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from importers.draft import MemorySource
from newsroom import media
from newsroom.media.developing import Order, develop
from newsroom.media.metadata import read_metadata
from newsroom.original import Original
from newsroom.worker import Limits
from newsroom.worker.darkroom import Darkroom
from tests.pictures import drawn, exif, file_of

SAID = {"credit": "Öst/X", "licence": "CC BY 4.0"}


def developed(folder: Path, content: bytes, **asked: bool) -> tuple[media.Kept, Original]:
    kept = media.keep(folder, MemorySource(content, "a.jpg"), picture=True)
    return kept, list(develop(folder, Order(digest=kept.digest, media_type=kept.media_type, words=SAID, **asked)))[-1]


def test_renditions_are_upright_never_enlarged_and_say_whose_they_are(tmp_path: Path) -> None:
    kept, made = developed(tmp_path, file_of(drawn(700, 1000), exif=exif(artist="Åsa Ek", orientation=6)))
    sizes = [(one.width, one.height, one.media_type) for one in made.renditions]
    assert sizes == [
        (width, height, form)
        for width, height in ((480, 336), (960, 672), (1000, 700))
        for form in ("image/webp", "image/jpeg")
    ]
    for one in made.renditions:
        content = media.rendition_path(tmp_path, kept.digest, one.media_type, one.width).read_bytes()
        with Image.open(BytesIO(content)) as opened:
            assert opened.size == (one.width, one.height)
            assert read_metadata(opened).said == {"creator": "Åsa Ek", **SAID}
            assert opened.getexif()[0x013B].encode("latin-1").decode() == "Åsa Ek"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_copy_without_the_place_has_the_same_picture(tmp_path: Path, form: str) -> None:
    content = file_of(drawn(), form, exif=exif(artist="Åsa Ek", orientation=6, position=True))
    kept, made = developed(tmp_path, content)
    public = media.public_path(tmp_path, kept.digest, kept.media_type).read_bytes()
    with Image.open(BytesIO(public)) as copy, Image.open(BytesIO(content)) as original:
        assert copy.tobytes() == original.tobytes()
        assert (read_metadata(copy).tells_place, copy.getexif()[0x0112]) == (False, 6)
        assert read_metadata(copy).said["creator"] == "Åsa Ek"
    assert (made.public_size, media.path_of(tmp_path, kept.digest, kept.media_type).read_bytes()) == (
        len(public),
        content,
    )


def test_what_tells_no_place_is_served_as_it_came(tmp_path: Path) -> None:
    _, made = developed(tmp_path, file_of(drawn(), exif=exif(artist="Åsa Ek")))
    assert made.public_tag is None


def test_transparency_stays_and_what_moves_has_no_renditions(tmp_path: Path) -> None:
    _, made = developed(tmp_path, file_of(drawn(mode="RGBA"), "PNG"))
    assert [one.media_type for one in made.renditions] == ["image/webp", "image/png"]
    moving = file_of(drawn(), "GIF", save_all=True, append_images=[Image.new("RGB", (60, 40))])
    assert developed(tmp_path, moving)[1].renditions == ()


def test_avif_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    _, made = developed(tmp_path, file_of(drawn()), avif=True)
    assert [one.media_type for one in made.renditions] == ["image/avif", "image/webp", "image/jpeg"]


def test_what_costs_the_process_its_life_costs_one_picture(tmp_path: Path) -> None:
    kept = media.keep(tmp_path, MemorySource(file_of(drawn(600, 400)), "a.jpg"), picture=True)
    order = Order(digest=kept.digest, media_type=kept.media_type)
    with Darkroom(Limits(seconds=0.001)) as darkroom:
        original, reason = darkroom.develop(tmp_path, order)
    assert (original.renditions, reason) == ((), "that takes longer than 0.001 seconds")
    with Darkroom() as darkroom:
        assert len(darkroom.develop(tmp_path, order)[0].renditions) == 4


def test_no_picture_is_told_in_a_sentence(tmp_path: Path) -> None:
    kept = media.keep(tmp_path, MemorySource(b"\xff\xd8\xff broken", "a.jpg"), picture=True)
    with Darkroom() as darkroom:
        _, reason = darkroom.develop(tmp_path, Order(digest=kept.digest, media_type=kept.media_type))
    assert re.fullmatch("it cannot be read as a picture", reason or "")
