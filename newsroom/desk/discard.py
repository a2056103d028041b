"""Discard: a draft that was never published is thrown away."""

from datetime import datetime

from sqlalchemy import Connection

from newsroom.errors import NewsroomError
from newsroom.model import Article, Contact, Event, Status, status_at
from newsroom.store import editing, ledger, log, lookup, naming, origins

ACT = "discarded"


def get_discardable(connection: Connection, name: str, *, now: datetime) -> Article:
    """Give a draft that may be thrown away; raises NewsroomError for anything else."""
    article = lookup.get_by_name(connection, name)
    _check(article, now)
    return article


def discard(connection: Connection, key: int, *, now: datetime, by: str, opened: Article | None = None) -> None:
    """Throw a draft away; an import recognises it and says that it was discarded here.

    Raises NewsroomError for anything else, and when it is not as it was when it was opened.
    """
    draft = lookup.get_article(connection, key)
    _check(draft, now)
    check_unchanged(opened, draft)
    log.record(connection, "discard", draft, by=by, now=now)
    bury(connection, "article", key, now=now)
    editing.remove_article(connection, key)
    naming.promote_slugs(connection, now=now)


def check_unchanged(opened: Article | Contact | Event | None, kept: Article | Contact | Event) -> None:
    """Raise NewsroomError when a thing is not as somebody saw it who then let it go for good."""
    if opened not in (None, kept):
        name = kept.label if isinstance(kept, Contact) else kept.headline
        raise NewsroomError(f"“{name}” was changed by somebody else since you looked: look again.")


def bury(connection: Connection, type_: str, key: int, *, now: datetime) -> None:
    """Forget where a thing came from, before it goes, but for what an import needs to leave it out."""
    origins.bury(connection, type_, key, act=ACT, now=now)
    ledger.forget(connection, type_, key)


def _check(article: Article, now: datetime) -> None:
    status = status_at(article.moments, now)
    if status is Status.WITHDRAWN:
        raise NewsroomError(f"“{article.headline}” is withdrawn and no draft: its address goes on saying so.")
    if status is not Status.DRAFT:
        raise NewsroomError(f"“{article.headline}” is {status} and no draft: `newsroom withdraw` takes it back.")
