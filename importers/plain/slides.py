"""Slides in the text of a deck that was extracted from PDF: where they end, and the pieces each consists of."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal

from importers.plain.cards import BULLET
from importers.plain.plaintext import squeeze_blanks
from importers.reading.dates import find_day

# Symbol fonts draw their bullets with the code points of “§” and “o”.
_BULLET = re.compile(BULLET.pattern + r"|^\s*[§o]\s+(?=[A-ZÅÄÖ])")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+(?=\D)")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_PAGE = re.compile(
    r"(?:(?:sida|sidan|sivu|page|slide|side|dia|s\.)\s*)?\d{1,3}(?:\s*(?:/|\(|av|of|av|af)\s*\d{1,3}\)?)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[-–+±~≈<>]?\s?\d[\d\s.,]*\s?(?:%|‰|procent|prosenttia|percent|kr|mkr|mdkr|€|euro|st)?", re.IGNORECASE
)
_CONJUNCTION = re.compile(r"(?:och|eller|samt|ja|tai|sekä|and|or|og)\b|[^a-zåäöæø]|$")
_QUOTES = frozenset('”“„«»"')
# A line that ends so is whole, even if the next opens in lower case.
_FINISHED = (".", "!", "?", ":", ";")
# Two slides may end alike by build-up; three that do, and half of all, have a footer.
_FOOTER_SLIDES = 3
_LONG_LINE = 40

Shape = Literal["heading", "item", "numbered", "text", "quotation", "link"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, heading, list item, quotation or address of a slide; `adjacent` when no blank line stands above."""

    shape: Shape
    text: str
    adjacent: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its pieces, the days of its footer and how many bare numbers were left out."""

    pieces: tuple[Piece, ...]
    footer_days: tuple[date, ...] = ()
    numbers: int = 0


def is_bullet(line: str) -> bool:
    """Tell whether a line opens with a bullet."""
    return bool(_BULLET.match(line))


def split_slides(text: str) -> list[list[str]]:
    """Split a deck's text at form feeds, else at wide gaps and at lines that open with the blank a form feed left."""
    # With form feeds kept, wide gaps are only the layout of one slide.
    if "\f" in text:
        return [slide.split("\n") for slide in text.split("\f") if slide.strip()]
    slides: list[list[str]] = [[]]
    gap = 0
    for line in text.split("\n"):
        if line.strip() and (gap > 1 or (gap == 0 and _opens_slide(line))):
            slides.append([])
        slides[-1].append(line)
        gap = 0 if line.strip() else gap + 1
    return [slide for slide in slides if any(map(str.strip, slide))]


def _opens_slide(line: str) -> bool:
    return line[0] == " " and not line.startswith("  ") and not is_bullet(line)


def read_slides(slides: list[list[str]]) -> list[Slide]:
    """Read the pieces of every slide; what stands at the foot of most slides is left out."""
    footers = _find_footers(slides)
    # Extracted text keeps the blank at which a line was wrapped, unless somebody trimmed it.
    trimmed = not any(line.endswith(" ") for slide in slides for line in slide)
    return [_read_slide(slide, footers, trimmed) for slide in slides]


def _find_footers(slides: list[list[str]]) -> frozenset[str]:
    feet = Counter(foot for slide in slides for foot in {_shape(line) for line in _last_lines(slide)})
    enough = max(_FOOTER_SLIDES, len(slides) / 2)
    return frozenset(foot for foot, times in feet.items() if times >= enough and len(foot) <= 120)


