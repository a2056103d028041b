"""The layout of a PDF's pages undone: paragraphs from lines, headings from sizes, without what every page repeats."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median, quantiles

from importers.documents.pdflines import Line
from importers.plain.plaintext import to_html

# Headers and footers stand in the outer eighth of a page.
_MARGIN = 1 / 8
# The number of a page may stand further in than a header or a footer does.
_NUMBER_MARGIN = 1 / 5
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|sida|sivu|side|seite|s\.|p\.)\s*)?[-–(]*\s*\d{1,4}\s*(?:(?:of|av|/|\||\(|von|af)\s*\d{1,4}\)?)?\s*[-–)]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•‣▪■●○◦∙·➢►✓➔❖\uf0b7\uf0a7\uf0d8]\s*")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_SENTENCE_END = (".", "!", "?", ":", "”", '"', "»")
# By how much letters exceed the text's in a headline, and in a heading.
_HEADLINE = 1.2
_HEADING = 1.1
_LONGEST_HEADING = 150
_SAME_SIZE = 0.08


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines and its size in points."""

    lines: tuple[Line, ...]
    width: float
    height: float


@dataclass(slots=True)
class _Block:
    """Lines that belong together; `breaks` are the numbers of those that begin anew inside a paragraph."""

    lines: list[Line]
    breaks: set[int]
    shape: str = "p"

    @property
    def text(self) -> str:
        """Give all of it as one line."""
        return " ".join(line.text for line in self.lines)


def write_pages(pages: list[Page]) -> str:
    """Write the text of all pages as HTML, its headline marked by class."""
    kept = list(_without_furniture(pages))
    lines = [line for page in kept for line in page.lines]
    if not lines:
        return ""
    usual = _usual_size(lines)
    ends = [end for page in kept for end in _line_ends(page, usual)]
    blocks = list(_gather(lines, ends))
    _mark_headings(blocks, usual)
    return "".join(_write_blocks(blocks))


def _without_furniture(pages: list[Page]) -> Iterator[Page]:
    """Leave out headers and footers, which at least half of the pages repeat, and numbers of pages."""
    outer = Counter(key for page in pages for key in _outer_keys(page))
    often = max(2, len(pages) / 2)
    for page in pages:
        kept = (
            line
            for line in page.lines
            if not (_is_outer(line, page) and outer[_key(line, page)] >= often) and not _is_page_number(line, page)
        )
        yield Page(tuple(kept), page.width, page.height)


def _outer_keys(page: Page) -> set[tuple[str, bool]]:
    return {_key(line, page) for line in page.lines if _is_outer(line, page)}


def _is_page_number(line: Line, page: Page) -> bool:
    return _is_outer(line, page, _NUMBER_MARGIN) and bool(_PAGE_NUMBER.fullmatch(line.text))


def _is_outer(line: Line, page: Page, margin: float = _MARGIN) -> bool:
    return line.bottom > page.height * (1 - margin) or line.top < page.height * margin


def _key(line: Line, page: Page) -> tuple[str, bool]:
    # The number of the page, or of its chapter, is all that differs.
    return re.sub(r"\d+", "#", line.text), line.bottom > page.height / 2


