"""A copied newsroom page gives its items, events, contacts and organisation, and no e-mail address."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import mynewsdesk_text
from importers.draft import ArticleDraft, ContactDraft, Defaults, EventDraft, MemorySource, OrganisationDraft, Refused
from tests.importers.plain_cases import (
    HELSINKI,
    HOSTILE,
    SEEDS,
    STOCKHOLM,
    cases,
    check_case,
    check_contact,
    grows_evenly,
    public_text,
    read_file,
    read_words,
)

ITEM = "Bryggan öppnar\n\nNyheter • Mar 10, 2023 08:45 {zone}\n\nDen öppnar i dag.\n"


@pytest.mark.parametrize("path", cases("mynewsdesk_text"), ids=lambda path: path.stem)
def test_a_copied_newsroom_page_reads_as_its_json_says(path: Path) -> None:
    assert mynewsdesk_text.recognises(MemorySource(path.read_bytes()))
    check_case(mynewsdesk_text, path)


@pytest.fixture(scope="module")
def seed(shared: Path) -> tuple[list[Any], dict[str, Any]]:
    expected = json.loads((shared / "seeds/expected.json").read_text(encoding="utf-8"))[SEEDS["003"]]
    return read_file(mynewsdesk_text, shared / "seeds" / SEEDS["003"]), expected


def test_the_real_page_gives_its_items_in_order(seed: tuple[list[Any], dict[str, Any]]) -> None:
    drafts, expected = seed
    articles = [draft for draft in drafts if isinstance(draft, ArticleDraft)]
    found = [(draft.headline, draft.kind, str(draft.published_at).replace(" ", "T")) for draft in articles]
    assert found == [(item["title"], item["kind"], item["published"]) for item in expected["items"]]
    assert all(draft.declared == "published" and not draft.images for draft in articles)


def test_the_real_page_gives_leads_and_notes_picture_ids(seed: tuple[list[Any], dict[str, Any]]) -> None:
    drafts, expected = seed
    for draft, item in zip(drafts, expected["items"], strict=False):
        assert item["lead"] is None or (draft.lead == item["lead"] and draft.body_html == "")
        assert (item["picture_id"] or "") in " ".join(draft.notes)


def test_the_real_page_gives_the_whole_text_of_its_ninth_item(seed: tuple[list[Any], dict[str, Any]]) -> None:
    drafts, expected = seed
    item = expected["items"][8]
    assert [text for text in item["must_contain"] if text not in drafts[8].body_html] == []
    assert [text for text in item["must_not_contain"] if text in drafts[8].body_html] == []
    assert drafts[8].lead.startswith("I år fyller KSL 26 år, alltså lika många år")


def test_the_real_page_gives_events_as_precise_as_it_is(seed: tuple[list[Any], dict[str, Any]]) -> None:
    drafts, expected = seed
    events = [draft for draft in drafts if isinstance(draft, EventDraft)]
    found = [(e.headline, e.starts_at.isoformat(), e.ends_at and e.ends_at.isoformat(), e.place) for e in events]
    assert found == [(e["title"], e["start"], e["end"], e["place"]) for e in expected["events"]]


def test_the_real_page_gives_contacts_without_their_addresses(seed: tuple[list[Any], dict[str, Any]]) -> None:
    drafts, expected = seed
    contacts = [draft for draft in drafts if isinstance(draft, ContactDraft)]
    for contact, want in zip(contacts, expected["contacts"], strict=True):
        check_contact(contact, want)
        assert contact.press_contact
        assert "held back" in contact.notes[0]
    everything = public_text(drafts) + str(drafts)
    assert [address for address in expected["must_not_publish"] if address in everything] == []


def test_the_real_page_tells_who_publishes(seed: tuple[list[Any], dict[str, Any]]) -> None:
    drafts, expected = seed
    organisation = drafts[-1]
    assert isinstance(organisation, OrganisationDraft)
    assert organisation.name == expected["organisation"]
    subheading, text = (organisation.boilerplate or "").split("\n\n", maxsplit=1)
    assert subheading == expected["about"]["subheading"]
    assert text.startswith(expected["about"]["text_starts"])
    assert text.endswith(expected["about"]["text_ends"])
    assert (organisation.address or "").split("\n") == [
        expected["address"]["organisation"],
        expected["address"]["street"],
        f"{expected['address']['postal_code']} {expected['address']['city']}",
        expected["address"]["country"],
    ]


@pytest.mark.parametrize(
    ("zone", "moment"),
    [("CET", "2023-03-10T08:45:00+01:00"), ("EET", "2023-03-10T08:45:00+02:00"), ("", "2023-03-10T08:45:00+02:00")],
)
def test_the_printed_zone_decides_else_the_rooms_own(zone: str, moment: str) -> None:
    draft = read_words(mynewsdesk_text, ITEM.format(zone=zone), HELSINKI)[0]
    assert draft.published_at.isoformat() == moment


def test_an_unknown_zone_is_told() -> None:
    draft = read_words(mynewsdesk_text, ITEM.format(zone="XQZT"))[0]
    assert draft.published_at.isoformat() == "2023-03-10T08:45:00+01:00"
    assert "XQZT" in draft.notes[0]


def test_a_count_that_nothing_meets_is_a_problem() -> None:
    page = ITEM.format(zone="CET") + "\nKommande evenemang 2 evenemang\n\nInga.\n"
    assert "announces 2 events, but 0" in read_words(mynewsdesk_text, page)[1].reason


def test_numbers_are_read_by_the_country_of_the_address() -> None:
    page = (
        ITEM.format(zone="CET") + "\nKontaktpersoner\n\n • Chef\n • 050 348 8185\n\nAdress\n\n • Bryggan\n • Finland\n"
    )
    assert read_words(mynewsdesk_text, page)[1].phones == ("+358503488185",)


@pytest.mark.parametrize(
    "text", ["", "Bara en rad", "Nyheter • i går", "<p>Nyheter • Mar 10, 2023 08:45 CET</p>", "\0\1"]
)
def test_other_texts_are_no_newsroom_page(text: str) -> None:
    assert not mynewsdesk_text.recognises(MemorySource(text.encode()))
    with pytest.raises(Refused):
        read_words(mynewsdesk_text, text)


words = st.sampled_from(
    [
        "",
        "Nyheter • Mar 10, 2023 08:45 CET",
        "Kontaktpersoner 1 kontaktperson",
        "Kommande evenemang",
        "2023-10-05, 08:00 - 18:00",
        "Om Bryggan",
        "Adress",
        " • Presskontakt",
        " • maj.strand@norro.example.se",
        "Skriv till (maj@norro.example.se), maj(at)norro.example.se eller MAJ@NORRO.SE!",
        " • 08-615 94 01",
    ]
)


@given(
    st.lists(words | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.emails(), max_size=25)
)
@settings(deadline=None, max_examples=60)
def test_no_address_of_a_newsroom_page_is_ever_public(lines: list[str]) -> None:
    source = MemorySource("\n".join([ITEM.format(zone="CET"), *lines]).encode(errors="replace"))
    drafts = list(mynewsdesk_text.read(source, STOCKHOLM))
    assert not re.search(r"[\w.]@\w|\w\(at\)\w", public_text(drafts))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    source = MemorySource(content)
    try:
        assert list(mynewsdesk_text.read(source, STOCKHOLM))
    except Refused as refused:
        assert str(refused).endswith(".")


@pytest.mark.parametrize("unit", [*HOSTILE, "Nyheter • Mar 10, 2023 08:45 CET\n", "2023-10-05\n", "Om Bryggan\n\n"])
def test_four_times_the_text_costs_four_times_the_work(unit: str) -> None:
    assert grows_evenly(mynewsdesk_text, ITEM.format(zone="CET") + "\nKommande evenemang\n\n", unit)


EVENTS = """
Kommande evenemang 1 evenemang

