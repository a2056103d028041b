"""What a list's address asks for: filters, page and language, read by one rule.

A known parameter with a malformed value raises Invalid; an unknown value is an empty list, an unknown
parameter is ignored, and an empty one is as good as absent, because that is how a form leaves it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from newsroom.errors import Invalid
from newsroom.languages import _
from newsroom.model import Selection, Sort
from newsroom.setting_checks import is_language, tidy_language

LONGEST_QUERY = 200
KNOWN = ("q", "kind", "topic", "place", "year", "from", "to", "lang", "sort", "page")
"""The parameters of a list, in the order of its canonical address."""

# What no kind is called: a path of one kind and a parameter of another have nothing in common.
NOTHING = "-"
# What datetime can still move between zones; days beyond say the same as these.
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9000, 1, 1)


DAY_HINT = _("write a day such as 2017-03-07")
YEAR_HINT = _("write a year such as 2017")
LANGUAGE_HINT = _("write a language tag such as sv or fi")
SORT_HINT = _("write date or relevance")
WORD_HINT = _("write it on one line, in 200 characters or less")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A list as its address asks for it; `filters` are its parameters but the page, tidied and in order."""

    selection: Selection
    filters: tuple[tuple[str, str], ...]
    page: str | None
    cut: bool


def read_list(parameters: Mapping[str, str], fixed: Selection) -> Asked:
    """Read the parameters of a list whose path fixes some of its filters; raises Invalid."""
    given = {name: parameters[name] for name in KNOWN if parameters.get(name)}
    words = _words(given.get("q", ""))
    asked = Selection(
        query=words[:LONGEST_QUERY].strip(),
        kind=_plain(given, "kind"),
        topic=None if fixed.topic else _plain(given, "topic"),
        place=_plain(given, "place"),
        language=read_language(given),
        year=_year(given),
        since_on=_day(given, "from"),
        until_on=_day(given, "to"),
        sort=_sort(given),
    )
    filters = tuple((name, value) for name, value in _written(asked) if value)
    return Asked(
        selection=_narrowed(fixed, asked),
        filters=filters,
        page=given.get("page"),
        cut=len(words) > LONGEST_QUERY,
    )


def read_language(parameters: Mapping[str, str]) -> str | None:
    """Read the language that a page is asked for in; raises Invalid."""
    tag = parameters.get("lang")
    if tag and not is_language(tag):
        raise Invalid("lang", tag, LANGUAGE_HINT)
    return tidy_language(tag) if tag else None


def has_unknown(names: Iterable[str]) -> bool:
    """Tell whether one of the parameters is none of ours."""
    return any(name not in KNOWN for name in names)


def _words(query: str) -> str:
    """Give a query on one line, without the characters that nobody types."""
    seen = (" " if unicodedata.category(character) == "Cc" else character for character in query)
    return " ".join("".join(seen).split())


def _plain(given: Mapping[str, str], name: str) -> str | None:
    value = given.get(name)
    if value and (len(value) > LONGEST_QUERY or any(unicodedata.category(character) == "Cc" for character in value)):
        raise Invalid(name, value, WORD_HINT)
    return value


def _year(given: Mapping[str, str]) -> int | None:
    if "year" not in given:
        return None
    if not re.fullmatch(r"[12]\d{3}", given["year"], re.ASCII):
        raise Invalid("year", given["year"], YEAR_HINT)
    return int(given["year"])


def _day(given: Mapping[str, str], name: str) -> date | None:
    if name not in given:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given[name], re.ASCII):
            raise ValueError
        return min(max(date.fromisoformat(given[name]), FIRST_DAY), LAST_DAY)
    except ValueError:
        raise Invalid(name, given[name], DAY_HINT) from None


def _sort(given: Mapping[str, str]) -> Sort:
    try:
        return Sort(given.get("sort", Sort.DATE))
    except ValueError:
        raise Invalid("sort", given["sort"], SORT_HINT) from None


def _written(asked: Selection) -> list[tuple[str, str | None]]:
    """Give a selection as the parameters that ask for it; the usual order needs none."""
    return [
        ("q", asked.query),
        ("kind", asked.kind),
        ("topic", asked.topic),
        ("place", asked.place),
        ("year", str(asked.year) if asked.year else None),
        ("from", asked.since_on.isoformat() if asked.since_on else None),
        ("to", asked.until_on.isoformat() if asked.until_on else None),
        ("lang", asked.language),
        ("sort", asked.sort if asked.sort is not Sort.DATE else None),
    ]


def _narrowed(fixed: Selection, asked: Selection) -> Selection:
    """Give what is both in the list of the path and asked for; a path that names a topic asks for no other."""
    return replace(
        asked,
        kind=_both(fixed.kind, asked.kind),
        topic=fixed.topic or asked.topic,
        since_on=max((day for day in (fixed.since_on, asked.since_on) if day), default=None),
        until_on=min((day for day in (fixed.until_on, asked.until_on) if day), default=None),
    )


def _both(fixed: str | None, asked: str | None) -> str | None:
    if fixed and asked and fixed != asked:
        return NOTHING
    return fixed or asked
