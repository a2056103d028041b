"""Changes: what is different between two versions of an article, field by field and word by word; pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree, html

from newsroom.difference import Run, difference
from newsroom.markup import file_name
from newsroom.markup.vocabulary import BLOCKS
from newsroom.model import ArticleContent, ContactContent, Image

PEOPLE = "contacts"
"""The field that only the desk sees: who could be asked then is not shown to readers any more."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """How a field changed; without runs its words are the same, and what changed is its markup or the file itself."""

    field: str
    runs: tuple[Run, ...] = ()


def changes(old: ArticleContent, new: ArticleContent) -> tuple[FieldChange, ...]:
    """Tell which fields of an article changed, and how."""
    return tuple(_changes(old, new))


def _changes(old: ArticleContent, new: ArticleContent) -> Iterator[FieldChange]:
    for field, said in _SAID.items():
        before, after = said(old), said(new)
        if before != after:
            yield FieldChange(field, difference(before, after))
        elif _is_other(field, old, new):
            yield FieldChange(field)


def _is_other(field: str, old: ArticleContent, new: ArticleContent) -> bool:
    """Tell of a field whose words are the same whether it shows something else."""
    if field == "body":
        return old.body_html != new.body_html and _links(old) == _links(new)
    if field in ("images", "attachments"):
        return [one.digest for one in getattr(old, field)] != [one.digest for one in getattr(new, field)]
    return False


def plain(body_html: str) -> str:
    """Give the text of a body, a block a line."""
    if not body_html.strip():
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(html.fragment_fromstring(body_html, create_parent="div"), ("start", "end")):
        edge = "\n" if element.tag in BLOCKS or element.tag == "br" else ""
        pieces.append(f"{edge}{(element.text if event == 'start' else element.tail) or ''}")
    lines = (" ".join(line.split()) for line in "".join(pieces).splitlines())
    return "\n".join(filter(None, lines))


def _links(content: ArticleContent) -> str:
    if "<a " not in content.body_html:
        return ""
    tree = html.fragment_fromstring(content.body_html, create_parent="div")
    return "\n".join(str(address) for address in tree.xpath("//a/@href"))


def _image(image: Image) -> str:
    alt = f"“{image.alt}”" if image.alt and image.alt != image.caption else None
    return ", ".join(filter(None, (image.caption, image.credit, image.licence, alt, file_name(image.url))))


def _person(contact: ContactContent) -> str:
    said = (contact.name, contact.title, contact.unit, contact.organisation, *contact.phones, *contact.emails)
    return ", ".join(filter(None, said))


_SAID: Mapping[str, Callable[[ArticleContent], str]] = {
    "headline": lambda one: one.headline,
    "lead": lambda one: one.lead or "",
    "body": lambda one: plain(one.body_html),
    "links": _links,
    "byline": lambda one: one.byline or "",
    "dateline": lambda one: one.dateline or "",
    "kind": lambda one: one.kind.value,
    "language": lambda one: one.language,
    "tags": lambda one: ", ".join(one.tags),
    "images": lambda one: "\n".join(map(_image, one.images)),
    "attachments": lambda one: "\n".join(file.name for file in one.attachments),
    PEOPLE: lambda one: "\n".join(map(_person, one.contacts)),
}
"""Every field in the order of the page, and what it says as text."""
