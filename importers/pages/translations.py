"""The same page in other languages, as its head names them (HTML, `rel=alternate` with `hreflang`)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from importers.pages.page import Page
from importers.reading.kinds import primary_language
from importers.reading.pictures import is_absolute
from importers.suppliers.newsdesk import ARTICLES, key_of

_MOST = 24


def find_translations(page: Page, language: str | None, own: str | None) -> tuple[str, ...]:
    """Give the ids or addresses of the other versions; a whole site in another language is none of this page."""
    return tuple(dict.fromkeys(_find(page, language, own)))[:_MOST]


def _find(page: Page, language: str | None, own: str | None) -> Iterator[str]:
    for link in page.soup.find_all("link", rel="alternate", hreflang=True, href=True):
        other, address = primary_language(str(link["hreflang"])), page.join(str(link["href"]))
        if other in (None, language) or address == own or not is_absolute(address) or _is_front(address):
            continue
        key = key_of(address)
        yield key.source_id if key and key.kind in ARTICLES else address


def _is_front(address: str) -> bool:
    """Tell whether it is a site's front page, perhaps below its language: `/`, `/en/`."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    return not parts or (len(parts) == 1 and len(parts[0].partition("-")[0]) == 2)
