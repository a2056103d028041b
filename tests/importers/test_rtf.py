"""Rich Text Format: structure, code pages, and what nobody accepted."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import rtf
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_damaged, check_shared
from tests.importers.office import PNG

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset128 MS Mincho;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Vår rubrik;}{\s2 Title;}}{\info{\author Moa Testberg}}"
)
RELEASE = (
    HEAD + r"\pard PRESSMEDDELANDE 2026-03-05\par\pard\s2 Ny bro i Sandhamra\par"
    r"\pard SANDHAMRA \endash  Bron {\b \'f6ppnar} i maj.\par\pard\s1 S\u229?\'20byggs den\par\pard Av tr\'e4.\par"
    r"\pard Presskontakt:\par Moa Testberg, presschef\line 070-123 45 67\par}"
)


def read(text: str) -> ArticleDraft:
    [draft] = rtf.read(MemorySource(text.encode("latin-1"), "brev.rtf"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def body(text: str) -> str:
    """Read a text under a headline and give what stands below that."""
    return read(rf"{HEAD}\pard\s2 Ny bro\par\pard {text}\par}}").body_html


def test_a_release_is_read_with_its_facts_and_its_structure() -> None:
    draft = read(RELEASE)
    assert (draft.headline, draft.kind, draft.byline) == ("Ny bro i Sandhamra", "press_release", "Moa Testberg")
    assert (draft.dateline, draft.lead, str(draft.published_at)) == ("SANDHAMRA", "Bron öppnar i maj.", "2026-03-05")
    assert draft.body_html == "<h2>Så byggs den</h2><p>Av trä.</p>"
    assert [(contact.name, contact.phones) for contact in draft.contacts] == [("Moa Testberg", ("+46701234567",))]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (r"\f1 \'e8esky", "<p>česky</p>"),
        (r"\f2 \'93\'fa\'96\'7b", "<p>日本</p>"),
        (r"\u-10179?\u-8704?", "<p>😀</p>"),
        (r"\uc2\u246xxppet", "<p>öppet</p>"),
        (r"a\~b\_c\{d\}", "<p>a\xa0b-c{d}</p>"),
        (r"{\b fet} {\i kursiv}{\b0 ej}", "<p><strong>fet</strong> <em>kursiv</em>ej</p>"),
        (r"Ett{\v hemligt} tv\'e5", "<p>Ett två</p>"),
        (r"Ett{\b0\*\cs7  ord}{\*\unknown bort}", "<p>Ett ord</p>"),
        (r"Ett{\list{\listname Lista1;}}{\*\listoverridetable{\listoverride 2;}}", "<p>Ett</p>"),
        (r"Kostar {\deleted tio}{\revised elva}", "<p>Kostar <del>tio</del><ins>elva</ins></p>"),
        (
            r"Se{\footnote\pard Noten.} h\'e4r",
            '<p>Se<sup><a href="#note-1">[1]</a></sup> här</p><ol><li id="note-1">Noten.</li></ol>',
        ),
        (r"{\listtext\bullet\tab}Ett\par{\listtext\bullet\tab}Tv\'e5", "<ul><li>Ett</li><li>Två</li></ul>"),
        (r"{\pntext 1.\tab}Ett\par{\pntext 2.\tab}Tv\'e5", "<ol><li>Ett</li><li>Två</li></ol>"),
        (
            r"\trowd\intbl Ett\cell Tv\'e5\cell\row\pard Slut",
            "<table><tr><td><p>Ett</p></td><td><p>Två</p></td></tr></table><p>Slut</p>",
        ),
        (
            r'{\field{\*\fldinst{HYPERLINK "https://example.org/"}}{\fldrslt h\'e4r}}',
            '<p><a href="https://example.org/">här</a></p>',
        ),
        (r"{\*\okand Hemligt}{\header Sidhuvud}Text", "<p>Text</p>"),
    ],
)
def test_structure_and_letters_are_kept(text: str, markup: str) -> None:
    assert body(text) == markup


def test_the_document_s_own_code_page_holds_where_a_font_names_none() -> None:
    assert read(r"{\rtf1\ansi\ansicpg1251 \'cd\'ee\'e2\'fb\'e9 \'ec\'ee\'f1\'f2\par}").headline == "Новый мост"


def test_a_picture_comes_with_its_bytes_and_a_comment_is_told() -> None:
    picture = rf"{{\*\shppict{{\pict{{\*\blipuid 00ff}}\pngblip {PNG.hex()}}}}}"
    draft = read(rf"{HEAD}\pard\s2 Ny bro\par\pard {picture}\par Text{{\*\annotation Kolla priset}}\par}}")
    [image] = draft.images
    assert image.content is not None and image.content.open().read() == PNG
    assert any("“Kolla priset”" in note for note in draft.notes)


def test_the_largest_letters_make_a_headline_where_no_style_does() -> None:
    text = r"{\rtf1 {\fs20 Sandhamra kommun}\par{\fs40 Ny bro}\par{\fs20 Den \'f6ppnar.}\par}"
    assert read(text).headline == "Ny bro"


@pytest.mark.parametrize(
    "text", [r"{\rtf1}", "{\\rtf1" + "{" * 600 + "Bro", r"{\rtf1 {\header Bro}}", "{\\rtf1 " + "}" * 50]
)
def test_what_holds_no_text_or_is_too_deep_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"brev\.rtf"):
        read(text)


def test_it_is_recognised_by_its_content() -> None:
    assert find_importer(MemorySource(RELEASE.encode("latin-1"))) is rtf


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_damaged_texts_are_read_or_refused(data: Any) -> None:
    check_damaged(rtf, RELEASE.encode("latin-1"), data)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "{",
                "}",
                "\\u55357?",
                "\\'e4",
                "\\par ",
                "\\cell ",
                "\\row",
                "{\\footnote ",
                "\\*",
                "\\pict",
                "\\fldrslt ",
                "a",
                "\\bin5 ",
                "\\uc9",
                '{\\field{\\*\\fldinst HYPERLINK "x"}',
                "\\intbl ",
            ]
        ),
        max_size=40,
    )
)
def test_any_words_of_the_format_are_read_or_refused(words: list[str]) -> None:
    try:
        assert read("{\\rtf1 " + "".join(words)).headline.encode()
    except Refused as refusal:
        assert "brev.rtf" in str(refusal)


def test_the_given_texts_are_read(shared: Path) -> None:
    check_shared(rtf, shared, "rtf")
