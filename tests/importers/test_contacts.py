"""Whom a release gives to be rung: blocks, columns and sentences in six languages, on pages and in plain text."""

import pytest

from importers import feed, html, markdown, page_text
from importers.draft import ArticleDraft, ContactDraft, Importer, MemorySource
from tests.importers.cases import DEFAULTS

PROSE = {
    "sv": "Kommunen bygger en bro över ån, och den blir klar till sommaren om allt går som det ska.",
    "fi": "Kunta rakentaa sillan joen yli, ja se valmistuu kesällä, jos kaikki menee hyvin.",
    "nb": "Kommunen bygger en bro over elva, og den blir ferdig til sommeren om alt går bra.",
    "da": "Kommunen bygger en bro over åen, og den bliver færdig til sommeren, hvis alt går godt.",
    "de": "Die Stadt baut eine Brücke über den Fluss, und sie wird im Sommer fertig, wenn alles gut geht.",
    "en-IE": "The town is building a bridge across the river, and it will be ready in the summer.",
}
BLOCKS = [
    ("sv", "<h2>Kontakt</h2><p>Eva Ek, presschef<br>Telefon: 070-123 45 67</p>", "Eva Ek|presschef|+46701234567"),
    ("sv", "<p>För frågor, kontakta:</p><p>Eva Ek, presschef, 070-123 45 67</p>", "Eva Ek|presschef|+46701234567"),
    ("fi", "<h3>Lisätietoja</h3><p>kunnanjohtaja Aki Aho, p. 040 123 4567</p>", "Aki Aho|kunnanjohtaja|+358401234567"),
    ("fi", "<p>Yhteystiedot</p><p>Aki Aho<br>johtaja<br>puh. 09 1234 567</p>", "Aki Aho|johtaja|+35891234567"),
    ("nb", "<p>For mer informasjon:</p><p>Kari Lund, rådgiver, mobil 901 23 456</p>", "Kari Lund|rådgiver|+4790123456"),
    ("da", "<p>Kontakt for pressen:</p><p>Pressechef Bo Holm, tlf. 20 12 34 56</p>", "Bo Holm|Pressechef|+4520123456"),
    ("de", "<p>Rückfragen an:</p><p>Uta Kern<br>Leiterin PR<br>030/1234-567</p>", "Uta Kern|Leiterin PR|+49301234567"),
    ("en-IE", "<p>For details contact Una Daly, Officer, on 01 234 5678.</p>", "Una Daly|Officer|+35312345678"),
]  # fmt: skip


def read_contacts(importer: Importer, text: str) -> tuple[ContactDraft, ...]:
    [draft] = importer.read(MemorySource(text.encode(), "brev"), DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    return draft.contacts


def page(language: str, markup: str, beside: str = "") -> str:
    prose = f"<p>{PROSE[language]}</p>" * 4
    return (
        f"<html lang={language}><body><main><article><h1>X</h1>{prose}{markup}</article></main>{beside}</body></html>"
    )


@pytest.mark.parametrize(("language", "block", "person"), BLOCKS)
def test_a_block_on_a_page_gives_its_person(language: str, block: str, person: str) -> None:
    [contact] = read_contacts(html, page(language, block))
    assert f"{contact.name}|{contact.title}|{contact.phones[0]}" == person


@pytest.mark.parametrize(("language", "block", "person"), [one for one in BLOCKS if one[0] != "en-IE"])
def test_a_block_of_a_text_gives_its_person(language: str, block: str, person: str) -> None:
    lines = block.replace("<br>", "\n").replace("</p>", "\n\n").replace("</h2>", "\n").replace("</h3>", "\n")
    for tag in ("<p>", "<h2>", "<h3>"):
        lines = lines.replace(tag, "")
    [contact] = read_contacts(page_text, f"X\n\n{PROSE[language]}\n\n{PROSE[language]}\n\n{lines}\n")
    assert f"{contact.name}|{contact.title}|{contact.phones[0]}" == person


def test_a_column_beside_the_text_gives_its_person_whatever_its_links_say() -> None:
    links = '<a href="tel:+46701234567">Ring Eva</a><br><a href="mailto:eva@norro.example?subject=x">Mejla Eva</a>'
    beside = f"<aside><h2>Presskontakt</h2><p><b>Eva Ek</b><br>Presschef<br>{links}</p></aside>"
    [contact] = read_contacts(html, page("sv", "", beside))
    assert (contact.name, contact.title) == ("Eva Ek", "Presschef")
    assert (contact.phones, contact.emails) == (("+46701234567",), ("eva@norro.example",))


def test_a_fax_is_no_phone_and_hides_none() -> None:
    lines = "<p>Eva Ek, presschef<br>Tel. 08-508 00 01, fax 08-508 00 02<br>Fax: 08-508 00 03<br>eva@norro.example</p>"
    [contact] = read_contacts(html, page("sv", f"<h2>Kontakt</h2>{lines}"))
    assert (contact.phones, contact.emails) == (("+4685080001",), ("eva@norro.example",))


def test_a_street_with_its_number_is_nobody() -> None:
    lines = "<p>Norrö Hamn<br>Norra Kajen, 53<br>Tel. 08-508 00 01</p>"
    assert "Norra Kajen" not in [one.name for one in read_contacts(html, page("sv", f"<h2>Kontakt</h2>{lines}"))]


def test_who_is_merely_named_is_no_contact() -> None:
    assert read_contacts(html, page("sv", "<p>Det säger Eva Ek, presschef. Bron byggdes 1971–1974.</p>")) == ()


def test_an_entry_of_a_feed_and_a_text_in_markdown_have_contacts_too() -> None:
    block = "<h2>Yhteystiedot</h2><p>Aki Aho, johtaja, puh. 09 1234 567</p>"
    text = f"<description><![CDATA[<p>Silta.</p>{block}]]></description>"
    entry = f"<item><title>X</title><link>https://kunta.fi/x</link>{text}</item>"
    [told] = read_contacts(feed, f"<rss version='2.0'><channel>{entry}</channel></rss>")
    [written] = read_contacts(markdown, "# X\n\nBron.\n\n## Kontakt\n\nEva Ek, presschef, 070-123 45 67\n")
    assert (told.name, told.phones, written.name, written.phones) == (
        "Aki Aho",
        ("+35891234567",),
        "Eva Ek",
        ("+46701234567",),
    )
