"""Subject: what is checked, with the facts it is held against."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from newsroom.desk.check.dates import Day
from newsroom.desk.check.days import find_days
from newsroom.model import Article, ArticleContent, Contact
from newsroom.room import Room

BESIDE = 24
"""How many characters beside the words in question an excerpt shows."""


class Passage(NamedTuple):
    """Some words of an article, and the field they stand in."""

    where: str
    text: str

    def around(self, start: int, end: int) -> str:
        """Give what stands from `start` to `end` with the words beside it on its line."""
        before = self.text[max(0, start - BESIDE) : start].rpartition("\n")[2]
        after = self.text[end : end + BESIDE].partition("\n")[0]
        left = before if len(before) < BESIDE else before.partition(" ")[2]
        right = after if len(after) < BESIDE else after.rpartition(" ")[0]
        return " ".join((left + self.text[start:end] + right).split())


@dataclass(frozen=True)
class Subject:
    """What an article says, where it is to come out, and the moment of that."""

    content: ArticleContent
    room: Room
    at: datetime

    @property
    def day(self) -> date:
        """Give the day on which it comes out, in the room's zone."""
        return self.at.astimezone(self.room.zone).date()

    @cached_property
    def whole(self) -> str:
        """Give all its texts, a line below the other, to see at once whether something is in any of them."""
        return "\n".join([one.text for one in self.passages] + [""])

    @cached_property
    def small(self) -> str:
        """Give the same in small letters."""
        return self.whole.lower()

    @cached_property
    def days(self) -> list[tuple[Passage, list[Day]]]:
        """Give the days that it names, passage by passage; three rules ask for them."""
        return [(one, find_days(one.text, self.content.language)) for one in self.passages]

    @cached_property
    def passages(self) -> list[Passage]:
        """Give its texts, as readers see them."""
        said = self.content
        fields = [("headline", said.headline), ("lead", said.lead), ("byline", said.byline), ("body", said.body_text)]
        fields += [(f"caption of picture {number}", image.caption) for number, image in enumerate(said.images, 1)]
        return [Passage(where, text) for where, text in fields if text]


def planned_at(article: Article, now: datetime) -> datetime:
    """Give the moment at which an article came out, or is to come out, or would if it were published now."""
    return article.moments.published_at or article.proposed_at or now


def reachable(people: tuple[Contact, ...], at: datetime) -> list[Contact]:
    """Give those people of an article who answer at a moment, by phone or e-mail."""
    return [one for one in people if (one.phones or one.emails) and _answers(one, at)]


def _answers(one: Contact, at: datetime) -> bool:
    begun = one.answers_at is None or one.answers_at <= at
    return begun and (one.answers_until is None or one.answers_until > at)
