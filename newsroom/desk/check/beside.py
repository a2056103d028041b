"""What stands beside the articles: pictures of the press kit, and portraits on cards, held against the same rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from newsroom.desk.check.companions import check_words
from newsroom.desk.check.finding import Finding
from newsroom.errors import NewsroomError
from newsroom.kit import KitContent, KitItem, KitKind
from newsroom.model import Article, Contact, status_at
from newsroom.store import contacts, kit

PICTURES = (KitKind.LOGO, KitKind.IMAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked over, by its kind and its names, where it stands, and what was found."""

    kind: Literal["article", "file", "contact"]
    slug: str
    name: str
    status: str
    findings: Sequence[Finding]

    @classmethod
    def of_article(cls, article: Article, findings: Sequence[Finding], now: datetime) -> "Checked":
        """Give an article with what was found in it."""
        status = status_at(article.moments, now)
        return cls(kind="article", slug=article.slug, name=article.headline, status=status, findings=findings)


def check_beside(connection: Connection) -> list[Checked]:
    """Look over every picture of the press kit and every portrait, those that are held back, too."""
    items = [_checked_item(one) for one in kit.kit_items(connection) if one.kind in PICTURES and one.digest]
    cards = [_checked_card(one) for one in contacts.contacts(connection) if one.image and one.image.digest]
    return [*items, *cards]


def refuse_wordless(said: KitContent, *, anyway: str | None = None) -> tuple[Finding, ...]:
    """Raise NewsroomError for a picture that may not come into the press kit so, unless `anyway` says why it may.

    Gives the errors that were passed over.
    """
    found = tuple(_of_item(said, "newsroom file edit"))
    if found and not (anyway or "").strip():
        problems = " ".join(one.problem for one in found)
        hint = 'Say --alt and --credit; --anyway "reason" passes this over.'
        raise NewsroomError(f"“{said.name}” is not for all to see yet. {problems} {hint}")
    return found


def _checked_item(one: KitItem) -> Checked:
    found = tuple(_of_item(one, f"newsroom file edit {one.slug}"))
    status = "public" if one.published_at else "held back"
    return Checked(kind="file", slug=one.slug, name=one.name, status=status, findings=found)


def _of_item(one: KitContent, how: str) -> Iterator[Finding]:
    if one.kind in PICTURES:
        yield from check_words(one, one.kind.value, one.url, how)


def _checked_card(one: Contact) -> Checked:
    how = f"newsroom contact edit {one.slug}"
    found = tuple(check_words(one.image, "portrait", one.image.url, how)) if one.image else ()
    status = "press contact" if one.press_contact else "with its articles"
    return Checked(kind="contact", slug=one.slug, name=one.label, status=status, findings=found)
