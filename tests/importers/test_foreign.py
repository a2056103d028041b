"""Every importer meets what is not its own: the other formats' files, pieces of them, and any bytes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.draft import Importer
from importers.formats import IMPORTERS
from tests.importers.cases import check_any_bytes
from tests.importers.office import make_docx, make_odt, make_pdf, make_pptx, paragraph, shape
from tests.importers.outlook import make_message

FILES = {
    path.relative_to(Path(__file__).parent / "data").as_posix(): path.read_bytes()
    for path in sorted((Path(__file__).parent / "data").glob("*/*"))
    if path.suffix != ".json"
}
TEXTS = {
    "rtf": r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\pard Ny bro\par\pard Bron \'f6ppnar.\par}",
    "eml": "From: Eva Ek <eva@norro.example>\nSubject: Ny bro\nMessage-ID: <1@x>\n\nBron öppnar i maj.\n",
    "vcard": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Ek\r\nTEL:+46701234567\r\nEND:VCARD\r\n",
    "icalendar": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Möte\nDTSTART:20260501\nEND:VEVENT\nEND:VCALENDAR\n",
    "hcard": '<div class="vcard"><b class="fn">Eva Ek</b></div>',
    "ninjs": '{"uri": "urn:x:1", "versioncreated": "2026-05-01T10:00:00Z", "headline": "Ny bro", "body_text": "x"}',
    "newsml1": "<NewsML><NewsItem><NewsComponent><ContentItem/></NewsComponent></NewsItem></NewsML>",
    "newsml_g2": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"><contentMeta/></newsItem>',
    "nitf": "<nitf><body><body.head><hedline><hl1>Ny bro</hl1></hedline></body.head></body></nitf>",
    "medium": '<article class="h-entry"><h1 class="p-name">Ny bro</h1><p class="e-content">x</p></article>',
    "blogger": '{"kind": "blogger#postList", "items": [{"kind": "blogger#post", "title": "Ny bro", "content": "x"}]}',
    "page_text": "PRESSMEDDELANDE 5 mars 2026\n\nNy bro\n\nBron öppnar i maj.\n\nKontakt: Eva Ek, 070-123 45 67\n",
}
DOCUMENTS = {
    "docx": make_docx(paragraph("Ny bro", "Rubrik") + paragraph("Bron öppnar i maj.")),
    "odt": make_odt("<text:p>Ny bro</text:p>"),
    "pptx": make_pptx(shape("title", "Ny bro")),
    "pdf": make_pdf([(72, 700, 20, "Ny bro")]),
    "msg": make_message({0x0037: "Ny bro", 0x1000: "Bron öppnar i maj."}),
}
SAMPLES = FILES | {name: text.encode() for name, text in TEXTS.items()} | DOCUMENTS


def named(importer: Importer) -> str:
    return getattr(importer, "__name__", "").rpartition(".")[2]


@pytest.mark.parametrize("importer", IMPORTERS, ids=named)
def test_other_formats_files_become_drafts_or_a_refusal(importer: Importer) -> None:
    for content in SAMPLES.values():
        check_any_bytes(importer, content)


@pytest.mark.parametrize("importer", IMPORTERS, ids=named)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_pieces_of_any_format_become_drafts_or_a_refusal(importer: Importer, data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(sorted(SAMPLES))) for _ in range(2))
    cut = data.draw(st.integers(0, len(SAMPLES[one])))
    noise = data.draw(st.binary(max_size=40))
    rest = data.draw(st.integers(0, len(SAMPLES[other])))
    check_any_bytes(importer, SAMPLES[one][:cut] + noise + SAMPLES[other][rest:])
