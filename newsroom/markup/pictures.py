"""Pictures that stand in the text of a body, which passed the gate before."""

from collections.abc import Callable

from lxml import html


def without_pictures(body_html: str, is_gone: Callable[[str], bool], instead: str = "") -> str:
    """Give the HTML without the pictures whose address is one that is gone; these words stand in their places."""
    if "<img" not in body_html:
        return body_html
    tree = html.fragment_fromstring(body_html, create_parent="div")
    for picture in [one for one in tree.iter("img") if is_gone(one.get("src", ""))]:
        picture.tail = f"{instead}{picture.tail or ''}"
        picture.drop_tree()
    return str(html.tostring(tree, encoding="unicode")).removeprefix("<div>").removesuffix("</div>")
