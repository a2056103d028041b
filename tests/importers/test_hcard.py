"""Pages of contact cards: each card is a press contact, and a page with an article is none of these."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import hcard, html
from importers.draft import ContactDraft, MemorySource, Refused
from importers.formats import find_importer
from tests.importers.cases import DEFAULTS, check_any_bytes

CARD = (
    '<li class="vcard"><span class="fn">Moa Testberg</span>, <span class="title">presschef</span>'
    '<span class="org"><span class="organization-name">Norrö kommun</span> <span class="organization-unit">Press</span>'
    '</span><span class="tel"><span class="type">mobil</span> <span class="value">070-123</span> '
    '<span class="value">45 67</span></span><span class="tel"><span class="type">fax</span> 08-615 94 01</span>'
    '<a class="email" href="mailto:moa@norro.example?subject=x">E-post</a></li>'
)
LIST = f"<nav>{'Meny ' * 60}</nav><h1>Presskontakter</h1><p>Ring oss gärna.</p><ul>{CARD}{CARD}</ul>"


def read(markup: str) -> list[ContactDraft]:
    source = MemorySource(f"<!DOCTYPE html><html lang='sv-SE'><body>{markup}</body></html>".encode(), "kort.html")
    assert find_importer(source) is hcard
    return list(hcard.read(source, DEFAULTS))


def test_a_list_of_cards_gives_press_contacts() -> None:
    contact, other = read(LIST)
    assert contact == other
    assert (contact.name, contact.title, contact.unit) == ("Moa Testberg", "presschef", "Press")
    assert (contact.organisation, contact.phones, contact.emails) == (
        "Norrö kommun",
        ("+46701234567",),
        ("moa@norro.example",),
    )
    assert (contact.press_contact, contact.language) == (True, "sv")


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ('<div class="h-card">Moa Testberg</div>', "Moa Testberg"),
        ('<p class="h-card"><img src="m.jpg" alt="Moa Testberg"></p>', "Moa Testberg"),
        (
            '<div class="vcard"><i class="n"><b class="family-name">Ek</b><b class="given-name">Eva</b></i></div>',
            "Eva Ek",
        ),
        ('<div class="vcard"><abbr class="fn" title="Eva Ek">E. E.</abbr></div>', "Eva Ek"),
        (
            '<div class="h-card"><a class="p-org h-card"><b class="p-name">N</b></a><b class="p-name">Eva Ek</b></div>',
            "Eva Ek",
        ),
        ('<div class="vcard"><b class="fn org">Norrö hamn</b></div>', "Norrö hamn"),
        ('<p class="vcard">Moa Testberg</p>', "Moa Testberg"),
        ('<div class="h-card"><span><abbr title="Moa Testberg">MT</abbr></span></div>', "Moa Testberg"),
        (
            '<div class="vcard"><b class="given-name">Eva</b><data class="family-name" value="Ek"></data></div>',
            "Eva Ek",
        ),
    ],
)
def test_a_name_is_read_as_microformats_write_it(card: str, name: str) -> None:
    [contact] = read(card)
    assert contact.name == name


@pytest.mark.parametrize("root", ["", '<base href="https://norro.example/">', "<!-- kort --> "])
def test_a_card_that_is_no_whole_page_is_read(root: str) -> None:
    source = MemorySource(f'{root}<a class="h-card" href="/moa">Moa Testberg</a>'.encode(), "kort.html")
    assert find_importer(source) is hcard
    assert [contact.name for contact in hcard.read(source, DEFAULTS)] == ["Moa Testberg"]


def test_an_article_with_a_card_is_an_article() -> None:
    page = f"<html><body><article><h1>Ny bro</h1><p>{'Bron öppnar i maj. ' * 40}</p>{CARD}</article></body></html>"
    assert find_importer(MemorySource(page.encode())) is html


ACCOUNT = (
    '<section class="h-card"><h3 class="p-name">Moa Testberg</h3><img class="u-photo" src="https://bild.example/1.jpeg">'
    '<h4>Account info</h4><ul><li><b>Profile:</b> <a class="u-url" href="https://medium.com/@moa">@moa</a></li>'
    "<li><b>Email address:</b> moa@norro.example</li></ul></section>"
)
NAMED = (
    '<div class="vcard"><b class="fn">Moa Testberg</b><a class="email" href="mailto:moa@norro.example">Mejla</a></div>'
)
PROFILE_PAGE = '<script type="application/ld+json">{"@type": "ProfilePage", "name": "Moa"}</script>'
ROOM = '<link rel="canonical" href="https://www.mynewsdesk.com/se/norro/contact_people/moa-testberg-17">'


@pytest.mark.parametrize(
    ("markup", "listed"),
    [
        (ACCOUNT, False),
        (f'<meta property="og:type" content="profile">{NAMED}', False),
        (PROFILE_PAGE + NAMED, False),
        (
            '<div class="h-card"><a class="p-name" rel="me" href="https://norro.example/moa">Moa Testberg</a></div>',
            False,
        ),
        (f'{ROOM}<meta property="og:type" content="profile">{NAMED}', True),
        (NAMED, True),
        (NAMED.replace("<b", '<a class="url" href="https://social.example/@moa">@moa</a><b'), True),
        ('<meta property="og:type" content="website">' + NAMED, True),
    ],
)
def test_a_page_of_somebodys_own_makes_no_press_contact(markup: str, listed: bool) -> None:
    [contact] = read(markup)
    assert (contact.name, contact.press_contact) == ("Moa Testberg", listed)
    assert bool(contact.notes) is not listed


def test_several_cards_are_a_list_whatever_the_page_calls_itself() -> None:
    assert [one.press_contact for one in read(f'<meta property="og:type" content="profile">{LIST}')] == [True, True]


def test_a_page_whose_cards_name_nobody_is_refused() -> None:
    with pytest.raises(Refused, match=r"^kort\.html holds no contact card"):
        read('<div class="vcard"><span class="tel">0701234567</span></div>')


def test_the_given_cards_are_read(shared: Path) -> None:
    names = {"hcard.html": ("Mitchell Baker", "Mozilla Foundation"), "single.html": ("John Doe", None)}
    for path in (shared / "corpora/hcard").glob("*.html"):
        source = MemorySource(path.read_bytes(), path.name)
        assert find_importer(source) is hcard
        [contact] = hcard.read(source, DEFAULTS)
        assert (contact.name, contact.organisation) == names[path.name]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([b"", b'<div class="vcard"><i class="', CARD[:60].encode()]), st.binary(max_size=200))
def test_any_bytes_become_contacts_or_a_refusal(beginning: bytes, rest: bytes) -> None:
    check_any_bytes(hcard, beginning + rest)
