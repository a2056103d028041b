"""Exports of sites: each gives what its system showed, keeps back what it held back, and is told from the others."""

import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import blogger, feed, ghost, html, medium, movable_type, notion, squarespace, substack, wordpress
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import EXPORTS, find_importer
from tests.importers.cases import DATA, DEFAULTS, check_case, check_draft, find_cases, read_file

FORMATS: dict[str, ModuleType] = {
    "blogger": blogger,
    "ghost": ghost,
    "medium": medium,
    "movable_type": movable_type,
    "notion": notion,
    "squarespace": squarespace,
    "substack": substack,
    "wordpress": wordpress,
}
CASES = [(FORMATS[name], path) for name in FORMATS for path in find_cases(name)]
ALONE = [(module, path) for module, path in CASES if path.name != "posts.csv"]


def read_text(module: ModuleType, text: str, name: str = "export", **siblings: bytes) -> list[ArticleDraft]:
    source = MemorySource(text.encode(), name, siblings={key.replace("__", "."): one for key, one in siblings.items()})
    return [draft for draft in module.read(source, DEFAULTS) if isinstance(draft, ArticleDraft)]


@pytest.mark.parametrize(("module", "path"), ALONE, ids=lambda one: getattr(one, "name", ""))
def test_an_export_gives_what_stands_beside_it(module: ModuleType, path: Path) -> None:
    check_case(module, path)


def test_a_list_of_substack_takes_its_texts_along() -> None:
    folder = DATA / "substack"
    text = (folder / "501.kajen.html").read_bytes()
    source = MemorySource((folder / "posts.csv").read_bytes(), "posts.csv", siblings={"posts/501.kajen.html": text})
    expected = json.loads((folder / "posts.json").read_text("utf-8"))
    for draft, facts in zip(substack.read(source, DEFAULTS), expected, strict=True):
        check_draft(draft, facts)


def test_a_text_below_its_list_is_left_to_it() -> None:
    listed = (DATA / "substack/posts.csv").read_bytes()
    source = MemorySource(b"<p>Text</p>", "501.kajen.html", siblings={"../posts.csv": listed})
    with pytest.raises(Refused, match=r"^501\.kajen\.html is a text of posts\.csv"):
        list(substack.read(source, DEFAULTS))


def test_a_text_beside_its_list_has_the_facts_of_its_row() -> None:
    listed = (DATA / "substack/posts.csv").read_bytes()
    [draft] = read_text(substack, "<p>Text</p>", "501.kajen.html", posts__csv=listed)
    assert (draft.headline, draft.body_html, draft.declared) == ("Kajen, bron & båten", "<p>Text</p>", "published")


@pytest.mark.parametrize(("module", "path"), CASES, ids=lambda one: getattr(one, "name", ""))
def test_an_export_is_recognised_by_its_content_and_by_no_other(module: ModuleType, path: Path) -> None:
    source = MemorySource(path.read_bytes())
    assert find_importer(source) is module
    others = [one for one in EXPORTS if one is not module and one.recognises(source)]
    assert others == ([wordpress] if module is squarespace else [])


@pytest.mark.parametrize("module", FORMATS.values(), ids=FORMATS)
def test_an_importer_that_is_fed_the_files_of_others_refuses_or_reads_them(module: ModuleType) -> None:
    files = [path for path in DATA.rglob("*") if path.is_file() and path.suffix != ".json"]
    for path in files:
        try:
            drafts = read_file(module, path)
        except Refused as refusal:
            assert "\n" not in str(refusal)
        else:
            repr(drafts).encode("utf-8")


@pytest.mark.parametrize("name", ["feed", "html", "markdown", "page_text"])
def test_what_is_no_export_is_left_to_others(name: str) -> None:
    for path in find_cases(name):
        assert not [one for one in EXPORTS if one.recognises(MemorySource(path.read_bytes()))]


