"""Findings: what a rule says of an article, and the list of all rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newsroom.text import shorten

Level = Literal["error", "warning"]
MOST_EXCERPT = 80

RULES: Mapping[str, str] = {
    "weekday": "A weekday and a date that do not go together; without a year it is a warning.",
    "past-event": "An event that is over when the article comes out; an error in an invitation.",
    "clock-change": "An hour that the room's clocks skip (an error) or show twice.",
    "name": "A name spelled almost like one of the contact register.",
    "phone": "Something that says it is a phone number and cannot be dialled.",
    "link": "A link inside the room that leads to nothing, or to what is not public.",
    "contact": "Nobody to ring or write to; an error where the desk has no channel either.",
    "alt": "A picture without a description for those who do not see it.",
    "credit": "A picture that does not say who made it.",
    "unread": "A picture that cannot be read, so that readers do not get it as it came.",
    "headline": "A headline longer than 100 characters.",
    "language": "A text in another language than the article is said to be in.",
    "quotation": "A quotation that is opened and not closed, or closed and not opened.",
    "placeholder": "Words that stand where the real ones were to come: lorem ipsum, XX, [namn].",
    "translation": "A translation that is older than its original.",
    "tracked-changes": "Changes and comments that a word processor left in the text.",
}
"""Every rule by its name, and what it finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule says: in which field, on which words, what is wrong and what to do; an error blocks publication."""

    level: Level
    rule: str
    where: str
    excerpt: str = ""
    problem: str
    advice: str


def error(rule: str, where: str, excerpt: str, problem: str, advice: str) -> Finding:
    """Make a finding that blocks publication."""
    return _finding("error", rule, where, excerpt, problem, advice)


def warning(rule: str, where: str, excerpt: str, problem: str, advice: str) -> Finding:
    """Make a finding that blocks nothing."""
    return _finding("warning", rule, where, excerpt, problem, advice)


def _finding(level: Level, rule: str, where: str, excerpt: str, problem: str, advice: str) -> Finding:
    words = shorten(excerpt, MOST_EXCERPT)
    return Finding(level=level, rule=rule, where=where, excerpt=words, problem=problem, advice=advice)
