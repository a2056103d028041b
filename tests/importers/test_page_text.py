"""Any page copied as text gives one article: headings, lists, quotations by their shape, cards as contacts."""

import codecs
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import page_text
from importers.draft import ArticleDraft, ContactDraft, MemorySource, Refused
from importers.plain.release import read_opening, split_dateline
from importers.reading.people import guess_region
from tests.importers.cases import DEFAULTS
from tests.importers.plain_cases import (
    HOSTILE,
    SEEDS,
    cases,
    check_case,
    check_contact,
    find_headings,
    grows_evenly,
    read_file,
    read_words,
)

PAGE = (
    "Bryggan på Norrö\n\nBryggan är öppen för alla. Den har 12\u00a0000 besökare.\n\nÖppettider\n\n• Måndag\n• Tisdag\n"
)


@pytest.mark.parametrize("path", cases("page_text"), ids=lambda path: path.stem)
def test_a_page_reads_as_its_json_says(path: Path) -> None:
    assert page_text.recognises(MemorySource(path.read_bytes()))
    check_case(page_text, path)


def read_seed(shared: Path, number: str) -> tuple[Any, dict[str, Any]]:
    expected = json.loads((shared / "seeds/expected.json").read_text(encoding="utf-8"))[SEEDS[number]]
    (draft,) = read_file(page_text, shared / "seeds" / SEEDS[number])
    return draft, expected


@pytest.mark.parametrize("number", ["000", "001"])
def test_a_real_page_is_read_as_carefully_as_by_hand(shared: Path, number: str) -> None:
    draft, expected = read_seed(shared, number)
    assert draft.headline == expected["title"] or draft.headline in expected["title"]
    leads = expected["lead"] if isinstance(expected["lead"], list) else [expected["lead"]]
    assert draft.lead.split() in [lead.split() for lead in leads]
    assert find_headings(draft.body_html) == expected["headings"]
    assert (draft.published_at, draft.declared, draft.byline) == (None, None, None)
    assert [word for word in expected["residue_to_drop"] if word in draft.body_html] == []


@pytest.mark.parametrize(("number", "tag", "count"), [("000", "<ul>", "lists"), ("001", "<blockquote>", "quotations")])
def test_a_real_page_keeps_its_lists_and_quotations(shared: Path, number: str, tag: str, count: str) -> None:
    draft, expected = read_seed(shared, number)
    assert draft.body_html.count(tag) == expected[count]


@pytest.mark.parametrize("number", ["000", "001"])
def test_only_those_with_a_phone_or_an_address_are_contacts(shared: Path, number: str) -> None:
    draft, expected = read_seed(shared, number)
    assert len(draft.contacts) == len(expected["contacts"])
    for contact, want in zip(draft.contacts, expected["contacts"], strict=True):
        check_contact(contact, want)
        assert contact.unit == want["organisation_unit"]
        assert want["name"] not in draft.body_html


@pytest.mark.parametrize("number", ["000", "001"])
def test_a_real_page_holds_what_its_expectation_names(shared: Path, number: str) -> None:
    lines = (shared / "seeds/expectations.jsonl").read_text(encoding="utf-8").splitlines()
    expect = next(json.loads(line)["expect"] for line in lines if f'"seed-{number}"' in line)
    draft, _ = read_seed(shared, number)
    assert [text for text in expect["must_contain"] if text not in draft.body_html] == []
    assert [text for text in expect["must_not_contain"] if text in draft.body_html] == []


ENCODINGS = {
    "utf-8": PAGE.encode(),
    "bom": codecs.BOM_UTF8 + PAGE.encode(),
    "utf-16-le": codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"),
    "utf-16-be": codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"),
    "windows-1252": PAGE.encode("cp1252"),
    "crlf": PAGE.replace("\n", "\r\n").encode(),
    "decomposed": PAGE.replace("å", "a\u030a").replace("ö", "o\u0308").replace("Ö", "O\u0308").encode(),
}


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_every_usual_encoding_gives_the_same_article(content: bytes) -> None:
    assert page_text.recognises(MemorySource(content))
    (draft,) = read_words(page_text, content)
    assert draft == read_words(page_text, PAGE)[0]
    assert "12\u00a0000" in draft.lead


def test_one_damaged_byte_does_not_spoil_the_other_letters() -> None:
    (draft,) = read_words(page_text, PAGE.encode() + b"\nr\xe5dg\xf6\n" + PAGE.encode() * 3)
    assert draft.headline == "Bryggan på Norrö"


