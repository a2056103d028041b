"""People: where somebody is named, pictured or the contact, and taking them out of all of it, or another in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from newsroom.desk.erase import ACT, bury
from newsroom.desk.portrait import (
    CONTACT,
    NAMED,
    PICTURED,
    Person,
    Portrait,
    find_person,
    mentioned,
    passages_about,
    portraits,
    texts_of,
)
from newsroom.desk.redaction import Redaction, pictured_by, redacted, redacted_body
from newsroom.errors import Invalid, NewsroomError, NotFound
from newsroom.kit import KitKind
from newsroom.model import Contact, Manuscript, Status, status_at
from newsroom.schema import article as article_table
from newsroom.store import (
    contacts,
    editing,
    erasure,
    files,
    kit,
    log,
    lookup,
    naming,
    origins,
    passages,
    previews,
    search,
    versions,
)
from newsroom.store.passages import Passage, Value
from newsroom.text import fold

AROUND = 40
PORTRAYING = ("name", "caption", "alt")
"""Where a picture of the press kit says whom it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody is: named, pictured or the contact, in a field of something; only articles have a status."""

    role: str
    type: str
    slug: str
    status: Status | None = None
    field: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What an erasure of somebody changed, and what is left for people to look at.

    `shown_in` names the articles that show a picture of them without naming them, `files` what articles carry that
    named them: nobody here reads what is inside.
    """

    articles: int
    shown_in: tuple[str, ...]
    files: tuple[str, ...]


def places(connection: Connection, name: str, *, now: datetime) -> list[Place]:
    """Give every place where somebody is named, pictured or the contact."""
    return list(_places(connection, find_person(connection, name), now))


def replace_person(connection: Connection, name: str, successor: str, *, now: datetime, by: str) -> int:
    """Put another card in the place of somebody's on every article, end theirs, and tell on how many articles.

    Raises NewsroomError when they have no card, or when the other does not answer.
    """
    person, after = find_person(connection, name), lookup.get_contact_by_name(connection, successor)
    if not person.cards:
        raise NotFound(f"{person.label} has no card: `newsroom contact list` shows them all.")
    if after in person.cards:
        raise NewsroomError(f"{after.label} ({after.slug}) is the same person: name another.")
    if after.answers_until and after.answers_until <= now:
        raise NewsroomError(f"{after.label} ({after.slug}) answers no more: name another, or set a later --until.")
    changed: set[int] = set()
    for card in person.cards:
        shown = contacts.replace_on_articles(connection, card.id, after.id)
        _end(connection, card, now)
        note = f"by {after.slug}, articles: {len(shown)}"
        log.record(connection, "replace", card, by=by, now=now, note=note)
        changed.update(shown)
    for key in changed:
        origins.mark_edited(connection, "article", key)
    return len(changed)


def erase_person(connection: Connection, name: str, *, now: datetime, by: str, reason: str | None = None) -> Forgotten:
    """Take somebody out of everything at once, and leave a line in the log that does not name them, with the reason.

    Raises Invalid for less than a whole name, and NotFound for somebody who is nowhere.
    """
    person = find_person(connection, name)
    if len(person.name.words) == 1:
        raise Invalid("name", name, "write the given name and the surname, or who else is called so goes with them")
    found, rows = list(portraits(connection, person)), list(passages_about(connection, person))
    if not (person.cards or found or rows):
        raise NotFound(f"{person.label} is nowhere here.")
    gone = {picture for one in found for picture in _erase_from(connection, one, now)}
    for passage, out in rows:
        if _is_picture_of(connection, passage, out):
            gone |= _erase_file(connection, passage.row, now)
        else:
            _rewrite(connection, passage, out, now)
    gone |= contacts.portraits_of(connection, [card.id for card in person.cards])
    for card in person.cards:
        _erase_card(connection, card, now)
    if person.name.words:
        # A source's list names them so: no import brings the card back.
        origins.bury_id(connection, "contact", fold(person.label), act=ACT, now=now)
    erasure.remove_unused_tags(connection)
    if any(status_at(one.article.moments, now) is Status.PUBLISHED for one in found):
        editing.note_removal(connection, now=now)
    erasure.begin(connection, files.unnamed(connection, gone))
    _record(connection, person, len(found), now=now, by=by, reason=reason)
    return Forgotten(
        articles=len(found),
        shown_in=tuple(passages.slugs_showing(connection, gone)),
        files=tuple(file.name for one in found for file in one.article.attachments if file.digest),
    )


