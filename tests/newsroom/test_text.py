import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.excerpts import excerpt
from newsroom.text import STEMS_VERSION, fold, query_terms, shorten, slug, stems, words

anything = settings(deadline=None, max_examples=60)
LANGUAGES = ("sv", "fi", "en")
BODY = (
    "Kommunens beslut om Sjöstrand fattades i måndags.\n\nDen nya skolan vid stranden öppnar i höst, säger "
    "KSL:s ordförande. Arbetet började redan för fem år sedan och har kostat mindre än väntat. "
    "Kommunerna runt sjön delar på kostnaden, och kommunstyrelsen i Sjöstrand är nöjd med kommunernas samarbete. "
    "Invigningen hålls i augusti."
)


def finds(query: str, text: str, language: str = "sv") -> bool:
    index = f" {' '.join(stems(text, language))} "
    return all(any(f" {term} " in index for term in terms) for terms in query_terms(query, LANGUAGES))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("kommun", "kommunen"),
        ("kommun", "kommunens"),
        ("kommuner", "Kommunernas"),
        ("sjostrand", "Sjöstrand"),
        ("Sjöstrand", "Sjostrand"),
        ("SJÖSTRAND", "Sjöstrands"),
        ("halsovard", "hälsovården"),
        ("aldre", "äldre"),
        ("skola", "skolan"),
        ("kostnad", "kostnaderna och kostnaden"),
        ("omsorg", "omsorgs\xadarbete och om\xadsorg"),
        ("KSL", "KSL:s"),
        ("ksl:s", "KSL"),
        ("covid-19", "under Covid-19 stängdes"),
        ('"delar på kostnaden"', "Kommunerna delade på kostnaderna"),
        ("a\u030anger", "ånger"),
    ],
)
def test_finds_the_word_in_another_spelling(typed: str, written: str) -> None:
    assert finds(typed, written)


@pytest.mark.parametrize(("typed", "written"), [("skola", "sol"), ('"kostnaden delar"', "delar på kostnaden")])
def test_does_not_find_other_words(typed: str, written: str) -> None:
    assert not finds(typed, written)


def test_gives_each_term_its_language() -> None:
    assert stems("kommunens beslut", "sv") == ["kommun_sv", "beslut_sv"]
    assert stems("kunnan päätös", "fi-FI")[:2] == ["kun__fi", "paatos_fi"]


def test_keeps_words_of_an_unknown_language_whole() -> None:
    assert stems("Gákti čáppa", "se") == ["gakti_se", "cappa_se"]


def test_puts_second_spellings_behind_the_text() -> None:
    first, second = stems("människor väljer", "sv"), stems("manniskor valjer", "sv")
    assert first[:2] == second[:2]
    assert stems("Nivåer höjs", "sv") == ["niva_sv", "hoj_sv", "niv_sv"]


def test_says_what_made_the_stems() -> None:
    assert STEMS_VERSION.startswith("snowball ")


@pytest.mark.parametrize("query", ["", "  ", '"', '""', "-", "*", "NEAR(", "'; drop table", "_", "\x00", "\ud800"])
def test_takes_any_string_as_a_query(query: str) -> None:
    assert all(term and " " not in term.strip('"') for group in query_terms(query, LANGUAGES) for term in group[:1])


@anything
@given(st.text(), st.text())
def test_excerpts_are_the_original(text: str, query: str) -> None:
    pieces = excerpt(text, query, LANGUAGES, 40)
    assert "".join(piece for piece, _ in pieces).removeprefix("…").removesuffix("…") in text
    assert all(piece for piece, _ in pieces)


@anything
@given(st.text(alphabet="abcdåäö-:' "), st.sampled_from(LANGUAGES))
def test_finds_every_word_of_a_text(text: str, language: str) -> None:
    assert all(finds(word.text, text, language) for word in words(text))


def test_marks_what_answers_in_an_excerpt() -> None:
    pieces = excerpt(BODY, "kommun sjostrand", ("sv",), 120)
    assert [piece for piece, hit in pieces if hit] == ["Kommunerna", "Sjöstrand", "kommunernas"]
    assert pieces[-1][0].endswith("…")


def test_cuts_an_excerpt_where_most_of_the_query_stands() -> None:
    text = "Kommun. " + "ord " * 200 + "Här delar kommunen på kostnaden för skolan. " + "ord " * 200
    whole = "".join(piece for piece, _ in excerpt(text, "kommun kostnad skola", ("sv",), 120))
    assert "kommunen på kostnaden för skolan" in whole
    assert whole.startswith("…ord ") and whole.endswith(" ord…")
    assert len(whole) <= 122


def test_opens_the_text_when_nothing_answers() -> None:
    assert excerpt(BODY, "fisk", ("sv",), 24) == [("Kommunens beslut om…", False)]


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Åtta nya skolor öppnas i höst!", "atta-nya-skolor-oppnas-i-host"),
        ("KSL:s ordförande: »Vi är nöjda«", "ksls-ordforande-vi-ar-nojda"),
        ("Fußgänger, Łódź & Þórður – æble/Ørsted", "fussganger-lodz-thordur-aeble-orsted"),
        ("50 % fler", "50-fler"),
    ],
)
def test_slugs_read_well(headline: str, name: str) -> None:
    assert slug(headline) == name


def test_slugs_are_cut_at_a_word() -> None:
    assert slug("lång rubrik " * 20) == "lang-rubrik-lang-rubrik-lang-rubrik-lang-rubrik-lang-rubrik-lang-rubrik-lang"
    assert len(slug("x" * 200)) == 80


@anything
@given(st.text())
def test_every_headline_has_a_slug(headline: str) -> None:
    assert slug(headline) == slug(headline)
    assert set(slug(headline)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(headline).strip("-") == slug(headline) != ""


def test_headlines_without_latin_letters_get_different_slugs() -> None:
    assert slug("Новости") != slug("Ειδήσεις")
    assert slug("Новости") == "item-" + slug("Новости")[5:]


@anything
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@anything
@given(st.text(), st.integers(2, 60))
def test_shortened_texts_fit(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


def test_shortens_at_a_word() -> None:
    assert shorten("Den nya  skolan, vid\nstranden", 17) == "Den nya skolan…"


@pytest.mark.parametrize("text", ["a" * 300_000, "a:" * 150_000, "a\u0301" * 150_000, "a'" * 150_000, '"' * 300_000])
def test_hostile_strings_cost_no_more_than_their_length(text: str) -> None:
    started = time.process_time()
    stems(text, "sv")
    excerpt(text, text, LANGUAGES)
    assert time.process_time() - started < 3
