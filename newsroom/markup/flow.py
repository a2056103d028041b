"""Flow: writes blocks and runs of text as well-formed HTML and, beside it, as plain text.

Nothing is written before there is text for it, so what is empty never appears; a block where it may not
stand gets what is missing around it, or leaves its text to the place it is in. Any sequence of calls
gives HTML that every parser reads alike, and reading it back gives the same HTML.
"""

import re
from dataclasses import dataclass
from html import escape

from newsroom.errors import Unreadable
from newsroom.markup.vocabulary import ACCEPTS, FILLERS, FLOW, HEADINGS, IMPLIED, LINES, TAKES_TEXT

MAX_SIZE = 2_000_000
"""How many bytes of HTML an item may have, before the gate and after it."""

MAX_INLINES = 16

_SPACES = re.compile(r"[ \t\n\r\f]+")
_PARTING = {"td": "\t", "th": "\t", **dict.fromkeys(("li", "tr", "dt", "dd", "thead", "tbody", "tfoot"), "\n")}


@dataclass(slots=True)
class _Block:
    tag: str
    attributes: str = ""
    implied: bool = False
    opened: bool = False


class Flow:
    """One piece of HTML in the making."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._html: list[str] = []
        self._plain: list[str] = []
        self._size = 0
        self._blocks: list[_Block] = []
        self._wanted: list[tuple[str, str]] = []
        self._written: list[tuple[str, str]] = []
        self._anchors: list[str] = []
        self._levels: list[int] = []
        self._gap = ""
        self._breaks = 0
        self._fresh = True
        self._parted = False
        self._separator = ""
        self._bullet = ""

    def open_block(self, tag: str, attributes: str = "") -> int | None:
        """Begin a block and give what `close_block` wants; None where it cannot stand and its text flows on."""
        accepted = self._accepts(tag) or self._make_way(tag)
        self._parted = True
        if not accepted:
            return None
        self._blocks.append(_Block(tag, attributes))
        # White space between blocks is none of the text, which in `pre` it would become.
        self._gap = ""
        return len(self._blocks) - 1

    def _make_way(self, tag: str) -> bool:
        """Leave or put between what a block needs to stand here, and tell whether it can."""
        while self._blocks and not self._accepts(tag) and (self._blocks[-1].implied or self._top == "p"):
            self._pop()
        while self._top in FILLERS and not self._accepts(tag):
            self._blocks.append(_Block(FILLERS[self._top], implied=True))
        if tag in IMPLIED and not self._accepts(tag) and self._accepts(IMPLIED[tag]):
            self._blocks.append(_Block(IMPLIED[tag], implied=True))
        return self._accepts(tag)

    def close_block(self, index: int | None) -> None:
        """End a block with all that is open in it."""
        self.part()
        while index is not None and len(self._blocks) > index:
            self._pop()

    def keep_block(self) -> None:
        """Write the block just begun although it may stay empty, as a table's cell must."""
        self._open_blocks()

    def part(self) -> None:
        """End the paragraph, if one is open."""
        while self._top == "p":
            self._pop()
        self._parted = True

    def open_inline(self, tag: str, attributes: str = "") -> bool:
        """Begin what stands within a line; False when it is begun already, and must not be closed."""
        new = tag == "span" or all(tag != name for name, _ in self._wanted)
        if new and len(self._wanted) < MAX_INLINES:
            self._wanted.append((tag, f"<{tag}{attributes}>"))
            return True
        return False

    def close_inline(self) -> None:
        """End what stands within a line."""
        self._wanted.pop()

    def write(self, text: str) -> None:
        """Write text; its white space is one space, and none at a block's edges."""
        core = text.strip()
        if not core:
            self._space(text)
            return
        if core[0] != text[0]:
            self._space(text[: -len(text.lstrip())])
        # Printable text has no white space but spaces, so that most texts are not searched for any.
        if not (core.isprintable() and "  " not in core) and self._top != "pre":
            core = _SPACES.sub(" ", core)
        self._put(escape(core, quote=False), core)
        if core[-1] != text[-1]:
            self._space(text[len(text.rstrip()) :])

    def break_line(self) -> None:
        """Break the line; two breaks part paragraphs."""
        if self._top == "pre":
            self._gap += "\n"
        else:
            self._breaks += not self._fresh

    def put_image(self, attributes: str, alt: str) -> None:
        """Write a picture."""
        self._put(f'<img{attributes} alt="{escape(alt)}">', alt)

    def put_rule(self) -> None:
        """Write a thematic break where one may stand."""
        index = self.open_block("hr")
        if index is not None:
            self._open_blocks()
        self.close_block(index)

    def put_anchor(self, name: str) -> None:
        """Mark the place of the next text as the target of links."""
        self._anchors.append(name)

    def finish(self) -> tuple[str, str]:
        """Close everything and give the HTML and the plain text."""
        if self._anchors:
            self.close_block(0)
            self._put("", "")
        self.close_block(0)
        return "".join(self._html), "".join(self._plain)

    @property
    def _top(self) -> str:
        return self._blocks[-1].tag if self._blocks else ""

    def _accepts(self, tag: str) -> bool:
        return tag in ACCEPTS.get(self._top, FLOW)

    def _pop(self) -> None:
        block = self._blocks.pop()
        if block.opened:
            self._close_inlines(0)
            if block.tag != "hr":
                self._emit(f"</{block.tag}>")
            self._edge(block.tag)

    def _edge(self, tag: str) -> None:
        """Note that a block begins or ends here, the strongest of several."""
        self._gap, self._breaks, self._fresh = "", 0, True
        parting = _PARTING.get(tag, "\n\n")
        if (len(parting), parting) > (len(self._separator), self._separator):
            self._separator = parting

    def _space(self, blank: str) -> None:
        """Note white space, which is written when text follows it."""
        if self._top == "pre":
            self._gap += blank.lstrip("\r\n") if self._fresh else blank
        elif blank:
            self._gap = "\xa0" if "\xa0" in blank else self._gap or " "

    def _put(self, html: str, plain: str) -> None:
        """Write something into a line, with all that must be open around it and the space before it."""
        blocks = self._blocks
        if not blocks or not blocks[-1].opened or self._breaks > 1 or blocks[-1].tag not in TAKES_TEXT:
            gap = self._gap
            self._find_place()
            self._open_blocks()
            self._gap = gap
        kept = self._keep_inlines()
        before = self._space_before()
        if before:
            self._emit(before if self._top == "pre" else before.replace("\n", "<br>"))
        for inline in self._wanted[kept:]:
            self._written.append(inline)
            self._emit(inline[1])
        if self._anchors:
            self._emit("".join(f'<span id="{name}"></span>' for name in self._anchors))
        self._emit(html)
        self._plain += (before, plain)
        self._anchors, self._gap, self._breaks, self._fresh, self._parted = [], "", 0, False, False

    def _keep_inlines(self) -> int:
        """Close the inline elements that the next text is no longer in, and count those it still is in."""
        if not self._written:
            return 0
        same = 0
        for written, wanted in zip(self._written, self._wanted, strict=False):
            if written is not wanted:
                break
            same += 1
        self._close_inlines(same)
        return same

    def _find_place(self) -> None:
        """Stand where text may stand."""
        if self._breaks > 1 and self._top == "p":
            attributes = self._blocks[-1].attributes
            self._pop()
            self._blocks.append(_Block("p", attributes, implied=True))
        while self._blocks and self._blocks[-1].implied and self._top not in TAKES_TEXT:
            self._pop()
        while self._top in FILLERS:
            self._blocks.append(_Block(FILLERS[self._top], implied=True))
        if self._top not in TAKES_TEXT:
            self._blocks.append(_Block("p", implied=True))

    def _open_blocks(self) -> None:
        waiting = [block for block in self._blocks if not block.opened]
        if waiting:
            self._close_inlines(0)
        for block in waiting:
            if block.tag in HEADINGS:
                block.tag = self._level(int(block.tag[1]))
            self._emit(f"<{block.tag}{block.attributes}>")
            self._edge(block.tag)
            self._bullet = "- " if block.tag == "li" else self._bullet
            block.opened = True

    def _level(self, level: int) -> str:
        """Give a heading's tag: the first of an article is an h2, and none is two steps below the one before."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return f"h{min(len(self._levels) + 1, 6)}"

    def _close_inlines(self, count: int) -> None:
        """Close all open inline elements but the first so many."""
        while len(self._written) > count:
            self._emit(f"</{self._written.pop()[0]}>")

    def _space_before(self) -> str:
        """Give the breaks or the space that was waiting for the next text."""
        if self._fresh:
            before = (self._separator if self._plain else "") + self._bullet
            self._plain.append(before)
            self._separator = self._bullet = ""
            return self._gap if self._top == "pre" else ""
        if self._parted and not self._breaks:
            if self._top not in LINES:
                return "\n"
            self._gap = " "
        return "\n" * min(self._breaks, 2) or self._gap

    def _emit(self, piece: str) -> None:
        self._size += len(piece)
        if self._size > MAX_SIZE:
            raise Unreadable("The text grows beyond 2 MB of HTML when it is put in order: shorten it.")
        self._html.append(piece)
