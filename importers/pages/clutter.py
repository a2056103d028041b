"""What stands around and between the paragraphs of an article on its page, and is no part of it."""

import re
from collections.abc import Iterable

from bs4 import Comment, Doctype, Tag

from importers.pages.printed_date import is_date_line
from importers.reading.characters import fold, squeeze

_ELEMENTS = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "form",
    "button",
    "input",
    "select",
    "textarea",
    "dialog",
]
_ELEMENTS += ["svg", "canvas", "link", "meta", "title", "head", "footer", "object", "applet", "frameset", "menu"]
_TITLES = ["h1", "h2", "h3", "h4", "h5", "h6"]
_HEADINGS = [*_TITLES, "p", "strong", "b", "span", "div"]
_ROLES = {"navigation", "search", "banner", "contentinfo", "toolbar", "dialog", "alert", "menu", "menubar", "tooltip"}
_CLUTTER = frozenset(
    """share shares sharing sharebar social sociala some addtoany sharedaddy related relaterat relaterade recommended
    recommendations newsletter nyhetsbrev subscribe subscription signup cookie cookies consent breadcrumb breadcrumbs
    comments disqus promo advert advertisement ads sidebar toolbar pagination pager paging nav navigation menu teasers
    popular trending tags taglist tagcloud readmore skiplink print printbutton drucken paywall footer fuss sidfot
    alatunniste bunntekst pagefooter sitefooter breadcrumbtrail brodsmulor murupolku brodkrummer""".split()  # noqa: SIM905
)
_SMALL_PRINT = frozenset(
    """meta byline author authors date published updated timestamp postdate posted reading pubdate kicker category
    categories tag permalink edit""".split()  # noqa: SIM905
)
_HIDDEN_CLASSES = re.compile(
    r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|visuallyhidden|element-invisible|hidden)(?:\s|$)"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_FACT_BOX = re.compile(r"fakta|fact|tietolaatikko|^\s*tietoa\b|highlight|callout", re.IGNORECASE)
_RELATED = frozenset(
    """läsmer läsockså läsäven relaterat relateradenyheter relateradeartiklar relateradelänkar merläsning luemyös
    luelisää aiheestalisää lesogså lesmer læsogså related relatedarticles relatednews relatedposts relatedstories
    relatedlinks relatedcontent relatedtopics readmore readalso alsoread seealso youmayalsolike morenews moreonthistopic
    share sharethis sharethisarticle shareon dela delaartikeln delasidan jaa jaasivu tags taggar tunnisteet
    avainsanat ämnen topics taggedin filedunder comments kommentarer leaveareply leaveacomment""".split()  # noqa: SIM905
)
_NEVER = frozenset({"comments", "disqus", "cookie", "cookies", "consent", "newsletter"})
_SHORT = 60
_PROSE = 600
_FEW_LINKS = 0.2
_SMALL = 200
_MOSTLY = 0.6
_DATED = ["p", "div", "span", "time", "small", "font", "em", "i"]
_OPENING = 12
_BORDERS = ("nav", "footer")
_AROUND = [*_BORDERS, "div", "section", "ul", "aside"]


def remove_clutter(body: Tag) -> None:
    """Take out of a tree what is no article text: navigation, share bars, related links, forms, hidden parts."""
    for text in body.find_all(string=lambda text: isinstance(text, Comment | Doctype)):
        text.extract()
    _remove(body.find_all(_ELEMENTS))
    whole = _length(body)
    _remove(element for element in body.find_all(True) if _is_hidden(element) or _is_clutter(element, whole))
    _remove(element for element in body.find_all("aside") if not _is_fact_box(element))
    for heading in body.find_all(_HEADINGS):
        if not heading.decomposed and not heading.find(["p", "div"]) and fold(heading.get_text()) in _RELATED:
            _remove_related(heading)


def text_around(root: Tag) -> str:
    """Give the text of what a page calls navigation, footer, share bar and the like."""
    whole = _length(root)
    return " ".join(one.get_text() for one in root.find_all(_AROUND) if one.name in _BORDERS or _is_clutter(one, whole))


