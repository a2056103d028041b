"""What a list can be narrowed to, as the fields of its form, and where to go on from a list that shows nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from newsroom import addresses
from newsroom.languages import Words, _, available
from newsroom.model import Count, Kind, Selection
from newsroom.store import articles
from newsroom.store.facets import Facets
from newsroom.store.suggestions import suggestions_public
from newsroom.text import words as words_of
from newsroom.web.paging import Asked, read_list
from newsroom.web.visit import Visit

MOST_WORDS = 4
"""So many words of a search that finds nothing are offered alone."""

FACETS = (
    ("kind", _("Kind"), _("All kinds")),
    ("topic", _("Topic"), _("All topics")),
    ("year", _("Year"), _("All years")),
    ("lang", _("Language"), _("All languages")),
    ("place", _("Place"), _("All places")),
)
"""The parameters that a form offers as choices, what they are called, and what choosing none is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a field; `code` is its language where the label is a language's own name."""

    value: str
    label: str
    articles: int
    chosen: bool
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter with the values that it can have."""

    name: str
    label: str
    every: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A list that shows something; one with more than one filter is reached by a form, so that no robot walks there."""

    parameters: tuple[tuple[str, str], ...]
    articles: int

    def path(self, form_path: str) -> str | None:
        """Give the path of a link to it, where there is to be one."""
        many = [name for name, _ in self.parameters if name != "lang"]
        return None if len(many) > 1 else addresses.with_query(form_path, self.parameters)

    def label(self, words: Words) -> str:
        """Say what it asks for."""
        return ", ".join(_said(name, value, words) for name, value in self.parameters) or words.gettext(_("Everything"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """What to try where nothing was found: other words, and fewer filters or words."""

    spellings: tuple[Way, ...] = ()
    ways: tuple[Way, ...] = ()


def fields(facets: Facets, selection: Selection, fixed: frozenset[str], words: Words) -> Iterator[Field]:
    """Yield the fields that leave a choice, or in which one was made."""
    counts = {
        "kind": [one for kind in (*Kind, selection.kind) for one in facets.kinds if one.name == kind],
        "topic": facets.topics,
        "year": facets.years,
        "lang": facets.languages,
        "place": facets.places,
    }
    chosen = {
        "kind": selection.kind,
        "topic": selection.topic,
        "year": str(selection.year or ""),
        "lang": selection.language,
        "place": selection.place,
    }
    for name, label, every in FACETS:
        options = tuple(_options(name, dict.fromkeys(counts[name]), chosen[name], words))
        if name not in fixed and (len(options) > 1 or chosen[name]):
            yield Field(name=name, label=words.gettext(label), every=words.gettext(every), options=options)


def way_out(connection: Connection, visit: Visit, asked: Asked, fixed: Selection) -> WayOut:
    """Look for what a list that shows nothing could have been."""
    parameters, query = dict(asked.filters), asked.selection.query
    others = suggestions_public(connection, query, now=visit.now)
    spellings = [one for other in others for one in (parameters | {"q": other}, {"q": other})]
    fewer = [
        {name: value for name, value in parameters.items() if name != left} for left in parameters if left != "sort"
    ]
    typed = list(dict.fromkeys(word.text for word in words_of(query)))
    alone = [{"q": word} for word in typed[:MOST_WORDS] if len(typed) > 1]
    return WayOut(
        spellings=tuple(_open(connection, visit, spellings, fixed)),
        ways=tuple(_open(connection, visit, [*fewer, *alone], fixed)),
    )


def _open(connection: Connection, visit: Visit, asked: Iterable[dict[str, str]], fixed: Selection) -> Iterator[Way]:
    """Yield the lists that show something; each is looked at once."""
    for parameters in {tuple(one.items()): one for one in asked}.values():
        selection = read_list(parameters, fixed).selection
        number = articles.count_public(connection, selection, now=visit.now, zone=visit.room.zone)
        if number and parameters:
            yield Way(parameters=tuple(parameters.items()), articles=number)


def _options(name: str, counts: Iterable[Count], chosen: str | None, words: Words) -> Iterator[Option]:
    for one in counts:
        # What nothing has is called as it was typed: whoever guesses learns no name.
        has_name = one.articles or one.name in (*Kind, *available())
        yield Option(
            value=one.name,
            label=_said(name, one.name, words) if has_name and name in ("kind", "lang") else one.label,
            articles=one.articles,
            chosen=one.name.lower() == (chosen or "").lower(),
            code=one.name if name == "lang" else None,
        )


def _said(name: str, value: str, words: Words) -> str:
    if name == "q":
        return f"“{value}”"
    if name == "kind":
        return words.kind_name(value, plural=True) if value in tuple(Kind) else value
    if name == "lang":
        return words.language_name(value)
    if name in ("from", "to"):
        return f"{words.gettext(_('From') if name == 'from' else _('To'))} {value}"
    return value
