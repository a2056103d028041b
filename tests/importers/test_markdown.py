"""Markdown files: front matter of every habit, pictures taken out, and faults named by their line."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import markdown
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from importers.matter.body import render_body
from tests.importers.cases import DEFAULTS, check_case, check_draft, find_cases, read_file


def read_text(text: str, **siblings: bytes) -> ArticleDraft:
    named = {sibling.replace("_", "."): content for sibling, content in siblings.items()}
    draft = next(markdown.read(MemorySource(text.encode(), "text.md", siblings=named), DEFAULTS))
    assert isinstance(draft, ArticleDraft)
    return draft


@pytest.mark.parametrize("path", find_cases("markdown"), ids=lambda path: path.name)
def test_a_file_gives_what_stands_beside_it(path: Path) -> None:
    check_case(markdown, path)


def test_the_given_files_hold_what_is_expected_of_them(shared: Path) -> None:
    cases = map(json.loads, (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines())
    for case in (case for case in cases if case["format"] == "markdown"):
        [draft] = read_file(markdown, shared / "corpora" / case["path"])
        # Their language is not declared, and guessing it from the words is the desk's.
        check_draft(draft, {name: fact for name, fact in case["expect"].items() if name not in ("language", "kind")})


def test_every_given_file_is_read(shared: Path) -> None:
    for path in sorted((shared / "corpora/markdown").iterdir()):
        assert markdown.recognises(MemorySource(path.read_bytes(), path.name))
        [draft] = read_file(markdown, path)
        assert draft.headline
        assert draft.body_html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2021-9-1", "2021-09-01"),
        ("'2021-09-01'", "2021-09-01"),
        ("2021-09-01 10:30", "2021-09-01T10:30:00+02:00"),
        ("2021-12-01T10:30:00Z", "2021-12-01T10:30:00+00:00"),
        ("2021-09-01 10:30:00 -0500", "2021-09-01T10:30:00-05:00"),
        ("20210901T103000+0900", "2021-09-01T10:30:00+09:00"),
        ("2021-01-03T17:40:00EET", "2021-01-03T17:40:00+02:00"),
        ("2021-01-03 17:40 EST", "2021-01-03T17:40:00-05:00"),
    ],
)
def test_a_date_is_as_precise_and_zoned_as_it_is_written(written: str, read: str) -> None:
    draft = read_text(f"---\ntitle: x\ndate: {written}\n---\n")
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == read


@pytest.mark.parametrize(
    ("front", "declared"),
    [
        ("date: 2021-09-01", "published"),
        ("", None),
        ("date: 2021-09-01\ndraft: true", "draft"),
        ("date: 2021-09-01\npublished: false", "draft"),
        ("status: private", "private"),
        ("date: 2021-09-01\ndraft: no", "published"),
        ("embargo: 2021-09-01 08:00", "embargoed"),
        ("date: 2021-09-01\nembargo: 2021-09-03", "embargoed"),
        ("date: 2021-09-01\nembargo: next Tuesday", "embargoed"),
        ("date: 2021-09-01\nembargo: no", "published"),
        ("date: 2021-09-01\nembargo: 2021-09-03\ndraft: true", "draft"),
        ("date: 2021-09-01\nprivate: true", "private"),
        ("date: 2021-09-01\nvisibility: members", "private"),
        ("date: 2021-09-01\nstatus: In review", "draft"),
        ("date: 2021-09-01\nstatus: Published", "published"),
    ],
)
def test_what_the_front_matter_says_of_publication_is_told(front: str, declared: str | None) -> None:
    assert read_text(f"---\ntitle: x\n{front}\n---\ny").declared == declared


def test_an_embargo_that_names_a_day_ends_as_the_day_begins() -> None:
    draft = read_text("---\ntitle: x\nembargo: 2031-01-02\n---\ny")
    assert draft.embargoed_until is not None
    assert draft.embargoed_until.isoformat() == "2031-01-02T00:00:00+01:00"


def test_a_date_that_cannot_be_read_is_noted() -> None:
    draft = read_text("---\ntitle: x\ndate: next Tuesday\n---\ny")
    assert draft.published_at is None
    assert draft.notes == ("The date “next Tuesday” is no date that can be read and was left out.",)


def test_scalars_mean_what_was_written() -> None:
    draft = read_text("---\ntitle: No\ntags: [on, 2024, 1e3]\nlead: null\n---\ny")
    assert (draft.headline, draft.tags, draft.lead) == ("No", ("on", "2024", "1e3"), None)


def test_a_picture_beside_the_file_leaves_the_text_and_comes_along() -> None:
    draft = read_text(
        '---\ntitle: x\nimage: i/a.jpg\n---\nEtt.\n\n[![Alt](a.jpg "Caption")](https://x.example)\n', a_jpg=b"jpeg"
    )
    [front, shown] = draft.images
    assert shown.content is not None
    assert (front.content is not None, shown.alt, shown.caption) == (True, "Alt", "Caption")
    assert draft.body_html == "<p>Ett.</p>"


def test_a_picture_address_that_climbs_out_of_the_folder_is_not_looked_up() -> None:
    [image] = read_text("# Rubrik\n\n![x](../secret.jpg)", **{"..secret_jpg": b""}).images
    assert image.content is None


def test_a_heading_that_differs_from_the_title_stays() -> None:
    assert read_text("---\ntitle: Ett\n---\n# Två\n\nText").body_html.startswith("<h1>Två</h1>")


def test_a_text_without_any_heading_gets_its_first_words_with_a_note() -> None:
    draft = read_text("---\ntags: [a]\n---\nFörsta meningen. Andra meningen.")
    assert draft.headline == "Första meningen"
    assert draft.notes == ("The file has no headline, so the beginning of its text stands in for one.",)


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\n# another\nx = 1\n",
        "# a\n\n\n# b\n",
        "\n    # kod\n\nx = 1\n",
        "Dear all,\n\nhello",
        "---\n\nafter a rule",
        "#!/bin/sh\n",
        "\0# x\n\n",
    ],
)
def test_text_that_is_not_markdown_is_left_to_others(text: str) -> None:
    assert not markdown.recognises(MemorySource(text.encode()))


def test_in_a_file_of_that_name_the_heading_needs_no_empty_line() -> None:
    text = b"# Bron \xc3\xb6ppnar\nTrafiken sl\xc3\xa4pps p\xc3\xa5.\n"
    assert markdown.recognises(MemorySource(text, "bron.md"))
    assert not markdown.recognises(MemorySource(text, "bron.txt"))
    assert not markdown.recognises(MemorySource(b"Bron\n", "bron.md"))
    assert markdown.recognises(MemorySource(b"\n \n   ## Bron\nText.\n", "bron.md"))
    assert not markdown.recognises(MemorySource(b"\n    # kod\nx = 1\n", "bron.md"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: x\n", "is never closed"),
        ("---\ntitle: a: b\n---\n", "at line 2"),
        ("+++\na = 1\nb\n+++\n", "at line 3"),
        ("---\na: " + "[" * 30000 + "\n---\n", "longer than"),
    ],
)
def test_broken_front_matter_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_text(text)


YAML = st.recursive(
    st.text(max_size=8) | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = [
    "title",
    "date",
    "draft",
    "tags",
    "author",
    "image",
    "images",
    "contacts",
    "attachments",
    "aliases",
    "params",
    "language",
    "kind",
    "embargo",
    "lead",
    "slug",
]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), YAML, max_size=6), st.text(max_size=60))
def test_front_matter_of_any_types_is_read_or_refused(front: dict[str, object], body: str) -> None:
    try:
        drafts = list(
            markdown.read(MemorySource(f"---\n{json.dumps(front)[1:-1]}\n---\n{body}".encode(), "a.md"), DEFAULTS)
        )
    except Refused:
        return
    repr(drafts).encode("utf-8")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab #*_->1.=+!&()[]\\\n", max_size=80))
def test_prose_reads_the_same_beside_markup(text: str) -> None:
    alone = render_body(f"Start\n\n{text}\n\nEnd", None)
    beside = render_body(f"Start\n\n{text}\n\nEnd\n\n<hr>", None)
    assert beside.html == f"{alone.html}\n<hr>"


def test_a_marked_quotation_is_a_fact_box_and_any_other_stays_one() -> None:
    text = "Text.\n\n> [!NOTE]\n> **Fakta**\n>\n> - ett\n\n> [!NOTE] citat\n>\n> > [!note]\n> > inre"
    assert "".join(render_body(text, "T").html.split("\n")) == (
        "<p>Text.</p><aside><p><strong>Fakta</strong></p><ul><li>ett</li></ul></aside>"
        "<blockquote><p>[!NOTE] citat</p><aside><p>inre</p></aside></blockquote>"
    )


def test_a_head_without_fences_is_read_as_generators_write_it() -> None:
    head = "Title: Ny kaj\nDate: 2021-09-01 10:30\nTags: kaj, hamn\nAuthor: Eva Ek\nSummary: Klar\n    i mars.\n"
    source = MemorySource(f"{head}\nKajen **är** klar.\n".encode(), "kaj.md")
    assert find_importer(source) is markdown
    draft = read_text(f"{head}\nKajen **är** klar.\n")
    assert (draft.headline, draft.byline, draft.lead, draft.tags) == (
        "Ny kaj",
        "Eva Ek",
        "Klar i mars.",
        ("kaj", "hamn"),
    )
    assert draft.declared == "published" and "Title" not in draft.body_html and "<strong>är</strong>" in draft.body_html


@pytest.mark.parametrize("line", ["Contact: Eva Ek, 070-123 45 67", "Kajen är klar.", ""])
def test_labels_that_no_generator_knows_begin_a_text(line: str) -> None:
    assert find_importer(MemorySource(f"Title: Ny kaj\n{line}\n\nKajen är klar.\n".encode())) is not markdown


def test_a_text_that_begins_at_the_second_level_has_its_headline_there() -> None:
    source = MemorySource("## Ny kaj\n\nKajen **är** klar.\n\n## Så gick det till\n".encode())
    assert find_importer(source) is markdown
    [draft] = markdown.read(source, DEFAULTS)
    assert isinstance(draft, ArticleDraft) and draft.headline == "Ny kaj" and "Ny kaj" not in draft.body_html
