"""Any stored article gives a valid page: whatever came in through the gate is shown without breaking the frame."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsroom import addresses
from newsroom.database import Database, open_database
from newsroom.markup import clean
from newsroom.migrations import migrate
from newsroom.model import ArticleContent, ContactContent, Image, Kind, Manuscript, Moments
from newsroom.store import editing, lookup, search
from newsroom.web.head import SHORTEST
from tests.pressroom import NOW, Clock, browsing, room_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Faults(HTMLParser):
    """What breaks a page: elements that do not close in order, ids and attributes that stand twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open, self.ids, self.found = list[str](), set[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        ids = {str(value) for name, value in attrs if name == "id"}
        self.found += [f"{tag} {name} twice" for name in {*names} if names.count(name) > 1]
        self.found += [f"id {one} twice" for one in ids & self.ids]
        self.ids |= ids
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> out of order")


def faults(page: str) -> list[str]:
    reader = Faults()
    reader.feed(page)
    reader.close()
    return [*reader.found, *(f"<{tag}> stays open" for tag in reader.open)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def store(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Database, Path]]:
    """Give the empty database of a room, and the room's folder."""
    folder = tmp_path_factory.mktemp("room")
    migrate(folder / "newsroom.db")
    database = open_database(folder / "newsroom.db")
    yield database, folder
    await database.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader(store: tuple[Database, Path]) -> AsyncIterator[httpx.AsyncClient]:
    """Give a reader of that room."""
    async with browsing(room_of(store[1]), Clock()) as reader:
        yield reader


ODD = [
    "🎉",
    "👩‍🚒",
    "שלום עולם",
    "مرحبا بالعالم",
    "\u202e",
    "å" * 300,
    "<b>",
    '"',
    "&amp;",
    "]]>",
    "{{ x }}",
    "a\nb",
    "​",
]
LINE = st.one_of(st.text(min_size=1, max_size=60), st.sampled_from(ODD)).filter(lambda text: bool(text.strip()))
BODY = st.recursive(
    st.one_of(st.text(max_size=60), st.sampled_from(ODD)),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(
            ["p", "blockquote", "table", "td", "ul", "li", "h2", "pre", "figure", "span id=x", "aside", "a"]
        ),
        inner,
    ),
    max_leaves=8,
)
PICTURES = st.lists(
    st.builds(
        Image,
        digest=st.sampled_from([None, "a" * 64]),
        url=st.sampled_from(["https://a.example/b.jpg", "b.jpg"]),
        caption=st.none() | LINE,
        alt=st.none() | LINE,
        credit=st.none() | LINE,
    ),
    max_size=3,
)
PEOPLE = st.lists(
    st.builds(ContactContent, name=LINE, title=st.none() | LINE, phones=st.just(("+46846500401",))), max_size=2
)


def manuscript(content: ArticleContent, number: int) -> Manuscript:
    cleaned = clean(content.body_html)
    whole = replace(content, body_html=cleaned.html, body_text=cleaned.text)
    slug, moments = f"artikel-{number}", Moments(published_at=NOW)
    return Manuscript(content=whole, words=search.words_of(whole), slug=slug, moments=moments)


ARTICLES = st.builds(
    ArticleContent,
    kind=st.sampled_from(Kind),
    headline=LINE,
    lead=st.none() | LINE,
    byline=st.none() | LINE,
    dateline=st.none() | LINE,
    language=st.sampled_from(["sv", "fi", "en", "ar", "he", "zh-Hant", "tlh"]),
    body_html=BODY,
    tags=st.lists(LINE, max_size=3).map(tuple),
    images=PICTURES.map(tuple),
    contacts=PEOPLE.map(tuple),
)
SMALL = ArticleContent(kind=Kind.NEWS, headline="H", language="sv")
CROWDED = replace(SMALL, images=tuple(Image(url=f"https://a.example/{n}.jpg", caption=str(n)) for n in range(40)))
LONG = replace(SMALL, body_html=f"<blockquote><p>{'ord ' * 100}</p></blockquote>" * 500)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=ARTICLES, number=st.integers(0, 10**12))
@example(content=SMALL, number=1)
@example(content=CROWDED, number=2)
@example(content=LONG, number=3)
async def test_any_article_gives_a_valid_page(
    store: tuple[Database, Path], reader: httpx.AsyncClient, content: ArticleContent, number: int
) -> None:
    (key,) = await store[0].write(editing.add_articles, [manuscript(content, number)], now=NOW)
    one = await store[0].read(lookup.get_article, key)
    page = await reader.get(addresses.article(one))
    assert page.status_code == 200
    assert faults(page.text) == []
    (description,) = re.findall(r'<meta name="description" content="([^"]*)">', page.text)
    assert len(description) >= SHORTEST
    for path in ("/", "/search?q=a", "/topics"):
        assert faults((await reader.get(path)).text) == []
