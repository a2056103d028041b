"""The text of a slide deck gives one draft: a heading a slide, joined lines, no footers, no chart numbers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import mynewsdesk_text, page_text, slides_text
from importers.draft import MemorySource, Refused
from importers.reading.people import is_name
from tests.importers.plain_cases import (
    HOSTILE,
    SEEDS,
    cases,
    check_case,
    find_headings,
    grows_evenly,
    read_file,
    read_words,
)


@pytest.mark.parametrize("path", cases("slides_text"), ids=lambda path: path.stem)
def test_a_deck_reads_as_its_json_says(path: Path) -> None:
    assert slides_text.recognises(MemorySource(path.read_bytes()))
    check_case(slides_text, path)


@pytest.fixture(params=["002", "004"])
def seed(shared: Path, request: pytest.FixtureRequest) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    expected = json.loads((shared / "seeds/expected.json").read_text(encoding="utf-8"))[SEEDS[request.param]]
    lines = (shared / "seeds/expectations.jsonl").read_text(encoding="utf-8").splitlines()
    expect = next(json.loads(line)["expect"] for line in lines if f'"seed-{request.param}"' in line)
    (draft,) = read_file(slides_text, shared / "seeds" / SEEDS[request.param])
    return draft, expected, expect


def test_a_real_deck_is_a_draft_with_its_title_and_author(seed: tuple[Any, dict[str, Any], dict[str, Any]]) -> None:
    draft, expected, _ = seed
    assert draft.headline in expected["title"]
    assert draft.byline in (expected["author"] or [None])
    assert (draft.kind, draft.declared, draft.published_at, draft.contacts) == ("news", None, None, ())


def test_a_real_deck_keeps_its_headings(seed: tuple[Any, dict[str, Any], dict[str, Any]]) -> None:
    draft, expected, _ = seed
    headings = find_headings(draft.body_html)
    missed = [text for text in expected["headings"] if text not in headings]
    assert len(missed) * 10 <= len(expected["headings"])
    assert [text for text in headings if is_name(text)] == []


def test_a_real_deck_holds_what_its_expectation_names(seed: tuple[Any, dict[str, Any], dict[str, Any]]) -> None:
    draft, expected, expect = seed
    plain = re.sub(r"<[^>]+>", " ", draft.body_html)
    assert [text for text in expect["must_contain"] if text not in plain] == []
    assert [text for text in (*expect.get("must_not_contain", ()), "12,3%") if text in plain] == []
    assert [draft.body_html.count(f'"{link}"') for link in expected.get("links", ())] == [1] * len(
        expected.get("links", ())
    )


def test_every_seed_is_taken_by_its_own_importer(shared: Path) -> None:
    order = (mynewsdesk_text, slides_text, page_text)
    sources = [MemorySource((shared / "seeds" / name).read_bytes()) for name in SEEDS.values()]
    taken = [next(module for module in order if module.recognises(source)) for source in sources]
    assert taken == [page_text, page_text, slides_text, mynewsdesk_text, slides_text]


@pytest.mark.parametrize("path", [*cases("page_text"), *cases("mynewsdesk_text")], ids=lambda path: path.stem)
def test_a_page_is_no_deck(path: Path) -> None:
    assert not slides_text.recognises(MemorySource(path.read_bytes()))


def read_deck(*slides: str) -> Any:
    (draft,) = read_words(slides_text, "\f".join(("Titel", *slides)))
    return draft


def test_a_trimmed_deck_joins_what_was_wrapped() -> None:
    draft = read_deck(
        "Rubrik\n\nEn mening som bröts vid sidans högra kant av\nSverige och Finland\n\n• en punkt som\n\nfortsätter"
    )
    assert "kant av Sverige och Finland</p>" in draft.body_html
    assert "<li>en punkt som fortsätter</li>" in draft.body_html


def test_a_word_broken_by_a_hyphen_is_joined_and_a_waiting_one_is_not() -> None:
    draft = read_deck("Rubrik\n\n• icke-\ngörandet\n• svensk- \noch tvåspråkig")
    assert "<li>icke-görandet</li><li>svensk- och tvåspråkig</li>" in draft.body_html


def test_a_deck_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="no text on its slides"):
        read_words(slides_text, "12\n\f13\n\f14")


@given(st.text(alphabet="aÅ .•➢1-\n\f”:/@", max_size=300) | st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text_is_read_or_refused(text: str) -> None:
    slides_text.recognises(MemorySource(text.encode(errors="replace")))
    try:
        (draft,) = read_words(slides_text, text.encode(errors="replace"))
    except Refused:
        return
    assert draft.headline.strip()


@pytest.mark.parametrize("unit", [*HOSTILE, "a\f"])
def test_four_times_the_text_costs_four_times_the_work(unit: str) -> None:
    assert grows_evenly(slides_text, "Rubrik\n\n\n\n", unit)
