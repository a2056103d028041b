"""vCards of three versions, as programs write them: a source's own list of press contacts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import vcard
from importers.draft import ContactDraft, MemorySource, Problem, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_any_bytes, load_expected

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Moa Testberg
N:Testberg;Moa;;;
ORG:Sandhamra kommun;Kommunledning;Press
TITLE:Presschef
item1.TEL;type=pref:070-123 45 67
TEL;TYPE=FAX:08-615 94 02
TEL;TYPE=HOME:08-615 94 01
EMAIL;TYPE=INTERNET,WORK:moa.testberg@sandhamra.example
NOTE:Svarar\\, vardagar\\noch helger
UID:urn:uuid:7
END:VCARD
"""


def read(text: str | bytes) -> list[ContactDraft | Problem]:
    content = text if isinstance(text, bytes) else text.encode()
    source = MemorySource(content, "kort.vcf")
    assert find_importer(source) is vcard
    return list(vcard.read(source, DEFAULTS))


def read_one(text: str | bytes) -> ContactDraft:
    [contact] = read(text)
    assert isinstance(contact, ContactDraft)
    return contact


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_card_is_a_press_contact(encoding: str, newline: str) -> None:
    contact = read_one(CARD.replace("\n", newline).encode(encoding))
    assert (contact.name, contact.title, contact.press_contact) == ("Moa Testberg", "Presschef", True)
    assert (contact.organisation, contact.unit) == ("Sandhamra kommun", "Kommunledning, Press")
    assert (contact.phones, contact.emails) == (("+46701234567",), ("moa.testberg@sandhamra.example",))
    assert contact.source_id == "urn:uuid:7"
    assert contact.notes[-1] == "The card's note says: “Svarar, vardagar och helger”."


def test_quoted_printable_of_version_2_goes_on_over_lines() -> None:
    contact = read_one(
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=C5s;Bj=F6rn\n"
        "TITLE;CHARSET=UTF-8;QUOTED-PRINTABLE:Chef f=C3=B6r v=\n=C3=A5rden\nTEL;CELL;VOICE:0701234567\nEND:VCARD\n"
    )
    assert (contact.name, contact.title, contact.phones) == ("Björn Ås", "Chef för vården", ("+46701234567",))


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "Åsa Öst"), ("cp1252", "Åsa Öst")])
def test_letters_are_read_in_the_encoding_they_are_in(encoding: str, name: str) -> None:
    assert read_one("BEGIN:VCARD\nFN:Åsa Öst\nEMAIL:a@b.example\nEND:VCARD".encode(encoding)).name == name


def test_version_4_gives_phones_as_addresses_and_languages_by_preference() -> None:
    contact = read_one(
        'BEGIN:VCARD\nVERSION:4.0\nFN:Aino Malli\nTEL;VALUE=uri;PREF=2;TYPE="work,voice":tel:+358-9-123-4567;ext=102\n'
        'TEL;VALUE=uri;PREF=1;TYPE="cell,work":tel:+358-40-123-4567\nTEL;TYPE="fax,work":tel:+358-9-123-4568\n'
        "LANG;PREF=2:sv\nLANG;PREF=1:fi-FI\nEND:VCARD"
    )
    assert contact.phones == ("+358401234567", "+35891234567")
    assert contact.language == "fi"


def test_folded_lines_are_joined_even_within_a_letter() -> None:
    folded = "BEGIN:VCARD\nFN:Moa Ö".encode() + b"st\xc3\n \xa5l\nTEL:+46 8 615 94 01\nEND:VCARD"
    assert read_one(folded).name == "Moa Öst\u00e5l"


def test_phones_are_read_by_the_country_of_the_address() -> None:
    contact = read_one("BEGIN:VCARD\nFN:Ola Test\nADR:;;Gata 1;Oslo;;0150;Norge\nTEL:22 12 34 56\nEND:VCARD")
    assert contact.phones == ("+4722123456",)


def test_a_number_that_is_none_is_told() -> None:
    contact = read_one("BEGIN:VCARD\nFN:Ola Test\nTEL:växeln\nEND:VCARD")
    assert (contact.phones, contact.notes) == (
        (),
        ("The phone “växeln” could not be read as a number: type it with its country code.",),
    )


@pytest.mark.parametrize(
    "said",
    ["KIND:org\nFN:Presstjänsten", "FN:Presstjänsten\nORG:Presstjänsten", "X-ABShowAs:COMPANY\nFN:Presstjänsten"],
)
def test_an_organisation_is_no_person(said: str) -> None:
    contact = read_one(f"BEGIN:VCARD\n{said}\nTEL:08-615 94 01\nEND:VCARD")
    assert (contact.name, contact.title, contact.organisation) == (None, "Presstjänsten", "Presstjänsten")


def test_many_cards_are_read_one_by_one_and_a_broken_one_is_told() -> None:
    found = read(f"{CARD}BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\nBEGIN:VCARD\nKIND:group\nFN:Alla\nEND:VCARD\n{CARD}")
    assert [type(one) for one in found] == [ContactDraft, Problem, ContactDraft]


def test_a_card_that_is_not_closed_ends_with_the_next() -> None:
    assert [one.name for one in read(CARD.replace("END:VCARD\n", "") * 2) if isinstance(one, ContactDraft)] == [
        "Moa Testberg"
    ] * 2


def test_a_file_without_a_card_is_refused() -> None:
    with pytest.raises(Refused, match=r"^kort\.vcf holds no vCard"):
        list(vcard.read(MemorySource(b"END:VCARD", "kort.vcf"), DEFAULTS))


def test_the_given_cards_give_what_is_expected(shared: Path) -> None:
    expected = load_expected(shared)
    for path in (shared / "corpora/vcard").iterdir():
        contact = read_one(path.read_bytes())
        for want in expected.get(f"vcard/{path.name}", {}).get("contacts", []):
            assert (contact.name, contact.title, contact.organisation) == (
                want["name"],
                want["title"],
                want["organisation"],
            )
            assert list(contact.emails) == want["emails"]
            digits = ["".join(filter(str.isdigit, phone)) for phone in want["phones"]]
            assert all(phone.endswith(ends) for phone, ends in zip(contact.phones, digits, strict=True))


def test_a_parameter_of_any_letters_is_read() -> None:
    content = "BEGIN:VCARD\nVERSION:3.0\nFN:Eva Ek\nTEL;µÿ:+46701234567\nEND:VCARD\n"
    check_any_bytes(vcard, content.encode("latin-1"))
    check_any_bytes(vcard, content.encode())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"", b"BEGIN:VCARD\n", CARD[:90].encode(), b"BEGIN:VCARD\nTEL;"]), st.binary(max_size=200))
def test_any_bytes_become_contacts_or_a_refusal(beginning: bytes, rest: bytes) -> None:
    check_any_bytes(vcard, beginning + rest)
