"""A page of contact cards and no article: hCard 1.0 and h-card, a source's own list of press contacts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import Tag

from importers.draft import ContactDraft, Defaults, Refused, Source
from importers.pages.hcard import find_cards, is_only_cards, read_card
from importers.pages.metadata import Facts
from importers.pages.page import Page, is_page, parse_page
from importers.reading.characters import may_open_with, squeeze
from importers.reading.kinds import primary_language
from importers.reading.people import guess_region
from importers.suppliers.newsdesk import key_of

_MARKED = re.compile(rb"class\s*=\s*[\"']?[^\"'<>]{0,200}\b(?:vcard|h-card)\b", re.IGNORECASE)
_AROUND = ["nav", "header", "footer", "script", "style", "form", "aside", "noscript", "title", "h1", "h2", "h3"]
_ARTICLES = "article, .hentry, .h-entry, [itemprop~=articleBody], .entry-content, .e-content"
# An introduction to a list of contacts is a sentence or two.
_LONGEST_INTRODUCTION = 400
_PROFILES = frozenset({"profile", "profilepage"})
_ACCOUNT = re.compile(r"^(?:https?:)?//[^/]+/@[^/]+/?$", re.IGNORECASE)
_PROFILE = (
    "The page is somebody's own profile and no list of press contacts, so the card is not listed:"
    " make a press contact of it if it is one."
)
_CARD = frozenset({"vcard", "h-card"})


def recognises(source: Source) -> bool:
    """Tell whether it is a page with cards that hold most of its words, and no article."""
    if not _MARKED.search(source.head) or not (may_open_with(b"<", source) and is_page(source)):
        return False
    try:
        page = parse_page(source)
    except Refused:
        return False
    return _is_list(page)


def read(source: Source, defaults: Defaults) -> Iterator[ContactDraft]:
    """Yield each card as a press contact, but for the one of a profile; raises Refused for a page without one."""
    page = parse_page(source)
    root = page.soup.body or page.soup
    region = guess_region(root.get_text("\n").split("\n"), defaults.country)
    cards = find_cards(root, reachable=False)
    contacts = [found for card in cards if (found := read_card(card, page, region, reachable=False))]
    if not contacts:
        raise Refused(f"{source.name} holds no contact card that names anybody.")
    language = primary_language(str(page.soup.html.get("lang", "")) if page.soup.html else None)
    if len(contacts) == 1 and _is_profile(page, cards[0], contacts[0]):
        yield replace(contacts[0], press_contact=False, language=language, notes=(*contacts[0].notes, _PROFILE))
        return
    for contact in contacts:
        yield replace(contact, press_contact=True, language=language)


def _is_profile(page: Page, card: Tag, contact: ContactDraft) -> bool:
    """Tell whether a page is somebody's own: it says so, or its card leads to an account and says no way to ring."""
    facts = Facts(page)
    if _list_address(page):
        return False
    if _PROFILES & {*map(str.lower, facts.all("type")), *map(str.lower, facts.graph.types())}:
        return True
    links = card.select('a[rel~="me"][href], a.u-url[href], a.url[href]')
    accounts = [link for link in links if "me" in link.get_attribute_list("rel") or _ACCOUNT.search(str(link["href"]))]
    return bool(accounts) and not (contact.phones or contact.emails)


def _list_address(page: Page) -> bool:
    """Tell whether a press room lists the person of this page among its own, by the page's address."""
    canonical = page.soup.select_one('link[rel~="canonical"][href]')
    known = (page.source.address or "", str(canonical["href"]) if canonical else "")
    return any(key and key.kind == "contact_person" for key in map(key_of, known))


def _is_list(page: Page) -> bool:
    root = page.soup.body or page.soup
    if not find_cards(root, reachable=False) or _is_article(page):
        return False
    if is_only_cards(root):
        return True
    for element in root.find_all(_AROUND):
        if not element.find_parent(class_=["vcard", "h-card"]) and not element.find(class_=["vcard", "h-card"]):
            element.extract()
    outside = _length_outside(root)
    return outside < _LONGEST_INTRODUCTION and outside < _length(root) - outside


def _is_article(page: Page) -> bool:
    texts = page.soup.select(_ARTICLES)
    return Facts(page).declares_article() or any(_length_outside(text) > _LONGEST_INTRODUCTION for text in texts)


def _length_outside(element: Tag) -> int:
    """Give how much of an element's text stands in no card."""
    if _CARD & set(element.get_attribute_list("class")):
        return 0
    return _length(element) - sum(map(_length, find_cards(element, reachable=False)))


def _length(element: Tag) -> int:
    return len(squeeze(element.get_text()))
