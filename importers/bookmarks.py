"""Bookmarks as every browser gives them away: the HTML that Netscape began, by its document type."""

from collections.abc import Iterator

from importers.draft import Defaults, Refused, Source, Wanted
from importers.exports.pages import head_of, parse_page
from importers.reading.characters import may_open_with
from importers.reading.pictures import is_absolute

_MARK = "<!doctype netscape-bookmark-file-1"


def recognises(source: Source) -> bool:
    """Tell whether its document type is that of bookmarks."""
    return may_open_with(b"<", source) and head_of(source)[:1000].lstrip("\ufeff \t\n").lower().startswith(_MARK)


def read(source: Source, defaults: Defaults) -> Iterator[Wanted]:
    """Yield the address of every bookmark; raises Refused where there is none."""
    found = [address for link in parse_page(source).iter("a") if is_absolute(address := link.get("href") or "")]
    if not found:
        raise Refused(f"{source.name} holds no bookmark.")
    for address in found:
        yield Wanted(address.strip(), "a bookmark")