def _end(connection: Connection, card: Contact, now: datetime) -> None:
    begins = card.answers_at if card.answers_at and card.answers_at < now else None
    ends = min(card.answers_until, now) if card.answers_until else now
    contacts.set_term(connection, card.id, begins, ends, now=now)
    origins.mark_edited(connection, "contact", card.id)


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
    for origin in origins.origins_of(connection, "article", article.id):
        if out.in_address(origin.source_id):
            origins.conceal(connection, origin)
    origins.mark_edited(connection, "article", article.id)


def _rewrite(connection: Connection, one: Passage, out: Redaction, now: datetime) -> None:
    if one.type == "old address":
        passages.remove_redirects(connection, [one.name])
        return
    changed: dict[str, Value | None] = {}
    for column, value in one.values.items():
        if isinstance(value, list):
            changed[column] = [out.text(text) for text in value]
        elif column in ("url", "signup_url"):
            changed[column] = None if out.mentions(value) else value
        elif column == "description_html":
            body = redacted_body(value, out)
            changed[column] = body.html if body else value
        elif column == "slug":
            rest = out.slug(value)
            changed[column] = (
                value if rest == value else naming.free_slug(connection, passages.KINDS[one.type][0], rest or one.type)
            )
            changed |= {} if rest == value else {"wanted_slug": None}
        else:
            changed[column] = out.text(value)
    passages.rewrite(connection, one, changed)
    if one.type in ("contact", "event", "file"):
        origins.mark_edited(connection, one.type, one.row)
        passages.touch(connection, one, now=now)
    if one.type == "preview":
        # Nobody would know any more whose key it is.
        previews.revoke(connection, [one.row], now=now)


def _is_picture_of(connection: Connection, one: Passage, out: Redaction) -> bool:
    """Tell whether this is a picture of the press kit that shows them, by its name or what is said of it."""
    said = (one.values.get(column) for column in PORTRAYING)
    is_picture = one.type == "file" and kit.get_item(connection, one.row).kind is KitKind.IMAGE
    return is_picture and any(isinstance(text, str) and out.mentions(text) for text in said)


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


def _places(connection: Connection, person: Person, now: datetime) -> Iterator[Place]:
    for card in person.cards:
        yield Place(role=CONTACT, type="contact", slug=card.slug, field="card", excerpt=card.label)
    for found in portraits(connection, person):
        yield from _places_of(found, person, now)
    for passage, out in passages_about(connection, person):
        role = PICTURED if _is_picture_of(connection, passage, out) else NAMED
        place = partial(Place, role=role, type=passage.type, slug=passage.name)
        said = ((column, text) for column, text in texts_of(passage) if out.mentions(text))
        yield from (place(field=column, excerpt=_excerpt(text, out)) for column, text in said)


def _places_of(found: Portrait, person: Person, now: datetime) -> Iterator[Place]:
    article, theirs = found.article, {card.id for card in person.cards}
    place = partial(Place, type="article", slug=article.slug, status=status_at(article.moments, now))
    for card in article.contacts:
        if card.id in theirs:
            yield place(role=CONTACT, field="contacts", excerpt=card.label)
    for role, field, text in mentioned(found):
        if field != "contacts":
            yield place(role=role, field=field, excerpt=_excerpt(text, found.out))


def _excerpt(text: str, out: Redaction) -> str:
    start, end = next(iter(out.spans(text)), (0, AROUND))
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    cut = "…" if start > AROUND else "", "…" if len(text) > end + AROUND else ""
    return cut[0] + " ".join(f"{before}{text[start:end]}{after}".split()) + cut[1]
