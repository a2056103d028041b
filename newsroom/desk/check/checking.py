"""Checking an article by every rule, or by those that ask no store, as an import does."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.check.companions import (
    check_contact,
    check_headline,
    check_pictures,
    check_readable,
    check_translation,
)
from newsroom.desk.check.days import names_dated_weekday
from newsroom.desk.check.finding import Finding
from newsroom.desk.check.hours import check_hours
from newsroom.desk.check.language import check_language
from newsroom.desk.check.leftovers import check_leftovers
from newsroom.desk.check.links import check_links
from newsroom.desk.check.names import Register, check_names
from newsroom.desk.check.occasions import check_events
from newsroom.desk.check.phones import check_phones
from newsroom.desk.check.placeholders import check_placeholders
from newsroom.desk.check.quotation import check_quotations
from newsroom.desk.check.subject import Subject, planned_at
from newsroom.desk.check.weekdays import check_weekdays
from newsroom.errors import NewsroomError
from newsroom.model import Article, ArticleContent, Status, status_at
from newsroom.room import Room
from newsroom.store import contacts, lookup, references

MOST_NAMED = 3
"""How many errors a refusal names; `newsroom check` shows them all."""

Rule = Callable[[Subject], Iterator[Finding]]
ON_OLD_TEXTS: tuple[Rule, ...] = (check_weekdays, check_placeholders, check_leftovers)
"""What is a fault in a text of any age."""

ON_TEXTS: tuple[Rule, ...] = (
    *ON_OLD_TEXTS,
    check_hours,
    check_phones,
    check_quotations,
    check_headline,
    check_pictures,
)


def check_article(
    connection: Connection,
    article: Article,
    room: Room,
    *,
    now: datetime,
    at: datetime | None = None,
    register: Register | None = None,
) -> list[Finding]:
    """Give what is wrong with an article, errors first, if it comes out at `at`, else at the moment planned for it.

    Whoever checks many gives the register of contacts, which is read anew otherwise.
    """
    subject = Subject(article.content, room, at or planned_at(article, now))
    names = register if register is not None else read_register(connection)
    found = [*_check_all(connection, article, subject, now), *check_names(subject, names), *check_language(subject)]
    found += check_readable(subject)
    return sorted(found, key=lambda one: one.level)


def choose_articles(connection: Connection, names: Sequence[str], *, now: datetime) -> list[int]:
    """Give the numbers of the articles named, else of all that are not withdrawn, those not yet public first.

    Raises NotFound or Ambiguous.
    """
    if names:
        return list(dict.fromkeys(lookup.get_by_name(connection, name).id for name in names))
    stands = {one.id: status_at(one.moments, now) for one in lookup.articles(connection, now=now)}
    return sorted(
        (key for key in stands if stands[key] is not Status.WITHDRAWN), key=lambda key: stands[key] is Status.PUBLISHED
    )


def read_register(connection: Connection) -> Register:
    """Give the names of all cards."""
    return Register.of(one.name for one in contacts.contacts(connection) if one.name)


def refuse_errors(
    connection: Connection, article: Article, room: Room, *, now: datetime, at: datetime, anyway: str | None = None
) -> tuple[Finding, ...]:
    """Raise NewsroomError for an article with errors that is to come out at `at`, unless `anyway` says why it may.

    Gives the errors that were passed over. Rules that only warn are not asked.
    """
    found = _check_all(connection, article, Subject(article.content, room, at), now)
    errors = tuple(one for one in found if one.level == "error")
    if errors and not (anyway or "").strip():
        raise NewsroomError(_refusal(article, errors))
    return errors


def _check_all(connection: Connection, article: Article, subject: Subject, now: datetime) -> Iterator[Finding]:
    """Apply every rule that can find an error."""
    for rule in ON_TEXTS:
        yield from rule(subject)
    yield from check_events(subject, references.events_of(connection, article.id))
    yield from check_links(connection, article, subject.room, now=max(now, subject.at))
    yield from check_contact(article, subject.room, subject.at)
    if article.original_id is not None:
        yield from check_translation(article, lookup.get_article(connection, article.original_id), now)


def notes_on(content: ArticleContent, room: Room, at: datetime, *, published: bool) -> list[str]:
    """Give what an import's ledger says of a text; of one that its source has published, only what is plainly wrong."""
    subject = Subject(content, room, at)
    places = dict[str, list[str]]()
    rules = ON_OLD_TEXTS if published else ON_TEXTS
    if published and not names_dated_weekday(content.body_text):
        rules = rules[1:]
    for rule in rules:
        for one in rule(subject):
            if one.level == "error" or not published:
                places.setdefault(one.problem, []).append(one.where)
    return [f"{', '.join(where).capitalize()}: {problem}" for problem, where in places.items()]


def _refusal(article: Article, found: tuple[Finding, ...]) -> str:
    count = "an error" if len(found) == 1 else f"{len(found)} errors"
    named = " ".join(f"{one.where}: {one.problem}" for one in found[:MOST_NAMED])
    return (
        f"“{article.headline}” has {count}. {named} `newsroom check {article.slug}` shows all and what to do;"
        ' --anyway "reason" passes them over.'
    )
