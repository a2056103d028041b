"""Portraits: who is meant by a name, and every article and row that somebody is in, with how they are taken out.

A name is found in every field of every article, in what it said before, in events and cards, in the ledger and in the
log; by the surname alone in an article that names them in full, or whose contact they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from newsroom.desk.mentions import Name, is_named, may_name, read_name
from newsroom.desk.redaction import Redaction, knows, pictured_by, said_by
from newsroom.errors import Ambiguous, Invalid
from newsroom.kit import KitKind
from newsroom.model import Article, ArticleContent, Contact, Version
from newsroom.store import contacts, kit, passages, redirects, versions
from newsroom.store.passages import Passage
from newsroom.text import fold

NAMED, PICTURED, CONTACT = "named", "pictured", "contact"
PORTRAYING = ("name", "caption", "alt")
"""Where a picture of the press kit says whom it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, as they were asked for; `cards` are theirs."""

    label: str
    name: Name
    cards: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """An article with all that it says and said, and how somebody is taken out of it."""

    article: Article
    versions: tuple[tuple[Version, ArticleContent], ...]
    old_addresses: tuple[str, ...]
    out: Redaction

    @property
    def out_of_addresses(self) -> Redaction:
        """Give how they are taken out of its slugs: a surname alone is theirs there when it is in a headline."""
        known = any(self.out.mentions(content.headline) for content in self.contents)
        return replace(self.out, known=known)

    @property
    def contents(self) -> Iterator[ArticleContent]:
        """Give what it says, then what it said."""
        yield self.article.content
        yield from (content for _, content in self.versions)


def find_person(connection: Connection, name: str) -> Person:
    """Tell who is meant: by the slug of a card, by a whole name, or by letters that one card's name has.

    A name that no card has is a person, too. Raises Invalid for no name, and Ambiguous when letters fit several.
    """
    if not fold(name).strip():
        raise Invalid("name", name, "write the given name and the surname, or the slug of a card")
    cards = contacts.contacts(connection)
    label = _label(name, cards)
    named = next((card for card in cards if card.slug == name), None)
    if named and not named.name:
        return Person(label=named.label, name=Name(()), cards=(named,))
    whole = read_name(label, [card.name for card in cards if card.name])
    theirs = tuple(card for card in cards if is_named(card.name, whole))
    return Person(label=label, name=whole, cards=theirs)


def portraits(connection: Connection, person: Person) -> Iterator[Portrait]:
    """Give every article that somebody is mentioned in, or stands on."""
    theirs = {card.id for card in person.cards}
    for article, beside in passages.articles(connection):
        stands = any(card.id in theirs for card in article.contacts)
        if not (stands or may_name(_plain(article) + beside, person.name)):
            continue
        said = tuple((one, versions.content_of(one)) for one in versions.versions(connection, article.id))
        found = _portrait(connection, article, said, person.name, stands=stands)
        if stands or (person.name.words and any(True for _ in mentioned(found))):
            yield found


def mentioned(one: Portrait) -> Iterator[tuple[str, str, str]]:
    """Give role, field and text of everything in and about an article that mentions somebody."""
    yield from _mentioned(one.article.content, one.out)
    if one.out_of_addresses.slug(one.article.slug) != one.article.slug:
        yield NAMED, "slug", one.article.slug
    about = [("reason", one.article.withdrawn_reason or "")]
    about += [(f"note {version.number}", version.note or "") for version, _ in one.versions]
    yield from ((NAMED, field, text) for field, text in about if one.out.mentions(text))
    known_as = (*one.old_addresses, one.article.former_id or "")
    theirs = (address for address in known_as if one.out_of_addresses.in_address(address))
    yield from ((NAMED, "old address", address) for address in theirs)
    for version, content in one.versions:
        for role, field, text in _mentioned(content, one.out):
            yield role, f"version {version.number}: {field}", text


def passages_about(connection: Connection, person: Person) -> Iterator[tuple[Passage, Redaction]]:
    """Give every row beside the articles that mentions somebody, with how they are taken out of it."""
    for one in passages.passages(connection) if person.name.words else ():
        out = Redaction(person.name, one.language)
        says = out.in_address if one.type == "old address" else out.mentions
        if any(says(text) for _, text in texts_of(one)):
            yield one, out


def texts_of(one: Passage) -> Iterator[tuple[str, str]]:
    """Give every text of a row by its column."""
    for column, value in one.values.items():
        yield from ((column, text) for text in ([value] if isinstance(value, str) else value))


def is_picture_of(connection: Connection, one: Passage, out: Redaction) -> bool:
    """Tell whether this is a picture of the press kit that shows them, by its name or what is said of it."""
    said = (one.values.get(column) for column in PORTRAYING)
    is_picture = one.type == "file" and kit.get_item(connection, one.row).kind is KitKind.IMAGE
    return is_picture and any(isinstance(text, str) and out.mentions(text) for text in said)


def _label(name: str, cards: list[Contact]) -> str:
    exact = next((card for card in cards if card.slug == name), None)
    if exact:
        return exact.name or exact.label
    if read_name(name).is_whole:
        return name
    wanted = fold(name.strip())
    fitting = {fold(card.name): card for card in cards if card.name and wanted and wanted in fold(card.name)}
    if len(fitting) > 1:
        raise Ambiguous(name, [card.slug for card in fitting.values()][:8])
    return next((card.name or name for card in fitting.values()), name)


def _portrait(
    connection: Connection,
    article: Article,
    said: tuple[tuple[Version, ArticleContent], ...],
    name: Name,
    *,
    stands: bool,
) -> Portrait:
    contents = [article.content, *(content for _, content in said)]
    known = bool(name.words) and (stands or any(knows(content, name) for content in contents))
    old = tuple(redirects.addresses_of(connection, article.id))
    return Portrait(article=article, versions=said, old_addresses=old, out=Redaction(name, article.language, known))


def _plain(article: Article) -> str:
    """Give all that an article says in one piece, as it is kept."""
    content = article.content
    said = (article.slug, article.withdrawn_reason, content.headline, content.lead, content.byline, content.dateline)
    shown = (text for one in content.images for text in (one.caption, one.alt, one.credit, one.licence, one.url))
    carried = (text for one in content.attachments for text in (one.name, one.url))
    beside = (content.canonical_url, content.body_html, *content.tags, *shown, *carried)
    return "\n".join(filter(None, (*said, *beside)))


def _mentioned(content: ArticleContent, out: Redaction) -> Iterator[tuple[str, str, str]]:
    for field, text in said_by(content):
        if out.mentions(text):
            yield PICTURED if field in ("caption", "alt") else NAMED, field, text
    for one in content.images:
        if (one.digest or one.url) in pictured_by(content, out) and not out.shows(one):
            yield PICTURED, "body", one.url
    yield from ((CONTACT, "contacts", one.name or "") for one in content.contacts if is_named(one.name, out.name))
