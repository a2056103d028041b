"""The facts at the head of a text file: YAML between `---`, TOML between `+++`, and what the fields hold.

Without any fence, MultiMarkdown and Pelican have a line for each field, of which the first is the title.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from importers.draft import Refused
from importers.reading.characters import legible, squeeze

# All scalars stay the text that the author wrote: `title: No`, `title: 2024` and `date: 2021-9-1` mean themselves.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FENCE = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENING = re.compile(
    r"\A(?:---[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*[\"']?\w[\w .-]*[\"']?[ \t]*:(?:\s|\Z)|\+\+\+[ \t]*\n)"
)
# A release written as text may begin with labels, too: only names that generators know make a head of such lines.
_PLAIN = re.compile(
    r"""\A(?=title:)(?:(?:title|subtitle|date|modified|updated|category|categories|tags?|keywords|slug|authors?|summary
        |description|status|lang|language|template|save_as|url|image|canonical_url|css|copyright)
        :[ \t]*[^\n]*(?:\n|\Z)(?:[ \t]+\S[^\n]*(?:\n|\Z))*){2,40}(?=\s*(?:\n|\Z))""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN_FIELD = re.compile(r"^(\w+):[ \t]*([^\n]*(?:\n[ \t]+\S[^\n]*)*)", re.MULTILINE)
# libyaml's composer recurses in C: 30,000 open brackets end the process, 20,000 do not.
_LIMIT = 16_000
_YES = frozenset({"true", "yes", "on", "y", "1"})
_NO = frozenset({"false", "no", "off", "n", "0"})
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_GROUPS = ("taxonomies", "extra", "params")


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter, whatever its type, read as what an article needs."""

    value: Any

    def text(self) -> str | None:
        """Give a scalar on one line; None for nothing, lists and mappings."""
        if isinstance(self.value, date):
            return self.value.isoformat()
        text = _scalar(self.value)
        return (squeeze(text) or None) if text else None

    def is_true(self) -> bool:
        """Tell whether the field says yes, in YAML 1.1's words."""
        return (self.text() or "").lower() in _YES

    def is_false(self) -> bool:
        """Tell whether the field says no, in YAML 1.1's words."""
        return (self.text() or "").lower() in _NO

    def items(self) -> list["Field"]:
        """Give the elements of a list, or the one value that stands in for a list of one."""
        values = self.value if isinstance(self.value, list) else [self.value]
        return [_field(value) for value in values if _is_filled(value)]

    def texts(self) -> tuple[str, ...]:
        """Give the scalars of a list, or the one scalar."""
        return tuple(text for item in self.items() if (text := item.text()))

    def get(self, *names: str) -> "Field":
        """Give the first field of a mapping that is filled, by any of these names."""
        if isinstance(self.value, dict):
            for name in names:
                if _is_filled(value := self.value.get(name)):
                    return _field(value)
        return _NO_FIELD

    def words(self, *names: str) -> tuple[str, ...]:
        """Give the first of these fields that is filled as a list of texts."""
        return self.get(*names).texts()


_NO_FIELD = Field(None)


def has_frontmatter(text: str) -> bool:
    """Tell whether the text opens with front matter, which need not be whole."""
    return bool(_OPENING.match(text) or _PLAIN.match(text))


def split_frontmatter(text: str, name: str) -> tuple[Field, str]:
    """Split a text in its fields, with names in lower case, and its body; raises Refused with the line."""
    if not has_frontmatter(text):
        return Field({}), text
    if plain := _PLAIN.match(text):
        return Field({name.lower(): squeeze(value) for name, value in _PLAIN_FIELD.findall(plain[0])}), text[
            plain.end() :
        ]
    if not (fence := _FENCE.match(text)):
        raise Refused(f"The front matter of {name} begins on line 1 and is never closed; end it with the same mark.")
    if len(fence[2]) > _LIMIT:
        raise Refused(f"The front matter of {name} is longer than {_LIMIT:,} characters.")
    parse = _parse_toml if fence[1] == "+++" else _parse_yaml
    return Field(dict(_flatten(parse(fence[2], name)))), text[fence.end() :]


def _parse_yaml(text: str, name: str) -> object:
    try:
        return yaml.load(legible(text), Loader=_Loader)  # noqa: S506  (the base loader makes only texts)
    except yaml.MarkedYAMLError as error:
        # What is still open at the end is told by where it opened.
        mark = error.context_mark if "end of stream" in (error.problem or "") else error.problem_mark
        line = mark.line + 2 if mark else 1
        raise _broken(name, line, error.problem or "it is no YAML") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _broken(name, 1, "it is no YAML") from error


def _parse_toml(text: str, name: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        problem = str(error).partition(" (at ")[0]
        raise _broken(name, int(line[1]) + 1 if line else text.count("\n") + 1, problem) from error
    except (RecursionError, ValueError) as error:
        raise _broken(name, 1, "it is no TOML") from error


def _broken(name: str, line: int, problem: str) -> Refused:
    problem = squeeze(problem).rstrip(".")
    return Refused(f"The front matter of {name} cannot be read at line {line}: {problem}.")


def _flatten(value: object) -> Iterator[tuple[str, object]]:
    """Give the fields by name, those of Hugo's and Zola's groups first, so that the top level wins."""
    mapping = _field(value).value
    if isinstance(mapping, dict):
        for group in _GROUPS:
            yield from _field(mapping.get(group)).value.items() if isinstance(mapping.get(group), dict) else ()
        yield from mapping.items()


def _field(value: object) -> Field:
    # One level at a time: through YAML's aliases a few lines can stand for billions of values.
    if isinstance(value, dict):
        return Field({str(key).strip().lower(): inner for key, inner in value.items()})
    return Field(value)


def _is_filled(value: object) -> bool:
    return value is not None and bool(value if isinstance(value, (list, dict)) else _scalar(value))


def _scalar(value: object) -> str:
    if value is None or isinstance(value, (list, dict)):
        return ""
    text = str(value)
    return "" if text in _NOTHING else text