OTHER_FORMATS = {
    "empty": b"",
    "blanks": b" \n\n ",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "pdf": b"%PDF-1.7\nstream",
    "html": b"\n<!DOCTYPE html><p>Text</p>",
    "fragment": b"<p>Text</p>",
    "xml": b"<?xml version='1.0'?><rss/>",
    "json": b'{ "title": "Text" }',
    "json list": b'[{"title": "Text"}]',
    "rtf": b"{\\rtf1\\ansi Text}",
    "yaml": b"---\ntitle: Text\n---\nText",
    "toml": b'+++\ntitle = "Text"\n+++\nText',
    "vcard": b"BEGIN:VCARD\nFN:Text\nEND:VCARD",
    "mail": b"From: a@example.org\nSubject: Text\nMIME-Version: 1.0\n\nText",
    "numbers": b"1 2 3\n4 5 6",
}


@pytest.mark.parametrize("content", OTHER_FORMATS.values(), ids=OTHER_FORMATS)
def test_other_formats_are_left_to_their_importers(content: bytes) -> None:
    assert not page_text.recognises(MemorySource(content))


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"\n \n"])
def test_what_holds_no_text_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match=r"^text\.txt [^.]*\.?[^.]*\.$"):
        read_words(page_text, content)


def test_a_text_that_is_only_a_card_gives_the_contact() -> None:
    (contact,) = read_words(page_text, "Maj Strand\nKommunikatör\n073-917 94 27\n")
    assert isinstance(contact, ContactDraft)
    assert (contact.name, contact.title, contact.phones) == ("Maj Strand", "Kommunikatör", ("+46739179427",))


def test_one_mangled_address_makes_the_others_untrusted() -> None:
    cards = "Maj Strand\nmqaxj.strtrqand@norro.example.se\n\nTure Ekström\nture.ekstrom@norro.example.se\n"
    (draft,) = read_words(page_text, f"{PAGE}\n{cards}\nSkriv till info@norro.example.se nu.\n")
    assert [contact.emails for contact in draft.contacts] == [(), ()]
    assert "@" not in draft.body_html
    assert any("held back" in note for note in draft.notes)


def test_a_pattern_for_addresses_is_no_address() -> None:
    (draft,) = read_words(page_text, f"{PAGE}\nMaj Strand\n08-615 94 01\nfornamn.efternamn@norro.example.se\n")
    assert draft.contacts[0].emails == ()


def test_a_phone_in_a_sentence_makes_no_contact() -> None:
    (draft,) = read_words(page_text, f"{PAGE}\nRing 08-615 94 01 så svarar Maj Strand på vardagar.\n")
    assert draft.contacts == ()
    assert "08-615 94 01" in draft.body_html


def test_an_interview_keeps_its_answers_as_paragraphs() -> None:
    (draft,) = read_words(
        page_text, f"{PAGE}\nVad händer nu?\n\nMaj Strand:\n– Vi börjar om.\n\n– Ja, säger Ture Ek.\n"
    )
    assert find_headings(draft.body_html) == ["Öppettider", "Vad händer nu?"]
    assert "<p>Maj Strand:<br>– Vi börjar om.</p>" in draft.body_html
    assert draft.body_html.count("<li>") == 2


def test_a_text_without_blank_lines_gives_a_paragraph_a_line() -> None:
    sentence = "Det här är en lång mening om en brygga, som fortsätter " + "och fortsätter " * 6 + "tills den är slut. "
    (draft,) = read_words(page_text, f"Bryggan\n{sentence}\nVar den ligger\n{sentence * 2}\n{sentence * 3}\n")
    assert find_headings(draft.body_html) == ["Var den ligger"]
    assert draft.body_html.count("<p>") == 2


def test_markup_in_a_text_is_shown_as_text() -> None:
    (draft,) = read_words(page_text, 'Bryggan\n\nEtt.\n\n<script>x</script> & https://a.example.se/?b=1&c="d".\n')
    assert "&lt;script&gt;" in draft.body_html
    assert '<a href="https://a.example.se/?b=1&amp;c=">' in draft.body_html


def test_a_sentence_with_a_dash_is_no_dateline() -> None:
    (draft,) = read_words(page_text, "Om oss\n\nÖGF – Öarnas gemensamma förbund – är ett exempel.\n")
    assert draft.dateline is None
    assert draft.lead.startswith("ÖGF – Öarnas")


@given(st.text(max_size=400) | st.lists(st.sampled_from(PAGE.split("\n")) | st.text(max_size=30)).map("\n".join))
@settings(deadline=None, max_examples=60)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        drafts = read_words(page_text, text.encode(errors="replace"))
    except Refused:
        return
    assert all(draft.headline.strip() for draft in drafts if not isinstance(draft, ContactDraft))


@pytest.mark.parametrize("unit", HOSTILE)
def test_four_times_the_text_costs_four_times_the_work(unit: str) -> None:
    assert grows_evenly(page_text, "Rubrik\n\nIngress.\n\n", unit)


def test_a_megabyte_of_bullets_is_read() -> None:
    (draft,) = read_words(page_text, "Rubrik\n\n" + "• x\n\n" * 200_000)
    assert draft.body_html.count("<li>") == 200_000


