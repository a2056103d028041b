"""Addresses that pages hide are read where the page says how, and no letter is ever guessed back."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.draft import ArticleDraft, Defaults, MemorySource
from importers.exports.persons import find_persons
from importers.formats import find_importer
from importers.reading import disguise
from importers.reading.disguise import reveal_addresses, spell_addresses

EVA = "eva.ek@town.example"
TURNED = codecs.encode(EVA, "rot13")
LINK = f'<a href="mailto:{EVA}">{EVA}</a>'
DEFAULTS = Defaults(zone="Europe/Stockholm", country="SE", languages=("sv",))


def cipher(address: str, key: int = 0x5A) -> str:
    """Hide an address as Cloudflare does."""
    return bytes([key, *(letter ^ key for letter in address.encode())]).hex()


CLOUDFLARE = (
    f'<a href="/cdn-cgi/l/email-protection#{cipher(EVA)}">'
    f'<span class="__cf_email__" data-cfemail="{cipher(EVA)}">[email&#160;protected]</span></a>'
)


@pytest.mark.parametrize(
    "markup",
    [
        CLOUDFLARE,
        f'<a href="/cdn-cgi/l/email-protection" data-cfemail="{cipher(EVA, 0x17)}">[protected]</a>',
        f'<a class="mail rot13" href="mailto:{TURNED}">{TURNED}</a>',
        f'<span data-rot13="{TURNED}">skriv till oss</span>',
        '<a href="javascript:;" data-enc-email="rin.rx[at]gbja.rknzcyr">Mejla</a>',
        f'<script>document.write("<n uers=\\"znvygb:{TURNED}\\">k</n>".replace(/[a-zA-Z]/g, turn))</script>',
    ],
)
def test_what_a_page_declares_as_hidden_is_written_out(markup: str) -> None:
    assert reveal_addresses(markup) == LINK


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<a href="&#109;ailto:eva.ek&#64;town.example">x</a>', f'<a href="mailto:{EVA}">x</a>'),
        ('<a href="mailto:%65va.ek%40town.example?subject=a%20b">x</a>', f'<a href="mailto:{EVA}?subject=a%20b">x</a>'),
        ('eva.ek<img src="at.gif" alt="@">town.example', EVA),
        ('eva.ek<span style="display: none">QQ</span>@town.example', EVA),
    ],
)
def test_characters_in_other_clothes_are_read(markup: str, shown: str) -> None:
    assert reveal_addresses(markup) == shown


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="mailto:{TURNED}">{TURNED}</a>',
        '<a href="mailto:?subject=L%C3%A4s&body=https%3A%2F%2Ftown.example">Dela</a>',
        '<span data-cfemail="0102">[email]</span>',
        f'<script>var x = "znvygb:{TURNED}"</script>',
    ],
)
def test_what_no_page_declares_stays_as_it_is(markup: str) -> None:
    assert reveal_addresses(markup) == markup


@pytest.mark.parametrize(
    "words",
    [
        *("eva.ek(at)town.example", "eva.ek [at] town.example", "eva.ek(a)town.example", "eva.ek (ät) town.example"),
        *("eva.ek snabela town.example", "eva.ek snabel-a town punkt example", "eva dot ek at town dot example"),
        *("eva.ek (at) town (dot) example", "eva.ek{at}town{punkt}example", "eva.ek miukumauku town piste example"),
        *(
            "eva.ek alfakrøll town punktum example",
            "eva.ek (at) town [punktum] example",
            "eva.ek ät town prick example",
        ),
    ],
)
def test_at_and_dot_as_words_are_read_in_six_languages(words: str) -> None:
    assert spell_addresses(f"Skriv till {words}, helst i dag").removesuffix(", helst i dag").endswith(EVA)


@pytest.mark.parametrize(
    "text",
    ["Look at page dot two", "punkt (a) och (b).c", "We met at Town.example", "Ring Eva (at work). Sen", "(at) a.b"],
)
def test_words_between_words_are_no_address(text: str) -> None:
    assert spell_addresses(text) == text


@pytest.mark.parametrize(
    "address", ["eva.ekNOSPAM@town.example", "eva.ek@ta-bort.town.example", "eva.ek@poista.town.example"]
)
def test_letters_to_be_taken_out_are_left_to_the_editor(address: str) -> None:
    (person,) = find_persons(f"<p>Presskontakt</p><p>Eva Ek, presschef</p><p>{address}</p><p>08-123 456 78</p>", "SE")
    assert not person.emails
    assert person.notes


@pytest.mark.parametrize(
    "address", ["namn@town.example", "your.name@town.example", "no-reply@town.example", "eva@yourdomain.example"]
)
def test_placeholders_are_nobodys_address(address: str) -> None:
    assert not any(person.emails for person in find_persons(f"<p>Eva Ek</p><p>{address}</p>", "SE"))


WXR = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item>'
    "<title>Ny bro</title><content:encoded><![CDATA[{}]]></content:encoded><wp:post_type>post</wp:post_type></item>"
    "</channel></rss>"
)
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Stad</title><entry><title>Ny bro</title><id>urn:x:1</id>'
    '<updated>2026-03-01T10:00:00Z</updated><content type="html"><![CDATA[{}]]></content></entry></feed>'
)
PAGE = (
    '<!doctype html><html lang="sv"><head><title>Ny bro</title></head>'
    "<body><article><h1>Ny bro</h1>{}</article></body></html>"
)
TEXT = "Bron över ån öppnas i vår efter två års arbete, säger kommunen, och alla är välkomna till invigningen. "


@pytest.mark.parametrize("form", [WXR, FEED, PAGE])
def test_every_reader_of_html_gives_the_address_in_the_text_and_with_the_person(form: str) -> None:
    card = f"<p>Presskontakt</p><p>Eva Ek, presschef</p><p>{CLOUDFLARE}</p>"
    source = MemorySource(form.format(f"<p>{TEXT}</p><p>{TEXT}</p>{card}").encode(), "a")
    importer = find_importer(source)
    assert importer
    (draft,) = importer.read(source, DEFAULTS)
    assert isinstance(draft, ArticleDraft)
    assert [person.emails for person in draft.contacts] == [(EVA,)]
    assert "protected" not in draft.body_html


@given(st.text(alphabet="<>a @\"'=/#:-.(){}[]style=display:nonehrefmailto&;%40rot13cfemail", max_size=300))
def test_any_text_is_read_and_read_again_the_same(text: str) -> None:
    once = reveal_addresses(text)
    assert isinstance(spell_addresses(once), str)


@pytest.mark.parametrize(
    "piece",
    [
        "<a data-cfemail=",
        '<span style="display:',
        "rot13 <a ",
        "<script>znvygb",
        'alt= <img alt="',
        "a at b dot ",
        "(at) ",
    ],
)
def test_hostile_markup_is_read_to_its_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(reveal_addresses(f"@ {text}")) >= len(text) // 2
    assert spell_addresses(text[:20_000])


SCRIPT = "rot13 znvygb "


@pytest.mark.parametrize(
    "piece",
    [
        "<script>znvygb",
        f"<script>{SCRIPT}</script>",
        f"<script><script>{SCRIPT}</script></script>",
        "<script>" + "\\'" * 1900 + f"{SCRIPT}</script>",
    ],
)
def test_no_letter_of_a_script_is_looked_at_twice(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[int]()
    monkeypatch.setattr(disguise, "_address_in", lambda script: looked_at.append(len(script)))
    text = piece * (100_000 // len(piece))
    assert reveal_addresses(text) == text
    assert sum(looked_at) <= len(text)


def test_the_script_between_two_that_hide_nothing_is_read_with_its_neighbours_kept() -> None:
    hidden = f'<script>x("znvygb:{TURNED}", /rot13/)</script>'
    others = "<script>let a = 1</script>", f"<SCRIPT>{'x' * 5000}</SCRIPT >"
    assert reveal_addresses(f"a{others[0]}b{hidden}c{others[1]}d") == f"a{others[0]}b{LINK}c{others[1]}d"
