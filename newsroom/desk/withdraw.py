"""Withdraw: a published article is taken back, and its address says why."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.errors import NewsroomError
from newsroom.lines import line
from newsroom.model import Article, Status, status_at
from newsroom.store import editing, log, lookup


def withdraw(connection: Connection, name: str, reason: str, *, now: datetime, by: str) -> Article:
    """Withdraw an article; raises NewsroomError without a reason, and for what is not public."""
    article = lookup.get_by_name(connection, name)
    _check(article, now)
    tidy = line(reason)
    if tidy is None:
        hint = "write a sentence for the readers who come to its address"
        raise NewsroomError(f"“{article.headline}” is withdrawn for a reason or not at all: {hint}.")
    moments = replace(article.moments, withdrawn_at=now)
    editing.set_moments(connection, article.id, moments, now=now, reason=tidy)
    log.record(connection, "withdraw", article, by=by, now=now, note=tidy)
    return replace(article, moments=moments, withdrawn_reason=tidy)


def _check(article: Article, now: datetime) -> None:
    status = status_at(article.moments, now)
    if status is Status.WITHDRAWN:
        raise NewsroomError(f"“{article.headline}” is withdrawn already.")
    if status is Status.DRAFT:
        raise NewsroomError(f"“{article.headline}” is a draft: nobody has seen it. `newsroom discard` throws it away.")
    if status is not Status.PUBLISHED:
        hint = f"`newsroom schedule {article.slug} --off` makes a draft of it"
        raise NewsroomError(f"“{article.headline}” is {status}, and nobody has seen it: {hint}.")