def _last_lines(slide: list[str]) -> list[str]:
    return [line for line in slide if line.strip()][-3:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _read_slide(lines: list[str], footers: frozenset[str], trimmed: bool) -> Slide:
    kept: list[str] = []
    days: list[date] = []
    numbers = 0
    for line in lines:
        text = " ".join(line.split())
        if _shape(text) in footers or _is_footer(text):
            days += [day.day] if (day := find_day(text)) else []
            kept.append("")
        elif len(text) <= 20 and _NUMBER.fullmatch(text):
            # Values of a chart without its drawing say nothing, and page numbers less.
            numbers += 1
            kept.append("")
        else:
            kept.append(line)
    return Slide(tuple(piece for piece in _read_pieces(kept, trimmed) if piece.text), tuple(days), numbers)


def _is_footer(text: str) -> bool:
    """Tell whether a line is a date with a page number, or a page said to be one; a bare number may be a chart's."""
    day = find_day(text) if len(text) < 60 else None
    if day is None:
        return not text.isdigit() and bool(_PAGE.fullmatch(text[:40])) and len(text) <= 40
    rest = (text[: day.start] + text[day.end :]).strip(" |•·–-,")
    return not rest or bool(_PAGE.fullmatch(rest[:40]))


def _read_pieces(lines: list[str], trimmed: bool) -> Iterator[Piece]:
    lost = _lost_bullets(lines)
    current: _Gathering | None = None
    gap = 1
    for number, line in enumerate(lines):
        if not line.strip():
            gap += 1
            continue
        shape = "item" if number in lost else _read_shape(line)
        if current and shape == "text" and _continues(current, line.strip(), gap, trimmed):
            current.add(line, squeeze_blanks(line))
        else:
            if current:
                yield current.finish()
            current = _Gathering(shape, gap == 0)
            current.add(line, _strip(line, shape))
        gap = 0
    if current:
        yield current.finish()


@dataclass(slots=True)
class _Gathering:
    """A piece while its lines are gathered; `unclosed` while the quotation it opens with goes on."""

    shape: Shape
    adjacent: bool
    parts: list[str] = field(default_factory=list)
    line: str = ""
    unclosed: bool = False

    def add(self, line: str, text: str) -> None:
        """Take one more line."""
        opens = not self.parts and text[:1] in _QUOTES
        self.unclosed = (opens or self.unclosed) and not any(mark in text[opens:] for mark in _QUOTES)
        self.parts.append(text)
        self.line = line

    def finish(self) -> Piece:
        """Join the lines to a piece."""
        quoted = self.shape == "text" and self.parts[0][:1] in _QUOTES and self.parts[-1].rstrip(" .,")[-1:] in _QUOTES
        return Piece("quotation" if quoted else self.shape, _join(self.parts), self.adjacent)


def _lost_bullets(lines: list[str]) -> frozenset[int]:
    """Find items whose bullet did not survive: two or more lines that stand alone behind a single blank."""
    alone = [
        number
        for number, line in enumerate(lines)
        if line.strip() and _opens_slide(line) and (number == 0 or not lines[number - 1].strip())
    ]
    return frozenset(alone if len(alone) > 1 else ())


def _read_shape(line: str) -> Shape:
    if _ADDRESS.fullmatch(line):
        return "link"
    if _NUMBERED.match(line):
        return "numbered"
    return "item" if is_bullet(line) else "text"


def _strip(line: str, shape: Shape) -> str:
    return squeeze_blanks(_BULLET.sub("", line, count=1) if shape == "item" and is_bullet(line) else line)


def _continues(current: _Gathering, text: str, gap: int, trimmed: bool) -> bool:
    """Tell whether a line goes on with the piece above it, across one blank line when it opens in lower case."""
    if current.shape == "link" or gap > 1:
        return False
    if current.unclosed:
        return True
    quoted = current.parts[0][:1] in _QUOTES
    if text[0].islower():
        return gap == 0 or not (quoted or current.parts[-1].endswith(_FINISHED))
    if gap or quoted:
        return False
    wrapped = (
        len(current.line) >= _LONG_LINE and not current.parts[-1].endswith(_FINISHED)
        if trimmed
        else current.line.endswith(" ")
    )
    return wrapped or current.shape in ("item", "numbered")


def _join(parts: list[str]) -> str:
    """Join lines; a word that a hyphen breaks over two lines keeps the hyphen, “svensk- och” its blank."""
    joined = [
        part if part[-1:] == "-" and part[-2:-1].isalpha() and not _CONJUNCTION.match(following) else f"{part} "
        for part, following in pairwise([*parts, ""])
    ]
    return "".join(joined).strip()
