"""What a WXR file says of its site, gathered in a first reading: authors, pictures, reusable blocks.

Attachments stand before or after the posts that show them. They are kept in few bytes each, some 300,
so that a hundred thousand of them still fit the worker.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape

from lxml.html import HtmlElement

from importers.draft import ImageDraft, Problem, Source
from importers.exports.body import same_picture
from importers.exports.wxr import Dialect, Item, find_dialect, parse_element, parse_item, split_wxr
from importers.reading.fragment import plain_text
from importers.reading.pictures import is_absolute, split_credit

_NUMBERED = re.compile(r"\bwp-image-(\d{1,12})\b")
# PHP's serialize(), of which only this is wanted: s:6:"credit";s:7:"Eva Ek";
_CREDIT = re.compile(r'"(?:credit|copyright)";s:\d+:"([^"]{2,200})"')
_CHANNEL = re.compile(rb"<channel[^<>]*>")
_SHOWN = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|svg|bmp)$", re.IGNORECASE)


@dataclass(slots=True)
class Site:
    """A site as its export describes it; pictures are kept by the number that WordPress gave them."""

    dialect: Dialect
    address: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    _pictures: dict[int, str] = field(default_factory=dict)
    _children: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def picture(self, number: str) -> ImageDraft | None:
        """Give the picture of this number, with what its attachment says of it."""
        packed = self._pictures.get(int(number)) if number.isascii() and number.isdigit() else None
        if packed is None:
            return None
        url, alt, caption, credit = (part or None for part in packed.split("\0"))
        return ImageDraft(url=url or "", alt=alt, caption=caption, credit=credit)

    def describe(self, element: HtmlElement, image: ImageDraft) -> ImageDraft:
        """Add to a picture of a text what its attachment says, and give the original for a smaller copy."""
        found = _NUMBERED.search(element.get("class", ""))
        known = self.picture(found[1]) if found else None
        if known is None:
            return image
        url = known.url if same_picture(known.url, image.url) else image.url
        return replace(
            image,
            url=url,
            alt=image.alt or known.alt,
            caption=image.caption or known.caption,
            credit=image.credit or known.credit,
        )

    def gallery(self, numbers: Iterable[str], post: str) -> str:
        """Write a gallery: these pictures, or all that were uploaded with the post when none is named."""
        wanted = list(numbers) or [str(one) for one in self._children.get(int(post) if post.isdigit() else -1, ())]
        found = (image for number in wanted if (image := self.picture(number)))
        return "\n\n" + "".join(map(_figure, found)) + "\n\n"

    def keep(self, markup: bytes) -> None:
        """Keep what an item says that is no post."""
        if b"attachment_url" in markup:
            self._keep_attachment(parse_item(markup, self.dialect))
        elif b"wp_block" in markup or b"guest-author" in markup:
            item = parse_item(markup, self.dialect)
            if item and item.type == "wp_block":
                self.blocks[item.get("wp:post_id").strip()] = item.get("content:encoded")
            elif item and item.type == "guest-author":
                self.authors[item.get("wp:post_name").removeprefix("cap-")] = plain_text(item.get("title"))

    def _keep_attachment(self, item: Item | None) -> None:
        url = item.get("wp:attachment_url").strip() if item else ""
        number = item.get("wp:post_id").strip() if item else ""
        if not item or not number.isdigit() or not _is_shown(url):
            return
        words = plain_text(item.get("excerpt:encoded")) or plain_text(item.get("content:encoded"))
        caption, credit = split_credit(words or None)
        stated = _CREDIT.search(item.meta.get("_wp_attachment_metadata", ""))
        alt = plain_text(item.meta.get("_wp_attachment_image_alt", ""))
        self._pictures[int(number)] = "\0".join((url, alt, caption or "", credit or (stated[1] if stated else "")))
        parent = item.get("wp:post_parent").strip()
        if parent.isdigit() and parent != "0":
            self._children[int(parent)].append(int(number))


def survey(source: Source) -> Site:
    """Read a file once for what its posts will need."""
    site = Site(find_dialect(source))
    for number, markup in enumerate(split_wxr(source)):
        if not isinstance(markup, Problem):
            _read_head(markup, site) if number == 0 else site.keep(markup)
    return site


def _read_head(markup: bytes, site: Site) -> None:
    begins = _CHANNEL.search(markup)
    content = markup[begins.end() :].partition(b"</channel")[0] if begins else b""
    head = parse_element(b"<item>" + content + b"</item>", site.dialect)
    if head is None:
        return
    addresses = [(head.findtext(name) or "").strip() for name in ("{wp}base_blog_url", "link", "{wp}base_site_url")]
    site.address = next(filter(is_absolute, addresses), "").rstrip("/")
    site.language = (head.findtext("language") or "").strip()
    for author in head.iterfind("{wp}author"):
        login, shown, *names = ((author.findtext(f"{{wp}}author_{name}") or "").strip() for name in _NAMES)
        site.authors[login] = shown or " ".join(filter(None, names))


_NAMES = ("login", "display_name", "first_name", "last_name")


def _is_shown(url: str) -> bool:
    """Tell whether a file is a picture by its name; an address with a query may be one of any name."""
    return bool(_SHOWN.search(url.partition("?")[0])) or "?" in url


def _figure(image: ImageDraft) -> str:
    caption = f"<figcaption>{escape(image.caption, quote=False)}</figcaption>" if image.caption else ""
    return f'<figure><img src="{escape(image.url)}" alt="{escape(image.alt or "")}">{caption}</figure>'
