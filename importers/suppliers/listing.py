"""Lists of Mynewsdesk's interface, by their address: the next page, the other kinds, and what must stand beside.

A list gives a hundred pieces at most, of one kind, and names what relates to them by kind and number alone
(mynewsdesk.com/docs/webservice_pressroom).
"""

import re
from collections.abc import Iterator, Sequence

from importers.draft import Source, Wanted
from importers.exports.records import Record
from importers.reading.sites import find_parameter, with_parameters
from importers.suppliers.newsdesk import ARTICLES, FOLDERS, find_key
from importers.suppliers.shelf import name_page, read_pages_beside, references

_LIST = re.compile(r"/services/pressroom/list/[^/?#]")
_COMPANIONS = ("image", "document", "video", "contact_person")
_USUAL = 20
_MOST = 100


def find_missing(material: Sequence[Record], source: Source) -> Iterator[Wanted]:
    """Yield the lists that must stand beside this one before it can be read whole."""
    address = source.address or ""
    for kind in sorted(_related_kinds(material)) if _LIST.search(address) else ():
        known = list(read_pages_beside(source, kind))
        offset, total = sum(len(page.material) for page in known), known[0].total if known else 1
        step = len(known[0].material) if known else 1
        # The interface may give fewer at a time than it is asked for, and says so by its first page.
        for start in range(offset, total, step) if step else ():
            listed = with_parameters(address, type_of_media=kind, limit=_MOST, offset=start)
            if source.sibling(name_page(source, kind, start)) is None:
                yield Wanted(listed, f"the list of kind {kind}", beside=name_page(source, kind, start), certain=False)


def find_more(count: int, total: int, kinds: set[str], source: Source) -> Iterator[Wanted]:
    """Yield the page after one with so many pieces, and the lists of the other kinds where no kind was chosen."""
    address = source.address or ""
    if not _LIST.search(address):
        return
    chosen = find_parameter(address, "type_of_media") or (next(iter(kinds)) if len(kinds) == 1 else "")
    of_kind = with_parameters(address, type_of_media=chosen) if chosen else address
    yield from _next_page(of_kind, count, total)
    for kind in FOLDERS if not find_parameter(address, "type_of_media") else ():
        if chosen and kind != chosen:
            yield Wanted(with_parameters(address, type_of_media=kind), f"the list of kind {kind}", certain=False)


def _next_page(address: str, count: int, total: int) -> Iterator[Wanted]:
    """Yield the next page where there may be one; a list that does not say its length ends with a short page."""
    offset, limit = _number(find_parameter(address, "offset")) or 0, _number(find_parameter(address, "limit")) or _USUAL
    if count and offset + count < total:
        listed = with_parameters(address, limit=_MOST, offset=offset + count)
        yield Wanted(listed, "the next page of the list", continues=True)
    elif count >= limit and not total:
        listed = with_parameters(address, offset=offset + count)
        yield Wanted(listed, "the next page of the list", certain=False, continues=True)


def _related_kinds(material: Sequence[Record]) -> set[str]:
    """Give the kinds that these pieces refer to, or that may refer to them, and that are not among them."""
    known = {find_key(one).kind for one in material}
    referred = {kind for kind in _COMPANIONS for one in material if references(one, kind)}
    return (referred | (set(ARTICLES) if known & set(_COMPANIONS[:-1]) else set())) - known


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None
