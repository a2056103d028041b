"""One article page as a browser saves it: the facts that the page declares, and the article's own text.

Vocabularies: schema.org in JSON-LD and microdata, Open Graph, Dublin Core, microformats, and HTML itself.
A date that no statement gives is searched with htmldate, and marked as a guess.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bs4 import Tag
from htmldate import find_date

from importers.draft import ArticleDraft, ContactDraft, Defaults, ImageDraft, Problem, Refused, Source
from importers.exports.persons import find_persons
from importers.pages.article_body import find_body
from importers.pages.clutter import first_block, link_share, remove_repeated
from importers.pages.flow import write_body
from importers.pages.hcard import find_cards, read_card
from importers.pages.headline import find_headline
from importers.pages.metadata import Facts
from importers.pages.page import Page, is_page, parse_page
from importers.pages.printed_date import find_printed_day
from importers.pages.second_opinion import find_disagreement
from importers.pages.translations import find_translations
from importers.plain.cards import is_label
from importers.reading.characters import fold, may_open_with, squeeze
from importers.reading.fragment import first_words, paragraphs, parse_fragment, plain_text, seen_text
from importers.reading.instants import find_instant, find_moment, parse_moment
from importers.reading.kinds import find_kind, path_words, primary_language
from importers.reading.pictures import find_file, is_absolute, merge_pictures, pictures_in
from importers.reading.portraits import make_portrait, with_portraits
from importers.suppliers.newsdesk import ARTICLES, country_of, key_of, old_paths
from importers.suppliers.persons import merge_persons
from importers.suppliers.place import find_place

_LEADS = ".lead, .ingress, .preamble, .standfirst, .dek, .p-summary, .entry-summary, .article-lead, .article-intro"
_AUTHOR = frozenset({"author", "p-author", "byline"})
_HEADINGS = ["h2", "h3", "h4", "h5", "strong", "b", "dt", "legend"]
_MOST_COLUMNS = 5
_LONGEST_COLUMN = 4000
_LONGEST_LEAD = 800
_LONGEST_TEASER = 800
_MOSTLY_LINKS = 0.4
_UNTITLED = "The page has no headline, so the beginning of its text stands in for one."
_SEARCHED = "The page declares no date; {} was found in its text or address and must be checked."
_UNREADABLE = "The page states its date as “{}”, which cannot be read."


def recognises(source: Source) -> bool:
    """Tell whether it begins as an HTML page does."""
    return may_open_with(b"<", source) and is_page(source)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the page; raises Refused for a list and a page without a text."""
    page = parse_page(source)
    facts = Facts(page)
    body = find_body(page) or _stated_body(facts)
    _require_article(page, facts, body)
    if body is None:
        raise Refused(f"{source.name} holds no article text that can be told from the rest of the page.")
    yield _article(page, facts, body, defaults)


def _require_article(page: Page, facts: Facts, body: Tag | None) -> None:
    if _is_list(page, facts, body):
        raise Refused(
            f"{page.source.name} is a list of articles and no article; import the pages it links to, or its feed."
        )


def _is_list(page: Page, facts: Facts, body: Tag | None) -> bool:
    if body is None or link_share(body) > _MOSTLY_LINKS or len(_teasers(body)) > 1:
        return not facts.graph.articles() and (facts.declares_list() or len(_teasers(page.soup)) > 1)
    short = len(squeeze(body.get_text())) < _LONGEST_TEASER
    return short and not facts.declares_article() and len(_teasers(page.soup)) > 2


def _teasers(root: Tag) -> list[Tag]:
    return [found for found in root.find_all("article") if found.find(["h1", "h2", "h3", "h4"])]


def _stated_body(facts: Facts) -> Tag | None:
    stated = facts.first("body")
    return parse_fragment(stated if "<p" in stated else paragraphs(stated)).body if stated else None


def _article(page: Page, facts: Facts, body: Tag, defaults: Defaults) -> ArticleDraft:
    stated = find_headline(page.soup, facts)
    draft = _declared(page, facts, stated or first_words(squeeze(body.get_text(" "))), defaults)
    address = draft.canonical_url or ""
    country = find_place([country_of(address)], [address], facts.first("language") or "", defaults).country
    contacts = _find_contacts(page, facts, body, country)
    images = [*_declared_images(page, facts), *pictures_in(body, page.source, page.base)]
    remove_repeated(body, draft.headline, None)
    lead = _find_lead(page, facts, first_block(body))
    remove_repeated(body, draft.headline, lead)
    written = write_body(body, page)
    disagreement = find_disagreement(page.markup, written, lead, draft.language)
    return replace(
        draft,
        body_html=written,
        lead=lead,
        images=merge_pictures(images),
        contacts=contacts,
        notes=(*([] if stated else [_UNTITLED]), *draft.notes, *disagreement),
    )


def _declared(page: Page, facts: Facts, headline: str, defaults: Defaults) -> ArticleDraft:
    """Make an article of what the page states of it, its text aside."""
    canonical_url, old_addresses = _find_addresses(page, facts)
    language = next(filter(None, map(primary_language, facts.all("language"))), None)
    published_at, notes = _find_published(page, facts, defaults.zone)
    draft = ArticleDraft(
        headline=headline,
        kind=find_kind([*facts.all("type", "section"), *path_words(canonical_url)]),
        byline=", ".join(facts.all("author")) or None,
        dateline=facts.first("dateline"),
        language=language,
        tags=_find_tags(facts),
        declared="published" if published_at and not notes else None,
        published_at=published_at,
        updated_at=find_instant(facts.all("modified"), defaults.zone),
        canonical_url=canonical_url,
        old_addresses=old_addresses,
        translations=find_translations(page, language, canonical_url),
        notes=notes,
    )
    return _identify(draft, page)