def _usual_size(lines: list[Line]) -> float:
    letters = Counter[float]()
    for line in lines:
        letters[round(line.size * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0] or 1.0


def _line_ends(page: Page, usual: float) -> list[float]:
    """Give for each line where its column ends at the right, by the lines of the text in that half of the page."""
    halves = [line.left > page.width * 0.45 for line in page.lines]
    rights = defaultdict[bool, list[float]](list)
    for line, half in zip(page.lines, halves, strict=True):
        if _alike(line.size, usual):
            rights[half].append(line.right)
    ends = {half: quantiles(found, n=10)[-1] if len(found) > 1 else found[0] for half, found in rights.items()}
    return [ends.get(half, line.right) for line, half in zip(page.lines, halves, strict=True)]


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME_SIZE * max(one, other)


def _gather(lines: list[Line], ends: list[float]) -> Iterator[_Block]:
    pairs = list(pairwise(lines))
    gaps = [above.bottom - below.top for above, below in pairs if above.page == below.page]
    usual_gap = median([gap for gap in gaps if -5 < gap < 20] or [0.0])
    block = _Block([lines[0]], set())
    for (above, line), end in zip(pairs, ends, strict=False):
        early = _ends_early(above, line, end)
        if _starts_block(above, line, usual_gap, early):
            yield block
            block = _Block([line], set())
        else:
            if early:
                block.breaks.add(len(block.lines))
            block.lines.append(line)
    yield block


def _starts_block(above: Line, line: Line, usual_gap: float, early: bool) -> bool:
    if not _alike(above.size, line.size) or above.bold != line.bold or _BULLET.match(line.text):
        return True
    closed = above.text.endswith(_SENTENCE_END)
    gap = above.bottom - line.top
    if above.page != line.page or gap < -2 * line.size:
        # The text goes on in the next column, or on the next page.
        return closed or early or not line.text[0].islower()
    indented = above.left + 0.6 * line.size < line.left < above.right
    if gap > usual_gap + 0.35 * line.size or (closed and (early or indented)):
        return True
    return early and bool(_NUMBER.match(line.text))


def _ends_early(above: Line, line: Line, end: float) -> bool:
    """Tell whether the next line's first word would have found room above: somebody ended that line on purpose."""
    if line.text[0].islower() and "@" not in line.text and "." not in line.text[:5]:
        return False
    first = line.text.partition(" ")[0]
    word = (len(first) + 1) * (line.right - line.left) / max(1, len(line.text))
    return above.right + 1.2 * word < end


def _mark_headings(blocks: list[_Block], usual: float) -> None:
    """Tell the headline, of the largest letters on the first page that make words, and the headings by their sizes."""
    first = [block for block in blocks if block.lines[0].page == blocks[0].lines[0].page and _has_words(block.text)]
    largest = max((block.lines[0].size for block in first), default=0.0)
    for block in first:
        if largest >= _HEADLINE * usual and _alike(block.lines[0].size, largest):
            block.shape = "title"
            break
    larger = [block for block in blocks if block.shape == "p" and block.lines[0].size >= _HEADING * usual]
    larger = [block for block in larger if len(block.text) <= _LONGEST_HEADING and _has_words(block.text)]
    sizes = sorted({round(block.lines[0].size) for block in larger}, reverse=True)
    for block in larger:
        block.shape = f"h{min(6, 2 + sizes.index(round(block.lines[0].size)))}"


def _has_words(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= 3


def _write_blocks(blocks: Iterable[_Block]) -> Iterator[str]:
    for shape, run in groupby(blocks, key=_list_shape):
        if shape == "p":
            yield from map(_write_block, run)
        else:
            mark = _BULLET if shape == "ul" else _NUMBER
            items = (mark.sub("", _write_lines(block), count=1) for block in run)
            yield f"<{shape}>{''.join(f'<li>{item}</li>' for item in items if item)}</{shape}>"


def _list_shape(block: _Block) -> str:
    if block.shape != "p":
        return "p"
    return "ul" if _BULLET.match(block.text) else "ol" if _NUMBER.match(block.text) else "p"


def _write_block(block: _Block) -> str:
    inner = _write_lines(block)
    if block.shape == "title":
        return f'<p class="title">{inner}</p>'
    return f"<{block.shape}>{inner}</{block.shape}>"


def _write_lines(block: _Block) -> str:
    seams = ("<br>" if number in block.breaks else " " for number in range(len(block.lines)))
    inner = "".join(seam + to_html(line.text) for seam, line in zip(seams, block.lines, strict=True)).strip()
    return f"<strong>{inner}</strong>" if block.lines[0].bold and block.shape == "p" else inner
