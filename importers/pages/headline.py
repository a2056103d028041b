"""The headline of a page, told from the name of its site and from the text that sharing services show."""

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag

from importers.pages.metadata import Facts
from importers.reading.characters import fold
from importers.reading.fragment import seen_text

_SEPARATOR = r"\s*(?:[|•·»]|\s[-–—:]|::)\s*"
_MOST_OF = 0.4
_LEAST = 6
_SITE_AT_END = re.compile(r"^(.{8,}?)\s+(?:\||»|::)\s+[^|»]{2,60}$")


def find_headline(soup: BeautifulSoup, facts: Facts) -> str | None:
    """Find the headline: the heading that a statement agrees with, the article's own heading, or a statement."""
    sites = facts.all("site")
    stated = [_without_site(text, sites) for text in facts.all("headline")]
    titles = [_SITE_AT_END.sub(r"\1", _without_site(text, sites)) for text in facts.all("site_title")]
    headings = [text for text in _texts(soup.find_all("h1", limit=20)) if fold(text) not in set(map(fold, sites))]
    below = list(_texts(soup.find_all(["h2", "h3"], limit=40)))
    for text in [*stated, *titles]:
        if agreeing := next((heading for heading in [*headings, *below] if _agree(heading, text)), None):
            return agreeing
    own = list(_texts(soup.select("article h1, main h1")))
    for heading in (
        headings if len(headings) == 1 else () if headings else _texts(soup.find_all(["b", "strong", "font"]))
    ):
        # A title may be cut short, or have the site's name before it where nothing says what that is.
        if any(len(fold(text)) >= _LEAST and _opens_or_ends(heading, text) for text in titles):
            return heading
    ordered = [*stated, *(own if len(own) == 1 else []), *titles, *headings, *below]
    return next(filter(None, ordered), None)


def _texts(headings: Iterable[Tag]) -> Iterator[str]:
    return (text for heading in headings if (text := seen_text(heading)))


def _agree(heading: str, text: str) -> bool:
    """Tell whether they say the same; a statement may be cut (schema.org asks for 110 characters) or have an end."""
    shorter, longer = sorted((fold(heading), fold(text)), key=len)
    return (longer.startswith(shorter) or longer.endswith(shorter)) and len(shorter) > _MOST_OF * len(longer)


def _opens_or_ends(heading: str, title: str) -> bool:
    return fold(heading).startswith(fold(title)) or (len(fold(heading)) >= _LEAST and title.endswith(f": {heading}"))


def _without_site(text: str, sites: list[str]) -> str:
    for site in filter(None, sites):
        name = re.escape(site)
        text = re.sub(rf"{_SEPARATOR}{name}\s*$", "", re.sub(rf"^{name}{_SEPARATOR}", "", text))
    return text
