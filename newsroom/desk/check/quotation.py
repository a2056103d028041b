"""Rule on quotation marks: a quotation that is opened and not closed, or closed and not opened.

Swedish and Finnish write ”…” and »…» with both marks alike, English “…”, Danish »…«: what holds for all is that
marks come in pairs. A talstreck needs none, and a quotation of several paragraphs is closed in the last.
"""

import re
from collections.abc import Iterator

from newsroom.desk.check.finding import Finding, warning
from newsroom.desk.check.subject import Passage, Subject

_FAMILIES = ('“”„‟"', "«»")
_LONGEST = 4
"""How many paragraphs a quotation may go on for without a mark of its own."""

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
# Inches and seconds of arc; the arrow of a link, and the dash of a dialogue.
_INCHES = re.compile(r'\d["”]')
_ARROW = re.compile(r"^[^»«\n]*[ \xa0][»«][ \t]*$|^[ \t]*[»«][ \xa0][^»«\n]*$", re.MULTILINE)
# Whoever is named after the words has ended them: they do not go on in the next paragraph.
_SAID = re.compile(
    r"\b(?:säger|sade|sa|berättar|menar|konstaterar|förklarar|tror|sanoo|sanoi|kertoo|toteaa|kommentoi|arvioi"
    r"|says?|said|adds?|explains?|comments?)\b",
    re.IGNORECASE,
)


def check_quotations(subject: Subject) -> Iterator[Finding]:
    """Find paragraphs with a mark too few or too many."""
    for passage in subject.passages:
        for marks in _FAMILIES:
            if any(mark in passage.text for mark in marks):
                yield from _check(passage, marks)


def _check(passage: Passage, marks: str) -> Iterator[Finding]:
    for start, end in _left_open(passage.text, marks):
        last = max(passage.text.rfind(mark, start, end) for mark in marks)
        problem = "A quotation mark in this paragraph has no other to go with it."
        advice = "Put the missing mark where the quotation begins or ends, or take this one out."
        yield warning("quotation", passage.where, passage.around(last, last + 1), problem, advice)


def _left_open(text: str, marks: str) -> Iterator[tuple[int, int]]:
    """Give the paragraphs whose quotation is not closed, neither there nor in those that go on with it."""
    waiting: tuple[int, int] | None = None
    paragraphs_since = 0
    for found in _PARAGRAPH.finditer(text):
        paragraph, place = found[0], found.span()
        paragraphs_since += 1
        odd, goes_on = _is_odd(paragraph, marks), paragraph.lstrip(" –—-")[:1] in marks
        if waiting and paragraphs_since > _LONGEST:
            yield waiting
            waiting = None
        if odd and _SAID.search(paragraph):
            if waiting is None or goes_on:
                yield place
            waiting = None
        elif odd and not (waiting and not goes_on):
            waiting, paragraphs_since = place, 0
        elif odd or (goes_on and waiting):
            waiting = None
    if waiting:
        yield waiting


def _is_odd(paragraph: str, marks: str) -> bool:
    plain = _ARROW.sub("", paragraph) if "»" in marks else paragraph
    return sum(map(plain.count, marks)) % 2 == 1 and not _INCHES.search(plain)
