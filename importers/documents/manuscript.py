"""A manuscript, a document's text as HTML with what the document says of itself, and the article it stands for.

Whatever the format, a release is told apart in one way: contact cards, opening lines and datelines are read as
in plain text, and what they say leaves the text; everything else keeps its structure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from importers.documents.passages import Passage, cut_start, drop_hollow, find_passages, rewrite
from importers.documents.structure import find_headline, find_lead, mark_bold_headings, mend_levels, take_pictures
from importers.draft import ArticleDraft, AttachmentDraft, Defaults, ImageDraft, Refused, Source
from importers.exports.tree import parse_body, text_of, write_body
from importers.plain.cards import MAIL_HELD_BACK, Reading, read_cards
from importers.plain.release import Opening, read_dateline, read_opening
from importers.plain.residue import is_residue
from importers.reading.characters import legible, squeeze
from importers.reading.fragment import first_words
from importers.reading.people import guess_region

_UNTITLED = "The document has no headline, so the beginning of its text or its file's name stands in for one."
_AUTHOR = "The byline, {}, is what the document's properties name as its author: check it."
_COMMENTS = "Comments of the word processor were left out ({}), such as “{}”."
# A subheadline or two may stand above the dateline.
_DATELINE_WITHIN = 3
# What a program writes where nobody said who the author is.
_NOBODY = frozenset(
    """user users author admin administrator owner unknown anonymous default windows microsoft office pc dell hp test
    användare käyttäjä bruker python-docx pypdf""".split()  # noqa: SIM905
)
# A release of twenty pages has half a megabyte.
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A document's text as HTML, its pictures and files, and its properties; these are often a template's.

    In `markup` the classes `title`, `lead` and `caption` mark paragraphs that the document's styles call so.
    """

    markup: str
    title: str = ""
    author: str = ""
    language: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[ImageDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()
    notes: tuple[str, ...] = ()


def tell_comments(comments: list[str]) -> tuple[str, ...]:
    """Tell of comments that were left out of a text."""
    return (_COMMENTS.format(len(comments), comments[0][:60]),) if comments else ()


def make_article(manuscript: Manuscript, source: Source, defaults: Defaults) -> ArticleDraft:
    """Make the article that a manuscript holds; raises Refused when it holds nothing, or too much."""
    root, images = _parse(manuscript, source)
    opening, reading = _read_release(root, defaults)
    headline = find_headline(root, squeeze(manuscript.title))
    opening, lead = _read_text(root, opening)
    drop_hollow(root)
    mend_levels(root)
    author = _name_author(manuscript.author)
    return ArticleDraft(
        headline=headline or first_words(text_of(root)) or source.name.rpartition(".")[0] or source.name,
        lead=lead,
        body_html=write_body(root),
        kind=opening.kind,
        byline=opening.byline or author,
        dateline=opening.dateline,
        language=manuscript.language,
        tags=manuscript.tags,
        declared=opening.declared,
        published_at=opening.published_at,
        embargoed_until=opening.embargoed_until,
        images=images,
        attachments=manuscript.attachments,
        contacts=reading.contacts,
        notes=(*manuscript.notes, *opening.notes, *_tell(opening, reading, headline, author)),
    )


def _parse(manuscript: Manuscript, source: Source) -> tuple[HtmlElement, tuple[ImageDraft, ...]]:
    if len(manuscript.markup) > _LARGEST:
        raise Refused(f"{source.name} holds more than {_LARGEST // 1_000_000} MB of text: divide it.")
    root = parse_body(legible(manuscript.markup))
    images = take_pictures(root, manuscript.images)
    if not text_of(root) and not images:
        raise Refused(f"{source.name} holds no text.")
    return root, images


def _tell(opening: Opening, reading: Reading, headline: str | None, author: str | None) -> Iterator[str]:
    if not headline:
        yield _UNTITLED
    if author and not opening.byline:
        yield _AUTHOR.format(author)
    if reading.mangled:
        yield MAIL_HELD_BACK


def _read_release(root: HtmlElement, defaults: Defaults) -> tuple[Opening, Reading]:
    """Read contacts and opening lines, and take them out of the text."""
    passages = list(find_passages(root))
    # A blank line ends a paragraph, as it does in plain text.
    lines = [line for passage in passages for line in (*passage.lines, "")]
    reading = read_cards(lines, guess_region(lines, defaults.country))
    opening, rest = read_opening(reading.lines, defaults.zone)
    rest = ["" if is_residue(line) else line for line in rest]
    start = 0
    for passage in passages:
        end = start + len(passage.lines)
        rewrite(passage, rest[start:end])
        start = end + 1
    return opening, reading


def _read_text(root: HtmlElement, opening: Opening) -> tuple[Opening, str | None]:
    """Take the dateline and the lead out of the text, and make headings of the lines that look like them."""
    lead = find_lead(root, marked_only=True)
    for first in islice(_paragraphs(root), _DATELINE_WITHIN):
        opening, text = read_dateline(opening, first.text)
        cut_start(first.element, len("".join(first.text.split())) - len("".join(text.split())))
        if text != first.text:
            break
    if lead is None and opening.kind == "press_release" and (lead := find_lead(root, marked_only=False)):
        opening = replace(opening, notes=(*opening.notes, "The first paragraph was taken as the lead."))
    mark_bold_headings(root)
    return opening, lead


def _paragraphs(root: HtmlElement) -> Iterator[Passage]:
    return (passage for passage in find_passages(root) if passage.element.tag == "p" and passage.text)


def _name_author(author: str) -> str | None:
    name = squeeze(author)
    # An account such as e516160 is nobody's name, nor is one whose letters were lost.
    lost = not name.isprintable() or any(map(str.isdigit, name))
    return None if lost or _NOBODY.issuperset(name.casefold().split()) else name
