"""The text of a slide deck that was extracted from PDF: one article with a heading and lists for every slide."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from statistics import median

from importers.draft import ArticleDraft, ContactDraft, Defaults, Refused, Source
from importers.plain.blocks import Block, heading, merge_lists, to_body
from importers.plain.cards import read_cards
from importers.plain.plaintext import preview_text, read_text
from importers.plain.residue import is_residue
from importers.plain.slides import Piece, Slide, is_bullet, read_slides, split_slides
from importers.reading.people import guess_region, is_name

_FEWEST_SLIDES = 3
# Lines of the real decks have a median of 24 and 35 letters, text wrapped for mail about 70.
_LONGEST_MEDIAN = 60
_LONG_LINE = 110
# Pages of a report, which form feeds separate too, hold 300 words.
_MOST_WORDS = 90
_LONGEST_HEADING = 170
_SHORT = 60
_LABEL_WORDS = 4
# One or two short lines are remarks; three and more are the words of a diagram.
_LABELS_IN_A_ROW = 3
_LABEL_LETTERS = 30
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+")


def recognises(source: Source) -> bool:
    """Tell whether wide gaps, bullets and sentences broken over short lines make the picture of a slide deck."""
    text = preview_text(source)
    if text is None:
        return False
    slides = split_slides(text)
    lines = [line for slide in slides for line in slide if line.strip()]
    if (
        len(slides) < _FEWEST_SLIDES
        or median(map(len, lines)) > _LONGEST_MEDIAN
        or _words(lines) > _MOST_WORDS * len(slides)
    ):
        return False
    # Sentences broken over short lines: 24 to 39 of 100 lines in real decks, none on real pages.
    broken = sum(line.strip()[0].islower() and "@" not in line and not is_residue(line) for line in lines)
    pictured = "\f" in text or min(10 * sum(map(is_bullet, lines)), 12 * broken) >= len(lines)
    long = sum(len(line) > _LONG_LINE and "://" not in line for line in lines)
    return pictured and long * 50 <= len(lines)


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft]:
    """Yield the deck as one draft article. Raises Refused."""
    slides = split_slides(read_text(source))
    contacts, slides = _read_people(slides, defaults.country)
    read = [_order(slide) for slide in read_slides(slides)]
    if not (read := [slide for slide in read if slide.pieces]):
        raise Refused(f"{source.name} holds no text on its slides.")
    byline = _find_author(read) or next((contact.name for contact in contacts if contact.name), None)
    blocks = list(_write_slides(read))
    headline = blocks.pop(0).text
    yield ArticleDraft(
        headline=headline,
        body_html=to_body(blocks),
        kind="news",
        byline=byline,
        contacts=contacts,
        notes=tuple(_tell(read, byline)),
    )


def _read_people(slides: list[list[str]], country: str) -> tuple[tuple[ContactDraft, ...], list[list[str]]]:
    """Take contact cards from the first and the last slide, where speakers introduce themselves."""
    region = guess_region([line for slide in (slides[0], slides[-1]) for line in slide], country)
    readings = {number: read_cards(slides[number], region) for number in {0, len(slides) - 1}}
    contacts = dict.fromkeys(contact for reading in readings.values() for contact in reading.contacts)
    return tuple(contacts), [
        readings[number].lines if number in readings else slide for number, slide in enumerate(slides)
    ]


def _order(slide: Slide) -> Slide:
    """Put the heading first, where extraction left it below the list, and make one of a heading on two lines."""
    pieces = list(slide.pieces)
    place = _find_heading(pieces)
    if place is None:
        return slide
    found = pieces.pop(place)
    if place < len(pieces) and _belongs(found, pieces[place]) and _opens_list(pieces, place + 1):
        found = replace(found, text=f"{found.text} {pieces.pop(place).text}")
    return replace(slide, pieces=(replace(found, shape="heading"), *pieces))


def _find_heading(pieces: list[Piece]) -> int | None:
    person = False
    for place, piece in enumerate(pieces):
        person = is_name(piece.text) or (person and piece.adjacent)
        if person or piece.shape in ("item", "link"):
            continue
        return place if _may_head(piece, place) else None
    return None


def _may_head(piece: Piece, place: int) -> bool:
    longest = _LONGEST_HEADING if place == 0 else _LONGEST_HEADING // 2
    if piece.shape not in ("text", "numbered") or len(piece.text) > longest or (piece.shape == "numbered" and place):
        return False
    return not piece.text.endswith((".", ",", ";", ":")) and piece.text[0].isalnum()


def _belongs(found: Piece, below: Piece) -> bool:
    """Tell whether the line directly below a heading is its second half, not a reference or the first sentence."""
    if not (below.shape == "text" and below.adjacent and below.text[0].isalpha()):
        return False
    short = max(len(found.text), len(below.text)) <= _SHORT and not below.text.endswith((".", ":"))
    return short and found.text.isupper() == below.text.isupper() and not found.text.endswith(("?", "!"))


def _opens_list(pieces: list[Piece], place: int) -> bool:
    return place < len(pieces) and pieces[place].shape in ("item", "numbered")


def _find_author(slides: list[Slide]) -> str | None:
    ends = (slides[-1], slides[0])
    return next((piece.text for slide in ends for piece in slide.pieces if is_name(piece.text)), None)


def _write_slides(slides: list[Slide]) -> Iterator[Block]:
    """Write every slide; one that an animation repeats adds only what is new, an address is linked once."""
    linked: set[str] = set()
    previous: tuple[Piece, ...] = ()
    for number, slide in enumerate(slides):
        pieces = slide.pieces
        repeated = {piece.text for piece in previous if pieces[0].text == previous[0].text}
        fresh = [piece for piece in pieces if piece.text not in repeated and not _was_linked(piece, linked)]
        if number == 0:
            yield heading(
                pieces[0].text if pieces[0].shape == "quotation" else _NUMBERED.sub("", pieces[0].text, count=1)
            )
            fresh = fresh[1:] if pieces[0].shape != "item" else fresh
        yield from _write_pieces(fresh)
        previous = pieces


def _was_linked(piece: Piece, linked: set[str]) -> bool:
    """Tell whether an address stood on the deck before, and remember it."""
    known = piece.text in linked
    if piece.shape == "link":
        linked.add(piece.text)
    return known


def _write_pieces(pieces: list[Piece]) -> Iterator[Block]:
    below = [*pieces, None][1:]
    alone = [not piece.adjacent and not (after and after.adjacent) for piece, after in zip(pieces, below, strict=True)]
    labelled = zip(pieces, (lone and _is_label(piece) for piece, lone in zip(pieces, alone, strict=True)), strict=True)
    runs = groupby(labelled, key=lambda pair: (pair[0].shape, pair[1]))
    written = (_write_run([piece for piece, _ in run], label) for (_, label), run in runs)
    return _attribute(merge_lists(chain.from_iterable(written)))


def _write_run(run: list[Piece], label: bool) -> Iterator[Block]:
    texts = tuple(piece.text for piece in run)
    shape = run[0].shape
    if shape == "heading":
        yield heading(texts[0])
    elif shape == "item":
        yield Block("list", texts)
    elif shape == "numbered" and len(texts) > 1:
        yield Block("ordered", tuple(_NUMBERED.sub("", text, count=1) for text in texts))
    elif shape == "quotation":
        yield from (Block("quotation", (text,)) for text in texts)
    elif label and len(texts) >= _LABELS_IN_A_ROW:
        yield Block("paragraph", (" · ".join(dict.fromkeys(texts)),))
    else:
        yield from _write_paragraphs(run)


def _write_paragraphs(run: list[Piece]) -> Iterator[Block]:
    lines: list[str] = []
    for piece in run:
        if lines and not piece.adjacent:
            yield Block("paragraph", tuple(lines))
            lines = []
        lines.append(piece.text)
    yield Block("paragraph", tuple(lines))


def _is_label(piece: Piece) -> bool:
    """Tell whether a piece may be a word of a diagram or of a chart's axis."""
    short = len(piece.text) <= _LABEL_LETTERS and len(piece.text.split()) <= _LABEL_WORDS
    return piece.shape == "text" and short and piece.text[-1].isalnum() and not is_name(piece.text)


