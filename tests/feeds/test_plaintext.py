from dataclasses import replace
from typing import Any

from feeds import plaintext
from tests.feeds.agency import WHOLE

SAID: dict[str, Any] = {
    "dated": "Pressmeddelande, 2 mars 2026",
    "notes": (),
    "contacts": "Presskontakter",
    "files": "Filer",
}


def test_the_contacts_stand_at_the_end_before_the_files() -> None:
    blocks = plaintext.serialise(WHOLE, **SAID).decode().split("\n\n")
    assert blocks[0] == WHOLE.title
    assert "Presskontakter\nMaja Provström, Presschef, +46846500402, maja@exempelstad.example\n" in blocks[-3] + "\n"
    assert blocks[-2].startswith("Filer\nIshallen: https://")
    assert blocks[-1] == f"{WHOLE.url}\n"


def test_lines_are_short_and_addresses_whole() -> None:
    address = "https://exempelstad.example/" + "a-" * 60
    text = plaintext.serialise(replace(WHOLE, body_text=f"{'ord ' * 60}\n{address}"), **SAID).decode()
    assert address in text.splitlines()
    assert all(len(line) <= plaintext.WIDTH or "://" in line for line in text.splitlines())


def test_what_is_missing_leaves_no_hole() -> None:
    bare = replace(WHOLE, summary=None, contacts=(), enclosures=(), body_text="")
    assert plaintext.serialise(bare, **SAID).decode().count("\n\n") == 2


def test_what_was_corrected_stands_above_the_text() -> None:
    said = {**SAID, "notes": ["Rättelse, 3 mars: Fel tal."]}
    blocks = plaintext.serialise(WHOLE, **said).decode().split("\n\n")
    assert blocks.index("Rättelse, 3 mars: Fel tal.") < blocks.index("Ett")
