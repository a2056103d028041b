from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import addresses
from newsroom.model import Kind


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


@given(st.lists(st.tuples(st.sampled_from(["q", "place"]), st.text(min_size=1)), max_size=3))
def test_a_query_is_read_back_as_it_was_meant(parameters: list[tuple[str, str]]) -> None:
    address = addresses.with_query("/search", parameters)
    assert address.isascii()
    assert parse_qsl(urlsplit(address).query, keep_blank_values=True) == parameters
