"""Old addresses: which ones lead where, and another one by hand."""

from datetime import datetime

from sqlalchemy import Connection

from newsroom.addresses import KINDS, article_path, normalised, path_and_query
from newsroom.errors import NewsroomError, NotFound
from newsroom.model import Article
from newsroom.store import log, lookup, redirects


def add(connection: Connection, old: str, name: str, *, now: datetime, by: str) -> tuple[str, Article]:
    """Let an old address lead to an article, and give both; raises NewsroomError where it leads elsewhere already."""
    one, address = lookup.get_by_name(connection, name), _address(old)
    known = redirects.find_article_of(connection, address)
    if known is not None and known != one.id:
        other = lookup.get_article(connection, known)
        raise NewsroomError(
            f"{address} leads to “{other.headline}” ({other.slug}): `newsroom redirects remove` frees it first."
        )
    if address in {normalised(article_path(kind, one.slug)) for kind in KINDS}:
        raise NewsroomError(f"{address} is the address of “{one.headline}” itself, which needs no redirect.")
    redirects.keep_redirects(connection, [{"address": address, "article_id": one.id}])
    log.record(connection, "redirect", one, by=by, now=now, note=f"from {address}")
    return address, one


def remove(connection: Connection, old: str, *, now: datetime, by: str) -> tuple[str, str]:
    """Let an old address lead nowhere any more, and give it with the slug it led to; raises NotFound."""
    address = _address(old)
    known = redirects.find_target(connection, address)
    if known is None:
        raise NotFound(f"{address} leads nowhere: `newsroom redirects list` shows those that do.")
    type_, uid, slug = known
    redirects.forget_address(connection, address)
    act = log.Record(at=now, actor=by, act="redirect off", type=type_, uid=uid, name=slug, note=f"from {address}")
    log.add_records(connection, [act])
    return address, slug


def _address(old: str) -> str:
    address = normalised(path_and_query(old))
    if address == "/":
        raise NewsroomError("The front page is this room's own: name an address below it, such as /nyheter/123.")
    return address
