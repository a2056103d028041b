"""Where on a page the article's text stands, and that text without what surrounds it.

trafilatura tells the text from its surroundings; the page's own markup around that text is then taken,
since extraction flattens figures, tables and nested lists.
"""

import copy
from collections import Counter
from collections.abc import Iterator

import trafilatura
from bs4 import BeautifulSoup, Tag

from importers.pages.clutter import remove_clutter, remove_columns, remove_dates, remove_opening, text_around
from importers.pages.page import Page
from importers.reading.characters import fold
from importers.reading.fragment import parse_fragment

_BLOCKS = ["p", "li", "h2", "h3", "h4", "h5", "h6", "pre", "td", "th", "dd", "dt", "blockquote"]
_CONTAINERS = (
    '[itemprop~="articleBody"]',
    ".e-content, .entry-content",
    ".article-body, .article__body, .articleBody, .article-content, .article__content, .post-content, .post-body",
    "article",
)
_ENOUGH = 0.9
_NEARLY_ALL = 0.98
_LEAST = 25
_SHORT = 1500


def find_body(page: Page) -> Tag | None:
    """Find the article's text as a tree of its own, cleared of its surroundings; None when there is none."""
    extracted = _extract(page.markup)
    texts = {text for block in extracted.find_all(_BLOCKS) if len(text := fold(block.get_text())) >= _LEAST}
    for container in _find_containers(page.soup, texts):
        body = copy.copy(container)
        remove_clutter(body)
        remove_columns(body)
        remove_dates(body)
        remove_opening(body, texts)
        if _size(body) >= max(_LEAST, _size(extracted) / 3):
            return body
    for block in extracted.find_all(_BLOCKS) if (around := fold(text_around(page.soup))) else ():
        if block.find(_BLOCKS) is None and fold(block.get_text()) in around:
            block.decompose()
    return extracted if _size(extracted) >= _LEAST else None


def _extract(markup: str) -> Tag:
    """Give what trafilatura takes for the article by its strict rules, or its usual ones where those leave little."""
    strict = _try_extract(markup, strict=True)
    if _size(strict) >= _SHORT:
        return strict
    usual = _try_extract(markup, strict=False)
    return usual if _size(usual) > 2 * _size(strict) else strict


def _try_extract(markup: str, *, strict: bool) -> Tag:
    try:
        # Its cache of seen texts stays off: with it, the same page read twice would come out differently.
        html = trafilatura.extract(
            markup,
            output_format="html",
            favor_precision=strict,
            include_comments=False,
            include_formatting=True,
            include_images=True,
            include_links=True,
        )
    except RecursionError:
        html = None
    extracted = parse_fragment((html or "").replace("<html>", "").replace("</html>", ""))
    return extracted.body or extracted


def _find_containers(soup: BeautifulSoup, texts: set[str]) -> Iterator[Tag]:
    """Yield the elements that may hold the whole text: those that the page names, then the smallest that does."""
    weights = _weigh(soup, texts)
    root = soup.body or soup
    total = weights[id(root)]
    for path in _CONTAINERS:
        found = [element for element in soup.select(path) if not _is_inside(element, path)]
        if len(found) == 1 and weights[id(found[0])] >= total * _ENOUGH:
            yield found[0]
    if total:
        yield _narrow(root, weights)


def _is_inside(element: Tag, path: str) -> bool:
    return element.parent is not None and element.parent.css.closest(path) is not None


def _weigh(soup: BeautifulSoup, texts: set[str]) -> Counter[int]:
    """Give each element the length of the extracted text that it holds."""
    weights: Counter[int] = Counter()
    for block in soup.find_all(_BLOCKS):
        if block.find(_BLOCKS) is None and (text := fold(block.get_text())) in texts:
            for parent in (block, *block.parents):
                weights[id(parent)] += len(text)
    return weights


def _narrow(element: Tag, weights: Counter[int]) -> Tag:
    enough = weights[id(element)] * _NEARLY_ALL
    while inner := next(
        (child for child in element.find_all(True, recursive=False) if weights[id(child)] >= enough), None
    ):
        if inner.name in _BLOCKS:
            break
        element = inner
    return element


def _size(body: Tag) -> int:
    return len(fold(body.get_text()))
