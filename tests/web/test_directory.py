import re

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.model import Contact
from newsroom.web.directory import responsibilities
from tests.pressroom import CANARY, NOW

pytestmark = pytest.mark.asyncio(loop_scope="module")


def answers(page: str) -> str:
    return page.partition('id="answers"')[2].partition("</section>")[0]


@pytest.mark.parametrize("asked", ["vindkraft", "elnäten", "VINDKRAFTENS", "presschef", "sjostrand"])
async def test_who_answers_for_something_is_found_by_any_form_of_it(reader: httpx.AsyncClient, asked: str) -> None:
    page = (await reader.get("/contacts", params={"q": asked})).text
    assert "Maja Sjöstrand" in answers(page)
    assert 'href="tel:+46-8-465' in answers(page)
    assert "Jourhavande" not in answers(page)


async def test_where_nobody_answers_the_desk_is_named(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/contacts?q=rymdfart")).text
    assert "Maja Sjöstrand" not in answers(page)
    assert "Presstjänsten vet vem" in answers(page)


async def test_people_of_an_article_are_no_press_contacts(reader: httpx.AsyncClient) -> None:
    assert "Olle Fors" not in (await reader.get("/contacts?q=projektledare")).text


async def test_every_subject_stands_with_who_answers_for_it(reader: httpx.AsyncClient) -> None:
    page = (await reader.get("/contacts")).text
    listed = re.findall(r"<dt>([^<]+)</dt>\s*<dd><a href=\"/contacts/([^\"]+)\"", page)
    assert listed == [("Elnät", "maja-sjostrand"), ("Vindkraft", "maja-sjostrand")]


async def test_a_search_for_somebody_is_not_for_search_engines(reader: httpx.AsyncClient) -> None:
    assert '<meta name="robots" content="noindex">' in (await reader.get("/contacts?q=el")).text
    assert "noindex" not in (await reader.get("/contacts")).text


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=220))
async def test_anything_may_be_asked(reader: httpx.AsyncClient, asked: str) -> None:
    answer = await reader.get("/contacts", params={"q": asked.encode("utf-8", "replace").decode()})
    assert answer.status_code == 200
    assert CANARY not in answer.text.casefold() or CANARY in asked.casefold()


async def test_subjects_are_in_the_order_of_the_language() -> None:
    named = ("Öar", "Zoo", "Ån", "Ekonomi", "ekonomi")
    one = Contact(id=1, uid="c", slug="a", name="A", responsibilities=named, changed_at=NOW)
    assert [subject.name for subject in responsibilities([one], "sv")] == ["Ekonomi", "Zoo", "Ån", "Öar"]
    assert [subject.name for subject in responsibilities([one], "en")] == ["Ån", "Ekonomi", "Öar", "Zoo"]
