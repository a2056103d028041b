import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.mentions import is_named, may_name, mentions, read_name, without, without_in_slug


def found(
    text: str, name: str, language: str | None = None, *, known: bool = False, others: tuple[str, ...] = ()
) -> list[str]:
    return [text[start:end] for start, end in mentions(text, read_name(name, others), language, known=known)]


@pytest.mark.parametrize(
    ("text", "name", "language", "mention"),
    [
        ("Hej, säger Anna Svensson.", "Anna Svensson", "sv", "Anna Svensson"),
        ("Anna Svenssons förslag", "anna svensson", "sv", "Anna Svenssons"),
        ("ANNA SVENSSON:S svar", "Anna Svensson", "sv", "ANNA SVENSSON:S"),
        ("Lars Anders’ bok", "Lars Anders", "sv", "Lars Anders’"),
        ("Maja\nSjöstrand", "maja sjostrand", "sv", "Maja\nSjöstrand"),
        ("Anna Virtasen mukaan", "Anna Virtanen", "fi", "Anna Virtasen"),
        ("Anna Virtasta kiitettiin", "Anna Virtanen", "sv", "Anna Virtasta"),
        ("Matti Lahden puhe", "Matti Lahti", "fi", "Matti Lahden"),
        ("Matti Mäelle", "Matti Mäki", "fi", "Matti Mäelle"),
        ("Matti Aallon ja muiden", "Matti Aalto", "fi", "Matti Aallon"),
        ("Liisa Niemeen", "Liisa Niemi", "fi", "Liisa Niemeen"),
        ("Liisa Laineen", "Liisa Laine", "fi", "Liisa Laineen"),
        ("Eva Lindbergin kanssa", "Eva Lindberg", "fi", "Eva Lindbergin"),
        ("Kaja Kallaksen", "Kaja Kallas", "fi", "Kaja Kallaksen"),
        ("Kaja Kallasta", "Kaja Kallas", "fi", "Kaja Kallasta"),
        ("John Smith's plan", "John Smith", "en", "John Smith's"),
        ("Mary O’Brien’s plan", "Mary O'Brien", "en", "Mary O’Brien’s"),
        ("Foto: Svensson, Anna", "Anna Svensson", "sv", "Svensson, Anna"),
        ("Anna K. Svensson", "Anna Svensson", "sv", "Anna K. Svensson"),
        ("Anna-Lena Berg-Svenssons", "Anna-Lena Berg-Svensson", "sv", "Anna-Lena Berg-Svenssons"),
        ("skriv till anna.svensson@ort.example.", "Anna Svensson", "sv", "anna.svensson@ort.example"),
        ("bild/anna_svensson-2.jpg", "Anna Svensson", None, "anna_svensson"),
        ("fler med #AnnaSvensson", "Anna Svensson", "sv", "AnnaSvensson"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str, language: str, mention: str) -> None:
    assert found(text, name, language) == [mention]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hanna Svensson", "Anna Svensson"),
        ("Anna Svenssonberg", "Anna Svensson"),
        ("Anna Svensson-Berg", "Anna Svensson"),
        ("Anna-Lena Svensson", "Lena Svensson"),
        ("Anna-Lena Svensson", "Anna Svensson"),
        ("Anna Lundin", "Anna Lund"),
        ("Anna och Svensson", "Anna Svensson"),
        ("Anna\n\nSvensson", "Anna Svensson"),
        ("enligt Svensson, Anna Berg och andra", "Anna Svensson"),
        ("anna.svenssonberg@ort.example", "Anna Svensson"),
        ("anna.svensson-berg@ort.example", "Anna Svensson"),
        ("Svensson", "Anna Svensson"),
    ],
)
def test_what_is_another_name_is_not_found(text: str, name: str) -> None:
    assert found(text, name, "sv") == []


def test_a_longer_name_of_somebody_known_is_theirs() -> None:
    text = "Anna Svensson Berg och Anna Svensson"
    assert found(text, "Anna Svensson", "sv", others=("Anna Svensson Berg", "Per Holm")) == ["Anna Svensson"]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Svensson säger nej", "Svensson"),
        ("enligt Svenssons kollegor", "Svenssons"),
        ("Enligt Svensson är det så", "Svensson"),
        ("Svaret från VD Svensson", "Svensson"),
        ("A. Svensson", "Svensson"),
        ("Rådgivare är en rådgivare. Rådgivare Svensson", "Svensson"),
        ("Mayor Svensson Opens Bridge In Town", "Svensson"),
    ],
)
def test_the_surname_alone_counts_where_it_is_known_who_is_meant(text: str, mention: str) -> None:
    assert found(text, "Anna Svensson", "sv", known=True) == [mention]
    assert found(text, "Anna Svensson", "sv") == []


@pytest.mark.parametrize(
    "text", ["Per Svensson", "P. Svensson", "en svensson", "hos Svensson Bygg AB i dag", "Svenssonska huset"]
)
def test_somebody_elses_surname_does_not_count(text: str) -> None:
    assert found(text, "Anna Svensson", "sv", known=True) == []


@pytest.mark.parametrize(
    ("slug", "known", "rest"),
    [
        ("anna-svensson-blir-chef", False, "blir-chef"),
        ("ny-chef-anna-svenssons-plan", False, "ny-chef-plan"),
        ("svensson-blir-chef", True, "blir-chef"),
        ("svensson-blir-chef", False, "svensson-blir-chef"),
        ("anna-svensson", True, ""),
        ("hanna-svensson", False, "hanna-svensson"),
    ],
)
def test_a_slug_loses_the_words_of_a_name(slug: str, known: bool, rest: str) -> None:
    assert without_in_slug(slug, read_name("Anna Svensson"), "sv", known=known) == rest


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="Anna Svensson.,'’-:\n@/ÅäÖ", max_size=60))
def test_what_was_taken_out_is_found_no_more(text: str) -> None:
    name = read_name("Anna Svensson")
    text = f"{text} Anna Svensson {text}"
    assert is_named(text, name)
    assert not is_named(without(text, mentions(text, name, "fi"), "[…]"), name, "fi")


@pytest.mark.parametrize("text", ["Åsa", "ASA", "a\xadsa", "A\u030asa"])
def test_a_quick_look_misses_no_spelling(text: str) -> None:
    assert may_name(text, read_name("Åsa Ek"))
    assert may_name("Sören Æbelø och Strauß", read_name("Aebelo Ek")) and may_name("Strauß", read_name("Strauss"))
    assert not may_name("Asp", read_name("Åsa Ek"))


@pytest.mark.parametrize("word", ["SÞ", "sß", "ﬆh", "fﬁ", "ﬀi", "ﬃ"])
def test_a_quick_look_knows_signs_that_could_be_read_two_ways(word: str) -> None:
    assert may_name(word, read_name(f"{word} Ek"))


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="latin-1", categories=["Lu", "Ll"]), min_size=1, max_size=8))
def test_a_quick_look_finds_what_folds_to_the_same(word: str) -> None:
    assert may_name(f"({word})", read_name(f"{word} Ek")) and may_name(word.upper(), read_name(f"{word.lower()} Ek"))