AMERICAN = """\
Contact: Katie Sampleton                          FOR IMMEDIATE RELEASE
(202) 555-0143                                    Thursday, March 5, 2026

                  SAMPLETOWN OPENS NEW BRIDGE

                  Crossing will carry 4,000 vehicles

SAMPLETOWN, Minn. -- The city of Sampletown will open its new bridge on
Monday, the mayor announced today.

                                   - 30 -
"""


def test_an_american_release_is_read_with_its_two_columns_above() -> None:
    [draft] = page_text.read(MemorySource(AMERICAN.encode(), "release.txt"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert (draft.headline, draft.kind) == ("SAMPLETOWN OPENS NEW BRIDGE", "press_release")
    assert (str(draft.published_at), draft.dateline) == ("2026-03-05", "SAMPLETOWN, Minn.")
    assert [(one.name, one.phones) for one in draft.contacts] == [("Katie Sampleton", ("+12025550143",))]
    assert "30" not in draft.body_html


@pytest.mark.parametrize(
    ("text", "dateline", "rest"),
    [
        ("ST. PAUL, MN (March 5, 2026) – The bridge opens.", "ST. PAUL, MN (March 5, 2026)", "The bridge opens."),
        (
            "(Sampletown, Sweden, 5 March 2026) The bridge opens.",
            "Sampletown, Sweden, 5 March 2026",
            "The bridge opens.",
        ),
        ("WASHINGTON—The bridge opens.", "WASHINGTON", "The bridge opens."),
        ("LONDON, March 5 /PRNewswire/ -- Bridges last.", "LONDON, March 5", "Bridges last."),
        ("He sat on a bridge. Then - nothing.", None, "He sat on a bridge. Then - nothing."),
        ("(We mean the bridge) opens.", None, "(We mean the bridge) opens."),
    ],
)
def test_datelines_of_many_houses_are_told_from_sentences(text: str, dateline: str | None, rest: str) -> None:
    assert split_dateline(text)[::2] == (dateline, rest)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("EMBARGOED UNTIL 5 March 2026 00:01 GMT", "2026-03-05T00:01:00+00:00"),
        ("Hold for release until 5 March 2026, 10:00 a.m. EST", "2026-03-05T10:00:00-05:00"),
        ("Embargo: 5 March 2026 10:00", "2026-03-05T10:00:00+01:00"),
    ],
)
def test_an_embargo_ends_in_the_zone_that_it_names(line: str, moment: str) -> None:
    opening, _ = read_opening([line], "Europe/Stockholm")
    assert opening.embargoed_until is not None and opening.embargoed_until.isoformat() == moment


def test_a_contact_glued_to_the_text_by_an_archive_is_read() -> None:
    gap = " " * 30
    text = (
        f"{gap}Bridge Bill Passes{gap}Contact Katie Sampleton 202 224 0143 Washington U S Senators passed it "
        + "today " * 30
    )
    [draft] = page_text.read(MemorySource(text.encode(), "a.txt"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert [(one.name, one.phones) for one in draft.contacts] == [("Katie Sampleton", ("+12022240143",))]


@pytest.mark.parametrize(
    ("lines", "region"),
    [
        (["Jane Sampleton, (202) 555-0143"], "US"),
        (["Moa Testberg, 070-123 45 67", "Ärende 202 555 0143"], "SE"),
        (["Eva Ek, eva@example.fi, 202 555 0143"], "FI"),
        (["Moa Testberg, 050 123 4567"], "SE"),
    ],
)
def test_american_numbers_are_told_by_their_shape_where_nothing_else_says_the_country(
    lines: list[str], region: str
) -> None:
    assert guess_region(lines, "SE") == region


@pytest.mark.parametrize(
    ("opening", "headline", "day"),
    [
        ("Latest News\n\nTOPICS\n\nTown opens its new bridge\n", "Town opens its new bridge", None),
        ("Town of Ekby : Press Room\n\nFilter by:\n\nTown opens its new bridge\n", "Town opens its new bridge", None),
        ("October 3, 2005 Town opens its new bridge\n", "Town opens its new bridge", date(2005, 10, 3)),
        ("TOWN OPENS ITS NEW BRIDGE July 4 2007 EKBY\n", "TOWN OPENS ITS NEW BRIDGE", date(2007, 7, 4)),
        ("Good news for walkers\n", "Good news for walkers", None),
        ("Open house on the new bridge 4 July 2027\n", "Open house on the new bridge 4 July 2027", None),
    ],
)
def test_a_headline_is_told_from_the_shelf_and_the_day_beside_it(opening: str, headline: str, day: date | None) -> None:
    text = opening + "\nThe bridge crosses the river at last, and everybody is welcome to walk over it.\n"
    (draft,) = page_text.read(MemorySource(text.encode()), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert (draft.headline, draft.published_at) == (headline, day)
