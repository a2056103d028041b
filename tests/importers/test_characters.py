"""Characters: what is declared is believed where it can be, whatever was declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.reading.characters import decode_text, find_charset


@pytest.mark.parametrize("value", ["a\0b", "*=a\0b'x'%ff", "\xff\udcff", "*=utf-7''%ff", "no-such-charset"])
def test_what_is_no_name_of_a_charset_leaves_the_bytes_to_speak(value: str) -> None:
    media_type = f"text/html; charset{'' if value.startswith('*') else '='}{value}"
    assert decode_text("Bron öppnar".encode(), find_charset(media_type)) == "Bron öppnar"


@pytest.mark.parametrize(
    ("media_type", "charset"),
    [
        ("text/html", None),
        (None, None),
        ("text/html; charset=ISO-8859-1", "iso-8859-1"),
        ('a/b; charset="UTF-8"', "utf-8"),
    ],
)
def test_a_charset_is_found(media_type: str | None, charset: str | None) -> None:
    assert find_charset(media_type) == charset


@given(st.text(), st.binary(max_size=60))
def test_any_declaration_gives_a_text(declared: str, content: bytes) -> None:
    assert isinstance(decode_text(content, find_charset(f"text/html; charset={declared}")), str)
