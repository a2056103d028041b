"""Reading: one walk over a parsed tree that says what it holds to a Flow, and counts what it leaves out."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import unquote, urlsplit

from lxml import etree

from newsroom.markup.flow import Flow
from newsroom.markup.links import address, unsigned
from newsroom.markup.values import attributes, place_name
from newsroom.markup.vocabulary import BLOCKS, EDGES, INLINE, MISSED, SILENT

MAX_DEPTH = 512
MAX_ATTRIBUTES = 256

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SIDES = ("left", "right", "center", "justify", "start", "end")
_ALIGNED = re.compile(rf"(?:^|;)\s*text-align\s*:\s*(?:-webkit-)?({'|'.join(_SIDES)})\b", re.IGNORECASE)
_UNMARKED = re.compile(r"font-(weight|style)\s*:\s*(normal|400)", re.IGNORECASE)
# Word processors on the web say bold and italic by style alone.
_STYLES = (
    ("strong", re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)),
    ("em", re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)),
)
_KEPT = re.compile(r"/media/[\w-]+(/[\w-]+)*\.\w+")
_IN_PAGE = etree.XPath("//a/@href[starts-with(normalize-space(.), '#')]")
_PLACES = etree.XPath("//@id | //a/@name")
_NOTES = {
    "hidden": "Hidden text was removed.",
    "deep": f"Nesting deeper than {MAX_DEPTH} was made flat.",
    "attributes": f"The attributes of an element that has more than {MAX_ATTRIBUTES} were removed.",
    "link": "Links without a safe and whole address were removed, their text stays: {}.",
    "shown": "Pictures that are not kept here stand as links: {}.",
    "lost": "Pictures without a whole address or with an empty description were removed: {}.",
}
_NONE: dict[str, str] = {}

End = Callable[[], object]


class Reading:
    """What is known of one piece of HTML while it is read; `flow` is what is written of it."""

    def __init__(self, base: str | None, pictures: Mapping[str, str]) -> None:
        """Begin with an empty flow."""
        self.flow = Flow()
        self._base = base
        # Importers name a picture as its source wrote it, or joined to the page's address.
        whole = {where: kept for url, kept in pictures.items() if (where := address(url, base))}
        self._pictures = {**pictures, **whole}
        self._places: dict[str, str] = {}
        self._unmet: set[str] = set()
        self._met: Counter[str] = Counter()

    def read(self, root: etree._Element) -> None:
        """Walk without recursion, however deep the tree is."""
        self._places = _find_places(root)
        self._unmet = set(self._places.values())
        ends: list[End | None] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if end := ends.pop():
                    end()
                if tail := element.tail:
                    self.flow.write(tail)
            elif self._leaves_out(element.tag, given := self._given(element)):
                ends.append(None)
                walk.skip_subtree()
            else:
                ends.append(self._start(element.tag, given, len(ends)))
                if text := element.text:
                    # An address that is shown as it is linked is the same address.
                    self.flow.write(unsigned(text) if text.strip() == given.get("href", "").strip() else text)

    def notes(self) -> tuple[str, ...]:
        """Say what was taken out, a sentence each."""
        missed = sorted(self._met.keys() & MISSED)
        removed = [f"Removed from the text: {', '.join(missed)}."] if missed else []
        return tuple(removed + [note.format(self._met[name]) for name, note in _NOTES.items() if self._met[name]])

    def _given(self, element: etree._Element) -> dict[str, str]:
        given = element.items()
        if len(given) > MAX_ATTRIBUTES:
            self._met["attributes"] += 1
            return _NONE
        return dict(given) if given else _NONE

    def _leaves_out(self, tag: str, given: Mapping[str, str]) -> bool:
        if tag in MISSED:
            self._met[tag] += 1
            return True
        if given and ("hidden" in given or ("style" in given and _HIDDEN.search(given["style"]))):
            self._met["hidden"] += tag != "img"
            return True
        return tag in SILENT

    def _start(self, tag: str, given: Mapping[str, str], depth: int) -> End | None:
        if self._unmet:
            self._mark(given)
        if tag == "aside":
            # A landmark may not stand within an article, so that a fact box is a note (WAI-ARIA 1.2, section 5.4).
            tag, given = "div", {**given, "role": "note"}
        if depth > MAX_DEPTH:
            self._met["deep"] += 1
        elif tag in BLOCKS and (tag != "div" or attributes(tag, given, self._base)):
            return self._block(tag, given)
        elif tag in INLINE:
            return self._inline(INLINE[tag], given)
        elif tag in EDGES or tag == "div":
            self.flow.part()
            return self.flow.part
        else:
            self._single(tag, given)
        return None

    def _mark(self, given: Mapping[str, str]) -> None:
        for name in {given.get("id", ""), given.get("name", "")} & self._places.keys():
            if self._places[name] in self._unmet:
                self._unmet.discard(self._places[name])
                self.flow.put_anchor(self._places[name])

    def _block(self, tag: str, given: Mapping[str, str]) -> End:
        if tag == "hr":
            self.flow.put_rule()
            return self.flow.part
        if given and tag in ("td", "th"):
            given = {**given, "class": _alignment(given)}
        index = self.flow.open_block(tag, attributes(tag, given, self._base))
        if index is not None and tag in ("td", "th"):
            self.flow.keep_block()
        return partial(self.flow.close_block, index)

    def _single(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "br":
            self.flow.break_line()
        elif tag in ("img", "image"):
            self._picture(given)

    def _inline(self, tag: str, given: Mapping[str, str]) -> End:
        style = given.get("style", "")
        if not style:
            return partial(self._close, int(self._open(tag, given)))
        marks = [name for name, said in _STYLES if tag == "span" and said.search(style)]
        if tag in ("b", "strong", "i", "em") and _UNMARKED.search(style):
            return partial(self._close, 0)
        opened = self._open(tag, given) + sum(self.flow.open_inline(name) for name in marks)
        return partial(self._close, opened)

    def _open(self, tag: str, given: Mapping[str, str]) -> bool:
        kept = attributes(tag, given, self._base)
        if tag == "a":
            return self._link(given.get("href", "").strip(), kept)
        if tag in ("span", "time") and not kept:
            return False
        return self.flow.open_inline(tag, kept)

    def _link(self, href: str, kept: str) -> bool:
        if href.startswith("#"):
            place = self._places.get(unquote(href[1:]))
            return bool(place) and self.flow.open_inline("a", f' href="#{place}"')
        if " href=" in kept:
            return self.flow.open_inline("a", kept)
        self._met["link"] += bool(href)
        return False

    def _close(self, count: int) -> None:
        for _ in range(count):
            self.flow.close_inline()

    def _picture(self, given: Mapping[str, str]) -> None:
        """Show a picture that is kept here; where another was, put a link, or its description inside one."""
        source = _picture_source(given)
        alt = " ".join(given["alt"].split()) if "alt" in given else None
        where = address(source, self._base)
        kept = self._pictures.get(source) or self._pictures.get(where or "")
        kept = kept or (source if _KEPT.fullmatch(source) else None)
        if kept:
            size = {name: given[name] for name in ("width", "height") if name in given}
            self.flow.put_image(attributes("img", {"src": kept, **size}, None), alt or "")
        elif _is_pixel(given):
            return
        elif not where or not where.startswith("http") or alt == "":
            self._met["lost"] += 1
        else:
            self._met["shown"] += 1
            self._picture_link(where, alt)

    def _picture_link(self, where: str, alt: str | None) -> None:
        opened = self.flow.open_inline("a", attributes("a", {"href": where}, None))
        if opened or alt:
            self.flow.write(alt or unquote(urlsplit(where).path.rstrip("/").rpartition("/")[2]) or where)
        self._close(opened)


def _find_places(root: etree._Element) -> dict[str, str]:
    """Find what links within the page lead to, and the names these places get."""
    wanted = {unquote(str(href).strip()[1:]) for href in _IN_PAGE(root)}
    return {name: place_name(name) for name in map(str, _PLACES(root)) if name in wanted} if wanted else {}


def _picture_source(given: Mapping[str, str]) -> str:
    """Give a picture's address, which a page that loads late keeps elsewhere."""
    sources = (given.get(name, "").strip() for name in ("src", "data-src", "data-original", "data-lazy-src"))
    return next((source for source in sources if source and not source.lower().startswith("data:")), "")


def _alignment(given: Mapping[str, str]) -> str:
    """Tell to which side a cell's words are set, as its style, block editors and HTML 4 say it."""
    styles = _ALIGNED.findall(given.get("style", ""))
    said = [*styles[-1:], *(given.get(name, "") for name in ("data-align", "align", "class"))]
    return next((side for one in said if (side := one.strip().lower()) in _SIDES), "")


def _is_pixel(given: Mapping[str, str]) -> bool:
    return any(given.get(side, "").strip().removesuffix("px") in ("0", "1") for side in ("width", "height"))
