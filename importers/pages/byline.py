"""Who wrote an article, where no vocabulary says it: what its markup and its addresses call an author."""

import re

from bs4 import Tag

from importers.reading.characters import fold, squeeze
from importers.reading.people import is_name

_MARKED = (
    '[rel~="author"]',
    '[itemprop~="author"]',
    *(f'a[href*="/{place}/"]' for place in ("author", "authors", "by", "people", "staff", "skribent", "journalist")),
)
_CLASS = re.compile(r"(?:^|[-_])(?:by-?lines?|authors?)(?:[-_]?(?:names?|text|link|line|inline|by))*$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"comment|related|sidebar|recommend|teaser|promo|popular|latest|more-?from", re.IGNORECASE)
_PREFIX = re.compile(
    r"""^(?: (?:view\ all\ |all\ )?(?:posts|articles)\ (?:by|from|av) | (?:written|reported|posted|published)\ by
        | (?:autor(?:in)?|auteure?|author|verfasser(?:in)?|skribent|forfatter|kirjoittaja)(?=\s*:)
        | by | av | text | skriven\ av | publicerad\ av | kirjoittanut | teksti | von | af | par | por | door )
        (?:\b|(?=[:/]))\s*[:/]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*(?:の投稿をすべて表示|\bon (?:twitter|facebook|x)|\btwitter|[|•·].*)$", re.IGNORECASE)
_JOINTS = re.compile(r"\s*(?:,|;|&|\band\b|\boch\b|\bja\b|\bog\b|\bund\b|\bet\b)\s*")
_LONGEST = 120
_MOST = 40


def clean_author(text: str) -> str:
    """Give an author's name without “by”, “View all posts by” and what a page writes behind it."""
    return _SUFFIX.sub("", _PREFIX.sub("", squeeze(text)))


def find_authors(scope: Tag) -> tuple[str, ...]:
    """Find who the markup of an article says has written it; the surest kind of mark that names anybody counts."""
    for marked in (*(scope.select(path, limit=_MOST) for path in _MARKED), _named(scope)):
        names = dict[str, str]()
        for text in (clean_author(found.get_text(" ")) for found in marked if not _stands_elsewhere(found, scope)):
            # “Eva Ek” stands there again as “Eva Ek and Bo Al”, or with a picture and a title.
            if _reads_as_authors(text) and not any(known in fold(text) for known in names):
                names[fold(text)] = text
        if names:
            return tuple(names.values())
    # What a page marks so plainly need not be a person: an editorial staff, an agency.
    return tuple(
        found.get_text(" ") for found in scope.select(".byline, .author") if not _stands_elsewhere(found, scope)
    )[:1]


def _named(scope: Tag) -> list[Tag]:
    """Find the elements whose class says that they are a byline, the innermost last."""
    return scope.find_all(class_=lambda name: bool(name) and bool(_CLASS.search(str(name))), limit=_MOST)


def _reads_as_authors(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and all(map(is_name, _JOINTS.split(text)))


def _stands_elsewhere(found: Tag, scope: Tag) -> bool:
    """Tell whether it belongs to a comment, or to another article than the one that is read."""
    for around in found.parents:
        if around is scope:
            return False
        if around.name in ("nav", "footer") or _ELSEWHERE.search(" ".join(around.get_attribute_list("class"))):
            return True
    return False
