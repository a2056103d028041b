import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.lines import is_seen, line, lines


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (" Nya\u2028tåg \t\x07 går\r\n", "Nya tåg går"),
        ("Va\u030ar", "Vår"),
        ("50\xa0000", "50\xa0000"),
        ("\ufeffBro", "Bro"),
        ("Bro \u202eorb\u202c och \u2067väg\u2069", "Bro orb och väg"),
        ("a\ufdd0b\uffffc\U0010ffffd\ud800", "abcd"),
        ("🏳️\u200d🌈 می\u200cخواهم", "🏳️\u200d🌈 می\u200cخواهم"),
        ("Kommunal\xadförbund\u200b", "Kommunal\xadförbund\u200b"),
    ],
)
def test_a_line_has_its_words_and_nothing_that_breaks_or_turns_it(words: str, said: str) -> None:
    assert line(words) == said


@pytest.mark.parametrize(
    "words", [None, "", " \n", "\u200b", "\xa0\u2003", "\u202e\u200d\ufeff", "\x00", "\xad", "\u3164", "\u2800\ufe0f"]
)
def test_a_line_on_which_nothing_can_be_seen_is_none(words: str | None) -> None:
    assert line(words) is None


def test_a_sign_younger_than_the_tables_is_seen() -> None:
    assert unicodedata.category("\U0001faff") in ("Cn", "So")
    assert is_seen("\U0001faff")


def test_each_line_stands_once() -> None:
    assert lines(["Skola", " Skola ", "", "\u200b", "Buss"]) == ("Skola", "Buss")


@given(st.text())
def test_a_line_is_a_line_to_everybody_and_stays_what_it_is(words: str) -> None:
    if said := line(words):
        assert len(said.splitlines()) == 1
        assert line(said) == said
        assert not set(said) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x00")
