"""The text that an editor works on: front matter in YAML 1.1, then the body in Markdown.

Every field is text to who writes it. What does not parse is told with its line, or with its name where
it stood alone; a field whose line was taken away stays as it was.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from newsroom.desk.markdown import to_markdown
from newsroom.desk.moment import read_instant, write_moment
from newsroom.errors import Invalid, NewsroomError, Unparsable
from newsroom.model import Article, Change, Kind
from newsroom.setting_checks import is_language
from newsroom.text import slug

Given = str | list[str]
FENCE = "---"
CHANGES = (Change.TYPO, Change.UPDATE, Change.CORRECTION)
"""The kinds of change that an editor chooses from."""
_HELP = f"# kind is one of {', '.join(Kind)}; tags and contacts are lists; what follows the second {FENCE} is Markdown"
_HELP_PUBLIC = f"# it is public: change is one of {', '.join(CHANGES)}, and note tells readers why (a typo needs none)"
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A headline with a colon, or with a quotation at its start, is no YAML; who writes it means it as it stands.
_LITERAL = re.compile(
    r"""^(headline|lead|byline|dateline|note):[ \t]+
        (?!"(?:[^"\\\n]|\\.)*"[ \t]*$ | '(?:[^'\n]|'')*'[ \t]*$ | [|>][+-]?[ \t]*$)(\S.*)$(?!\n[ \t]+\S)""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an editor's text says; contacts are named by their slugs.

    Of a public article `change` tells what kind of change this is, and `note` tells its readers why.
    """

    headline: str = ""
    kind: Kind = Kind.NEWS
    language: str
    slug: str = ""
    lead: str = ""
    byline: str = ""
    dateline: str = ""
    tags: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    published_at: datetime | None = None
    change: Change | None = None
    note: str = ""
    body: str = ""


def text_of(article: Article) -> Text:
    """Give an article as the text that an editor works on."""
    return Text(
        headline=article.headline,
        kind=article.kind,
        language=article.language,
        slug=article.slug,
        lead=article.lead or "",
        byline=article.byline or "",
        dateline=article.dateline or "",
        tags=tuple(tag.name for tag in article.tags),
        contacts=tuple(contact.slug for contact in article.contacts),
        published_at=article.moments.published_at or article.proposed_at,
        body=to_markdown(article.body_html).rstrip(),
    )


def write_text(text: Text, zone: ZoneInfo, *, without: Iterable[str] = ()) -> str:
    """Write a text for an editor to work on, but for the fields that have no meaning yet."""
    named = {name: getattr(text, name) for name in FIELDS if name not in {"body", *without}}
    lines = [_line_of(name, value, zone) for name, value in named.items()]
    help_lines = [_HELP, _HELP_PUBLIC] if "change" in named else [_HELP]
    return "\n".join([FENCE, *help_lines, *lines, FENCE, "", text.body, ""])


def read_text(written: str, before: Text, zone: ZoneInfo) -> Text:
    """Read what an editor made of a text; raises Unparsable with the line."""
    written = written.removeprefix("\ufeff").replace("\r\n", "\n")
    front = _FRONT.match(written)
    if front is None:
        raise Unparsable(1, f"the text must begin with a line {FENCE}, its fields, and a second line {FENCE}")
    values: dict[str, Any] = {}
    for name, line, given in _fields(front[1]):
        if name not in FIELDS or name == "body":
            raise Unparsable(line, _unknown(name))
        if name in values:
            raise Unparsable(line, f"the field {name} is there already")
        values[name] = _read(name, given, zone, line)
    return replace(before, **values, body=_body(written[front.end() :], zone))


def with_fields(text: Text, given: Iterable[tuple[str, str]], zone: ZoneInfo) -> Text:
    """Give the text with other values for some fields; raises Invalid, or NewsroomError for a field there is not."""
    values: dict[str, Any] = {}
    for name, value in given:
        if name not in FIELDS:
            raise NewsroomError(f"{_unknown(name)}.")
        values[name] = _read(name, value, zone)
    return replace(text, **values)


def _read(name: str, given: Given, zone: ZoneInfo, line: int | None = None) -> Any:
    try:
        return FIELDS[name](given, zone)
    except ValueError as problem:
        if line is not None:
            raise Unparsable(line, f"{name}: {problem}") from None
        raise Invalid(name, given, str(problem)) from None


def _unknown(name: str) -> str:
    return f"There is no field “{name}”; those that exist are {', '.join(FIELDS)}"


def _line_of(name: str, value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return f"{name}: {write_moment(value, zone)}"
    if isinstance(value, tuple):
        return f"{name}: {_yaml(list(value), flow=True)}"
    return _yaml({name: str(value)}, flow=False) if value else f"{name}:"


def _yaml(value: object, *, flow: bool) -> str:
    return yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, width=10**9).strip()


def _fields(front: str) -> Iterable[tuple[str, int, Given]]:
    """Yield name, line and value of each field; the first is on line 2."""
    for key, value in _mapping(front):
        line = key.start_mark.line + 2
        if isinstance(value, yaml.ScalarNode):
            yield str(key.value), line, str(value.value)
        elif isinstance(value, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in value.value):
            yield str(key.value), line, [str(item.value) for item in value.value]
        else:
            raise Unparsable(line, f"{key.value} must be a text or a list of texts")


def _mapping(front: str) -> list[tuple[yaml.Node, yaml.Node]]:
    try:
        node = yaml.compose(_LITERAL.sub(_quoted, front), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        # What is still open at the end is told by where it opened.
        mark = error.context_mark if "end" in (error.problem or "") else error.problem_mark
        raise Unparsable(mark.line + 2 if mark else 1, error.problem or "this is no YAML") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Unparsable(1, "the fields are no YAML") from error
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise Unparsable(2, "each line must name a field, as in “headline: …”")
    return list(node.value)


def _quoted(found: re.Match[str]) -> str:
    words = found[2].replace("'", "''")
    return f"{found[1]}: '{words}'"


def _line(given: Given, zone: ZoneInfo) -> str:
    if isinstance(given, list):
        raise ValueError("write one text")
    return _tidy(given)


def _headline(given: Given, zone: ZoneInfo) -> str:
    headline = _line(given, zone)
    if not headline:
        raise ValueError("write a headline")
    return headline


def _kind(given: Given, zone: ZoneInfo) -> Kind:
    name = re.sub(r"[ -]", "_", _line(given, zone).lower())
    if name not in tuple(Kind):
        raise ValueError(f"write one of {', '.join(Kind)}")
    return Kind(name)


def _change(given: Given, zone: ZoneInfo) -> Change | None:
    name = _line(given, zone).lower()
    if name and name not in CHANGES:
        raise ValueError(f"write one of {', '.join(CHANGES)}")
    return Change(name) if name else None


def _language(given: Given, zone: ZoneInfo) -> str:
    tag = _line(given, zone)
    if not is_language(tag):
        raise ValueError('write a language tag such as "sv"')
    return tag.partition("-")[0].lower()


def _slug(given: Given, zone: ZoneInfo) -> str:
    words = _line(given, zone)
    return slug(words) if words else ""


def _list(given: Given, zone: ZoneInfo) -> tuple[str, ...]:
    parts = given.split(",") if isinstance(given, str) else given
    return tuple(dict.fromkeys(part for one in parts if (part := _tidy(one))))


def _instant(given: Given, zone: ZoneInfo) -> datetime | None:
    typed = _line(given, zone)
    return read_instant(typed, zone) if typed else None


def _body(given: Given, zone: ZoneInfo) -> str:
    return str(given).replace("\r\n", "\n").strip("\n").rstrip()


def _tidy(words: str) -> str:
    # A no-break space stays what it is.
    return re.sub(r"[ \t\r\n]+", " ", words).strip()


FIELDS: dict[str, Callable[[Given, ZoneInfo], Any]] = {
    "headline": _headline,
    "kind": _kind,
    "language": _language,
    "slug": _slug,
    "lead": _line,
    "byline": _line,
    "dateline": _line,
    "tags": _list,
    "contacts": _list,
    "published_at": _instant,
    "change": _change,
    "note": _line,
    "body": _body,
}
"""Every field that an editor may set, and how its value is read; each raises ValueError with what would do."""