def remove_opening(body: Tag, texts: set[str]) -> None:
    """Take out short boxes before the first paragraph that belongs to the text: letterheads, labels, dates."""
    for block in list(_blocks(body)):
        if fold(block.get_text()) in texts or block.name != "div" or _length(block) > _SHORT or block.find("img"):
            break
        block.decompose()


def remove_dates(body: Tag) -> None:
    """Take out the lines before the text that only say when the page was published."""
    for element in body.find_all(_DATED, limit=_OPENING):
        if not element.decomposed and is_date_line(squeeze(element.get_text(" "))):
            element.decompose()


def remove_columns(body: Tag) -> None:
    """Take out the cells of a layout table that hold links and next to nothing else."""
    _remove(one for one in body.find_all("td") if len(one.find_all("a")) > 1 and one.br and link_share(one) > _MOSTLY)


def remove_repeated(body: Tag, headline: str, lead: str | None) -> None:
    """Take out the headline, and the lead where the body opens with it."""
    same = fold(headline)
    _remove(found for found in body.find_all(_TITLES) if fold(found.get_text()) == same)
    _remove(found for found in body.find_all(["b", "strong", "font"], limit=1) if fold(found.get_text()) == same)
    first = next(iter(_blocks(body)), None)
    if lead and first is not None and fold(first.get_text()) == fold(lead):
        first.decompose()


def first_block(body: Tag) -> str:
    """Give the text of the first paragraph."""
    return next((squeeze(block.get_text(" ")) for block in _blocks(body)), "")


def link_share(element: Tag) -> float:
    """Give how much of an element's text is links, from 0 to 1."""
    if element.name == "a":
        return 1.0
    length = _length(element)
    return sum(map(_length, element.find_all("a"))) / length if length else 0.0


def _blocks(body: Tag) -> Iterable[Tag]:
    return (block for block in body.find_all(["p", "div", *_TITLES]) if not block.find(["p", "div"]) and _length(block))


def _remove(elements: Iterable[Tag]) -> None:
    for element in list(elements):
        if not element.decomposed:
            element.decompose()


def _is_hidden(element: Tag) -> bool:
    hidden = element.has_attr("hidden") or element.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN_CLASSES.search(_name(element)) or _HIDDEN_STYLE.search(str(element.get("style", ""))))


def _is_clutter(element: Tag, whole: int) -> bool:
    if str(element.get("role", "")).lower() in _ROLES:
        return True
    names = {word.lower() for word in _WORDS.findall(_name(element))}
    if names & _CLUTTER:
        length = _length(element)
        # A chapter may be about sharing, and bear that name: long prose is kept unless its name is beyond doubt.
        return length < whole / 2 and (length < _PROSE or bool(names & _NEVER) or link_share(element) > _FEW_LINKS)
    return bool(names & _SMALL_PRINT) and _length(element) < _SMALL and not _is_of_picture(element)


def _is_of_picture(element: Tag) -> bool:
    return element.name in ("figure", "img", "picture") or element.find_parent("figure") is not None


def _name(element: Tag) -> str:
    names = [*element.get_attribute_list("class"), *element.get_attribute_list("id")]
    return " ".join(filter(None, names))


def _is_fact_box(element: Tag) -> bool:
    return bool(_FACT_BOX.search(_name(element)) or _FACT_BOX.search(element.get_text(" ")[:80]))


def _remove_related(heading: Tag) -> None:
    while follower := heading.find_next_sibling():
        if link_share(follower) < _MOSTLY and _length(follower):
            break
        follower.decompose()
    line = heading.parent
    heading.decompose()
    # “Läs mer:” and its link are a line of their own; around a link alone nothing of the text is left.
    if line is not None and line.name == "p" and not _length(line):
        line.decompose()


def _length(element: Tag) -> int:
    return len(squeeze(element.get_text()))
