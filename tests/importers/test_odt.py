"""OpenDocument texts: structure by styles and levels, and what nobody accepted."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import odt
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_damaged, check_shared
from tests.importers.office import PNG, make_odt

TITLE = '<text:p text:style-name="P1">Ny bro i Sandhamra</text:p>'
RELEASE = (
    f"<text:p>PRESSMEDDELANDE</text:p>{TITLE}<text:p>Sandhamra, 5 mars 2026 – Bron <text:span text:style-name='T1'>"
    'öppnar</text:span> i maj.</text:p><text:h text:outline-level="1">Så byggs den</text:h>'
    '<text:p>Av<text:s text:c="2"/>trä.</text:p>'
    "<text:p>Kontakt:</text:p><text:p>Moa Testberg, presschef<text:line-break/>070-123 45 67</text:p>"
)


def read(text: str, **more: Any) -> ArticleDraft:
    [draft] = odt.read(MemorySource(make_odt(text, **more), "brev.odt"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_a_release_is_read_with_its_facts_and_its_structure() -> None:
    draft = read(RELEASE)
    assert (draft.headline, draft.kind, draft.language) == ("Ny bro i Sandhamra", "press_release", "sv")
    assert (draft.dateline, draft.lead, str(draft.published_at)) == (
        "Sandhamra, 5 mars 2026",
        "Bron öppnar i maj.",
        "2026-03-05",
    )
    assert draft.body_html == "<h2>Så byggs den</h2><p>Av  trä.</p>"
    assert [contact.name for contact in draft.contacts] == ["Moa Testberg"]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (
            '<text:list text:style-name="L1"><text:list-item><text:p>Ett</text:p></text:list-item></text:list>',
            "<ol><li>Ett</li></ol>",
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>Ett</text:p></table:table-cell>"
            "</table:table-row></table:table>",
            "<table><tr><td><p>Ett</p></td></tr></table>",
        ),
        (
            "<text:p>Se<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noten.</text:p>"
            "</text:note-body></text:note> här.</text:p>",
            '<p>Se<sup><a href="#note-1">[1]</a></sup> här.</p><ol><li id="note-1">Noten.</li></ol>',
        ),
        ("<text:p>Ett <text:span text:style-name='T1'>två</text:span></text:p>", "<p>Ett <strong>två</strong></p>"),
        ("<text:p>Ett<text:span text:style-name='T2'>hemligt</text:span></text:p>", "<p>Ett</p>"),
        (
            "<text:p><text:a xlink:href='https://example.org/'>Ett</text:a></text:p>",
            '<p><a href="https://example.org/">Ett</a></p>',
        ),
    ],
)
def test_structure_is_kept(text: str, markup: str) -> None:
    assert read(TITLE + text).body_html == markup


def test_changes_that_nobody_accepted_are_marked_and_comments_told() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>tio</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        "</text:tracked-changes>"
    )
    text = (
        '<text:p>Kostar <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>elva<text:change-end '
        'text:change-id="c2"/><office:annotation><text:p>Kolla</text:p></office:annotation> kronor</text:p>'
    )
    draft = read(changes + TITLE + text)
    assert draft.body_html == "<p>Kostar <del>tio</del><ins>elva</ins> kronor</p>"
    assert any("“Kolla”" in note for note in draft.notes)


def test_a_picture_comes_with_its_bytes_and_its_description() -> None:
    frame = '<draw:frame><draw:image xlink:href="Pictures/bro.png"/><svg:desc>Bron i sol</svg:desc></draw:frame>'
    [image] = read(f"{TITLE}<text:p>{frame}</text:p><text:p>Slut.</text:p>", pictures={"Pictures/bro.png": PNG}).images
    assert (image.url, image.alt) == ("bro.png", "Bron i sol")
    assert image.content is not None and image.content.open().read() == PNG


def test_the_largest_letters_make_a_headline_where_no_style_does() -> None:
    text = '<text:p>Sandhamra kommun</text:p><text:p text:style-name="P2">Ny bro</text:p><text:p>Den öppnar.</text:p>'
    assert read(text).headline == "Ny bro"


def test_an_endless_row_is_cut_and_endless_blanks_too() -> None:
    cells = "<table:table-cell><text:p>x</text:p></table:table-cell>" * 2000
    blanks = '<text:p>a<text:s text:c="9999"/>b</text:p>'
    draft = read(f"{TITLE}<table:table><table:table-row>{cells}</table:table-row></table:table>{blanks}")
    assert len(draft.body_html) < 2000


@pytest.mark.parametrize(
    "text", ["", "<text:p/>", "<text:section>" * 300, "<text:section>" * 240 + "</text:section>" * 240]
)
def test_what_holds_no_text_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match=r"brev\.odt"):
        read(text)


def test_it_is_told_from_other_archives_by_its_content() -> None:
    assert find_importer(MemorySource(make_odt(RELEASE))) is odt


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_documents_are_read_or_refused(data: Any) -> None:
    check_damaged(odt, make_odt(RELEASE), data)


def test_the_given_documents_are_read(shared: Path) -> None:
    check_shared(odt, shared, "odt")


def test_a_picture_inside_its_own_caption_keeps_both() -> None:
    frame = '<draw:frame><draw:image xlink:href="Pictures/bro.png"/></draw:frame>'
    caption = f'<text:p text:style-name="Caption">{frame}Bron i sol. Foto: Ida Ö</text:p>'
    box = f"<draw:frame><draw:text-box>{caption}</draw:text-box></draw:frame>"
    draft = read(
        f"{TITLE}<text:p>{box}</text:p><text:p>Bron öppnar i maj.</text:p>", pictures={"Pictures/bro.png": PNG}
    )
    assert [(one.caption, one.credit) for one in draft.images] == [("Bron i sol.", "Ida Ö")]
    assert "Bron i sol" not in draft.body_html
