"""Ghost's export: its three forms of a body, what members alone could read, and what is for editors only."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import ghost
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.exports.lexical import render_lexical
from importers.exports.mobiledoc import render_mobiledoc
from tests.importers.cases import DEFAULTS, check_draft, read_file


def read_post(**fields: Any) -> ArticleDraft:
    post = {"id": "1", "title": "Ny kaj", "slug": "kaj", "html": "<p>Text.</p>", "status": "published", **fields}
    [draft] = ghost.read(MemorySource(json.dumps({"posts": [post]}).encode()), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_the_given_exports_hold_what_is_expected_of_them(shared: Path) -> None:
    cases = map(json.loads, (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines())
    for case in (case for case in cases if case["format"] == "ghost"):
        drafts = read_file(ghost, shared / "corpora" / case["path"])
        assert len(drafts) == case["count"]
        [draft] = [draft for draft in drafts if draft.headline == case["pick"]["title"]]
        expected = case["expect"]
        assert len(draft.images) >= expected.pop("images", {"min": 0})["min"]
        assert expected.pop("lead_contains", "") in (draft.lead or "")
        expected["published"] = expected["published"].replace("Z", "+00:00")
        check_draft(draft, expected)


@pytest.mark.parametrize(
    ("fields", "declared"),
    [
        ({"visibility": "members"}, "private"),
        ({"visibility": "paid"}, "private"),
        ({"status": "sent"}, "private"),
        ({"status": "scheduled"}, "scheduled"),
        ({"status": "draft", "visibility": "members"}, "draft"),
        ({"page": True}, "draft"),
        ({"visibility": "public"}, "published"),
    ],
)
def test_what_not_everybody_could_read_stays_so(fields: dict[str, Any], declared: str) -> None:
    assert read_post(**fields).declared == declared


def test_an_address_without_a_host_stays_without_and_is_told() -> None:
    draft = read_post(html='<p><img src="__GHOST_URL__/content/images/kaj.jpg"></p>')
    assert [image.url for image in draft.images] == ["/content/images/kaj.jpg"]
    assert draft.notes[-1].startswith("The export does not say where its site is")


def test_a_picture_beside_the_export_comes_along() -> None:
    post = {"title": "x", "html": '<img src="__GHOST_URL__/content/images/2023/kaj.jpg">'}
    siblings = {"content/images/2023/kaj.jpg": b"jpeg"}
    [draft] = ghost.read(MemorySource(json.dumps({"posts": [post]}).encode(), siblings=siblings), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert draft.images[0].content is not None


@pytest.mark.parametrize("text", ['{"posts": []}', '{"db": [{"data": {}}]}', "[1", "{" * 99999, '{"posts": [3]}'])
def test_what_holds_no_posts_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match=r"^export\.json .*\.$"):
        list(ghost.read(MemorySource(text.encode(), "export.json"), DEFAULTS))


def test_posts_of_others_are_not_taken_for_ghosts() -> None:
    assert not ghost.recognises(MemorySource(b'{"posts": [{"title": "x", "html": "y"}]}'))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 12) | st.text(max_size=5) | st.sampled_from(["p", "text", "image"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "children", "text", "format", "url", "src", "tag"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(VALUES, max_size=4))
def test_any_editor_state_gives_a_text(values: list[Any]) -> None:
    html, _ = render_lexical(json.dumps({"root": {"children": values}}))
    document = {
        "sections": [[1, "p", values], [3, "ul", values], [10, 0], *values],
        "cards": [values],
        "markups": values,
    }
    assert isinstance(html + render_mobiledoc(json.dumps(document))[0], str)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["html", "lexical", "mobiledoc", "tags", "authors", "published_at"]), VALUES))
def test_any_post_becomes_a_draft_or_a_problem(fields: dict[str, Any]) -> None:
    found = list(ghost.read(MemorySource(json.dumps({"posts": [fields]}).encode()), DEFAULTS))
    repr(found).encode("utf-8")


def test_a_tree_without_end_is_read_as_deep_as_an_article_is() -> None:
    node: dict[str, Any] = {"type": "text", "text": "djup"}
    for _ in range(200):
        node = {"type": "listitem", "children": [node]}
    assert render_lexical(json.dumps({"root": {"children": [node]}}))[1] == ("nesting deeper than 60",)
