"""Forget: somebody is taken out of everything that is kept, at once and for good; a line in the log stays."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.desk.erase import ACT, bury
from newsroom.desk.portrait import Person, Portrait, find_person, is_picture_of, passages_about, portraits
from newsroom.desk.redaction import Redaction, pictured_by, redacted, redacted_body
from newsroom.errors import Invalid, NotFound
from newsroom.model import Contact, Manuscript, Status, status_at
from newsroom.schema import article as article_table
from newsroom.store import (
    contacts,
    editing,
    erasure,
    files,
    freshness,
    kit,
    log,
    naming,
    origins,
    passages,
    previews,
    search,
    versions,
)
from newsroom.store.passages import Passage, Value
from newsroom.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What an erasure of somebody changed, and what is left for people to look at.

    `shown_in` names the articles that show a picture of them without naming them, `files` what articles carry that
    named them: nobody here reads what is inside.
    """

    articles: int
    shown_in: tuple[str, ...]
    files: tuple[str, ...]


def erase_person(connection: Connection, name: str, *, now: datetime, by: str, reason: str | None = None) -> Forgotten:
    """Take somebody out of everything at once, and leave a line in the log that does not name them, with the reason.

    Raises Invalid for less than a whole name, and NotFound for somebody who is nowhere.
    """
    person = _find_whole(connection, name)
    found, rows = list(portraits(connection, person)), list(passages_about(connection, person))
    if not (person.cards or found or rows):
        raise NotFound(f"{person.label} is nowhere here.")
    gone = {picture for one in found for picture in _erase_from(connection, one, now)}
    gone |= {picture for passage, out in rows for picture in _erase_beside(connection, passage, out, now)}
    gone |= contacts.portraits_of(connection, [card.id for card in person.cards])
    for card in person.cards:
        _erase_card(connection, card, now)
    if person.name.words:
        # A source's list names them so: no import brings the card back.
        origins.bury_id(connection, "contact", fold(person.label), act=ACT, now=now)
    erasure.remove_unused_tags(connection)
    if any(status_at(one.article.moments, now) is Status.PUBLISHED for one in found):
        freshness.note_removal(connection, now=now)
    erasure.begin(connection, files.unnamed(connection, gone))
    _record(connection, person, len(found), now=now, by=by, reason=reason)
    return Forgotten(
        articles=len(found),
        shown_in=tuple(passages.slugs_showing(connection, gone)),
        files=tuple(file.name for one in found for file in one.article.attachments if file.digest),
    )


def _find_whole(connection: Connection, name: str) -> Person:
    person = find_person(connection, name)
    if len(person.name.words) == 1:
        raise Invalid("name", name, "write the given name and the surname, or who else is called so goes with them")
    return person


def _erase_from(connection: Connection, one: Portrait, now: datetime) -> set[str]:
    """Take somebody out of an article and all its versions, and give the pictures that went."""
    article, out = one.article, one.out
    gone = {picture for content in one.contents for picture in pictured_by(content, out)}
    content = redacted(article.content, out, gone)
    if content != article.content:
        words, updated_at = search.words_of(content), article.updated_at
        changed = Manuscript(content=content, words=words, slug=article.slug, updated_at=updated_at)
        editing.change_article(connection, article.id, changed, now=now, slight=True)
    for version, said in one.versions:
        head = replace(version, note=out.text(version.note))
        versions.rewrite(connection, article.id, head, redacted(said, out, gone))
    _erase_around(connection, one)
    return gone


def _erase_around(connection: Connection, one: Portrait) -> None:
    """Take somebody out of an article's addresses and out of what is noted of it; nothing leads there any more."""
    article, out = one.article, one.out_of_addresses
    if (rest := out.slug(article.slug)) != article.slug:
        new = naming.free_slug(connection, article_table, rest or one.out.text(article.headline))
        passages.set_slug(connection, article.id, new)
        log.rename(connection, article.uid, article.slug, new)
    if article.withdrawn_reason:
        passages.set_reason(connection, article.id, one.out.text(article.withdrawn_reason))
    theirs = [address for address in one.old_addresses if out.in_address(address)]
    passages.remove_redirects(connection, theirs)
    if out.in_address(article.former_id or ""):
        passages.drop_former_id(connection, article.id)
    for origin in origins.origins_of(connection, "article", article.id):
        if out.in_address(origin.source_id):
            origins.conceal(connection, origin)
    origins.mark_edited(connection, "article", article.id)


def _erase_beside(connection: Connection, one: Passage, out: Redaction, now: datetime) -> set[str]:
    """Take somebody out of a row beside the articles, and give the picture that went with it, if any."""
    if is_picture_of(connection, one, out):
        return _erase_file(connection, one.row, now)
    if one.type == "old address":
        passages.remove_redirects(connection, [one.name])
    else:
        _rewrite(connection, one, out, now)
    return set()


def _rewrite(connection: Connection, one: Passage, out: Redaction, now: datetime) -> None:
    changed = {column: _without(column, value, out) for column, value in one.values.items()}
    if "slug" in changed and changed["slug"] != one.values["slug"]:
        free = naming.free_slug(connection, passages.KINDS[one.type][0], str(changed["slug"]) or one.type)
        changed |= {"slug": free, "wanted_slug": None}
    passages.rewrite(connection, one, changed)
    if one.type in ("contact", "event", "file"):
        origins.mark_edited(connection, one.type, one.row)
        passages.touch(connection, one, now=now)
    if one.type == "preview":
        # Nobody would know any more whose key it is.
        previews.revoke(connection, [one.row], now=now)


def _without(column: str, value: Value, out: Redaction) -> Value | None:
    """Give what a column says without them; an address that names them goes."""
    if isinstance(value, list):
        return [out.text(text) for text in value]
    if column in ("url", "signup_url"):
        return None if out.mentions(value) else value
    if column == "description_html":
        body = redacted_body(value, out)
        return body.html if body else value
    return out.slug(value) if column == "slug" else out.text(value)


def _erase_file(connection: Connection, key: int, now: datetime) -> set[str]:
    """Erase a file of the press kit, and give its original."""
    item = kit.get_item(connection, key)
    bury(connection, "file", key, now=now)
    kit.remove_item(connection, key)
    log.forget(connection, item.uid, item.slug)
    return {item.digest} if item.digest else set()


def _erase_card(connection: Connection, card: Contact, now: datetime) -> None:
    bury(connection, "contact", card.id, now=now)
    contacts.remove_contact(connection, card.id)
    log.forget(connection, card.uid, card.slug)


def _record(
    connection: Connection, person: Person, articles: int, *, now: datetime, by: str, reason: str | None
) -> None:
    uid, out = person.cards[0].uid if person.cards else None, Redaction(person.name)
    why = out.text(" ".join((reason or "").split()))
    actor, note = out.text(by), "; ".join(filter(None, (f"articles: {articles}", why)))
    log.add_records(connection, [log.Record(at=now, actor=actor, act="erase", type="contact", uid=uid, note=note)])
