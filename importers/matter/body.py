"""The text of a Markdown file as HTML, without the headline, and with its pictures taken out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from importers.draft import ImageDraft
from importers.matter.notes import with_notes
from importers.reading.characters import fold, legible, squeeze
from importers.reading.pictures import is_picture, split_credit

# What a site generator would have run: Liquid tags (Jekyll), shortcodes (Hugo, Zola), attribute lists (kramdown).
_LIQUID_ADDRESS = re.compile(r"\{\{-?\s*(?:site|page)\.(?:base)?url\s*-?\}\}")
_SHORTCODE = re.compile(
    r"\{\{[<%]\s*(?P<name>[\w/.-]{1,60})(?P<words>[^\n]{0,500}?)[%>]\}\}|\{%-?\s*[\w/][^\n]{0,500}?%\}|\{:[^}\n]{0,200}\}"
)
_PARAMETER = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
# Without one of these a paragraph holds no picture, no link and no command, though it be written as `&#123;`.
_MARKED = re.compile(r"[\[{&]")
_DROPPED = "The site generator's commands in the text, such as {}, were left out."
# Closures and rules are compiled once; an instance holds no state of the text it renders.
_MARKDOWN = with_notes(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]))
# Every line is held against every rule: these four need one of their marks, and prose has none.
_PROSE = with_notes(
    MarkdownIt("commonmark", {"html": True}).enable("strikethrough").disable(["fence", "html_block", "reference"])
)
# Many a text begins at the second level, since its page sets the first.
_OPENING = ("h1", "h2", "h3")
_BEYOND_PROSE = re.compile(r"[|`~<]|\]:")


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered text: its HTML, the heading it opened with, the pictures it showed, and what was left out."""

    html: str
    headline: str | None
    images: tuple[ImageDraft, ...]
    notes: tuple[str, ...]


def render_body(markdown: str, title: str | None) -> Body:
    """Render a text; its first heading is the headline where there is no title, and goes where it repeats it."""
    text = _LIQUID_ADDRESS.sub("", markdown)
    parser = _MARKDOWN if _BEYOND_PROSE.search(text) else _PROSE
    tokens = parser.parse(text)
    heading = _opening_heading(tokens)
    if heading and (not title or fold(heading) == fold(title)):
        tokens = tokens[3:]
    images, commands = _Pictures(), list[str]()
    for token in tokens:
        _strip(token, images, commands)
    html = legible(parser.renderer.render(list(_without_empty(tokens)), parser.options, {})).strip()
    notes = (_DROPPED.format(commands[0]),) if commands else ()
    return Body(html, heading, tuple(images.found), notes)


def _opening_heading(tokens: list[Token]) -> str | None:
    if len(tokens) < 3 or tokens[0].type != "heading_open" or tokens[0].tag not in _OPENING:
        return None
    return squeeze("".join(_texts(tokens[1].children or []))) or None


def _texts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


class _Pictures:
    """The pictures of a text, in order."""

    def __init__(self) -> None:
        self.found = list[ImageDraft]()

    def add(self, url: str, alt: str | None, words: str | None) -> None:
        caption, credit = split_credit(squeeze(words or "") or None)
        if is_picture(url):
            self.found.append(ImageDraft(url=url, alt=squeeze(alt or "") or None, caption=caption, credit=credit))

    def add_figure(self, words: str) -> bool:
        named = {name: "".join(values) for name, *values in _PARAMETER.findall(words)}
        self.add(named.get("src", ""), named.get("alt"), named.get("caption") or named.get("title"))
        return "src" in named


def _strip(token: Token, images: _Pictures, commands: list[str]) -> None:
    if token.type == "html_block":
        token.content = _without_commands(token.content, images, commands)
    elif token.type == "inline" and _MARKED.search(token.content):
        children = list(_without_pictures(token.children or [], images))
        for child in children:
            if child.type == "text" and "{" in child.content:
                child.content = _without_commands(child.content, images, commands)
        token.children = list(_without_empty(children))


def _without_pictures(tokens: Iterable[Token], images: _Pictures) -> Iterator[Token]:
    for token in tokens:
        if token.type == "image":
            title = token.attrGet("title")
            images.add(str(token.attrGet("src") or ""), "".join(_texts(token.children or [])), str(title or ""))
        else:
            yield token


def _without_commands(text: str, images: _Pictures, commands: list[str]) -> str:
    def drop(found: re.Match[str]) -> str:
        if not (found["name"] == "figure" and images.add_figure(found["words"])):
            commands.append(squeeze(found[0])[:60])
        return ""

    return _SHORTCODE.sub(drop, text)


def _without_empty(tokens: Iterable[Token]) -> Iterator[Token]:
    """Drop paragraphs and links that hold nothing since their picture left."""
    kept: list[Token] = []
    for token in tokens:
        if kept and token.type in ("paragraph_close", "link_close") and _opens_nothing(kept, token):
            continue
        kept.append(token)
    yield from kept


def _opens_nothing(kept: list[Token], closing: Token) -> bool:
    opening = closing.type.replace("_close", "_open")
    inner = 0
    while inner < len(kept) and _is_blank(kept[-1 - inner]):
        inner += 1
    if inner < len(kept) and kept[-1 - inner].type == opening:
        del kept[-1 - inner :]
        return True
    return False


def _is_blank(token: Token) -> bool:
    if token.type == "inline":
        return all(map(_is_blank, token.children or []))
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip())
