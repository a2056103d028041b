"""Blocks of running text found by their shape: headings, paragraphs, lists, quotations; and these as HTML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from importers.plain.cards import BULLET
from importers.plain.plaintext import squeeze, squeeze_blanks, to_html
from importers.reading.dates import find_day
from importers.reading.people import is_name, split_person

_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+")
_DASH = re.compile(r"\s*[-–—]\s")
_QUOTATION = re.compile(
    r"""(?P<text>["“”„»«][^"“”„»«]{15,}["“”»«][.,]?)(?:\s*[-–—]\s*(?P<by>[^"“”]{1,120}))?""", re.VERBOSE
)
_ATTRIBUTION = re.compile(r"[-–—]\s*(.{1,119}[^.!?:])")
_DIALOGUE_END = (".", "!", "?", "…", ":", ",")
_SENTENCE_END = (".", "!", "?", "”", '"', "»")
# Below this a line is an address, a signature or verse; above it a sentence was cut at the margin.
_WRAPPED_AT = 40
# No mail program or terminal wraps wider than this.
NEVER_WRAPPED = 120
# The longest heading among the real pages has 85 letters and 11 words.
_LONGEST_HEADING = 110
_MOST_WORDS = 16

Shape = Literal["heading", "paragraph", "list", "ordered", "quotation"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text: `lines` are a list's items, or the lines of a paragraph that stay apart."""

    shape: Shape
    lines: tuple[str, ...]
    by: str | None = None

    @property
    def text(self) -> str:
        """Give all of it as one line."""
        return " ".join(self.lines)


def heading(text: str) -> Block:
    """Make a heading."""
    return Block("heading", (text,))


def read_blocks(groups: Iterable[tuple[str, ...]]) -> list[Block]:
    """Find the blocks in groups of lines; headings are found last, by what follows them."""
    return mark_headings(attribute(merge_lists(block for group in groups for block in _split_group(group))))


def merge_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """Make one list of lists that follow each other, as when a blank line stands between the items."""
    for shape, run in groupby(blocks, key=lambda block: block.shape):
        if shape in ("list", "ordered"):
            yield Block(shape, tuple(line for block in run for line in block.lines))
        else:
            yield from run


def attribute(blocks: Iterable[Block]) -> list[Block]:
    """Give a quotation the line below it that says whose it is."""
    attributed: list[Block] = []
    for block in blocks:
        last = attributed[-1] if attributed else None
        if last and last.shape == "quotation" and not last.by and (by := _read_attribution(block)):
            attributed[-1] = replace(last, by=by)
        else:
            attributed.append(block)
    return attributed


def _read_attribution(block: Block) -> str | None:
    if block.shape != "paragraph" or len(block.lines) != 1 or len(block.text) > 120:
        return None
    if found := _ATTRIBUTION.fullmatch(block.text):
        return found[1]
    return block.text if split_person(block.text) and not block.text.endswith(".") else None


def _split_group(group: tuple[str, ...]) -> Iterator[Block]:
    units: list[tuple[Shape, list[str]]] = []
    previous = ""
    for line, shape in zip(group, _find_items(group), strict=True):
        text = squeeze_blanks(line)
        if shape != "paragraph":
            text = _strip_mark(line, shape)
            units.append((shape, [text]))
        elif (
            units
            and not _ends_paragraph(previous, text)
            and (units[-1][0] == "paragraph" or _continues(previous, text))
        ):
            units[-1][1].append(text)
        else:
            units.append(("paragraph", [text]))
        previous = text
    for shape, parts in units:
        if shape == "paragraph":
            yield _paragraph(parts)
        elif item := " ".join(parts).strip():
            yield Block(shape, (item,))


def _ends_paragraph(previous: str, text: str) -> bool:
    """Tell whether a line was never wrapped and ends its sentence, so that the next line is a paragraph of its own."""
    return len(previous) > NEVER_WRAPPED and previous.endswith(_SENTENCE_END) and not text[0].islower()


def _find_items(group: tuple[str, ...]) -> list[Shape]:
    """Tell which lines are list items: one • is enough, a dash or a number needs company.

    A dash before a whole sentence is a line of dialogue in the Nordic languages.
    """
    numbered = sum(bool(_NUMBER.match(line)) for line in group) > 1
    dashed = [line.strip() for line in group if _DASH.match(line)]
    dialogue = len(dashed) < 2 or any(line[0] in "–—" and line.endswith(_DIALOGUE_END) for line in dashed)
    return [_find_item(line, numbered, dialogue) for line in group]


