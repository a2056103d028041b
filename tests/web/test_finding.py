"""Lists and searches: what they can be narrowed to, what they offer where nothing is found, and any input at all."""

import re
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.pressroom import CANARY

pytestmark = pytest.mark.asyncio(loop_scope="module")

anything = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def options(page: str, name: str) -> dict[str, str]:
    field = re.search(rf'<select id="{name}".*?</select>', page, re.DOTALL)
    return dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)', field[0])) if field else {}


async def test_the_form_offers_every_choice_with_its_count(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search?lang=en&kind=press_release")).text
    assert options(page, "topic") == {}
    page = (await reader.get("/search")).text
    assert options(page, "kind") == {
        "press_release": "Pressmeddelanden (3)",
        "news": "Nyheter (4)",
        "blog_post": "Blogg (1)",
    }
    assert options(page, "topic")["vindkraft"] == "Vindkraft (2)"
    assert options(page, "year") == {"2026": "2026 (7)", "2017": "2017 (1)"}
    assert options(page, "lang")["fi"] == "Suomi (1)"
    assert options(page, "place") == {"Norrsjö": "Norrsjö (1)", "Sjöstad": "Sjöstad (1)"}


async def test_a_path_settles_its_own_choice(reader: httpx.AsyncClient) -> None:
    assert 'name="kind"' not in (await reader.get("/news")).text
    assert 'name="year"' not in (await reader.get("/archive/2026")).text


async def test_a_year_narrows_a_list_and_stays_in_its_address(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/news?year=2017")).text
    assert "Första spadtaget" in page
    assert "Elnätet rustas" not in page.partition("<main")[2]
    assert 'rel="canonical" href="https://press.norrsjo.example/news?year=2017"' in page
    assert (await reader.get("/news?year=17")).status_code == 400


async def test_the_hits_are_marked_in_headline_and_excerpt(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search?q=vindparkens+kommun")).text
    assert "Norrsjö bygger <mark>vindpark</mark>" in page
    assert "<mark>kommunen</mark>" in page


async def test_a_slip_is_answered_with_the_word_that_was_meant(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search?q=vindprak")).text
    assert re.search(r'<a href="/search\?q=vindpark">“vindpark”</a>\s*<span class="count">\d', page)


async def test_too_many_filters_are_answered_with_fewer(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search?q=vindpark&kind=blog_post")).text
    assert '<a href="/search?q=vindpark">' in page
    assert '<a href="/search?kind=blog_post">' in page
    page = (await reader.get("/search?q=vindpark&kind=press_release&year=2017")).text
    assert '<input type="hidden" name="kind" value="press_release">' in page


async def test_links_lead_to_lists_with_one_filter_at_most(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/search?q=el&kind=news")).text
    assert 'rel="alternate" type="application/rss+xml"' not in page
    assert 'formaction="/search.rss"' in page
    assert not re.findall(r"<a href=\"[^\"]*(?:kind=[^\"]*q=|q=[^\"]*kind=)", page.partition("<main")[2])


async def test_only_a_list_by_relevance_counts_its_pages(reader: httpx.AsyncClient) -> None:
    assert "page=" not in (await reader.get("/search?q=norrsjo&sort=relevance")).text
    assert (await reader.get("/search?q=norrsjo&sort=relevance&page=last")).status_code == 200


def whole(page: bytes) -> bool:
    """Tell whether a page is one document in which every id stands once."""
    tree = etree.HTML(page)
    ids = tree.xpath("//@id")
    return len(tree.xpath("//main")) == 1 and len(tree.xpath("//h1")) == 1 and len(ids) == len(set(ids))


@anything
@given(st.text(max_size=220), st.sampled_from(["", "date", "relevance"]))
async def test_any_text_is_a_query(reader: httpx.AsyncClient, typed: str, sort: str) -> None:
    address = urlencode({"q": typed, "sort": sort}, errors="replace")
    answer = await reader.get(f"/search?{address}")
    assert answer.status_code == 200
    assert whole(answer.content)
    assert CANARY not in answer.text.casefold() or CANARY in typed.casefold()


FILTERS = st.dictionaries(
    st.sampled_from(["q", "kind", "topic", "place", "year", "from", "to", "lang", "sort", "page", "x"]),
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            ["2017", "2026-03-01", "sv", "news", "vindkraft", "relevance", "last", "2", "zibeltron", "tlh"]
        ),
    ),
)
PATHS = st.sampled_from(["/search", "/news", "/topics/vindkraft", "/archive/2026", "/press-releases"])


@anything
@given(PATHS, FILTERS)
async def test_any_filter_in_the_address_gives_a_page(
    reader: httpx.AsyncClient, path: str, asked: dict[str, str]
) -> None:
    answer = await reader.get(f"{path}?{urlencode(asked, errors='replace')}")
    assert answer.status_code in (200, 400, 404)
    assert whole(answer.content)
