"""Checking an article by every rule, whole or as far as publication asks."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.check.companions import check_contact, check_headline, check_pictures, check_translation
from newsroom.desk.check.finding import Finding
from newsroom.desk.check.leftovers import check_leftovers
from newsroom.desk.check.placeholders import check_placeholders
from newsroom.desk.check.subject import Subject, planned_at
from newsroom.errors import NewsroomError
from newsroom.model import Article
from newsroom.room import Room
from newsroom.store import lookup

MOST_NAMED = 3
"""How many errors a refusal names; `newsroom check` shows them all."""

Rule = Callable[[Subject], Iterator[Finding]]
ON_TEXTS: tuple[Rule, ...] = (check_headline, check_pictures, check_placeholders, check_leftovers)


def check_article(
    connection: Connection, article: Article, room: Room, *, now: datetime, at: datetime | None = None
) -> list[Finding]:
    """Give what is wrong with an article that comes out at `at`, the moment that is planned for it unless told."""
    moment = at or planned_at(article, now)
    subject = Subject(article.content, room, moment)
    found = [finding for rule in ON_TEXTS for finding in rule(subject)]
    found += check_contact(article, room, moment)
    if article.original_id is not None:
        found += check_translation(article, lookup.get_article(connection, article.original_id))
    return found


def refuse_errors(
    connection: Connection, article: Article, room: Room, *, now: datetime, at: datetime, anyway: str | None = None
) -> tuple[Finding, ...]:
    """Raise NewsroomError for an article whose errors would come out at `at`, unless `anyway` says why it may.

    Gives the errors that were passed over.
    """
    found = tuple(one for one in check_article(connection, article, room, now=now, at=at) if one.level == "error")
    if found and not (anyway or "").strip():
        raise NewsroomError(_refusal(article, found))
    return found


def _refusal(article: Article, found: tuple[Finding, ...]) -> str:
    count = "an error" if len(found) == 1 else f"{len(found)} errors"
    named = " ".join(f"{one.where}: {one.problem}" for one in found[:MOST_NAMED])
    return (
        f"“{article.headline}” has {count}. {named} `newsroom check {article.slug}` shows all and what to do;"
        ' --anyway "reason" passes them over.'
    )
