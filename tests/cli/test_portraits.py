"""Portraits that come with an import: kept as pictures are, changed by their source, the desk's own first."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Give
from tests.cli.test_import import rows
from tests.pictures import drawn, exif, file_of

BEFORE, AFTER, OWN = (file_of(drawn(width), exif=exif(position=True)) for width in (40, 50, 60))
SHOWN = "SELECT digest IS NOT NULL, width FROM image JOIN contact ON image_id = image.id"


def card(photo: bytes | str = BEFORE, phone: str = "070-123 45 67") -> str:
    said = f"ENCODING=b;TYPE=JPEG:{b64encode(photo).decode()}" if isinstance(photo, bytes) else f"VALUE=uri:{photo}"
    return f"BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Eva Ek\nTEL:{phone}\nPHOTO;{said}\nEND:VCARD\n"


def take(give: Give, text: str, *words: str) -> dict[str, Any]:
    answer = give("import", "--json", *words, "-", stdin=text)
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def outcomes(told: dict[str, Any]) -> list[str]:
    return [item["outcome"] for item in told["items"]]


def originals(room: Path) -> list[Path]:
    return [path for path in (room / "media").glob("*/*") if path.suffix == ".jpg" and path.name.count(".") == 1]


def test_a_card_shows_its_portrait_without_where_it_was_taken(give: Give, room: Path) -> None:
    told = take(give, card())
    assert told["items"][0]["image"]["url"] == "portrait.jpeg"
    assert rows(room, SHOWN) == [(1, 40)]
    assert rows(room, "SELECT public_size > 0 FROM original") == [(1,)]
    assert [path.read_bytes() for path in originals(room)] == [BEFORE]


def test_the_same_again_is_unchanged_and_another_portrait_is_an_update(give: Give, room: Path) -> None:
    take(give, card())
    assert outcomes(take(give, card())) == ["unchanged"]
    assert outcomes(take(give, card(AFTER))) == ["updated"]
    assert rows(room, SHOWN) == [(1, 50)]
    assert rows(room, "SELECT count(*) FROM image") == [(1,)]


def test_the_desks_portrait_stays_until_its_editor_takes_the_sources(give: Give, room: Path, tmp_path: Path) -> None:
    take(give, card())
    (tmp_path / "own.jpg").write_bytes(OWN)
    assert give("contact", "edit", "eva-ek", "--photo", tmp_path / "own.jpg").exit_code == 0
    assert outcomes(take(give, card(AFTER, "070-123 45 68"))) == ["unchanged"]
    assert rows(room, SHOWN) == [(1, 60)]
    assert outcomes(take(give, card(AFTER, "070-123 45 68"), "--theirs")) == ["updated"]
    assert rows(room, SHOWN) == [(1, 50)]


def test_a_second_source_gives_a_portrait_to_a_card_without_one(give: Give, room: Path) -> None:
    give("contact", "add", "--name", "Eva Ek", "--phone", "070-123 45 67", "--press")
    take(give, card())
    take(give, card(AFTER).replace("UID:1", "UID:2"))
    assert rows(room, SHOWN) == [(1, 40)]


@pytest.mark.parametrize(
    ("photo", "note"),
    [
        (b"no picture at all", "is no picture"),
        ("bilder/eva.jpg", "neither beside its source nor at an address"),
        ("cid:eva@ort.example", "neither beside its source nor at an address"),
    ],
)
def test_what_cannot_be_shown_is_told_and_the_card_is_kept(
    give: Give, room: Path, photo: bytes | str, note: str
) -> None:
    [item] = take(give, card(photo))["items"]
    assert (item["outcome"], "image" in item) == ("created", False)
    assert note in " ".join(item["notes"])
    assert rows(room, "SELECT image_id FROM contact") == [(None,)]


def test_an_address_that_cannot_be_fetched_is_told_and_known(give: Give, room: Path) -> None:
    [item] = take(give, card("http://127.0.0.1:9/eva.jpg"), "--fetch-media", "--allow-private")["items"]
    assert "Not fetched" in " ".join(item["notes"])
    assert rows(room, SHOWN) == [(0, None)]
    answer = give("import", "--retry", "1", "--allow-private")
    assert "1 unchanged (1 contact)" in answer.stdout


def test_an_erased_person_leaves_no_portrait_and_none_comes_back(give: Give, room: Path) -> None:
    take(give, card())
    assert give("person", "Eva Ek", "--erase", "--yes").exit_code == 0
    assert outcomes(take(give, card(AFTER))) == ["refused"]
    assert (rows(room, "SELECT count(*) FROM image"), originals(room)) == ([(0,)], [])


def test_an_import_that_is_undone_takes_its_portraits_along(give: Give, room: Path) -> None:
    take(give, card())
    assert give("ledger", "1", "--undo", "--yes").exit_code == 0
    assert (rows(room, "SELECT count(*) FROM image"), originals(room)) == ([(0,)], [])


def release(photo: str, headline: str = "Ny kaj") -> str:
    person = {"name": "Eva Ek", "phone": "070-123 45 67", "image": photo}
    fields = {"type_of_media": "pressrelease", "id": 7, "header": headline, "body": "<p>Klar.</p>"}
    return json.dumps({"items": [fields | {"published_at": "2026-02-01T08:00:00+01:00", "contact_people": [person]}]})


def test_a_release_with_another_portrait_says_nothing_new_to_its_readers(give: Give, room: Path) -> None:
    take(give, release("https://ort.example/eva.jpg"))
    told = take(give, release("https://ort.example/eva-2.jpg"))
    assert outcomes(told) == ["updated"]
    assert rows(room, "SELECT url FROM image") == [("https://ort.example/eva-2.jpg",)]
    assert rows(room, "SELECT count(*) FROM version") == [(1,)]
    assert rows(room, "SELECT updated_at FROM article") == [(None,)]
    take(give, release("https://ort.example/eva-2.jpg", "Ny kaj i Lund"))
    assert rows(room, "SELECT count(*) FROM version") == [(2,)]


def test_an_editor_puts_a_portrait_on_a_card_describes_it_and_takes_it_away(
    give: Give, room: Path, tmp_path: Path
) -> None:
    (tmp_path / "own.jpg").write_bytes(OWN)
    give("contact", "add", "--name", "Eva Ek", "--phone", "070-123 45 67")
    nothing = give("contact", "edit", "eva-ek", "--alt", "Eva Ek.")
    assert (nothing.exit_code, "no portrait" in nothing.stderr) == (1, True)
    assert give("contact", "edit", "eva-ek", "--photo", tmp_path / "own.jpg", "--alt", "Eva.").exit_code == 0
    assert give("contact", "edit", "eva-ek", "--alt", "Eva Ek vid kajen.", "--credit", "Ida Ö").exit_code == 0
    assert rows(room, "SELECT alt, credit, width FROM image") == [("Eva Ek vid kajen.", "Ida Ö", 60)]
    assert give("contact", "edit", "eva-ek", "--no-photo", "--alt", "Eva.").exit_code == 2
    assert give("contact", "edit", "eva-ek", "--no-photo").exit_code == 0
    assert rows(room, "SELECT count(*) FROM image") == [(0,)]


def test_words_without_a_portrait_are_a_mistake(give: Give, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("no picture")
    assert give("contact", "add", "--name", "Eva Ek", "--alt", "Eva.").exit_code == 2
    give("contact", "add", "--name", "Eva Ek", "--phone", "070-123 45 67")
    refused = give("contact", "edit", "eva-ek", "--photo", tmp_path / "own.txt")
    assert (refused.exit_code, "is no picture" in refused.stderr) == (1, True)
