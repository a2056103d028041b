"""Pairs of files, what comes in and what must come out; a new pair in `data/` is a new test."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from importers.draft import ArticleDraft, Defaults, Importer, MemorySource, Problem, Refused
from importers.reading.fragment import plain_text

DATA = Path(__file__).parent / "data"
DEFAULTS = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv", "fi", "en"))
_NAMES = {"title": "headline", "published": "published_at", "updated": "updated_at"}


def find_cases(format_name: str) -> list[Path]:
    """Give the incoming files of a format."""
    return [path for path in sorted((DATA / format_name).iterdir()) if path.suffix != ".json"]


def read_file(importer: Importer, path: Path) -> list[Any]:
    """Read a file that stands on its own."""
    return list(importer.read(MemorySource(path.read_bytes(), path.name), DEFAULTS))


def check_case(importer: Importer, path: Path) -> None:
    """Read a file and hold what came out against the `.json` beside it."""
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert importer.recognises(MemorySource(path.read_bytes(), path.name))
    try:
        drafts = read_file(importer, path)
    except Refused as refusal:
        drafts = [refusal]
    wanted = expected if isinstance(expected, list) else [expected]
    assert len(drafts) == len(wanted)
    for draft, facts in zip(drafts, wanted, strict=True):
        check_draft(draft, facts)


def check_draft(draft: object, facts: dict[str, Any]) -> None:
    """Hold one draft, problem or refusal against what is expected of it."""
    if isinstance(draft, Problem | Refused):
        assert (draft.reason if isinstance(draft, Problem) else str(draft)) == facts.get(
            "problem", facts.get("refused")
        )
        return
    assert isinstance(draft, ArticleDraft)
    for name, fact in facts.items():
        _check_fact(draft, name, fact)


def _check_fact(draft: ArticleDraft, name: str, fact: Any) -> None:
    text = f"{draft.lead or ''} {draft.body_html} {plain_text(draft.body_html)}"
    if name == "must_contain":
        assert [words for words in fact if words not in text] == []
    elif name == "must_not_contain":
        assert [words for words in fact if words in draft.body_html] == []
    elif name in ("author", "kind"):
        assert (draft.byline if name == "author" else draft.kind) in (fact or [None])
    else:
        found = _plain(getattr(draft, _NAMES.get(name, name)))
        assert found == fact if name != "tags" else set(fact) <= set(found)


def _plain(value: Any) -> Any:
    """Give a draft's value as JSON would hold it, without what is empty."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {name: inner for name, inner in named.items() if inner}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def check_damaged(importer: Importer, content: bytes, data: Any) -> None:
    """Damage a file at some places, or cut it off, and hold that it is read or refused in a sentence."""
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.one_of(st.just(len(damaged)), st.integers(0, len(damaged))))
    check_any_bytes(importer, bytes(damaged[:end]))


def check_any_bytes(importer: Importer, content: bytes) -> None:
    """Read any bytes and hold that they become valid drafts, or a refusal in a sentence."""
    source = MemorySource(content, "any")
    importer.recognises(source)
    try:
        for draft in importer.read(source, DEFAULTS):
            assert isinstance(draft, Problem) or json.dumps(_plain(draft), ensure_ascii=False, default=str).encode()
    except Refused as refusal:
        assert str(refusal).endswith(".")


def load_expected(shared: Path) -> dict[str, Any]:
    """Give what is expected of the given files, by their path."""
    lines = map(json.loads, (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines())
    return {line["path"]: line["expect"] for line in lines}


def check_shared(importer: Importer, shared: Path, folder: str) -> None:
    """Recognise and read every given file of a format, and hold it against the expectations that there are."""
    corpora = shared / "corpora"
    expected = load_expected(shared)
    for path in sorted((corpora / folder).iterdir()):
        assert importer.recognises(MemorySource(path.read_bytes()))
        [draft] = read_file(importer, path)
        assert isinstance(draft, ArticleDraft)
        for name, wanted in expected.get(f"{folder}/{path.name}", {}).items():
            _check_expected(draft, name, wanted)


def _check_expected(draft: ArticleDraft, name: str, wanted: Any) -> None:
    text = f"{draft.lead or ''} {plain_text(draft.body_html)}"
    if name == "html_contains":
        assert [mark for mark in wanted if mark not in draft.body_html] == []
    elif name == "must_contain":
        assert [words for words in wanted if words not in text] == []
    elif name in ("images", "attachments"):
        least = wanted["min"] if isinstance(wanted, dict) else wanted
        assert least <= len(getattr(draft, name)) <= (99 if isinstance(wanted, dict) else wanted)
    elif name == "contacts":
        found = [_plain(one) for one in draft.contacts]
        assert all(any(person.items() <= one.items() for one in found) for person in wanted)
    else:
        found = _plain(getattr(draft, {**_NAMES, "author": "byline"}.get(name, name)))
        assert found in (wanted if isinstance(wanted, list) else [wanted])


def check_given(importer: Importer, shared: Path, *folders: str) -> None:
    """Read the given files of these folders, and hold articles and events against what is expected of them."""
    corpora = shared / "corpora"
    for path, expected in load_expected(shared).items():
        if path.partition("/")[0] not in folders or not importer.recognises(
            MemorySource((corpora / path).read_bytes())
        ):
            continue
        drafts = read_file(importer, corpora / path)
        for fact in expected.pop("events", ()):
            assert fact in [{"start": one.starts_at.isoformat(), "place": one.place} for one in drafts]
        for name, wanted in expected.items():
            _check_expected(drafts[0], name, wanted)
