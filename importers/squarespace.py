"""Squarespace's export, which is WordPress's format (WXR) with relative addresses and blocks of its own."""

from collections.abc import Iterator

from importers.draft import ArticleDraft, Defaults, Problem, Source
from importers.exports.pages import head_of
from importers.exports.post import make_article
from importers.exports.site import Site
from importers.exports.tree import parse_body, write_body
from importers.exports.wxr import Item, is_wxr
from importers.reading.characters import legible, may_open_with
from importers.wordpress import read_items, read_post

_MARKS = ("sqs-", "static1.squarespace.com", "images.squarespace-cdn.com")
_DROPPED = frozenset({"newsletter-block", "form-block", "sqs-block-newsletter", "sqs-block-form", "sqs-block-search"})


def recognises(source: Source) -> bool:
    """Tell whether it is WXR that does not say where its blog is, with Squarespace's blocks or hosts."""
    if not may_open_with(b"<", source):
        return False
    text = head_of(source)
    return is_wxr(text) and "<wp:base_" not in text and any(mark in text for mark in _MARKS)


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per post or page, in the file's order; raises Refused for a file without any."""

    def read_article(item: Item, site: Site) -> ArticleDraft | Problem:
        post = read_post(item, site, defaults, system="Squarespace", body=_tidy(item.get("content:encoded")))
        return make_article(post, source, defaults, site.describe)

    return read_items(source, read_article)


def _tidy(body: str) -> str:
    """Give a body without its forms, whose answers only the old site could take."""
    if "-block" not in body:
        return body
    root = parse_body(legible(body))
    forms = [one for one in root.iter() if not _DROPPED.isdisjoint((one.get("class") or "").split())]
    for form in forms:
        if form.getparent() is not None:
            form.drop_tree()
    return write_body(root) if forms else body
