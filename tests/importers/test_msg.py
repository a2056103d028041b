"""Outlook's messages: the same letter as any mail, kept as properties of a compound file."""

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import msg
from importers.draft import ArticleDraft, MemorySource, Refused
from importers.formats import find_importer
from importers.mail.outlook_rtf import decompress, read_html
from tests.importers.cases import DEFAULTS, check_any_bytes, check_damaged, load_expected
from tests.importers.outlook import attachment, make_compound, make_message, message_tree

SUBJECT, SENDER, BODY, RTF, HTML = 0x0037, 0x0C1A, 0x1000, 0x1009, 0x1013
SENT = datetime(2026, 3, 5, 9, 15, tzinfo=UTC)
FACTS: dict[int, str | bytes] = {SUBJECT: "VB: Ny bro i Norrö", SENDER: "Ola Norr", BODY: "Bron öppnar i maj.\r\n"}
MADE_OF_HTML = (
    b"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fcharset204 Cyr;}}"
    b"{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Bron \\'f6ppnar\\u8230? {\\f1 \\'cc}\\htmlrtf }\\htmlrtf0 "
    b"{\\*\\htmltag72 </p>}{\\*\\htmltag241 <!-- \\{x\\} -->}{\\*\\generator x}}"
)


def read(content: bytes) -> ArticleDraft:
    source = MemorySource(content, "brev.msg")
    assert find_importer(source) is msg
    [draft] = msg.read(source, DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft


def stored(rtf: bytes) -> bytes:
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def test_a_message_gives_its_release_its_moment_and_its_sender() -> None:
    draft = read(make_message(FACTS, SENT))
    assert (draft.headline, draft.byline, draft.published_at) == ("Ny bro i Norrö", "Ola Norr", SENT)
    assert (draft.lead, draft.declared) == ("Bron öppnar i maj.", None)


@pytest.mark.parametrize(
    "body",
    [
        {HTML: "<p>Bron <b>öppnar</b>.<o:p></o:p></p>".encode(), 0x3FDE: ""},
        {HTML: "<p>Bron <b>öppnar</b>.</p>"},
        {
            RTF: stored(
                b"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}Bron {\\*\\htmltag <b>}\\'f6ppnar{\\*\\htmltag </b>}.}"
            )
        },
    ],
)
def test_html_goes_before_text_wherever_it_is(body: dict[int, str | bytes]) -> None:
    assert read(make_message(FACTS | body)).body_html == "<p>Bron <b>öppnar</b>.</p>"


def test_rtf_alone_is_text_too() -> None:
    rtf = stored(b"{\\rtf1\\ansi Bron \\'f6ppnar.\\par}")
    assert "Bron öppnar." in read(make_message({SUBJECT: "Ny bro", RTF: rtf})).body_html


def test_html_within_rtf_keeps_its_letters_and_nothing_else() -> None:
    assert read_html(MADE_OF_HTML) == "<p>Bron öppnar… М</p><!-- {x} -->"


def test_compressed_rtf_refers_to_what_was_written_before() -> None:
    # The example of MS-OXRTFCP, section 3.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert decompress(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_files_and_messages_within_come_along() -> None:
    file = attachment({0x3701: b"%PDF-1.4" * 800, 0x3707: "Bilaga ett.pdf", 0x370E: "application/pdf"})
    draft = read(make_message(FACTS, SENT, **{"__attach_version1.0_#00000000": file}))
    [one] = draft.attachments
    assert (one.name, one.media_type) == ("Bilaga ett.pdf", "application/pdf")
    assert one.content is not None and len(one.content.open().read()) == 6400
    inner = attachment({}, message_tree(FACTS | {SUBJECT: "Kajen"}))
    outer = make_message({SUBJECT: "VB", BODY: "Se bifogat"}, SENT, **{"__attach_version1.0_#00000000": inner})
    assert (read(outer).headline, read(outer).lead) == ("Kajen", "Bron öppnar i maj.")


def test_words_are_in_the_code_page_of_the_text_where_no_other_is_named() -> None:
    tree = message_tree(FACTS | {SUBJECT: ""}, None, 32)
    page = struct.pack("<HHIQ", 0x0003, 0x3FDE, 6, 950)
    content = {"__properties_version1.0": bytes(32) + page, "__substg1.0_0037001E": "格式測試".encode("cp950")}
    assert read(make_compound(tree | {"__nameid_version1.0": {}} | content)).headline == "格式測試"


def test_other_compound_files_are_no_messages() -> None:
    assert not msg.recognises(MemorySource(make_compound({"WordDocument": b"x"})))


def test_a_message_that_is_cut_off_is_refused() -> None:
    with pytest.raises(Refused, match=r"^brev\.msg (is a damaged|holds)"):
        list(msg.read(MemorySource(make_message(FACTS)[:700], "brev.msg"), DEFAULTS))


def test_the_given_messages_give_what_is_expected(shared: Path) -> None:
    expected = load_expected(shared)
    for path in (shared / "corpora/msg").iterdir():
        draft = read(path.read_bytes())
        want = expected.get(f"msg/{path.name}", {})
        assert draft.headline == want.get("title", "Testing")
        assert draft.byline in want.get("author", ["Paul Allan Hill"])
        assert draft.published_at is not None
        assert want.get("published", draft.published_at.isoformat()) == draft.published_at.isoformat()
        assert all(words in f"{draft.lead} {draft.body_html}" for words in want.get("must_contain", ()))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_message_is_read_or_refused(data: st.DataObject) -> None:
    file = {"__attach_version1.0_#00000000": attachment({0x3701: b"x", 0x3707: "a.txt"})}
    check_damaged(msg, make_message(FACTS | {RTF: stored(MADE_OF_HTML)}, SENT, **file), data)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_decompressed_or_left(rest: bytes) -> None:
    check_any_bytes(msg, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rest)
    assert isinstance(decompress(struct.pack("<II4sI", 9, 10_000, b"LZFu", 0) + rest), bytes)
    assert isinstance(read_html(b"{\\rtf1\\fromhtml " + rest), str)