def _find_item(line: str, numbered: bool, dialogue: bool) -> Shape:
    if numbered and _NUMBER.match(line):
        return "ordered"
    return "list" if BULLET.match(line) and not (dialogue and _DASH.match(line)) else "paragraph"


def _strip_mark(line: str, shape: Shape) -> str:
    return squeeze_blanks((_NUMBER if shape == "ordered" else BULLET).sub("", line, count=1))


def _paragraph(lines: list[str]) -> Block:
    joined = tuple(join_wrapped(lines))
    found = _QUOTATION.fullmatch(" ".join(joined))
    return Block("quotation", (found["text"],), found["by"]) if found else Block("paragraph", joined)


def join_wrapped(lines: list[str]) -> list[str]:
    """Join lines that were broken inside a sentence; short lines of their own stay apart."""
    joined: list[list[str]] = []
    previous = ""
    for line in lines:
        if joined and _continues(previous, line):
            joined[-1].append(line)
        else:
            joined.append([line])
        previous = line
    return [" ".join(parts) for parts in joined]


def _continues(previous: str, line: str) -> bool:
    if not line or line[0] in "-–—•":
        return False
    return not previous or line[0].islower() or (len(previous) >= _WRAPPED_AT and not previous.endswith(":"))


def mark_headings(blocks: list[Block]) -> list[Block]:
    """Make headings of short lines that have text below them; names and labels that have none stay paragraphs."""
    shaped = [_looks_like_heading(block) for block in blocks]
    # Where headings Capitalise Every Word, a name’s shape proves nothing.
    titled = any(_is_title_case(block.text) for block, fits in zip(blocks, shaped, strict=True) if fits)
    below = [*shaped, True][1:]
    return [
        heading(block.text) if fits and not empty and (titled or not is_name(block.text)) else block
        for block, fits, empty in zip(blocks, shaped, below, strict=True)
    ]


def _looks_like_heading(block: Block) -> bool:
    if block.shape != "paragraph" or len(block.lines) != 1:
        return False
    text = block.text
    if not (2 < len(text) <= _LONGEST_HEADING) or len(text.split()) > _MOST_WORDS:
        return False
    if text.endswith((".", ",", ";", ":", "!", "…", "»")) or "@" in text or "://" in text:
        return False
    return (text[0].isupper() or text[0].isdigit() or text[0] in '”"“') and not _names_somebody(text)


def _names_somebody(text: str) -> bool:
    """Tell whether a short line is a fact, not a heading: “Chair: Name, town”, “Name, title” or a bare date."""
    day = find_day(text)
    if day and day.end - day.start >= len(text) - 2:
        return True
    _, colon, value = text.partition(": ")
    person = split_person(value if colon else text)
    return bool(person and (colon or person.title))


def _is_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return len(text.split()) >= 4 and len(words) >= 3 and all(word[0].isupper() for word in words)


def drop_repeated(blocks: list[Block]) -> tuple[list[Block], int]:
    """Keep a paragraph, a quotation or a name that is printed twice once; tell how many were dropped."""
    seen: set[Block] = set()
    kept: list[Block] = []
    for block in blocks:
        # “Ja.” may be said twice in an interview; a whole paragraph is repeated only by a page.
        matters = len(block.text) >= _WRAPPED_AT or is_name(block.text)
        if block.shape != "heading" and (block in seen if matters else kept[-1:] == [block]):
            continue
        seen.add(block)
        kept.append(block)
    return kept, len(blocks) - len(kept)


def to_body(blocks: Iterable[Block]) -> str:
    """Write blocks as simple HTML."""
    return "\n".join(map(_write, blocks))


def _write(block: Block) -> str:
    if block.shape in ("list", "ordered"):
        tag = "ul" if block.shape == "list" else "ol"
        return f"<{tag}>" + "".join(f"<li>{to_html(item)}</li>" for item in block.lines) + f"</{tag}>"
    if block.shape == "heading":
        return f"<h2>{to_html(block.text)}</h2>"
    text = "<p>" + "<br>".join(map(to_html, block.lines)) + "</p>"
    if block.shape == "quotation":
        return f"<blockquote>{text}" + (f"<p>– {to_html(block.by)}</p>" if block.by else "") + "</blockquote>"
    return text


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts differ in blanks and case only."""
    return squeeze(one).casefold() == squeeze(other).casefold()
