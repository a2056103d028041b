"""Answers: a page, a file for machines, not modified, moved, and the one table from errors to statuses."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsroom.errors import Invalid, NewsroomError, NotFound, Overrun, Withdrawn
from newsroom.languages import SOURCE_LANGUAGE, Words, _
from newsroom.web import problems
from newsroom.web.coding import SMALLEST, VARY, code, code_once, negotiate
from newsroom.web.feed_as_page import DESTINATION
from newsroom.web.head import Head, frame
from newsroom.web.visit import Moved, Visit, begin

HTML = "text/html; charset=utf-8"
JSON = "application/json"
REVALIDATED = {"Cache-Control": "max-age=0, must-revalidate"}
"""What is withdrawn must be gone at once, so whoever keeps a copy asks before showing it; asking is cheap."""
FOR_EVER = {"Cache-Control": "max-age=31536000, immutable"}
NEVER = {"Cache-Control": "no-store"}
"""What is not there now may be there in a second, when an embargo ends."""
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Range, ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What is made for machines may be read by anybody's page (Fetch, section 3.3)."""
PREFLIGHT = OPEN | {
    "Access-Control-Allow-Headers": "If-Match, If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}

STATUSES: tuple[tuple[type[NewsroomError], int], ...] = (
    (Withdrawn, 410),
    (NotFound, 404),
    (Invalid, 400),
    (Overrun, 503),
    (NewsroomError, 500),
)

WORDS: Mapping[int, tuple[str, str]] = {
    400: (_("This address cannot be read"), _("Something in this address is not written as it should be.")),
    404: (
        _("There is nothing here"),
        _("The page may have moved or never been here. Search, or begin at the front page."),
    ),
    405: (_("This can only be read"), _("The press room answers to reading alone.")),
    410: (_("This article was withdrawn"), _("It was published here and has been taken back.")),
    412: (_("This is another one now"), _("What is here is not what was asked for.")),
    414: (_("This address is too long"), _("Shorten the search or its filters.")),
    416: (_("There is no such part"), _("The file ends before it.")),
    421: (_("This is another press room"), _("This host does not answer under the name that you asked for.")),
    500: (_("Something went wrong here"), _("The fault is ours and has been noted. Please try again in a while.")),
    503: (_("This takes too long"), _("The press room is busy. Please try again in a moment.")),
}
PARAMETER = _("“{name}” cannot be read: {hint}.")


def page(
    visit: Visit,
    head: Head,
    words: Words,
    content: Mapping[str, object],
    *,
    status: int = 200,
    kept: bool = True,
) -> Response:
    """Answer with a page: its frame and its content through the template of its name; an error is never kept."""
    written = visit.premises.pages.render(f"{head.name}.html", words, frame(visit, head, words) | dict(content))
    if status != 200 or not kept:
        return Response(written, status, NEVER, HTML)
    return answer(visit.request, written, HTML)


def model(request: Request, content: object) -> Response:
    """Answer with values of our model as JSON."""
    return answer(request, json.dumps(content, ensure_ascii=False, indent=1).encode(), JSON)


def answer(
    request: Request,
    content: bytes,
    media_type: str,
    *,
    changed_at: datetime | None = None,
    caching: Mapping[str, str] = REVALIDATED,
) -> Response:
    """Answer with content that bears its ETag and the moment it changed, or say that it has not changed.

    The tag is made of the content alone, so every process gives the same one, today and after a restart.
    """
    # Weak, because a cache in front may compress the bytes and still hand out the same page.
    opened = {} if media_type == HTML else OPEN
    headers = {"ETag": f'W/"{blake2b(content, digest_size=12).hexdigest()}"', **caching, **VARY, **opened}
    if changed_at:
        headers["Last-Modified"] = format_datetime(changed_at.astimezone(UTC), usegmt=True)
    if is_known(request, headers["ETag"], changed_at):
        return Response(status_code=304, headers=headers)
    coding = negotiate(request.headers.get("accept-encoding", ""))
    if coding and len(content) >= SMALLEST:
        coded = code_once if caching is FOR_EVER else code
        content, headers = coded(content, coding), headers | {"Content-Encoding": coding}
    return Response(content, headers=headers, media_type=media_type)


def is_known(request: Request, tag: str, changed_at: datetime | None = None) -> bool:
    """Tell whether the asker has this content already (RFC 9110 section 13.2.2): tags count before dates.

    Raises HTTPException where If-Match names other content (section 13.1.1), and under a weak tag any may be other.
    """
    wanted = [one.strip() for line in request.headers.getlist("if-match") for one in line.split(",")]
    if wanted and "*" not in wanted and (tag.startswith("W/") or tag not in wanted):
        raise HTTPException(412)
    if (known := request.headers.get("if-none-match")) is not None:
        tags = [one.strip().removeprefix("W/") for one in known.split(",")]
        return "*" in tags or tag.removeprefix("W/") in tags
    try:
        # A date without a zone is not HTTP's (RFC 9110 section 5.6.7): comparing it raises TypeError.
        since = parsedate_to_datetime(request.headers["if-modified-since"])
        return changed_at is not None and changed_at.replace(microsecond=0) <= since
    except (KeyError, ValueError, TypeError, OverflowError):
        return False


async def on_error(request: Request, error: Exception) -> Response:
    """Answer a domain error with the status of the table."""
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    return await refuse(request, status, error)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer what the router refuses, such as another method; who asks for the methods is told (RFC 9110, 9.3.7)."""
    assert isinstance(error, HTTPException)  # noqa: S101
    headers = dict(error.headers or {})
    if error.status_code == 405:
        allowed = sorted({*headers.get("Allow", "").replace(" ", "").split(","), "OPTIONS"} - {""})
        headers["Allow"] = ", ".join(allowed)
        if request.method == "OPTIONS":
            methods = {"Access-Control-Allow-Methods": headers["Allow"]}
            return Response(status_code=204, headers=headers | PREFLIGHT | methods | NEVER)
    refused = await refuse(request, error.status_code)
    refused.headers.update(headers)
    return refused


async def on_moved(request: Request, error: Exception) -> Response:
    """Send the asker to where an old address leads; the answer may change, should the article go."""
    assert isinstance(error, Moved)  # noqa: S101
    # Who is stopped on the way never gets to what is open.
    opened = OPEN if problems.is_for_machines(error.path.partition("?")[0]) else {}
    return Response(status_code=301, headers={"Location": error.path, **REVALIDATED, **opened})


async def refuse(request: Request, status: int, error: Exception | None = None) -> Response:
    """Answer with a page for people, or RFC 9457 for programs; nothing of the address is repeated."""
    if problems.is_wanted(request):
        # Nobody has said which language a program reads, unless the address does.
        said = _said(begin(request).words(SOURCE_LANGUAGE), status, error)
        refused = Response(problems.serialise(status, said), status, NEVER | OPEN, problems.MEDIA_TYPE)
    else:
        refused = await _problem_page(request, status, error)
    if problems.is_for_machines(request.scope["path"]):
        refused.headers["Vary"] = DESTINATION
    if status == 503:
        refused.headers["Retry-After"] = "2"
    return refused


async def _problem_page(request: Request, status: int, error: Exception | None) -> Response:
    visit = begin(request)
    # These are refused before anything was read, and a page needs to know whose it is.
    if status in (400, 405, 414, 421):
        await visit.ask(lambda connection: None)
    words = visit.words()
    said = _said(words, status, error)
    head = Head(name="problem", title=str(said["headline"]), path=None, robots="noindex")
    return page(visit, head, words, said, status=status)


def _said(words: Words, status: int, error: Exception | None) -> dict[str, object]:
    headline, explanation = map(words.gettext, WORDS.get(status, WORDS[400]))
    if isinstance(error, Invalid):
        explanation = words.gettext(PARAMETER).format(name=error.name, hint=words.gettext(error.hint))
    gone = error if isinstance(error, Withdrawn) else None
    return {
        "status": status,
        "headline": headline,
        "explanation": explanation,
        "withdrawn_at": gone and gone.withdrawn_at,
        "reason": gone and gone.reason,
    }
