"""The body of a post put in order: pictures with caption and original, embeds as links, documents that go with it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from mimetypes import guess_type
from urllib.parse import unquote

from lxml.html import HtmlElement

from importers.draft import AttachmentDraft, ImageDraft, Source
from importers.exports.tree import make_element, parse_body, replace_element, text_of, write_body
from importers.reading.characters import squeeze
from importers.reading.pictures import find_file, is_absolute, is_picture, join_address, merge_pictures, split_credit

# A body without any of these needs nothing, and is not parsed.
_MARKED = re.compile(
    r"<(?:img|iframe|embed|video|audio|amp-img)\b|\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rtf|csv)[\"'?#]", re.IGNORECASE
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rtf|csv)$", re.IGNORECASE)
_SHOWN = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)$", re.IGNORECASE)
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)|-scaled(?=\.\w+$)")
_UPLOADS = re.compile(r"/(?:wp-content/)?(uploads/.+|content/(?:images|media|files)/.+)$")
_ORIGINALS = ("data-orig-file", "data-image")
_LAZY = ("data-src", "data-lazy-src", "data-original")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CAPTIONS = frozenset({"tr-caption", "wp-caption-text"})
_BOXES = frozenset({"tr-caption-container", "wp-caption"})
_EMBEDS = ("iframe", "embed", "video", "audio")
# A gallery of a whole trip has some hundred.
_MOST_PICTURES = 2000
_PIXEL = re.compile(r"[0-2](?:px)?")
_PLAYERS = re.compile(r"//(?:www\.)?(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|player\.vimeo\.com/video/)([\w-]{5,20})")


@dataclass(frozen=True, slots=True)
class Body:
    """A body in order, its pictures in the order of the text, and the documents it links to."""

    html: str
    images: tuple[ImageDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()


Describe = Callable[[HtmlElement, ImageDraft], ImageDraft]
"""Adds to a picture what the export says of it elsewhere; gives it back as it is where that is nothing."""


def read_body(markup: str, base: str | None, source: Source, describe: Describe | None = None) -> Body:
    """Put a body in order; what needs nothing stays the text that it was."""
    if not _MARKED.search(markup):
        return Body(markup)
    root = parse_body(markup)
    changed = _open_noscript(root) + _take_originals(root) + _box_captions(root) + _link_embeds(root, base)
    images = []
    for element in list(islice(root.iter("img", "amp-img"), _MOST_PICTURES)):
        if image := _read_picture(element, base):
            image = describe(element, image) if describe else image
            changed += _show(element, image, base)
            images.append(replace(image, content=image.content or find_upload(source, image.url)))
    files = _find_documents(root, base, source)
    return Body(write_body(root) if changed else markup, merge_pictures(images), tuple(files))


def find_upload(source: Source, address: str) -> Source | None:
    """Find the file of an address beside the export, where systems put their uploads or where a relative one leads."""
    if found := _UPLOADS.search(address.partition("?")[0]):
        path = unquote(found[1])
        if ".." not in path and (file := source.sibling(path) or source.sibling(f"wp-content/{path}")):
            return file
    return None if is_absolute(address) and not found else find_file(source, address)


def same_picture(one: str, other: str) -> bool:
    """Tell whether two addresses are of one picture in different sizes, by the name of its file."""
    return bool(name := _stem(one)) and name == _stem(other)


def _stem(address: str) -> str:
    return _SIZE.sub("", unquote(address.partition("?")[0].rpartition("/")[2]))


def _open_noscript(root: HtmlElement) -> int:
    """Take out what is shown where no script runs, unless it is the only picture of its place."""
    silent = list(root.iter("noscript"))
    for element in silent:
        neighbours = (element.getprevious(), element.getnext())
        beside = any(one is not None and one.tag == "img" for one in neighbours)
        if beside or not len(element):
            element.drop_tree()
        else:
            element.drop_tag()
    return len(silent)


def _take_originals(root: HtmlElement) -> int:
    """Let a picture that opens a larger one of the same name stand for that one, without the link."""
    small = [(link, image) for link in root.iter("a") if (image := link.find("img")) is not None]
    taken = 0
    for link, image in small:
        linked = link.get("href", "").strip()
        if _SHOWN.search(linked.partition("?")[0]) and same_picture(linked, _find_address(image) or ""):
            image.set(_ORIGINALS[0], linked)
            link.drop_tag()
            taken += 1
    return taken


def _box_captions(root: HtmlElement) -> int:
    """Make figures of the tables and boxes in which older systems put a picture with its caption."""
    boxes = [element for element in root.iter("table", "div") if not _BOXES.isdisjoint(_classes(element))]
    for box in boxes:
        image = box.find(".//img")
        if image is None:
            continue
        figure, words = make_element("figure"), _find_caption(box)
        figure.append(_without_tail(_linked(image)))
        if words:
            figure.append(make_element("figcaption", words))
        replace_element(box, figure)
    return len(boxes)


def _find_caption(box: HtmlElement) -> str:
    found = (element for element in box.iter("td", "p", "div", "dd") if not _CAPTIONS.isdisjoint(_classes(element)))
    return next(map(text_of, found), "")


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _linked(image: HtmlElement) -> HtmlElement:
    parent = image.getparent()
    return parent if parent is not None and parent.tag == "a" else image


def _without_tail(element: HtmlElement) -> HtmlElement:
    element.tail = None
    return element


def _link_embeds(root: HtmlElement, base: str | None) -> int:
    """Put a link where a player stood: the text goes on, and no stranger's script comes in."""
    embeds = list(root.iter(*_EMBEDS))
    for embed in embeds:
        inner = embed.find(".//source")
        address = embed.get("src") or embed.get("data-src") or ("" if inner is None else inner.get("src")) or ""
        if address and not address.lower().startswith(("javascript:", "data:", "about:")):
            where = watchable(join_address(base, f"https:{address}" if address.startswith("//") else address))
            replace_element(embed, make_element("a", where, href=where))
    return len(embeds)


