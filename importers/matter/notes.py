"""Fact boxes in Markdown: a quotation that begins with `[!NOTE]`, as GitHub's alerts do."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_MARK = re.compile(r"\[!NOTE\][ \t]*(?:\n|$)", re.IGNORECASE)


def with_notes(parser: MarkdownIt) -> MarkdownIt:
    """Let a parser of Markdown know fact boxes, which it writes as `aside`."""
    parser.core.ruler.before("inline", "note", _find_notes)
    return parser


def _find_notes(state: StateCore) -> None:
    opened: list[Token] = []
    for token, text in zip(state.tokens, [*state.tokens[2:], None, None], strict=False):
        if token.type == "blockquote_open":
            opened.append(token)
            if text and text.type == "inline" and (mark := _MARK.match(text.content)):
                text.content = text.content[mark.end() :]
                token.tag = "aside"
        elif token.type == "blockquote_close":
            token.tag = opened.pop().tag
