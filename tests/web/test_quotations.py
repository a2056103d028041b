import re

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.markup import clean
from newsroom.web.quotations import quotable

SAID = "<blockquote><p>Vi bygger i dag.</p></blockquote>"


def ids(body: str) -> list[str]:
    return re.findall(r"<blockquote id=(quote-[0-9a-f-]+)", quotable(body, "Link"))


def test_a_quotation_keeps_its_name_wherever_it_stands() -> None:
    assert ids(SAID) == ids(f"<p>Nytt.</p><blockquote><p>Annat.</p></blockquote>{SAID}")[1:]
    assert ids(SAID) == ids("<blockquote>\n<p>Vi  <em>bygger</em> i dag.</p></blockquote>")


def test_the_same_words_twice_have_two_names() -> None:
    first, second = ids(SAID * 2)
    assert second == f"{first}-2"


def test_a_quotation_is_followed_by_a_link_to_itself() -> None:
    (name,) = ids(SAID)
    assert quotable(SAID, "Länk <hit>").endswith(
        f"</blockquote><p class=quote-ways><a href=#{name}>Länk &lt;hit&gt;</a></p>"
    )


def test_a_quotation_within_another_is_part_of_it() -> None:
    assert len(ids(f"<blockquote><p>A</p>{SAID}</blockquote>")) == 1


def test_a_body_without_quotations_stays_as_it_is() -> None:
    assert quotable("<p>&lt;blockquote</p>", "Link") == "<p>&lt;blockquote</p>"


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet='<>/"= bp', max_size=80).map(lambda text: f"<blockquote {text}<p title='<blockquote>'>"))
def test_whatever_the_gate_lets_through_keeps_its_words(text: str) -> None:
    body = clean(text).html
    added = re.compile(r" id=quote-[0-9a-f-]+|<p class=quote-ways>.*?</p>")
    assert added.sub("", quotable(body, "Link")) == body
