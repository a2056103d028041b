"""Paragraphs of a text that has none: where a line was left empty, as WordPress, Movable Type and their like show it.

The rules are those of WordPress's `wpautop`, in one walk over the tags instead of some thirty substitutions.
"""

import re

_TAGS = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_DOUBLE_BREAK = re.compile(r"<br ?/?>\s*<br ?/?>", re.IGNORECASE)
_BREAK_AT_END = re.compile(r"<br ?/?>$", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_FLOWS = frozenset(
    """address article aside blockquote center details div fieldset footer form header main nav section""".split()  # noqa: SIM905
)
_CELLS = frozenset({"li", "td", "th", "dd", "figcaption", "caption"})
_BLOCKS = (
    _FLOWS
    | _CELLS
    | frozenset(
        """col colgroup dl dt figure h1 h2 h3 h4 h5 h6 hr legend map menu ol p summary table tbody tfoot thead tr
        ul""".split()  # noqa: SIM905
    )
)
_RAW = frozenset({"pre", "script", "style", "textarea", "svg", "math"})
_VOID = frozenset({"hr", "col"})
# How far back an end tag looks for its start tag: real posts nest some ten deep.
_REACH = 60


def add_paragraphs(text: str) -> str:
    """Give the text with paragraphs and breaks where its lines end; blocks, tables and code stay as they are."""
    writer = _Writer()
    for token in _TAGS.split(_DOUBLE_BREAK.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))):
        writer.take(token)
    writer.flush()
    return "".join(writer.parts).strip()


class _Writer:
    """Gathers runs of text and inline tags, and writes each when a block begins or ends."""

    def __init__(self) -> None:
        self.parts, self.run, self.open, self.raw = list[str](), list[str](), list[str](), ""

    def take(self, token: str) -> None:
        found = _NAME.match(token)
        closing, name = (bool(found[1]), found[2].lower()) if found else (False, "")
        if self.raw:
            self.parts.append(token)
            self.raw = "" if closing and name == self.raw else self.raw
        elif name in _RAW and not closing:
            self.flush()
            self.parts.append(token)
            self.raw = name
        elif name in _BLOCKS:
            self._take_block(token, name, closing)
        else:
            self.run.append(token.replace("\n", " ") if found else token)

    def _take_block(self, token: str, name: str, closing: bool) -> None:
        self.flush()
        self.parts.append(token)
        if closing:
            if name in self.open[-_REACH:]:
                while self.open.pop() != name:
                    pass
            return
        while self.open and (self.open[-1] == "p" or (self.open[-1] == name and name in _CELLS)):
            self.open.pop()
        if name not in _VOID:
            self.open.append(name)

    def flush(self) -> None:
        """Write the run of text that ends here, in as many paragraphs as its place allows."""
        text, self.run = "".join(self.run), []
        pieces = [piece for piece in _EMPTY_LINE.split(text) if piece.strip()]
        place = self.open[-1] if self.open else "div"
        apart = place in _FLOWS or (place in _CELLS and len(pieces) > 1)
        written = [f"<p>{_break_lines(piece)}</p>" if apart else _break_lines(piece) for piece in pieces]
        self.parts.append("\n".join(written) or ("\n" if text else ""))


def _break_lines(piece: str) -> str:
    lines = (_BREAK_AT_END.sub("", line.strip()) for line in piece.strip().split("\n"))
    return "<br>\n".join(lines)
