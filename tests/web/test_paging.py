from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.errors import Invalid
from newsroom.model import Kind, Selection, Sort
from newsroom.web.paging import NOTHING, has_unknown, read_list

EVERYTHING = Selection()


def test_an_address_asks_for_what_it_says() -> None:
    asked = read_list(
        {"q": " vind  kraft ", "kind": "news", "from": "2017-03-01", "lang": "SV", "sort": "relevance", "page": "2"},
        EVERYTHING,
    )
    assert asked.selection == Selection(
        query="vind kraft", kind="news", since_on=date(2017, 3, 1), language="sv", sort=Sort.RELEVANCE
    )
    assert asked.page == "2"
    assert [name for name, _ in asked.filters] == ["q", "kind", "from", "lang", "sort"]


def test_what_a_form_leaves_empty_is_not_asked() -> None:
    empty = dict.fromkeys(["q", "kind", "topic", "place", "from", "to", "lang", "sort", "page"], "")
    asked = read_list(empty, EVERYTHING)
    assert (asked.selection, asked.filters, asked.page) == (EVERYTHING, (), None)


def test_an_unknown_parameter_is_ignored() -> None:
    assert read_list({"utm_source": "brev", "p": "12"}, EVERYTHING).filters == ()
    assert has_unknown(["q", "p"])
    assert not has_unknown(["q", "lang"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "2017-02-30"),
        ("to", "yesterday"),
        ("to", "2017-3-1"),
        ("from", "२०१७-०३-०१"),
        ("lang", "svenska"),
        ("lang", "sv_SE"),
        ("sort", "size"),
        ("topic", "a\x00b"),
        ("place", "x" * 201),
    ],
)
def test_a_malformed_value_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(Invalid) as problem:
        read_list({name: value}, EVERYTHING)
    assert problem.value.name == name


@given(st.text())
def test_whatever_a_person_types_is_a_query(typed: str) -> None:
    asked = read_list({"q": typed}, EVERYTHING)
    assert len(asked.selection.query) <= 200
    assert asked.selection.query == asked.selection.query.strip()
    assert asked.cut == (len(" ".join(typed.replace("\x00", " ").split())) > 200) or not typed.isprintable()


def test_a_long_query_is_cut_and_said() -> None:
    asked = read_list({"q": "a" * 201}, EVERYTHING)
    assert (asked.selection.query, asked.cut) == ("a" * 200, True)


def test_a_path_and_a_parameter_show_what_both_have() -> None:
    march = Selection(since_on=date(2017, 3, 1), until_on=date(2017, 3, 31), kind=Kind.NEWS)
    asked = read_list({"from": "2017-03-10", "to": "2018-01-01", "kind": "news"}, march).selection
    assert (asked.since_on, asked.until_on, asked.kind) == (date(2017, 3, 10), date(2017, 3, 31), "news")
    assert read_list({"kind": "blog_post"}, march).selection.kind == NOTHING


def test_a_path_that_names_a_topic_asks_for_no_other() -> None:
    asked = read_list({"topic": "el"}, Selection(topic="vind"))
    assert (asked.selection.topic, asked.filters) == ("vind", ())


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_can_be_asked_for(day: str) -> None:
    selection = read_list({"from": day, "to": day}, EVERYTHING).selection
    assert selection.since_on is not None
    assert date(1000, 1, 1) <= selection.since_on <= date(9000, 1, 1)