def test_the_given_exports_find_their_importer_and_hold_what_is_expected(shared: Path) -> None:
    folders = dict(FORMATS, wxr=wordpress)
    for path in (path for name in folders for path in (shared / "corpora" / name).glob("*")):
        assert find_importer(MemorySource(path.read_bytes())) is folders[path.parent.name]
        assert read_file(folders[path.parent.name], path)
    [case] = [
        case
        for case in map(json.loads, (shared / "corpora/expected.jsonl").read_text("utf-8").splitlines())
        if case["format"] == "medium"
    ]
    [draft] = read_file(medium, shared / "corpora" / case["path"])
    expected = case["expect"]
    assert draft.headline in expected.pop("title")
    assert expected.pop("lead_contains") in draft.lead
    assert draft.published_at.isoformat(timespec="milliseconds") == expected.pop("published").replace("Z", "+00:00")
    check_draft(draft, expected)


def test_the_given_feeds_and_pages_are_no_exports(shared: Path) -> None:
    for folder, module in (("feeds", feed), ("html", html)):
        for path in (path for path in (shared / "corpora" / folder).rglob("*") if path.is_file()):
            assert find_importer(MemorySource(path.read_bytes())) in (module, None)


@pytest.mark.parametrize(
    ("status", "declared"),
    [("Published", "published"), ("Julkaistu", "published"), ("Utkast", "draft"), ("In review", "draft"), ("", None)],
)
def test_a_page_of_notion_is_public_only_if_a_property_says_so(status: str, declared: str | None) -> None:
    row = f"<table class='properties'><tr><th>Status</th><td>{status}</td></tr></table>"
    page = f"<article class='page sans'><h1 class='page-title'>Kaj</h1>{row}<div class='page-body'><p>x</p></div>"
    assert [draft.declared for draft in read_text(notion, page)] == [declared]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("03/02/2009 01:30:00 PM", "2009-03-02T13:30:00+01:00"),
        ("03/02/2009 12:05:00 AM", "2009-03-02T00:05:00+01:00"),
        ("03/02/2009 13:30:00", "2009-03-02T13:30:00+01:00"),
    ],
)
def test_a_date_of_movable_type_puts_the_month_first(stated: str, moment: str) -> None:
    [draft] = read_text(movable_type, f"TITLE: Kaj\nDATE: {stated}\n-----\nBODY:\nText.\n-----\n--------\n")
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == moment


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_an_export_of_movable_type_is_read_in_any_encoding(encoding: str) -> None:
    content = (DATA / "movable_type/export.txt").read_text("utf-8").encode(encoding)
    drafts = list(movable_type.read(MemorySource(content), DEFAULTS))
    assert [draft.headline for draft in drafts if isinstance(draft, ArticleDraft)] == ["Kajen är klar", "Inte än"]


@pytest.mark.parametrize(
    ("module", "text", "reason"),
    [
        (blogger, "<feed xmlns='http://www.w3.org/2005/Atom'/>", "export holds no posts of Blogger."),
        (blogger, '[{"kind": "blogger#post"', "export is broken JSON at line 1: Expecting ',' delimiter."),
        (substack, "post_id,post_date,is_published\n", "The list export holds no posts."),
        (movable_type, "", "export holds no entries."),
        (medium, "<article class='h-entry'></article>", "export is a page of Medium's export without a post."),
        (notion, " ", "export is an empty page."),
    ],
)
def test_an_export_without_a_post_is_refused_in_a_sentence(module: ModuleType, text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(module, text)
    assert str(refused.value) == reason


BEGINNINGS = [(module, path.read_bytes()) for module, path in CASES]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.floats(0, 1), st.binary(max_size=60), st.integers(0, 40))
def test_a_damaged_export_is_read_or_refused(
    case: tuple[ModuleType, bytes], place: float, noise: bytes, lost: int
) -> None:
    module, content = case
    cut = int(len(content) * place)
    source = MemorySource(content[:cut] + noise + content[cut + lost :], "export")
    module.recognises(source)
    try:
        drafts = list(module.read(source, DEFAULTS))
    except Refused as refusal:
        assert "\n" not in str(refusal)
    else:
        repr(drafts).encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(FORMATS.values())), st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(module: ModuleType, content: bytes) -> None:
    source = MemorySource(content, "any")
    module.recognises(source)
    try:
        drafts = list(module.read(source, DEFAULTS))
    except Refused as refusal:
        assert "\n" not in str(refusal)
    else:
        repr(drafts).encode("utf-8")
