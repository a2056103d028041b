"""The cards in Ghost's rendered HTML (`kg-…-card`) without their players, buttons and icons."""

from collections.abc import Callable

from lxml.html import HtmlElement

from importers.exports.tree import make_element, parse_body, replace_element, text_of, write_body
from importers.reading.characters import legible

_DROPPED = frozenset({"kg-signup-card", "kg-email-card", "kg-email-cta-card", "kg-cta-sponsor-label-wrapper"})
_LINKED = ("kg-bookmark-card", "kg-file-card", "kg-audio-card", "kg-video-card")
_TITLES = ("kg-bookmark-title", "kg-file-card-title", "kg-audio-title", "kg-file-card-filename")
_TOLD = ("kg-bookmark-description", "kg-file-card-caption")


def tidy_cards(html: str) -> str:
    """Give a post's HTML with its cards as paragraphs, figures and links."""
    if "kg-" not in html:
        return html
    root = parse_body(legible(html))
    for element in [found for found in root.iter() if "kg-" in (found.get("class") or "")]:
        names = frozenset((element.get("class") or "").split())
        for name, tidy in _CARDS.items():
            if name in names:
                tidy(element)
    return write_body(root)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _link(card: HtmlElement) -> None:
    """Put a link with its title and description in the place of a card."""
    source = next(
        (one for one in card.iter("a", "audio", "video", "source") if one.get("href") or one.get("src")), None
    )
    address = (source.get("href") or source.get("src")) if source is not None else None
    if not address:
        return
    words, told = (_find(card, names) for names in (_TITLES, _TOLD))
    caption = next(map(text_of, card.iter("figcaption")), "")
    line = make_element("p")
    line.append(make_element("a", words or caption or address.rpartition("/")[2] or address, href=address))
    line[0].tail = f": {told or caption}" if told or (caption and words) else None
    replace_element(card, line)


def _find(card: HtmlElement, names: tuple[str, ...]) -> str:
    found = (one for one in card.iter() if not set(names).isdisjoint((one.get("class") or "").split()))
    return next(filter(None, map(text_of, found)), "")


def _open_toggle(card: HtmlElement) -> None:
    for button in list(card.iter("button", "svg")):
        button.drop_tree()


_CARDS: dict[str, Callable[[HtmlElement], None]] = {
    **dict.fromkeys(_DROPPED, _drop),
    **dict.fromkeys(_LINKED, _link),
    "kg-toggle-card": _open_toggle,
}
