"""NewsML 1.0 to 1.2, as wires and stock exchanges send releases: texts by role, contacts, pictures, languages."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from importers.agency.components import find_files, find_media, find_pieces, is_media, role_of
from importers.agency.contacts import find_listed, read_contacts
from importers.agency.dispatch import Dispatch, make_article
from importers.agency.xml import attribute, load_xml, say, say_all
from importers.draft import ArticleDraft, Defaults, Problem, Refused, Source
from importers.exports.pages import head_of
from importers.reading.characters import may_open_with
from importers.reading.fragment import plain_text
from importers.reading.people import guess_region
from importers.reading.pictures import is_absolute
from importers.reading.prologue import find_root

_MAIN = ("main", "body", "maintext", "bodytext", "text", "")
_LEADS = ("subheadline", "lead", "abstract", "summary", "synopsis", "ingress")
_BESIDE = frozenset((*_LEADS, "contact", "contacts", "headline", "caption", "byline", "dateline", "title"))
_WEBSITE = re.compile(r"website|permalink|pageurl|canonical", re.IGNORECASE)
_COMMAS = re.compile(r"\s*[;,]\s*")


def recognises(source: Source) -> bool:
    """Tell whether its root element is NewsML's, or an item of it alone."""
    if not may_open_with(b"<", source):
        return False
    text = head_of(source)
    root = find_root(text)
    return root is not None and (root.name == "newsml" or (root.name == "newsitem" and "<NewsComponent" in text))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per item and language; raises Refused for what cannot be read or holds none."""
    root, notes = load_xml(source)
    items = list(root.iter("newsitem"))
    if not items:
        raise Refused(f"{source.name} holds no NewsML items.")
    for item in items:
        yield from _read_item(item, root, notes, source, defaults)


def _read_item(
    item: etree._Element, root: etree._Element, notes: tuple[str, ...], source: Source, defaults: Defaults
) -> Iterator[ArticleDraft | Problem]:
    components = [found for one in item.iterfind("newscomponent") for found in _find_articles(one)]
    if not components:
        yield Problem(f"An item of {source.name} has no component with a text.", _identify(item) or None)
    read = [_read_component(one, item, root, notes, source, defaults) for one in components]
    several = len(read) > 1
    ids = [f"{one.id}:{one.language or number}" if several else one.id for number, one in enumerate(read, start=1)]
    are_versions = several and len({one.language for one in read}) == len(read)
    for one, own in zip(read, ids, strict=True):
        article = make_article(replace(one, id=own), source, defaults)
        others = tuple(other for other in ids if other != own) if are_versions else ()
        yield article if isinstance(article, Problem) else replace(article, translations=others)


def _find_articles(component: etree._Element) -> list[etree._Element]:
    """Find the components that are articles: several that have a headline and a text each, or the one around them."""
    inner = [one for one in component.iterfind("newscomponent") if _is_article(one)]
    return [found for one in inner for found in _find_articles(one)] if len(inner) > 1 else [component]


def _is_article(component: etree._Element) -> bool:
    if is_media(component) or role_of(component) in _BESIDE:
        return False
    return bool(say(component, "newslines/headline")) and any(True for _ in find_pieces(component, ""))


def _read_component(
    component: etree._Element,
    item: etree._Element,
    root: etree._Element,
    notes: tuple[str, ...],
    source: Source,
    defaults: Defaults,
) -> Dispatch:
    above = list(component.iterancestors("newscomponent"))
    outer, below = (above or [component])[-1], (one for one in component.iter("newscomponent") if not is_media(one))
    around = list(dict.fromkeys((component, *above, *below)))
    lines = {name: _line(around, name) for name in ("headline", "subheadline", "byline", "dateline")}
    lines["headline"] = lines["headline"] or say(component, ".//hedline//hl1", ".//html/head/title")
    texts, body = _read_texts(component, lines["headline"])
    status = attribute(item, "newsmanagement/status", "formalname")
    media = list(find_media(component))
    dispatch = Dispatch(
        id=_identify(item),
        headline=lines["headline"] or plain_text(texts.get("headline", "")),
        lead=next((texts[role] for role in _LEADS if role in texts), "") or lines["subheadline"],
        body=body,
        authors=tuple(filter(None, (lines["byline"] or say(component, ".//body.head/byline"),))),
        senders=tuple(one.get("formalname", "") for one in root.iter("party")),
        dateline=lines["dateline"],
        language=_language(around),
        tags=tuple(_tags(outer)),
        types=tuple(_types(outer)),
        status=status,
        created=say(item, "newsmanagement/firstcreated"),
        changed=say(item, "newsmanagement/thisrevisioncreated") or say(root, "newsenvelope/dateandtime"),
        embargo=_embargo(item) if status.lower() == "embargoed" else "",
        countries=tuple(_countries(outer)),
        images=tuple(filter(None, (one.read_image(source) for one in media))),
        attachments=(*(f for one in media for f in one.read_files(source)), *find_files(component, source)),
        address=next((value for name, value in _properties(item) if _WEBSITE.search(name) and is_absolute(value)), ""),
        notes=notes,
    )
    return _with_contacts(dispatch, texts.get("contact") or texts.get("contacts") or "", defaults)


def _read_texts(component: etree._Element, headline: str) -> tuple[dict[str, str], str]:
    """Give the texts of a component by role, and the one that is its body."""
    pieces = list(find_pieces(component, headline))
    texts = {role: "\n".join(one.html for one in pieces if one.role == role) for role in {one.role for one in pieces}}
    body = next((texts[role] for role in _MAIN if role in texts), "")
    return texts, body or "\n".join(one.html for one in pieces if one.role not in _BESIDE)


def _with_contacts(dispatch: Dispatch, block: str, defaults: Defaults) -> Dispatch:
    country = dispatch.find_place(defaults).country
    persons, _ = read_contacts(block, country)
    listed = find_listed(dispatch.body, country)
    # What nobody could be read from stays in the article as words.
    return replace(dispatch, contacts=(*persons, *listed), contact_block="" if persons else block)


def _line(around: list[etree._Element], name: str) -> str:
    """Give a line of the component itself, of the nearest one around it, or else of one that it holds."""
    return next(filter(None, (say(one, f"newslines/{name}") for one in around)), "")


def _language(around: list[etree._Element]) -> str:
    stated = (attribute(one, "descriptivemetadata/language", "formalname") or one.get("lang", "") for one in around)
    return next(filter(None, stated), "")


def _identify(item: etree._Element) -> str:
    """Give what stays the same from one revision to the next (NewsML 1.2, section 5.4.1)."""
    parts = [say(item, f"identification/newsidentifier/{name}") for name in ("providerid", "dateid", "newsitemid")]
    return ":".join(("urn:newsml", *parts)) if all(parts) else say(item, ".//publicidentifier") or parts[2]


def _embargo(item: etree._Element) -> str:
    """Give when the status changes for the better; a text where nobody says it, which is an embargo without end."""
    for change in item.iterfind("newsmanagement/statuswillchange"):
        if attribute(change, "futurestatus", "formalname").lower() in ("usable", ""):
            return say(change, "dateandtime")
    return ""


def _properties(element: etree._Element) -> Iterator[tuple[str, str]]:
    for one in element.iter("property"):
        yield one.get("formalname", ""), one.get("value", "").strip()


def _tags(component: etree._Element) -> Iterator[str]:
    for line in say_all(component, ".//keywordline"):
        yield from _COMMAS.split(line)
    yield from (value for name, value in _properties(component) if name.lower().endswith(("keyword", "keywords")))
    for subject in component.iter("subjectdetail", "subjectmatter", "subject"):
        yield from (name for name in (subject.get("formalname", ""),) if not name.isdigit())


def _types(component: etree._Element) -> Iterator[str]:
    """Yield what is said of its kind; what a company announces to a stock exchange is its press release."""
    for genre in component.iter("genre"):
        yield {"release": "pressrelease"}.get(genre.get("formalname", "").lower(), genre.get("formalname", ""))
    if any(name.lower() == "message category" for name, _ in _properties(component)):
        yield "pressrelease"


def _countries(component: etree._Element) -> Iterator[str]:
    for name, value in _properties(component):
        if name.lower() in ("country", "bwcountrykeywords", "countrykeyword"):
            yield value if len(value) == 2 else guess_region([value], "")
