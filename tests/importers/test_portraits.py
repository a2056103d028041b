"""Portraits of contacts: what every format that names a person's picture says of it."""

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import cision, hcard, html, markdown, mynewsdesk, vcard, via_tt
from importers.draft import ArticleDraft, ContactDraft, Importer, MemorySource
from importers.reading.portraits import make_portrait
from tests.importers.cases import DEFAULTS

PNG = b"\x89PNG\r\n\x1a\n a picture of Eva, long enough to be folded over several lines of a card"
ENCODED = b64encode(PNG).decode()
DATA = f"data:image/png;base64,{ENCODED}"
ADDRESS = "https://ort.example/eva.jpg"
PERSON = {"name": "Eva Ek", "phone": "070-123 45 67"}
CLOUDINARY = "https://resources.mynewsdesk.com/image/upload"


def read(importer: Importer, text: str, **siblings: bytes) -> ContactDraft:
    named = {name.replace("_", "."): content for name, content in siblings.items()}
    source = MemorySource(text.encode(), "eva", address="https://ort.example/press/", siblings=named)
    for draft in importer.read(source, DEFAULTS):
        if isinstance(draft, ArticleDraft):
            assert [one.name for one in draft.contacts] == ["Eva Ek"]
            assert ADDRESS not in {one.url for one in draft.images}
            return draft.contacts[0]
        if isinstance(draft, ContactDraft):
            return draft
    raise AssertionError("nobody was read")


def card(photo: str, version: str = "3.0") -> str:
    return f"BEGIN:VCARD\nVERSION:{version}\nFN:Eva Ek\n{photo}\nTEL:070-123 45 67\nEND:VCARD\n"


def content_of(contact: ContactDraft) -> bytes:
    assert contact.portrait and contact.portrait.content
    return contact.portrait.content.open().read()


FOLDED = "\n ".join(ENCODED[start : start + 40] for start in range(0, len(ENCODED), 40))


@pytest.mark.parametrize(
    "photo",
    [
        f"PHOTO;ENCODING=BASE64;PNG:\n {FOLDED}\n",
        f"PHOTO;PNG;BASE64:{FOLDED.replace(' ', '')}\n\n",
        f"PHOTO;TYPE=PNG;ENCODING=b:{FOLDED}",
        f"item1.PHOTO;ENCODING=b;TYPE=PNG:{ENCODED.rstrip('=')}",
        f"PHOTO:{DATA}",
        f"PHOTO;PREF=1;MEDIATYPE=image/png:data:image/png;base64\\,{ENCODED}",
    ],
)
def test_a_photo_within_a_card_comes_along_whole(photo: str) -> None:
    contact = read(vcard, card(photo))
    assert content_of(contact) == PNG
    assert contact.portrait and contact.portrait.url == "portrait.png"
    assert contact.phones == ("+46701234567",)


@pytest.mark.parametrize(
    "photo",
    [f"PHOTO;VALUE=uri:{ADDRESS}", f"PHOTO;VALUE=URL;TYPE=JPEG:{ADDRESS}", f"PHOTO:{ADDRESS}", "PHOTO:/eva.jpg"],
)
def test_a_photo_that_a_card_names_is_known_by_its_address(photo: str) -> None:
    portrait = read(vcard, card(photo, "4.0")).portrait
    assert portrait and (portrait.url, portrait.content) == (ADDRESS, None)


def test_of_two_photos_the_preferred_one_is_taken_and_a_file_beside_comes_along() -> None:
    contact = read(vcard, card("PHOTO:old.jpg\nPHOTO;PREF=1:eva.jpg"), eva_jpg=PNG)
    assert content_of(contact) == PNG


HCARDS = [
    f'<div class="vcard"><img class="photo" src="{ADDRESS}" alt="Eva Ek"><b class="fn">Eva Ek</b></div>',
    '<div class="h-card"><img class="u-photo" src="../eva.jpg"><b class="p-name">Eva Ek</b></div>',
    '<div class="h-card"><img class="u-photo" src="data:," data-src="/eva.jpg"><b class="p-name">Eva Ek</b></div>',
    '<div class="h-card"><a class="u-photo" href="/eva.jpg">Bild</a><b class="p-name">Eva Ek</b></div>',
    '<div class="h-card"><span class="photo"><img src="/eva.jpg"></span><b class="p-name">Eva Ek</b></div>',
    '<div class="h-card"><img src="/eva.jpg"><b class="p-name">Eva Ek</b></div>',
]


@pytest.mark.parametrize("markup", HCARDS)
def test_a_card_on_a_page_shows_whom_it_names(markup: str) -> None:
    portrait = read(hcard, f"<html><body>{markup}</body></html>").portrait
    assert portrait and portrait.url == ADDRESS


def test_a_photo_within_a_page_comes_along() -> None:
    markup = f'<div class="h-card"><img class="u-photo" src="{DATA}"><b class="p-name">Eva Ek</b></div>'
    assert content_of(read(hcard, f"<html><body>{markup}</body></html>")) == PNG


PROSE = "<p>Kommunen bygger en bro över ån, och den blir klar till sommaren om allt går som det ska.</p>" * 3
WAYS = '<a class="tel" href="tel:+46701234567">070-123 45 67</a>'
PERSON_NODE = {"@type": "Person", "name": "Eva Ek", "image": {"@type": "ImageObject", "url": "/eva.jpg"}}


