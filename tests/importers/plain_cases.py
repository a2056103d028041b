"""Cases of the plain-text importers: a text, and beside it a JSON list of what must be read from it.

A field of the JSON is compared as it stands; `headings`, `lists`, `quotations`, `contains` and `lacks` speak
of `body_html`, `notes_contain` of the notes.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from types import ModuleType
from typing import Any

from importers.draft import ContactDraft, Defaults, Draft, MemorySource, Problem

STOCKHOLM = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv",))
HELSINKI = Defaults(zone="Europe/Helsinki", country="FI", languages=("fi",))
HOSTILE = ("\n", "• x\n", "• x\n\n", "Anna Berg\n\n", "08-615 94 01\n", "a ", "”a\n", "(at)", "x\n\n", "1. x\n", "- - ")
SEEDS = {
    "000": "000_5b54f466ff8f475a.txt",
    "001": "001_80cd1853ecbb8055.txt",
    "002": "002_d4671c02f36c5bcb.txt",
    "003": "003_a9a2d8f6bcfbf3f7.txt",
    "004": "004_1337f882e42f1c8d.txt",
}


def cases(importer: str) -> list[Path]:
    """List the texts kept for an importer."""
    return sorted((Path(__file__).parent / "data" / importer).glob("*.txt"))


def read_file(module: ModuleType, path: Path, defaults: Defaults | None = None) -> list[Any]:
    """Read a file with an importer, in the room its name speaks of."""
    room = HELSINKI if path.stem.endswith("_fi") else STOCKHOLM
    return list(module.read(MemorySource(path.read_bytes(), path.name), defaults or room))


def read_words(module: ModuleType, text: str | bytes, defaults: Defaults = STOCKHOLM) -> list[Any]:
    """Read a text given in a test."""
    content = text if isinstance(text, bytes) else text.encode()
    return list(module.read(MemorySource(content, "text.txt"), defaults))


def find_headings(body_html: str) -> list[str]:
    """Give the headings of a body."""
    return re.findall(r"<h[2-6]>(.*?)</h[2-6]>", body_html)


def grows_evenly(module: ModuleType, opening: str, unit: str) -> bool:
    """Tell whether the calls made for four times a hostile text are at most five times as many."""
    few, many = (_count_calls(module, opening + unit * (letters // len(unit))) for letters in (3000, 12_000))
    return many <= 5 * few


def _count_calls(module: ModuleType, text: str) -> int:
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    read_words(module, text)
    sys.setprofile(count)
    try:
        read_words(module, text)
    finally:
        sys.setprofile(None)
    return calls


def public_text(drafts: Iterable[Draft | Problem]) -> str:
    """Give everything of drafts that a reader could see: all fields but the notes."""
    hidden = {"notes"}
    values = [asdict(draft) for draft in drafts if not isinstance(draft, Problem)]
    return json.dumps([_without(value, hidden) for value in values], ensure_ascii=False, default=str)


def _without(value: Any, hidden: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner, hidden) for key, inner in value.items() if key not in hidden}
    return [_without(inner, hidden) for inner in value] if isinstance(value, list | tuple) else value


def check_case(module: ModuleType, path: Path) -> None:
    """Compare what an importer reads from a text with the JSON beside it."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    drafts = read_file(module, path)
    assert len(drafts) == len(expected)
    for draft, want in zip(drafts, expected, strict=True):
        check_draft(draft, want)


def check_draft(draft: Any, want: dict[str, Any]) -> None:
    """Compare one draft with the fields that are named."""
    names = {field.name for field in fields(draft)}
    for name, value in want.items():
        if name == "contacts":
            assert len(draft.contacts) == len(value)
            for contact, inner in zip(draft.contacts, value, strict=True):
                check_draft(contact, inner)
        elif name in names:
            assert _plain(getattr(draft, name)) == value, name
    check_body(draft, want)


def check_body(draft: Any, want: dict[str, Any]) -> None:
    """Compare headings, lists, quotations and words of a body, and words of the notes."""
    body = getattr(draft, "body_html", "")
    if "headings" in want:
        assert find_headings(body) == want["headings"]
    for name, tag in (("lists", "<ul>"), ("quotations", "<blockquote>")):
        assert name not in want or body.count(tag) == want[name], name
    assert [text for text in want.get("contains", ()) if text not in body] == []
    assert [text for text in want.get("lacks", ()) if text in body] == []
    assert [text for text in want.get("notes_contain", ()) if text not in " ".join(getattr(draft, "notes", ()))] == []


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def check_contact(contact: ContactDraft, want: dict[str, Any]) -> None:
    """Compare a contact with one of the hand-made expectations of the seeds."""
    assert (contact.name, contact.title) == (want["name"], want["title"])
    assert [list(contact.phones), list(contact.emails)] == [want["phones"], want["emails"]]
    assert list(contact.responsibilities) == want["areas"]