def watchable(address: str) -> str:
    """Give the page of a film for the address of its player, and any other address as it is."""
    if not (found := _PLAYERS.search(address)):
        return address
    return f"https://vimeo.com/{found[1]}" if "vimeo" in found[0] else f"https://www.youtube.com/watch?v={found[1]}"


def _read_picture(element: HtmlElement, base: str | None) -> ImageDraft | None:
    address = _find_address(element)
    if address is None:
        return None
    caption, credit = _read_caption(element)
    alt = squeeze(element.get("alt") or "") or None
    return ImageDraft(url=join_address(base, address), caption=caption, alt=alt, credit=credit)


def _find_address(element: HtmlElement) -> str | None:
    if any(_PIXEL.fullmatch(element.get(side, "")) for side in ("width", "height")):
        return None
    found = [element.get(name, "") for name in (*_ORIGINALS, "src", *_LAZY)]
    found += [element.get(name, "").rpartition(",")[2].strip().partition(" ")[0] for name in _SETS]
    return next((unescape(address.strip()) for address in found if is_picture(address)), None)


def _read_caption(element: HtmlElement) -> tuple[str | None, str | None]:
    figure = next(element.iterancestors("figure"), None)
    # A figure of several pictures has one caption, which is that of none in particular.
    if figure is None or len(list(islice(figure.iter("img"), 2))) > 1:
        return None, None
    words = figure.find(".//figcaption")
    return split_credit(text_of(words) or None) if words is not None else (None, None)


def _show(element: HtmlElement, image: ImageDraft, base: str | None) -> bool:
    """Let the text show the very address and words that are kept; tells whether that was a change."""
    shown, silent = element.get("src", ""), element.get("alt") == ""
    if element.tag == "img" and not silent and (shown == image.url or join_address(base, shown) == image.url):
        return False
    element.tag = "img"
    element.set("src", image.url)
    for name in (*_SETS, *_LAZY, *_ORIGINALS, "sizes"):
        element.attrib.pop(name, None)
    # Systems write an empty description when nobody gave one, which says nothing of the picture.
    if silent:
        element.attrib.pop("alt")
        element.attrib.update({"alt": image.alt} if image.alt else {})
    return True


def _find_documents(root: HtmlElement, base: str | None, source: Source) -> Iterator[AttachmentDraft]:
    seen = set()
    for link in root.iter("a"):
        path = _path_of(link.get("href", ""))
        address = join_address(base, link.get("href", "")) if path else ""
        if path and address not in seen:
            seen.add(address)
            name = text_of(link) or unquote(path.rpartition("/")[2])
            content = find_upload(source, address)
            yield AttachmentDraft(url=address, name=name, media_type=guess_type(path)[0], content=content)


def _path_of(address: str) -> str:
    """Give the path of a web address that ends as a document's does; else nothing."""
    path = address.partition("#")[0].partition("?")[0]
    if not _DOCUMENT.search(path) or address.lower().startswith(("mailto:", "javascript:", "data:", "file:")):
        return ""
    return path
