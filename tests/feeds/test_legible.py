from hypothesis import given

from feeds.entry import Author, Category
from feeds.legible import legible
from tests.feeds.sample import ENTRY, any_text, few, kept


@few
@given(any_text)
def test_control_characters_and_surrogates_are_left_out(text: str) -> None:
    assert legible(text) == kept(text)


def test_a_value_is_cleaned_however_deep() -> None:
    assert legible((Author(name="Ma\x00ja"), [Category(term="\ud800a", label="b\x1f")])) == (
        Author(name="Maja"),
        [Category(term="a", label="b")],
    )
    assert legible({"sa\x07id": ["a\r\nb", None, 3]}) == {"said": ["a\nb", None, 3]}


def test_a_clean_value_stays_as_it_is() -> None:
    assert legible(ENTRY) == ENTRY
