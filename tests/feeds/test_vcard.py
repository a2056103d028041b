import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given

from feeds import vcard
from feeds.entry import Card
from tests.feeds.contentlines import lines_of, unescaped, value_of, values_of
from tests.feeds.sample import ROOM, STOCKHOLM, any_text, few, kept

ORGANISATION = "Exempelstads kommun"
PERSON = Card(
    id="urn:uuid:0d8f3b52-3c3c-4d5e-9a60-3f6f2f0b7c11",
    url=f"{ROOM}/contacts/maja",
    name="Maja Provström",
    title="Presschef",
    unit="Kommunikation, press",
    organisation=ORGANISATION,
    emails=("maja@exempelstad.example",),
    phones=("+46701740605", "+4684650042"),
    responsibilities=("Skola, förskola", "Vård och omsorg"),
    languages=("sv", "fi"),
    language="sv",
    updated_at=datetime(2026, 2, 3, 14, 5, 6, tzinfo=STOCKHOLM),
    source=f"{ROOM}/contacts/maja.vcf",
)
DESK = Card(id="tag:exempelstad.example,2026:desk", url=f"{ROOM}/contacts/desk", name=None, title="Pressjour")


def written(card: Card) -> list[str]:
    return lines_of(vcard.serialise([card]))


def words(name: str) -> list[str]:
    return re.sub(r"[\\,;–]", " ", name).split()


def property_of(line: str) -> str:
    return re.split("[:;]", line)[0]


def test_a_person_is_written_whole() -> None:
    assert written(PERSON) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID:urn:uuid:0d8f3b52-3c3c-4d5e-9a60-3f6f2f0b7c11",
        "KIND:individual",
        "FN:Maja Provström",
        "N:Provström;Maja;;;",
        "ORG;LANGUAGE=sv:Exempelstads kommun;Kommunikation\\, press",
        "TITLE;LANGUAGE=sv:Presschef",
        "EMAIL;TYPE=work:maja@exempelstad.example",
        "TEL;TYPE=work,cell;VALUE=uri:tel:+46701740605",
        "TEL;TYPE=work;VALUE=uri:tel:+4684650042",
        "LANG:sv",
        "LANG:fi",
        f"URL:{ROOM}/contacts/maja",
        "NOTE;LANGUAGE=sv:Skola\\, förskola\\nVård och omsorg",
        f"SOURCE:{ROOM}/contacts/maja.vcf",
        "REV:20260203T130506Z",
        "END:VCARD",
    ]


def test_a_function_without_a_person_is_written_by_its_title() -> None:
    assert written(DESK) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID:tag:exempelstad.example,2026:desk",
        "KIND:org",
        "FN:Pressjour",
        f"URL:{ROOM}/contacts/desk",
        "END:VCARD",
    ]


@pytest.mark.parametrize(
    ("card", "name"),
    [
        (replace(DESK, title=None, unit="Stab", organisation="Exempelstads kommun"), "Stab"),
        (replace(DESK, title=None, phones=("+4684650042",)), "+4684650042"),
        (replace(DESK, title=" "), DESK.url),
        (replace(DESK, name=" \n"), "Pressjour"),
    ],
)
def test_a_card_always_has_a_name(card: Card, name: str) -> None:
    assert value_of(written(card), "FN") == name


@pytest.mark.parametrize(
    ("name", "structured"),
    [
        ("Maja Provström", "Provström;Maja;;;"),
        ("Karl Gustav von der Prov", "von der Prov;Karl Gustav;;;"),
        ("Vincent Van den Berg", "Van den Berg;Vincent;;;"),
        ("Lo", ";Lo;;;"),
        ("von Prov", "Prov;von;;;"),
        ("Prov, Maja", "Maja;Prov\\,;;;"),
    ],
)
def test_the_last_word_and_its_particles_are_the_family_name(name: str, structured: str) -> None:
    assert values_of(written(replace(PERSON, name=name)), "N") == [structured]


def test_a_short_number_is_text() -> None:
    assert "TEL;TYPE=work:1177" in written(replace(DESK, phones=("1177",)))


def test_cards_follow_one_another() -> None:
    assert vcard.serialise([PERSON, DESK]) == vcard.serialise([PERSON]) + vcard.serialise([DESK])
    assert vcard.serialise([]) == b""


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    lines = vcard.serialise([replace(PERSON, title="åäö🎉" * 60)]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])


@pytest.mark.parametrize(
    ("name", "shown", "structured"),
    [
        ("Martin Prov, MD", "Martin Prov MD", "MD;Martin Prov\\,;;;"),
        ("Ek; Maja\\Press", "Ek Maja Press", "Maja\\\\Press;Ek\\;;;;"),
        ("Maja\tEk\n", "Maja Ek", "Ek;Maja;;;"),
    ],
)
def test_a_shown_name_needs_no_escape_and_the_structured_one_has_every_sign(
    name: str, shown: str, structured: str
) -> None:
    lines = written(replace(PERSON, name=name))
    assert (values_of(lines, "FN"), values_of(lines, "N")) == ([shown], [structured])


def test_a_function_keeps_its_words_apart_and_as_they_were_written() -> None:
    lines = written(replace(DESK, title="Press, kultur; fritid"))
    assert (values_of(lines, "FN"), value_of(lines, "TITLE")) == (["Press – kultur – fritid"], "Press, kultur; fritid")


@few
@given(name=any_text, title=any_text, unit=any_text, email=any_text)
def test_any_text_comes_back_and_adds_no_line(name: str, title: str, unit: str, email: str) -> None:
    lines = written(replace(PERSON, name=name, title=title, unit=unit, emails=(email,)))
    (shown,) = values_of(lines, "FN")
    assert words(shown) == (words(kept(name)) or words(kept(title)) or words(kept(unit)) or words(ORGANISATION))
    assert not set("\\,;") & set(shown)
    assert [unescaped(value) for value in values_of(lines, "EMAIL")] == [kept(email)]
    assert {property_of(line) for line in lines} <= {property_of(line) for line in written(PERSON)}
