from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import addresses
from newsroom.model import Kind
from newsroom.old_addresses import normalised, old_forms


def test_every_kind_has_its_list() -> None:
    assert [addresses.article_path(kind, "a") for kind in Kind] == ["/press-releases/a", "/news/a", "/blog/a"]


def test_a_feed_is_beside_its_list() -> None:
    assert addresses.feed("/", "rss") == "/feed.rss"
    assert addresses.feed("/topics/el", "json") == "/topics/el.json"


def test_a_file_bears_the_extension_of_its_type() -> None:
    assert addresses.media("a" * 64, "image/jpeg") == f"/media/{'a' * 64}.jpg"
    assert addresses.media("a" * 64, "application/pdf") == f"/media/{'a' * 64}.pdf"
    assert addresses.media("a" * 64, None) == f"/media/{'a' * 64}.bin"


@pytest.mark.parametrize("name", ["", "a.jpg", "A" * 64 + ".jpg", "a" * 64, f"{'a' * 64}.jpg/..", f"{'a' * 63}/.jpg"])
def test_what_is_no_digest_is_no_file(name: str) -> None:
    assert addresses.digest_of(name) is None


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


@given(st.lists(st.tuples(st.sampled_from(["q", "place"]), st.text(min_size=1)), max_size=3))
def test_a_query_is_read_back_as_it_was_meant(parameters: list[tuple[str, str]]) -> None:
    address = addresses.with_query("/search", parameters)
    assert address.isascii()
    assert parse_qsl(urlsplit(address).query, keep_blank_values=True) == parameters
