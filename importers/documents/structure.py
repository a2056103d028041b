"""The structure of a document: which paragraph is its headline, its lead, a heading or a picture's caption."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from importers.documents.passages import Passage, find_passages
from importers.draft import ImageDraft
from importers.exports.tree import text_of
from importers.plain.blocks import Block, mark_headings
from importers.reading.characters import fold
from importers.reading.fragment import first_words
from importers.reading.pictures import merge_pictures, split_credit

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
# Above a headline stand a letterhead, a label and a date; further down a heading opens a section.
_OPENING_PASSAGES = 8
_LONGEST_HEADLINE = 250
_LONGEST_LEAD = 600
_LONGEST_LETTERHEAD = 120
# “Sample Report” may stand for “Sample Report 2026”, “Report” may not.
_AGREEING = 2 / 3


def find_headline(root: HtmlElement, title: str) -> str | None:
    """Find the headline and take it out: the title that the text repeats, a title by style, a heading, a line."""
    passages = list(islice(find_passages(root), _OPENING_PASSAGES))
    for passage in passages:
        if title and _agree(fold(title), fold(passage.text)):
            _empty(passage.element)
            return title
    # A print shop may write a page in any order: what is marked as its title is found wherever it stands.
    titled = (passage for passage in find_passages(root) if passage.element.get("class") == "title")
    found = next(titled, None) or _find_marked(passages)
    if found is None:
        return None
    text = _NOTE_MARK.sub("", found.text)
    # A document that is but one sentence keeps it as its text, too.
    alone = found.element.tag == "p" and text.endswith(".") and len(list(islice(find_passages(root), 2))) == 1
    if alone or len(text) > _LONGEST_HEADLINE:
        return text if len(text) <= _LONGEST_HEADLINE else first_words(text)
    _empty(found.element)
    return text


def _agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and long.startswith(short) and len(short) >= _AGREEING * len(long)


def _find_marked(passages: list[Passage]) -> Passage | None:
    headings = [passage for passage in passages if passage.element.tag in _HEADINGS]
    # Where text comes before the first heading, that one is a section's.
    if headings:
        above = passages[: passages.index(headings[0])]
        if any(len(passage.text) > _LONGEST_LETTERHEAD for passage in above):
            headings = []
    highest = min(headings, key=lambda passage: str(passage.element.tag), default=None)
    lines = (passage for passage in passages if passage.element.tag == "p")
    return highest or next(lines, None)


def _empty(element: HtmlElement) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def find_lead(root: HtmlElement, *, marked_only: bool) -> str | None:
    """Find the lead and take it out: a paragraph of such a style, one all in bold above others, or just the first."""
    first, second = [*islice(find_passages(root), 2), None, None][:2]
    if first is None or second is None or first.element.tag != "p":
        return None
    marked = first.element.get("class") == "lead"
    bold = is_bold(first.element) and not is_bold(second.element) and first.text.endswith((".", "!", "?"))
    if len(first.text) > _LONGEST_LEAD or (marked_only and not marked and not bold):
        return None
    _empty(first.element)
    return first.text


def is_bold(element: HtmlElement) -> bool:
    """Tell whether all the letters of an element are bold."""
    bold = sum(len(fold(text_of(inner))) for inner in element.iter("strong", "b"))
    return bool(bold) and bold >= len(fold(text_of(element)))


def mark_bold_headings(root: HtmlElement) -> None:
    """Make headings of bold lines that stand above text, where nobody used the styles for headings."""
    passages = [passage for passage in find_passages(root) if passage.element.tag in ("p", *_HEADINGS)]
    shaped = mark_headings([Block("paragraph", passage.lines) for passage in passages])
    for passage, block in zip(passages, shaped, strict=True):
        element = passage.element
        plain = element.tag == "p" and element.getparent().tag == "body"
        if plain and block.shape == "heading" and is_bold(element):
            element.tag = "h2"
            for inner in list(element.iter("strong", "b")):
                inner.drop_tag()


def mend_levels(root: HtmlElement) -> None:
    """Let the highest headings of the text be of the second level, below the headline, and the others below them."""
    headings = list(root.iter(*_HEADINGS))
    shift = 2 - min((int(heading.tag[1]) for heading in headings), default=2)
    for heading in headings:
        heading.tag = f"h{min(6, int(heading.tag[1]) + shift)}"


def take_pictures(root: HtmlElement, images: Iterable[ImageDraft]) -> tuple[ImageDraft, ...]:
    """Take the pictures out of the text, where their article shows them, with the captions that stand at them."""
    known = {image.url: image for image in images}
    shown = list[ImageDraft]()
    for element in list(root.iter("img")):
        image = known.pop(element.get("src", ""), None)
        if image:
            caption, credit = split_credit(_take_caption(element))
            alt = image.alt or " ".join(element.get("alt", "").split()) or None
            shown.append(replace(image, alt=alt, caption=caption, credit=credit))
        # A word processor sets a picture into its own caption, with which it is gone by now.
        if element.getparent() is not None:
            element.drop_tree()
    return merge_pictures([*shown, *known.values()])


def _take_caption(image: HtmlElement) -> str | None:
    """Take a paragraph of the caption's style that holds the picture, or stands next to the one that does."""
    block = next(image.iterancestors("p", "td", "li"), image)
    for near in (block, block.getnext(), block.getprevious()):
        if near is not None and near.get("class") == "caption" and (text := text_of(near)):
            near.attrib.pop("class")
            for inner in list(near.iter("img")):
                inner.drop_tree()
            _empty(near)
            return text
    return None
