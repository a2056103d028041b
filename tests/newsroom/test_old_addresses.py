import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.old_addresses import normalised, old_forms


@pytest.mark.parametrize(
    ("path", "query", "form"),
    [
        ("/se/nyhet", "", "/se/nyhet"),
        ("/nyhet", "", "/nyhet/"),
        ("/nyhet/", "utm_source=brev", "/nyhet"),
        ("/", "p=123&lang=fi", "/?p=123"),
        ("/", "utm_source=brev&p=123", "/?p=123"),
    ],
)
def test_an_old_address_is_known_in_many_forms(path: str, query: str, form: str) -> None:
    assert form in old_forms(path, query)


@pytest.mark.parametrize("asked", ["/vår?%c3%b6", "/v%c3%a5r?%C3%B6", "/%76%C3%A5r?ö"])
def test_an_address_is_one_however_it_is_encoded(asked: str) -> None:
    assert normalised(asked) == "/v%C3%A5r?%C3%B6"


@given(st.text())
def test_a_normalised_address_stays_as_it_is(address: str) -> None:
    once = normalised(address)
    assert once.isascii()
    assert normalised(once) == once


def test_the_front_page_is_no_old_address() -> None:
    assert old_forms("/", "") == []
    assert "/" not in old_forms("/", "lang=fi")