def _attribute(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give a quotation the few words or the brackets below it that say whose it is."""
    quotation: Block | None = None
    for block in blocks:
        if quotation and _is_attribution(block):
            yield replace(quotation, by=block.text.strip("()–- "))
            quotation = None
            continue
        if quotation:
            yield quotation
        quotation = block if block.shape == "quotation" else None
        if not quotation:
            yield block
    if quotation:
        yield quotation


def _is_attribution(block: Block) -> bool:
    bracketed = block.text.startswith("(") and block.text.endswith(")")
    few = len(block.text.split()) <= _LABEL_WORDS and block.text[-1].isalnum()
    return block.shape == "paragraph" and len(block.text) <= _LONGEST_HEADING and (bracketed or few)


def _tell(slides: list[Slide], byline: str | None) -> Iterator[str]:
    yield "A slide deck's text comes as a draft: read it through, headings and lists were told by their shape."
    if byline:
        yield f"{byline} stands on the deck's first or last slide and was taken as the author."
    for day in sorted({day for slide in slides for day in slide.footer_days}):
        yield f"The deck's footer says {day.isoformat()}: set the day of publication by hand if this is it."
    if numbers := sum(slide.numbers for slide in slides):
        yield f"Bare numbers of pages or charts were left out ({numbers})."