def _identify(draft: ArticleDraft, page: Page) -> ArticleDraft:
    """Give a page of Mynewsdesk the identity that its article has in the other formats, and its other addresses."""
    key = key_of(draft.canonical_url or "") if "mynewsdesk" in page.markup else None
    if key is None:
        return draft
    others = old_paths(draft.canonical_url or "", key)
    source_id = key.source_id if key.kind in ARTICLES else None
    return replace(draft, source_id=source_id, old_addresses=(*draft.old_addresses, *others))


def _declared_images(page: Page, facts: Facts) -> Iterator[ImageDraft]:
    for image in facts.images():
        yield replace(image, url=page.join(image.url), content=find_file(page.source, image.url))


def _find_contacts(page: Page, facts: Facts, body: Tag, country: str) -> tuple[ContactDraft, ...]:
    cards = (*_take_contacts(body, page, country), *_read_contacts_beside(page, country))
    named = (*find_persons(str(body), country), *_find_persons_beside(page.soup, country))
    declared = {fold(name): make_portrait(url, page.source, page.base) for name, url in facts.graph.portraits()}
    return with_portraits(merge_persons((*cards, *named)), declared)


def _take_contacts(body: Tag, page: Page, country: str) -> Iterator[ContactDraft]:
    for card in find_cards(body):
        if contact := read_card(card, page, country):
            card.decompose()
            yield contact


def _read_contacts_beside(page: Page, country: str) -> Iterator[ContactDraft]:
    """Read the cards that stand beside the article; those of the site and of the author are none of its contacts."""
    for card in find_cards(page.soup):
        if card.find_parent(["footer", "nav"]) or _AUTHOR.intersection(card.get_attribute_list("class")):
            continue
        if contact := read_card(card, page, country):
            yield contact


def _find_persons_beside(root: Tag, country: str) -> Iterator[ContactDraft]:
    """Find the persons under a heading such as “Press contact”, which stands in a column of its own."""
    for heading in root.find_all(_HEADINGS, string=is_label)[:_MOST_COLUMNS]:
        if heading.parent and not heading.find_parent(["footer", "nav"]):
            yield from find_persons(str(heading.parent)[:_LONGEST_COLUMN], country)


def _find_lead(page: Page, facts: Facts, opening: str) -> str | None:
    """Find the lead that the page marks or describes; the cut beginning of the text is none."""
    scope = page.soup.find("article") or page.soup.find("main") or page.soup
    marked = [text for found in scope.select(_LEADS) if 0 < len(text := seen_text(found)) <= _LONGEST_LEAD]
    if len(set(marked)) == 1:
        return marked[0]
    described = next(map(plain_text, facts.all("description")), "")
    cut = described.endswith(("…", "..."))
    begins = fold(opening).startswith(fold(described))
    return described if described and not cut and (not begins or fold(opening) == fold(described)) else None


def _find_published(page: Page, facts: Facts, zone: str) -> tuple[datetime | date | None, tuple[str, ...]]:
    stated = facts.all("published")
    if found := find_moment(stated, zone):
        return found, ()
    unreadable = (_UNREADABLE.format(stated[0][:60]),) if stated else ()
    searched = find_printed_day(page.soup) or _search_date(page)
    return searched, ((*unreadable, _SEARCHED.format(searched)) if searched else unreadable)


def _search_date(page: Page) -> date | None:
    # Without its extensive search, which takes a copyright year for a date, and without the machine's clock.
    # A `time` that is left here is a day of which the text speaks.
    found = find_date(
        page.markup.replace("<time", "<span"),
        extensive_search=False,
        original_date=True,
        url=page.base,
        min_date="1990-01-01",
        max_date="2199-12-31",
    )
    day = parse_moment(found or "", "UTC")
    return day if day and not isinstance(day, datetime) else None


def _find_addresses(page: Page, facts: Facts) -> tuple[str | None, tuple[str, ...]]:
    links = page.soup.select('link[rel~="canonical"][href], link[rel~="shortlink"][href]')
    canonical = [page.join(str(link["href"])) for link in links if "canonical" in link.get_attribute_list("rel")]
    others = [page.join(address) for address in facts.all("url")] + [page.source.address or ""]
    others += [page.join(str(link["href"])) for link in links]
    known = list(dict.fromkeys(filter(is_absolute, [*canonical, *others])))
    # What a template says of every page, its maker's own machine or the site's front page, is no article's address.
    known.sort(key=lambda address: (_is_local(address), _is_front_page(address)))
    if known and _is_local(known[0]) and page.source.address is None:
        return None, ()
    return (known[0], tuple(known[1:])) if known else (None, ())


def _is_local(address: str) -> bool:
    host = address.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    return "." not in host or host.startswith("127.")


def _is_front_page(address: str) -> bool:
    return address.partition("://")[2].partition("/")[2] == ""


def _find_tags(facts: Facts) -> tuple[str, ...]:
    words = facts.all("tag") or facts.all("keywords")
    return tuple({fold(word): word for word in reversed(words) if fold(word)}.values())[::-1]