@pytest.mark.parametrize(
    ("head", "inside", "beside"),
    [
        ("", f'<div class="vcard"><img class="photo" src="/eva.jpg"><b class="fn">Eva Ek</b>{WAYS}</div>', ""),
        ("", "", f'<div class="vcard"><img class="photo" src="/eva.jpg"><b class="fn">Eva Ek</b>{WAYS}</div>'),
        (
            f'<script type="application/ld+json">{json.dumps({"author": PERSON_NODE})}</script>',
            "<h2>Kontakt</h2><p>Eva Ek<br>070-123 45 67</p>",
            "",
        ),
    ],
)
def test_a_portrait_on_an_article_page_is_the_persons_and_no_picture_of_the_text(
    head: str, inside: str, beside: str
) -> None:
    page = f"<html><head>{head}</head><body><article><h1>Bron byggs</h1>{PROSE}{inside}</article>{beside}</body></html>"
    portrait = read(html, page).portrait
    assert portrait and portrait.url == ADDRESS


RELEASE = {"type_of_media": "pressrelease", "id": 7, "header": "Ny kaj", "body": "<p>Klar.</p>"}
LISTED = {"type_of_media": "contact_person", "id": 9, **PERSON}
VIA = {"title": "Ny kaj", "leadtext": "Klar.", "body": "<p>Klar.</p>", "versions": [], "publisher": {"name": "Ort"}}
CISION = {"EncryptedId": "A", "HtmlTitle": "Ny kaj", "HtmlBody": "<p>Klar.</p>"}
BLOCK = "<p>Eva Ek<br>070-123 45 67</p>"


@pytest.mark.parametrize(
    ("importer", "record"),
    [
        (mynewsdesk, {"items": {"item": [LISTED | {"image": ADDRESS, "image_small": "https://ort.example/s.jpg"}]}}),
        (mynewsdesk, {"items": [LISTED | {"image_thumbnail_large": ADDRESS}]}),
        (mynewsdesk, {"items": [LISTED | {"image": {"url": "/eva.jpg", "credit": "Bo Ek"}}]}),
        (mynewsdesk, {"items": [RELEASE | {"contact_people": [PERSON | {"image": ADDRESS}]}]}),
        (via_tt, {"releases": [VIA | {"contacts": {"persons": [PERSON | {"image": {"url": ADDRESS}}]}}]}),
        (via_tt, {"releases": [VIA | {"contacts": {"persons": [PERSON | {"photoUrl": "/eva.jpg"}]}}]}),
        (via_tt, {"releases": [VIA | {"contacts": {"text": f'<img src="/eva.jpg">{BLOCK}'}}]}),
        (cision, {"Release": CISION | {"HtmlContact": f'<img src="{ADDRESS}" alt="Foto: Eva Ek">{BLOCK}'}}),
    ],
)
def test_a_press_room_shows_its_contacts(importer: Importer, record: dict[str, Any]) -> None:
    portrait = read(importer, json.dumps(record)).portrait
    assert portrait and portrait.url == ADDRESS


def test_a_press_room_shows_its_contacts_in_xml_without_what_was_done_to_the_picture() -> None:
    picture = f"{CLOUDINARY}/c_fill,h_100,w_100/v17/eva.jpg"
    fields = f"<name>Eva Ek</name><phone>070-123 45 67</phone><image_medium>{picture}</image_medium>"
    text = f'<items total-count="1"><item type_of_media="contact_person" id="9">{fields}</item></items>'
    portrait = read(mynewsdesk, text).portrait
    assert portrait and portrait.url == f"{CLOUDINARY}/v17/eva.jpg"


def test_front_matter_names_a_portrait() -> None:
    text = "---\ntitle: Ny kaj\ncontacts:\n  - name: Eva Ek\n    phone: 070-123 45 67\n    photo: eva.jpg\n---\nKlar.\n"
    assert content_of(read(markdown, text, eva_jpg=PNG)) == PNG


@pytest.mark.parametrize("markup", ['<img src="/logo.png" alt="Ort">', '<img src="/a.png"><img src="/b.png">'])
def test_a_picture_of_a_block_that_shows_nobody_certain_is_nobodys_portrait(markup: str) -> None:
    assert read(cision, json.dumps({"Release": CISION | {"HtmlContact": markup + BLOCK}})).portrait is None


@pytest.mark.parametrize(
    "address", ["", "/img/default_avatar.png", "/missing.png", "data:nonsense", "/placeholder.svg"]
)
def test_what_stands_for_nobody_is_no_portrait(address: str) -> None:
    assert make_portrait(address, MemorySource(b""), "https://ort.example/") is None


def test_a_name_that_only_begins_like_a_placeholder_is_a_name() -> None:
    assert make_portrait("/press/defaultsson.jpg", MemorySource(b""), "https://ort.example/")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "data:", "data:image/png;base64,", "https://", "//", "file:///"]))
def test_any_address_is_a_portrait_or_none(address: str, beginning: str) -> None:
    portrait = make_portrait(beginning + address, MemorySource(b"", siblings={"a": b""}), "https://ort.example/")
    assert portrait is None or portrait.url