05 Okt 08:00

Bryggans dag

2023-10-05, 08:00 - 18:00
Torget

Adress

 • Provstads hamn
 • 123 45 Provstad
 • Sverige
"""


@pytest.mark.parametrize(
    ("room", "offset"), [("UTC", "+02:00"), ("Europe/Helsinki", "+02:00"), ("Europe/Oslo", "+02:00")]
)
def test_events_are_in_the_zone_of_the_pages_country_when_its_items_are(room: str, offset: str) -> None:
    source = MemorySource((ITEM.format(zone="CET") + EVENTS).encode())
    elsewhere = Defaults(zone=room, country="GB", languages=("en",))
    found = [draft for draft in mynewsdesk_text.read(source, elsewhere) if isinstance(draft, EventDraft)]
    assert [draft.starts_at.isoformat() for draft in found] == [f"2023-10-05T08:00:00{offset}"]


def test_events_without_a_country_are_in_the_rooms_zone() -> None:
    source = MemorySource((ITEM.format(zone="EET") + EVENTS.replace("Sverige", "")).encode())
    found = [draft for draft in mynewsdesk_text.read(source, HELSINKI) if isinstance(draft, EventDraft)]
    assert [draft.starts_at.isoformat() for draft in found] == ["2023-10-05T08:00:00+03:00"]
