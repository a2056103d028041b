"""Problems: which addresses are for machines, and what is wrong there in words that a program can read."""

import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from starlette.requests import Request

from newsroom import addresses
from newsroom.web.feed_as_page import is_opened

MEDIA_TYPE = "application/problem+json"
FORMATS = frozenset({*addresses.LIST_FORMATS, *addresses.ARTICLE_FORMATS, "ics", "opml", "vcf", "xml", "zip"})
"""The suffixes of what is made for machines, whether or not there is anything."""
FILES = tuple(path.partition("{")[0] for path in (addresses.MEDIA, addresses.STATIC))
PRIVATE = addresses.PREVIEW.partition("{")[0]

# Python before 3.13 has those of RFC 2616.
_PHRASES = {414: "URI Too Long", 416: "Range Not Satisfiable"}


def is_for_machines(path: str) -> bool:
    """Tell whether what is at this path, if anything, may be read by anybody's page; a preview never may."""
    return path.startswith(FILES) or (path.rpartition(".")[2] in FORMATS and not path.startswith(PRIVATE))


def is_wanted(request: Request) -> bool:
    """Tell whether an error is told to a program: at an address for machines that nobody opens as a page."""
    return is_for_machines(request.scope["path"]) and not is_opened(request.headers)


def serialise(status: int, said: Mapping[str, object]) -> bytes:
    """Write a problem as RFC 9457 section 3 has it; without a type of its own it is called as its status is."""
    title = _PHRASES.get(status) or HTTPStatus(status).phrase
    members = {"type": "about:blank", "title": title, "status": status, "detail": said["explanation"]}
    if isinstance(moment := said["withdrawn_at"], datetime):
        members |= {"withdrawn_at": moment.isoformat(timespec="seconds"), "reason": said["reason"]}
    return json.dumps(members, ensure_ascii=False, indent=1).encode()
