"""The words of a letter as lines, whether they came as HTML or as text, and what is left when lines are taken out."""

from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from importers import page_text
from importers.documents.manuscript import Manuscript, make_article
from importers.documents.passages import Passage, find_passages, rewrite
from importers.draft import ArticleDraft, Defaults, ImageDraft, MemorySource, Refused
from importers.exports.tree import make_element, write_body
from importers.mail.letter import Letter
from importers.mail.markup import read_markup
from importers.plain.plaintext import tidy
from importers.reading.characters import fold
from importers.reading.fragment import paragraphs
from importers.reading.pictures import merge_pictures

_OPENING = 5


@dataclass(frozen=True, slots=True)
class Body:
    """A letter's lines; in HTML they are those of `passages`, an empty one after each."""

    lines: list[str]
    root: HtmlElement | None = None
    passages: tuple[Passage, ...] = ()
    images: tuple[ImageDraft, ...] = ()


def read_body(letter: Letter, name: str) -> Body:
    """Read the HTML of a letter, or its text where there is no HTML that says anything."""
    if letter.markup.strip():
        try:
            root, images = read_markup(letter, name)
        except Refused:
            if not letter.text.strip():
                raise
        else:
            passages = tuple(find_passages(root))
            if passages or images or not letter.text.strip():
                return Body([line for one in passages for line in (*one.lines, "")], root, passages, images)
    return Body(tidy(letter.text).split("\n"))


def make_draft(
    body: Body, lines: list[str], headline: str, images: tuple[ImageDraft, ...], name: str, defaults: Defaults
) -> ArticleDraft:
    """Make the article of a body of which some lines were emptied; raises Refused when it holds nothing."""
    if body.root is None:
        return _from_text(lines, headline, images, name, defaults)
    start = 0
    for passage in body.passages:
        end = start + len(passage.lines)
        rewrite(passage, lines[start:end])
        start = end + 1
    opening = islice(filter(str.strip, lines), _OPENING)
    if headline and not any(fold(line) == fold(headline) for line in opening):
        body.root.insert(0, make_element("h1", headline))
    pictures = (*body.images, *images)
    manuscript = Manuscript(markup=write_body(body.root), title=headline, images=pictures)
    return make_article(manuscript, MemorySource(b"", name), defaults)


def _from_text(
    lines: list[str], headline: str, images: tuple[ImageDraft, ...], name: str, defaults: Defaults
) -> ArticleDraft:
    text = "\n".join((headline, "", *lines))
    drafts = page_text.read(MemorySource(text.encode("utf-8", "replace"), name), defaults)
    found = next(drafts, None)
    if not isinstance(found, ArticleDraft):
        raise Refused(f"{name} holds no text but contact details.")
    if headline and fold(found.headline) != fold(headline):
        # A subject such as “Menu” looks like a page's machinery; the line that stood in for it is text.
        opening = paragraphs(found.headline)
        found = replace(found, headline=headline, body_html="\n".join(filter(None, (opening, found.body_html))))
    return replace(found, images=merge_pictures((*found.images, *images)))
