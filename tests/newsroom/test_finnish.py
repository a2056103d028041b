from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import Stemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import finnish, text

FORMS = """
kunta kunnan kuntien kunnat kuntaa kunnissa kunnille kuntia
joki joen jokien joet jokea
katu kadun katuja kaduilla
kaupunki kaupungin kaupungit kaupunkien kaupungeissa
vesi veden vettä vesien
vuosi vuoden vuotta vuosina vuonna
hinta hinnat hintojen hinnoista
apu avun apua avulla
aika ajan aikojen ajat
laki lain lakien lait
luku luvun lukuja luvut
velka velan velkojen
tieto tiedot tietojen tiedoista
terveys terveyden terveyttä terveydessä
opetus opetuksen opetusta opetuksessa
päätös päätöksen päätökset päätöstä
hanke hankkeen hankkeet hanketta
asiakas asiakkaan asiakkaille
nainen naisen naisten naisia
lapsi lapsen lapset lasten lapsille
kuukausi kuukauden kuukausien
"""


def key(word: str) -> str:
    return finnish.key(word, Stemmer.Stemmer("fi").stemWord(word))


@pytest.mark.parametrize("forms", [line.split() for line in FORMS.strip().splitlines()], ids=lambda forms: forms[0])
def test_the_forms_of_a_word_have_one_key(forms: list[str]) -> None:
    assert {key(form) for form in forms} == {key(forms[0])}


def test_words_that_only_look_alike_have_keys_of_their_own() -> None:
    words = [
        "kunta",
        "kun",
        "koulu",
        "katu",
        "kaupunki",
        "vesi",
        "vuosi",
        "hinta",
        "apu",
        "velka",
        "opettaja",
        "opetus",
        "lappi",
    ]
    assert len({key(word) for word in words}) == len(words)


def test_a_short_key_is_no_word() -> None:
    assert key("kunnan") == "kun_"
    assert key("kun") == "kun"


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="aeioykltndvsäöpj", min_size=1, max_size=12))
def test_every_word_has_a_key(word: str) -> None:
    assert key(word)


@pytest.fixture
def voikko(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in for a host that has libvoikko, knowing three forms of one word and one that may be two."""
    known = {"vanhempi": ["vanha", "vanhempi"], "vanha": ["vanha"], "parempaa": ["hyvä"], "hyvä": ["hyvä"]}
    asked = SimpleNamespace(
        analyze=lambda word: [{"BASEFORM": form} for form in known.get(word, [])], getVersion=lambda: "4.3"
    )
    monkeypatch.setattr(finnish, "find_voikko", lambda: asked)
    text.terms_of.cache_clear()
    yield
    text.terms_of.cache_clear()


@pytest.mark.usefixtures("voikko")
def test_a_host_with_libvoikko_finds_what_no_ending_tells() -> None:
    assert text.stems("parempaa", "fi")[0] == text.stems("hyvä", "fi")[0] == "hyva_fi"
    assert text.stems("vanhempi", "fi")[0] == "vanha_fi"
    assert finnish.maker().endswith("voikko 4.3")


@pytest.mark.usefixtures("voikko")
def test_a_word_that_libvoikko_does_not_know_keeps_its_key() -> None:
    assert text.stems("kunnan", "fi") == ["kun__fi"]
