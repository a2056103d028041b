"""Old addresses: which ones lead where, and another one by hand."""

from datetime import datetime
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection

from newsroom.addresses import CONTACTS, EVENTS, FILES, KINDS, LISTS, TOPICS, article_path
from newsroom.desk.check.links import find_own
from newsroom.errors import NewsroomError, NotFound
from newsroom.old_addresses import normalised, path_and_query
from newsroom.store import log, lookup, redirects
from newsroom.store.redirects import Target

_TYPES = {CONTACTS: "contact", EVENTS: "event", FILES: "file", TOPICS: "topic"}
"""What is below these paths; a file of the press kit has no page, and is named so for the desk alone."""


def add(connection: Connection, old: str, name: str, *, now: datetime, by: str) -> tuple[str, Target]:
    """Let an old address lead somewhere, and give both; raises NewsroomError where it leads elsewhere already.

    What it leads to is named as an article is, or by its path: a card, an event, a file, a topic or a list.
    """
    address, target = _address(old), _find(connection, name)
    known = redirects.find_target(connection, address)
    if known is not None and known != target:
        raise NewsroomError(f"{address} leads to {known.path}: `newsroom redirects remove` frees it first.")
    of_target = {normalised(article_path(kind, target.slug)) for kind in KINDS}
    if address in {target.path, *of_target} or find_own(connection, urlsplit(address).path):
        raise NewsroomError(f"{address} is an address of this room itself, which needs no redirect.")
    redirects.keep(connection, address, target)
    _record(connection, "redirect", target, address, now=now, by=by)
    return address, target


def remove(connection: Connection, old: str, *, now: datetime, by: str) -> tuple[str, Target]:
    """Let an old address lead nowhere any more, and give it with what it led to; raises NotFound."""
    address = _address(old)
    known = redirects.find_target(connection, address)
    if known is None:
        raise NotFound(f"{address} leads nowhere: `newsroom redirects list` shows those that do.")
    redirects.forget_address(connection, address)
    _record(connection, "redirect off", known, address, now=now, by=by)
    return address, known


def _find(connection: Connection, name: str) -> Target:
    if "/" not in name:
        return _article(connection, name)
    path = urlsplit(path_and_query(name)).path.rstrip("/") or "/"
    if path in LISTS.values():
        return Target(type="list", slug=path)
    folder, _, slug = path.rpartition("/")
    if folder in KINDS.values():
        return _article(connection, unquote(slug))
    found = redirects.find_by_slug(connection, _TYPES[folder], unquote(slug)) if folder in _TYPES else None
    if found is None:
        raise NotFound(f"{path} is nothing here: name an article, or a path such as /contacts/maja-ek or /news.")
    return found


def _article(connection: Connection, name: str) -> Target:
    one = lookup.get_by_name(connection, name)
    return Target(type="article", slug=one.slug, key=one.id, uid=one.uid, kind=one.kind)


def _record(connection: Connection, act: str, target: Target, address: str, *, now: datetime, by: str) -> None:
    one = log.Record(
        at=now, actor=by, act=act, type=target.type, uid=target.uid, name=target.slug, note=f"from {address}"
    )
    log.add_records(connection, [one])


def _address(old: str) -> str:
    address = normalised(path_and_query(old))
    if address == "/":
        raise NewsroomError("The front page is this room's own: name an address below it, such as /nyheter/123.")
    return address
