"""Redaction: what a text, or all that an article says, is without somebody. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import unquote

from lxml import etree, html

from newsroom.desk.mentions import Name, Span, is_named, mentions, without, without_in_slug
from newsroom.markup import Cleaned, clean
from newsroom.markup.vocabulary import BLOCKS
from newsroom.model import ArticleContent, Attachment, Image

T = TypeVar("T", str, str | None)

INSTEAD = {"sv": "[namnet borttaget]", "fi": "[nimi poistettu]"}
INSTEAD_ELSEWHERE = "[name removed]"
ADDRESSES = ("href", "cite", "title", "alt")


@dataclass(frozen=True, slots=True)
class Redaction:
    """Who is to be taken out of texts in this language; where it is `known` who is meant, by the surname alone too."""

    name: Name
    language: str | None = None
    known: bool = False

    @property
    def instead(self) -> str:
        """Give the words that stand where a name stood."""
        return INSTEAD.get((self.language or "")[:2], INSTEAD_ELSEWHERE)

    def spans(self, text: str) -> list[Span]:
        """Give where a text mentions them."""
        return mentions(text, self.name, self.language, known=self.known)

    def mentions(self, text: str | None) -> bool:
        """Tell whether a text mentions them."""
        return bool(text and self.spans(text))

    def text(self, text: T) -> T:
        """Give a text with other words in their place."""
        return without(text, self.spans(text), self.instead) if text else text

    def line(self, text: str | None) -> str | None:
        """Give a line as `text` does, and nothing where it held nobody but them."""
        spans = self.spans(text) if text else []
        return self.text(text) if text and without(text, spans, "").strip() else None

    def slug(self, slug: str) -> str:
        """Give a slug without the words of their name; nothing may be left."""
        return without_in_slug(slug, self.name, self.language, known=self.known) if self.name.words else slug

    def in_address(self, address: str) -> bool:
        """Tell whether an address or an id bears their name, as its last part may by the surname alone."""
        bare = unquote(address)
        last = bare.rstrip("/").rpartition("/")[2]
        return self.mentions(bare) or self.slug(last) != last

    def shows(self, image: Image) -> bool:
        """Tell whether a picture shows them, by what is said of it."""
        return self.mentions(image.caption) or self.mentions(image.alt)


def knows(content: ArticleContent, name: Name) -> bool:
    """Tell whether an article names somebody in full, or has them as a contact."""
    people = (one.name for one in content.contacts)
    return any(is_named(text, name, content.language) for text in (*people, *(said for _, said in said_by(content))))


def said_by(content: ArticleContent) -> Iterator[tuple[str, str]]:
    """Give everything that an article says, each with what it is called."""
    for field in ("headline", "lead", "byline", "dateline", "canonical_url"):
        yield field, getattr(content, field) or ""
    tree = _tree(content.body_html)
    yield "body", "".join(piece for piece, *_ in _pieces(tree))
    yield from (("link", unquote(str(value))) for element in tree.iter() for _, value in _addresses(element))
    yield from (("tag", tag) for tag in content.tags)
    for image in content.images:
        yield from ((field, getattr(image, field) or "") for field in ("caption", "alt", "credit", "licence", "url"))
    for file in content.attachments:
        yield from (("attachment", file.name), ("url", file.url))


def pictured_by(content: ArticleContent, out: Redaction) -> set[str]:
    """Give the pictures that show them, by digest or else address; in the text, what stands below one tells too."""
    found = {one.digest or one.url for one in content.images if out.shows(one)}
    for element in _tree(content.body_html).iter("img"):
        figure = _figure(element)
        said = f"{element.get('alt', '')}\n\n{'' if figure is None else figure.text_content()}"
        if out.mentions(said):
            found.update(one.digest for one in content.images if one.digest and one.digest in element.get("src", ""))
    return found


def redacted(content: ArticleContent, out: Redaction, gone: Collection[str]) -> ArticleContent:
    """Give what an article says without them, and without the pictures that are gone."""
    body = redacted_body(content.body_html, out, gone)
    return replace(
        content,
        headline=out.text(content.headline),
        lead=out.text(content.lead),
        byline=out.line(content.byline),
        dateline=out.text(content.dateline),
        body_html=body.html if body else content.body_html,
        body_text=body.text if body else content.body_text,
        canonical_url=None if out.mentions(content.canonical_url) else content.canonical_url,
        tags=tuple(tag for tag in content.tags if not out.mentions(tag)),
        images=tuple(_image(one, out) for one in content.images if (one.digest or one.url) not in gone),
        attachments=tuple(_attachment(one, out) for one in content.attachments),
        contacts=tuple(one for one in content.contacts if not is_named(one.name, out.name)),
    )


def redacted_body(body_html: str, out: Redaction, gone: Collection[str] = ()) -> Cleaned | None:
    """Give a body without them, through the gate again; None when nothing in it is theirs."""
    root = _tree(body_html)
    if not any([_drop_pictures(root, gone), _drop_addresses(root, out), _replace_text(root, out)]):
        return None
    return clean(etree.tostring(root, encoding="unicode", method="html"))


def _image(image: Image, out: Redaction) -> Image:
    return replace(image, credit=out.line(image.credit), licence=out.text(image.licence), url=out.text(image.url))


def _attachment(file: Attachment, out: Redaction) -> Attachment:
    return replace(file, name=out.text(file.name), url=out.text(file.url))


def _tree(body_html: str) -> Any:
    return html.fragment_fromstring(body_html, create_parent="div")


def _figure(element: Any) -> Any:
    """Give the figure that a picture has for itself."""
    figure = next(element.iterancestors("figure"), None)
    return None if figure is None or len(list(figure.iter("img"))) > 1 else figure


def _drop_pictures(root: Any, gone: Collection[str]) -> bool:
    shown = [one for one in root.iter("img") if any(digest in one.get("src", "") for digest in gone)]
    for element in shown:
        figure = _figure(element)
        (element if figure is None else figure).drop_tree()
    return bool(shown)


def _drop_addresses(root: Any, out: Redaction) -> bool:
    theirs = [
        (element, name)
        for element in root.iter()
        for name, value in _addresses(element)
        if out.mentions(unquote(value))
    ]
    for element, name in theirs:
        del element.attrib[name]
    return bool(theirs)


def _addresses(element: Any) -> Iterator[tuple[str, str]]:
    return ((name, element.attrib[name]) for name in ADDRESSES if name in element.attrib)


def _replace_text(root: Any, out: Redaction) -> bool:
    """Put other words in their place, however the markup parts a name."""
    pieces = list(_pieces(root))
    spans = out.spans("".join(piece for piece, *_ in pieces))
    offset = 0
    for piece, element, name in pieces:
        here = [(max(start - offset, 0), min(end - offset, len(piece)), start >= offset) for start, end in spans]
        offset += len(piece)
        if element is not None:
            setattr(element, name, _parted(piece, here, out))
    return bool(spans)


def _parted(piece: str, spans: list[tuple[int, int, bool]], out: Redaction) -> str:
    """Give a piece of a text without the parts of mentions; the words instead stand where a mention begins."""
    for start, end, begins in reversed(spans):
        if start < end:
            piece = piece[:start] + out.instead * begins + piece[end:]
    return piece


def _pieces(root: Any) -> Iterator[tuple[str, Any, str]]:
    """Give the text of a tree piece by piece, each with where it stands; the edge of a block stands nowhere."""
    for event, element in etree.iterwalk(root, ("start", "end")):
        if element.tag in BLOCKS:
            yield "\n\n", None, ""
        elif element.tag == "br" and event == "start":
            yield "\n", None, ""
        name = "text" if event == "start" else "tail"
        if words := getattr(element, name):
            yield words, element, name
