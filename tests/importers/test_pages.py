"""Pages that are hard to read, and the given ones: as good as trafilatura alone on each, and better on all."""

import json
from pathlib import Path

import pytest

from benchmarks.pages import HARD, compare, find_pages, table
from importers import html
from importers.draft import ArticleDraft, MemorySource
from importers.pages.second_opinion import find_disagreement
from tests.importers.cases import DEFAULTS

PAGES = sorted(HARD.glob("*.html"))
PROSE = [
    "Kommunen bygger en ny bro över ån, och den blir klar till sommaren om allt går som det ska i år.",
    "Bron ska hålla i hundra år och får en bred gångbana, en cykelbana och plats för fyra bänkar på vardera sidan.",
    "Arbetet kostar tolv miljoner kronor, och det är mer än vad någon hade räknat med när planen antogs i fjol.",
]


def read_page(path: Path) -> ArticleDraft:
    [draft] = html.read(MemorySource(path.read_bytes(), path.name), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_the_cells_of_a_table_keep_their_sides() -> None:
    rows = '<tr><td>Ale</td><td data-align="right" class="x">12</td></tr><tr><td align="center">Bo</td><td>9</td></tr>'
    text = "".join(f"<p>{one}</p>" for one in PROSE)
    page = f"<html><title>Bron</title><body><article><h1>Bron</h1>{text}<table>{rows}</table></article></body></html>"
    [draft] = html.read(MemorySource(page.encode(), "bron.html"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert '<td data-align="right">12</td>' in draft.body_html
    assert '<td align="center">Bo</td>' in draft.body_html


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_hard_page_is_read_whole_and_with_nothing_of_what_surrounds_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found, draft = compare(path, expected), read_page(path)
    assert found.ours > 0.97
    assert found.our_facts == found.asked
    assert [words for words in expected["absent"] if words in draft.body_html] == []
    assert [image.url for image in draft.images] == expected.get("images", [image.url for image in draft.images])
    if "contacts" in expected:
        assert [email for person in draft.contacts for email in person.emails] == expected["contacts"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_moment_is_kept_to_the_minute_and_a_searched_day_is_marked(path: Path) -> None:
    expected, draft = json.loads(path.with_suffix(".json").read_text("utf-8")), read_page(path)
    if "published" in expected:
        assert draft.published_at
        assert draft.declared == "published"
    if "dated" in expected:
        assert draft.declared is None
        assert "must be checked" in " ".join(draft.notes)


def test_in_sum_the_hard_pages_are_read_better_than_by_trafilatura_alone() -> None:
    found = [compare(*page) for page in find_pages([HARD], None)]
    assert sum(one.ours for one in found) >= sum(one.theirs for one in found), table(found)
    assert sum(one.our_facts for one in found) >= sum(one.their_facts for one in found), table(found)


def test_the_given_pages_are_read_as_well_as_by_trafilatura_alone(shared: Path) -> None:
    found = [compare(*page) for page in find_pages([], shared / "corpora/expected.jsonl")]
    assert found
    assert all(one.ours >= one.theirs and one.our_facts >= one.their_facts for one in found), table(found)


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ("<h1>Bron byggs</h1><p>Publicerad: 9 februari 2026 kl. 10.15</p>", "2026-02-09"),
        ("<p>Julkaistu 2.3.2026</p><h1>Silta</h1>", "2026-03-02"),
        ("<h1>Bron byggs</h1><p>9.2.2026</p>", "2026-02-09"),
        ("<h1>Bron byggs</h1><p>Uppdaterad 9 februari 2026</p>", None),
        ("<h1>Bron byggs</h1><p>Festen är den 9 februari 2026 på torget.</p>", None),
        ("<h1>Bron byggs</h1><ul><li><a href=x>9.2.2026</a></li></ul>", None),
    ],
)
def test_a_printed_date_counts_where_a_line_says_nothing_else(markup: str, day: str | None) -> None:
    page = f"<html lang=sv><body><main>{markup}{''.join(f'<p>{text}</p>' for text in PROSE)}</main></body></html>"
    [draft] = html.read(MemorySource(page.encode(), "a.html"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert (str(draft.published_at) if draft.published_at else None) == day
    assert draft.declared is None


def test_an_extractor_that_takes_another_text_is_told_of() -> None:
    page = "".join(f"<p>{text}</p>" for text in PROSE * 2)
    other = "".join(f"<p>{text[::-1]}</p>" for text in PROSE * 2)
    assert find_disagreement(page, page, None, "sv") == ()
    [note] = find_disagreement(page, other, None, "sv")
    assert "Compare the text with the page." in note
