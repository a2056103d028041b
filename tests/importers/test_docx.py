"""Word documents: what their text says, what their styles mean, and what nobody accepted."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import docx
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_damaged, check_shared
from tests.importers.office import PNG, make_docx, paragraph, relations

RELEASE = (
    paragraph("Pressmeddelande 2026-03-05")
    + paragraph("Ny bro i Sandhamra", "Rubrik")
    + paragraph("SANDHAMRA, 5 mars 2026 – Bron öppnar i maj.")
    + paragraph("Så byggs den", "Mellan")
    + paragraph("Den byggs av trä.")
    + paragraph("Presskontakt")
    + paragraph("Moa Testberg, presschef")
    + paragraph("070-123 45 67, moa.testberg@example.org")
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="b" descr="Bron i sol"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
    'main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    '<a:blip r:embed="image"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)


def read(content: bytes) -> ArticleDraft:
    [draft] = docx.read(MemorySource(content, "brev.docx"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


@pytest.mark.parametrize("strict", [False, True])
def test_a_release_is_read_with_its_facts_and_its_structure(strict: bool) -> None:
    draft = read(make_docx(RELEASE, strict=strict))
    assert (draft.headline, draft.kind, draft.declared) == ("Ny bro i Sandhamra", "press_release", None)
    assert (draft.dateline, str(draft.published_at)) == ("SANDHAMRA, 5 mars 2026", "2026-03-05")
    assert draft.lead == "Bron öppnar i maj."
    assert draft.body_html == "<h2>Så byggs den</h2><p>Den byggs av trä.</p>"
    [contact] = draft.contacts
    assert (contact.name, contact.title, contact.phones) == ("Moa Testberg", "presschef", ("+46701234567",))


@pytest.mark.parametrize(
    ("title", "headline"), [("Ny bro", "Ny bro öppnar"), ("Ny bro öppna", "Ny bro öppna"), ("Mall", "Ny bro öppnar")]
)
def test_the_title_property_counts_only_where_the_text_agrees(title: str, headline: str) -> None:
    assert read(make_docx(paragraph("Ny bro öppnar") + paragraph("I maj."), title=title)).headline == headline


def test_the_largest_letters_make_a_headline_where_no_style_does() -> None:
    body = (
        paragraph("Sandhamra kommun") + paragraph("Ny bro", properties='<w:sz w:val="40"/>') + paragraph("Den öppnar.")
    )
    assert read(make_docx(body)).headline == "Ny bro"


def test_changes_that_nobody_accepted_are_marked_and_comments_told() -> None:
    change = (
        '<w:p><w:r><w:t>Bron kostar </w:t></w:r><w:del w:id="1"><w:r><w:delText>tio</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>elva</w:t></w:r></w:ins></w:p>'
    )
    note = (
        '<w:comments xmlns:w="urn:w"><w:comment><w:p><w:r><w:t>Kolla priset</w:t></w:r></w:p></w:comment></w:comments>'
    )
    extra: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(styles="styles.xml", comments="comments.xml"),
        "word/comments.xml": note,
    }
    draft = read(make_docx(paragraph("Ny bro", "Rubrik") + change, extra=extra))
    assert draft.body_html == "<p>Bron kostar <del>tio</del><ins>elva</ins></p>"
    assert any("Kolla priset" in note for note in draft.notes)


def test_hidden_text_stays_hidden() -> None:
    body = paragraph("Ny bro", "Rubrik") + paragraph("Hemligt", properties="<w:vanish/>") + paragraph("Öppet")
    assert read(make_docx(body)).body_html == "<p>Öppet</p>"


def test_words_under_a_reading_aid_stay() -> None:
    reading, base = ("<w:r><w:t>とうきょう</w:t></w:r>", "<w:r><w:t>東京</w:t></w:r>")
    ruby = f"<w:r><w:ruby><w:rt>{reading}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
    draft = read(make_docx(paragraph("Ny bro", "Rubrik") + f"<w:p><w:r><w:t>I </w:t></w:r>{ruby}</w:p>"))
    assert draft.body_html == "<p>I 東京</p>"


def test_a_picture_comes_with_its_bytes_its_caption_and_its_credit() -> None:
    body = (
        paragraph("Ny bro", "Rubrik") + PICTURE + paragraph("Bron i maj. Foto: Eva Ek", "Bildtext") + paragraph("Slut.")
    )
    [image] = read(make_docx(body, extra={"word/media/image1.png": PNG})).images
    assert (image.url, image.alt, image.caption, image.credit) == ("image1.png", "Bron i sol", "Bron i maj.", "Eva Ek")
    assert image.content is not None and image.content.open().read() == PNG


def test_a_picture_that_is_missing_costs_no_text() -> None:
    draft = read(make_docx(paragraph("Ny bro", "Rubrik") + PICTURE + paragraph("Den öppnar.")))
    assert (draft.images, draft.body_html) == ((), "<p>Den öppnar.</p>")


@pytest.mark.parametrize(
    "document",
    [
        "<w:document",
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><w:document xmlns:w="urn:w">&a;</w:document>',
        '<w:document xmlns:w="urn:w"/>',
        "<x>" * 5000,
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(document: str) -> None:
    with pytest.raises(Refused, match=r"brev\.docx"):
        read(make_docx("", extra={"word/document.xml": document}))


def test_a_bomb_is_refused() -> None:
    content = make_docx("", extra={"word/document.xml": b" " * 17_000_000})
    with pytest.raises(Refused, match="larger than 16 MB"):
        read(content)


def test_it_is_told_from_other_archives_by_its_content() -> None:
    assert find_importer(MemorySource(make_docx(RELEASE))) is docx
    assert not docx.recognises(MemorySource(make_docx(RELEASE)[:900]))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_documents_are_read_or_refused(data: Any) -> None:
    check_damaged(docx, make_docx(RELEASE + PICTURE, extra={"word/media/image1.png": PNG}), data)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "Rubrik", "Mellan", "Bildtext"]))
def test_any_words_in_a_document_are_read_or_refused(text: str, style: str) -> None:
    words = "".join(letter for letter in text if letter.isprintable() and letter not in "<&")
    try:
        assert read(make_docx(paragraph(words, style) + paragraph(words))).headline
    except Refused as refusal:
        assert "brev.docx" in str(refusal)


def test_the_given_documents_say_what_is_expected(shared: Path) -> None:
    check_shared(docx, shared, "docx")


def test_words_that_word_keeps_apart_are_one_run_again() -> None:
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{word}</w:t></w:r>" for word in ("Bron ", "öppnar ", "i maj."))
    assert read(make_docx(f"{paragraph('Ny bro', 'Rubrik')}<w:p>{runs}</w:p>")).lead is None
    body = paragraph("Ny bro", "Rubrik") + f"<w:p>{runs}</w:p>" + paragraph("Den byggs av trä.")
    assert read(make_docx(body)).lead == "Bron öppnar i maj."


def test_contacts_in_a_table_are_read_and_the_empty_table_goes() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Moa Testberg", "presschef", "070-123 45 67"))
    body = f"{paragraph('Ny bro', 'Rubrik')}{paragraph('Den öppnar.')}<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    draft = read(make_docx(body))
    assert [(one.name, one.title, one.phones) for one in draft.contacts] == [
        ("Moa Testberg", "presschef", ("+46701234567",))
    ]
    assert draft.body_html == "<p>Den öppnar.</p>"


def test_a_bold_line_above_text_is_a_heading_where_nobody_used_styles() -> None:
    body = paragraph("Ny bro") + paragraph("Den öppnar i maj.") + paragraph("Så byggs den", properties="<w:b/>")
    assert (
        read(make_docx(body + paragraph("Av trä."))).body_html
        == "<p>Den öppnar i maj.</p><h2>Så byggs den</h2><p>Av trä.</p>"
    )
