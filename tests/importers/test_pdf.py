"""PDF with a text layer: what the look of the pages says, and what every page repeats."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from importers import pdf
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_damaged, check_shared
from tests.importers.office import Text, make_pdf

LONG = [
    "Bron byggs av trä från kommunens egna skogar, och den får två",
    "körfält och en bred gångbana. Arbetet börjar i maj och är klart till",
    "hösten. Kostnaden är elva miljoner kronor.",
]


def lines(*texts: str, left: float = 70, top: float = 600, size: float = 11) -> list[Text]:
    """Set lines below each other."""
    return [(left, top - number * 14, size, text) for number, text in enumerate(texts)]


RELEASE = [
    (70.0, 800.0, 11.0, "Pressmeddelande 2026-03-05"),
    (70.0, 760.0, 24.0, "Ny bro i Sandhamra"),
    *lines("SANDHAMRA – Bron öppnar i maj.", top=720),
    (70.0, 680.0, -14.0, "Så byggs den"),
    *lines(*LONG, top=660),
    *lines("Presskontakt", "Moa Testberg, presschef", "070-123 45 67", top=590),
]


def read(content: bytes) -> ArticleDraft:
    [draft] = pdf.read(MemorySource(content, "brev.pdf"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def test_a_release_is_read_with_its_facts_and_its_structure() -> None:
    draft = read(make_pdf(RELEASE, title="mall_2019.indd"))
    assert (draft.headline, draft.kind, draft.declared) == ("Ny bro i Sandhamra", "press_release", None)
    assert (draft.dateline, draft.lead, draft.language) == ("SANDHAMRA", "Bron öppnar i maj.", "sv")
    assert str(draft.published_at) == "2026-03-05"
    assert draft.body_html == f"<h2>Så byggs den</h2><p>{' '.join(LONG)}</p>"
    assert [(contact.name, contact.phones) for contact in draft.contacts] == [("Moa Testberg", ("+46701234567",))]


def test_columns_are_read_one_after_the_other_and_a_sentence_goes_on_in_the_next() -> None:
    left = ["Bron byggs av trä från våra egna", "skogar, och den får två körfält", "och en gångbana som är bred och"]
    right = [
        "fin. Arbetet börjar i maj nästa år,",
        "och det är klart till hösten 2027.",
        "Då öppnar den för alla som går.",
    ]
    page = [(70.0, 780.0, 20.0, "Ny bro"), *lines(*left, top=120), *lines(*right, left=320, top=740)]
    assert read(make_pdf(page)).body_html == f"<p>{' '.join(left + right)}</p>"


def test_hyphens_of_line_ends_are_undone() -> None:
    page = [
        (70.0, 780.0, 20.0, "Ny bro"),
        *lines("Den byggs av Sandhamras kom-", "mun och den blir fin, säger de", "som bor där."),
    ]
    assert "kommun och den" in read(make_pdf(page)).body_html


def test_headers_footers_and_page_numbers_go() -> None:
    pages = [
        [
            (70.0, 820.0, 9.0, "Sandhamra kommun"),
            *lines(f"Kapitel {word} handlar om bron."),
            (290.0, 30.0, 9.0, f"{number} (3)"),
        ]
        for number, word in enumerate(["ett", "två", "tre"], 1)
    ]
    text = read(make_pdf(*pages)).body_html
    assert "Sandhamra" not in text and "(3)" not in text
    assert "Kapitel tre" in text


def test_lists_are_lists_and_lines_that_end_early_stay_apart() -> None:
    items = ["• En bro", "• En skola"]
    address = ["Sandhamra kommun", "Storgatan 1", "000 00 Sandhamra"]
    page = [(70.0, 780.0, 20.0, "Vi bygger"), *lines(*LONG), *lines(*items, top=540), *lines(*address, top=480)]
    text = read(make_pdf(page)).body_html
    assert "<ul><li>En bro</li><li>En skola</li></ul>" in text
    assert f"<p>{'<br>'.join(address)}</p>" in text


def test_files_inside_come_along() -> None:
    document = pdfium.PdfDocument(make_pdf(RELEASE))
    document.new_attachment("bilaga.txt").set_data(b"En bilaga.")
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    [file] = read(buffer.getvalue()).attachments
    assert (file.name, file.media_type) == ("bilaga.txt", "text/plain")
    assert file.content is not None and file.content.open().read() == b"En bilaga."


def with_picture(content: bytes, pixels: int, width: float) -> bytes:
    photo, written = BytesIO(), BytesIO()
    Image.new("RGB", (pixels, pixels), "teal").save(photo, "JPEG")
    document = pdfium.PdfDocument(content)
    for page in (document[0], document[0]):
        picture = pdfium.PdfImage.new(document)
        picture.load_jpeg(BytesIO(photo.getvalue()), inline=True)
        picture.set_matrix(pdfium.PdfMatrix().scale(width, width))
        page.insert_obj(picture)
        page.gen_content()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(("pixels", "width", "photos"), [(300, 200, 1), (40, 200, 0), (300, 900, 0)])
def test_a_photo_comes_along_once_and_neither_logo_nor_scan(pixels: int, width: float, photos: int) -> None:
    content = with_picture(make_pdf([(72, 700, 20, "Ny bro"), (72, 600, 11, "Bron öppnar i maj.")]), pixels, width)
    draft = read(content)
    assert [image.content.head[:3] for image in draft.images if image.content] == [b"\xff\xd8\xff"] * photos
    assert any("left in the PDF" in note for note in draft.notes) == (not photos)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (make_pdf([]), "is a scan: run it through text recognition"),
        (make_pdf(lines("1"), lines("2")), "is a scan"),
        (make_pdf(lines("Bro"), locked=True), "locked with a password"),
        (b"%PDF-1.4 and nothing else", "damaged"),
        (make_pdf(*[lines("Bro")] * 201), "more than 200 pages"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        read(content)
    assert str(refusal.value).startswith("brev.pdf")


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n\0"])
def test_it_is_recognised_behind_what_mail_puts_before_it(before: bytes) -> None:
    assert find_importer(MemorySource(before + make_pdf(RELEASE))) is pdf


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_documents_are_read_or_refused(data: Any) -> None:
    check_damaged(pdf, make_pdf(RELEASE, lines(*LONG)), data)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(*[st.floats(-900, 900)] * 2, st.floats(-90, 90), st.text("ab –•1.()", max_size=20)), max_size=12)
)
def test_any_layout_is_read_or_refused(page: list[Text]) -> None:
    try:
        assert read(make_pdf(page, page)).headline
    except Refused as refusal:
        assert "brev.pdf" in str(refusal)


def test_the_given_documents_are_read(shared: Path) -> None:
    check_shared(pdf, shared, "pdf")
