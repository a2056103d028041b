"""Scoring: how many of the fields that a case asks for an import got right; a case is a line of `expected.jsonl`.

A case names a file, which of its articles is meant (`pick`, else the first), how many there are (`count`), and what
is expected of it. A list under a plain field means any of these, None that the field must stay empty.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean
from typing import Any

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one file: its articles, the one that a case means, and everybody and every event beside it."""

    articles: list[Value]
    picked: Value
    people: list[Value]
    events: list[Value]

    @property
    def words(self) -> str:
        """Give all that the article says, without markup."""
        said = (self.picked.get(name) or "" for name in ("headline", "lead", "body_text"))
        return squeezed(" ".join(said))


def find(case: Value, items: list[Value]) -> Found:
    """Give what a case is about among the items of its file."""
    kept = [one for one in items if one["outcome"] != "refused"]
    articles = [one for one in kept if one["type"] == "article"]
    wanted = case.get("pick", {}).get("title")
    picked = next((one for one in articles if wanted is None or like(one["headline"], wanted)), {})
    people = [*picked.get("contacts", ()), *(one for one in kept if one["type"] == "contact")]
    return Found(articles, picked, people, [one for one in kept if one["type"] == "event"])


def score(case: Value, found: Found) -> dict[str, float]:
    """Give what each field that is asked for is worth, from 0 to 1; a field that nobody checks raises KeyError."""
    checked = {name: CHECKS[name](wanted, found) for name, wanted in case["expect"].items()}
    return checked | ({"count": float(len(found.articles) == case["count"])} if "count" in case else {})


def folded(words: object) -> str:
    """Give words as they compare: whatever their quotation marks, dashes, blanks and capitals."""
    plain = unicodedata.normalize("NFKC", str(words or "")).casefold().replace("\xad", "")
    return " ".join(plain.translate(str.maketrans("‘’“”„«»–—‑−", '\'\'"""""----')).split())


def squeezed(words: object) -> str:
    """Give words without blanks, which markup inside a word leaves or takes."""
    return folded(words).replace(" ", "")


def like(one: object, other: object) -> bool:
    """Tell whether two headlines are one."""
    return folded(one).strip(" \"'.") == folded(other).strip(" \"'.")


def _any(wanted: object, is_right: Callable[[Any], float]) -> float:
    return max(is_right(one) for one in (wanted if isinstance(wanted, list) else [wanted]))


def _published(wanted: object, found: Found) -> float:
    return _any(wanted, lambda one: _moment(found.picked.get("published_at"), one) if found.picked else 0.0)


def _moment(got: str | None, wanted: str | None) -> float:
    """Compare as precisely as is asked; the right day with another minute is worth a half."""
    if got is None or wanted is None:
        return float(got is wanted)
    said, asked = datetime.fromisoformat(got), datetime.fromisoformat(wanted)
    same_day = _day(said, asked) == asked.date()
    if "T" not in wanted:
        return float(same_day)
    if "T" not in got or asked.tzinfo is None:
        return 0.5 * same_day
    return 1.0 if abs((said - asked).total_seconds()) < 60 else 0.5 * same_day


def _day(said: datetime, asked: datetime) -> date:
    return (said.astimezone(asked.tzinfo) if said.tzinfo and asked.tzinfo else said).date()


def _authors(wanted: Any, found: Found) -> float:
    got, asked = _names([found.picked.get("byline") or ""]), _names(wanted or [])
    return 2 * len(got & asked) / (len(got) + len(asked)) if got or asked else 1.0


def _names(values: Any) -> set[str]:
    listed = values if isinstance(values, list) else [values]
    parts = (part for one in listed for part in re.split(r"[;,|]|\s(?:and|und|og|och|ja)\s", str(one)))
    return {name for part in parts if (name := re.sub(r"^(by|av|von|text:?)\s", "", folded(part)))}


def _number(name: str) -> Callable[[Any, Found], float]:
    def check(wanted: Any, found: Found) -> float:
        number = len(found.picked.get(name, ()))
        least, most = (
            (wanted.get("min", 0), wanted.get("max", number)) if isinstance(wanted, dict) else (wanted, wanted)
        )
        return float(bool(found.picked) and least <= number <= most)

    return check


def _tags(wanted: list[str], found: Found) -> float:
    return mean(folded(one) in map(folded, found.picked.get("tags", ())) for one in wanted)


def _contacts(wanted: list[Value], found: Found) -> float:
    return mean(max((mean(_person(asked, one)) for one in found.people), default=0.0) for asked in wanted)


def _person(asked: Value, got: Value) -> Iterator[float]:
    for name, value in asked.items():
        if name == "emails":
            yield from (float(one.lower() in map(str.lower, got["emails"])) for one in value)
        elif name == "phones":
            yield from (
                float(any(_digits(phone).endswith(_digits(one)[-8:]) for phone in got["phones"])) for one in value
            )
        elif name == "areas":
            yield from (float(any(folded(one) in folded(area) for area in got["responsibilities"])) for one in value)
        elif value:
            yield float(folded(value) in folded(got[name]))


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def _no_contacts(unwanted: list[str], found: Found) -> float:
    known = {email.lower() for one in found.people for email in one["emails"]}
    return float(not any(one.lower() in known for one in unwanted))


def _events(wanted: list[Value], found: Found) -> float:
    return mean(max((mean(_occasion(asked, one)) for one in found.events), default=0.0) for asked in wanted)


def _occasion(asked: Value, got: Value) -> Iterator[float]:
    yield _moment(got["starts_at"], asked["start"])
    if "end" in asked:
        yield _moment(got["ends_at"], asked["end"])
    if "title" in asked:
        yield float(like(got["headline"], asked["title"]))
    if "place" in asked:
        yield float(folded(asked["place"]) in folded(got["place"]))


CHECKS: Mapping[str, Callable[[Any, Found], float]] = {
    "title": lambda wanted, found: _any(wanted, lambda one: float(like(found.picked.get("headline"), one))),
    "title_contains": lambda wanted, found: float(folded(wanted) in folded(found.picked.get("headline"))),
    "lead_contains": lambda wanted, found: float(folded(wanted) in folded(found.picked.get("lead"))),
    "kind": lambda wanted, found: float(found.picked.get("kind") in wanted),
    "status": lambda wanted, found: float(found.picked.get("status") in wanted),
    "published": _published,
    "language": lambda wanted, found: float(str(found.picked.get("language"))[:2] == wanted),
    "author": _authors,
    "tags": _tags,
    "images": _number("images"),
    "attachments": _number("attachments"),
    "contacts": _contacts,
    "contacts_not": _no_contacts,
    "contacts_max": lambda wanted, found: float(len(found.people) <= wanted),
    "events": _events,
    "must_contain": lambda wanted, found: mean(squeezed(one) in found.words for one in wanted),
    "must_not_contain": lambda wanted, found: mean(
        bool(found.picked) and squeezed(one) not in found.words for one in wanted
    ),
    "html_contains": lambda wanted, found: mean(
        one.lower() in found.picked.get("body_html", "").lower() for one in wanted
    ),
}
