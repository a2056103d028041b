"""Pictures that stand in the text of a body, which passed the gate before."""

from collections.abc import Callable, Mapping

from lxml import html


def without_pictures(body_html: str, is_gone: Callable[[str], bool], instead: str = "") -> str:
    """Give the HTML without the pictures whose address is one that is gone; these words stand in their places."""
    if "<img" not in body_html:
        return body_html
    tree = _parsed(body_html)
    for picture in [one for one in tree.iter("img") if is_gone(one.get("src", ""))]:
        picture.tail = f"{instead}{picture.tail or ''}"
        picture.drop_tree()
    return _written(tree)


def with_addresses(body_html: str, others: Mapping[str, str | None]) -> str:
    """Give the HTML with other addresses for pictures and for links to them; one that has none any more goes."""
    tree = _parsed(body_html)
    for element, name, address in [(one, name, one.get(name)) for one in tree.iter() for name in ("src", "href")]:
        if address not in others:
            continue
        if other := others[address]:
            element.set(name, other)
        elif name == "src":
            element.drop_tree()
        else:
            element.drop_tag()
    return _written(tree)


def with_text_for(body_html: str, digest: str, alt: str) -> str:
    """Give the HTML with another text for one picture, for those who do not see it."""
    if digest not in body_html:
        return body_html
    tree = _parsed(body_html)
    for picture in tree.iter("img"):
        if digest in picture.get("src", ""):
            picture.set("alt", alt)
    return _written(tree)


def _parsed(body_html: str) -> html.HtmlElement:
    return html.fragment_fromstring(body_html, create_parent="div")


def _written(tree: html.HtmlElement) -> str:
    return str(html.tostring(tree, encoding="unicode")).removeprefix("<div>").removesuffix("</div>")
