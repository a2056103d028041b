"""Movable Type's export format (MTIF), which TypePad, Hatena and FC2 write, too: text, streamed entry by entry.

Comments and pings are no text. Its times have no zone, and its dates put the month first.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from importers.draft import ArticleDraft, Declared, Defaults, Problem, Refused, Source
from importers.exports.autop import add_paragraphs
from importers.exports.cards import render_markdown
from importers.exports.pages import head_of
from importers.exports.post import Post, make_article
from importers.reading.characters import legible
from importers.reading.instants import set_zone
from importers.reading.pictures import is_absolute

_OPENING = re.compile(
    r"""\s*(?:(?:AUTHOR(?:\ EMAIL)? | TITLE | BASENAME | STATUS | ALLOW\ COMMENTS | ALLOW\ PINGS | CONVERT\ BREAKS
        | (?:PRIMARY\ )?CATEGORY | DATE | TAGS | NO\ ENTRY | UNIQUE\ URL | IMAGE):[^\n]*\n){2,60}
        -----\s*\n[A-Z ]{3,20}:""",
    re.VERBOSE,
)
_FIELD = re.compile(r"([A-Z][A-Z ]{2,30}):[ \t]?(.*)")
_SECTION = re.compile(r"(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):\s*")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([AP])M)?", re.IGNORECASE)
_STATUS: dict[str, Declared] = {"publish": "published", "published": "published", "future": "scheduled"}
_LARGEST = 4_000_000
_UNREADABLE = "The date “{}” cannot be read and was left out."
_LOCAL = "The time of publication has no zone in the export and was taken as the room's, {}."


def recognises(source: Source) -> bool:
    """Tell whether it opens with two or more of the format's fields, closed by its line of dashes."""
    # Most texts have no such line, and need not be decoded to see that.
    return b"-----" in source.head and bool(_OPENING.match(head_of(source)))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per entry; raises Refused for a file without any."""
    number = 0
    for number, entry in enumerate(_read_entries(source), start=1):
        if entry.size > _LARGEST:
            yield Problem(f"Entry {number} of {source.name} is larger than {_LARGEST // 1_000_000} MB.")
        else:
            yield make_article(_read_post(entry, defaults), source, defaults)
    if not number:
        raise Refused(f"{source.name} holds no entries.")


@dataclass(slots=True)
class _Entry:
    """An entry's fields, each as often as it stands there, and its sections."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0

    def get(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    def section(self, name: str) -> str:
        return "\n".join(self.sections.get(name, ())).strip()


def _read_entries(source: Source) -> Iterator[_Entry]:
    entry, lines, section, ended = _Entry(), None, "", False
    for line in _read_lines(source):
        if line == "--------":
            if entry.fields or entry.sections:
                yield entry
            entry, lines, section, ended = _Entry(), None, "", False
        elif ended and (found := _SECTION.fullmatch(line)):
            section, ended = found[1], False
            # The first of several comments is as good as any: none is read.
            lines = entry.sections.setdefault(section, [])
        elif line == "-----":
            # Authors draw such a line, too: what follows decides.
            if ended:
                _keep(lines, line, entry)
            ended = True
        else:
            if ended:
                _keep(lines, "-----", entry)
                ended = False
            if lines is not None:
                _keep(lines, line, entry)
            elif field_found := _FIELD.fullmatch(line):
                entry.fields.setdefault(field_found[1], []).append(field_found[2].strip())
    if entry.fields or entry.sections:
        yield entry


def _keep(lines: list[str] | None, line: str, entry: _Entry) -> None:
    entry.size += len(line) + 1
    if lines is not None and entry.size <= _LARGEST:
        lines.append(line)


def _read_lines(source: Source) -> Iterator[str]:
    with source.open() as stream:
        text = io.TextIOWrapper(stream, _find_encoding(source.head), errors="replace", newline=None)
        for line in iter(lambda: text.readline(_LARGEST), ""):
            yield legible(line).rstrip("\n ")


def _find_encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        io.TextIOWrapper(io.BytesIO(head[: len(head) // 2 * 2 - 4]), "utf-8").read()
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start > len(head) - 8 else "windows-1252"
    return "utf-8-sig"


def _read_post(entry: _Entry, defaults: Defaults) -> Post:
    published_at, notes = _published_at(entry.get("DATE"), defaults)
    # A file that states no status holds what was public.
    declared = _STATUS.get((entry.get("STATUS") or "publish").lower(), "draft")
    address, image = entry.get("UNIQUE URL"), entry.get("IMAGE")
    body = "\n\n".join(filter(None, (entry.section("BODY"), entry.section("EXTENDED BODY"))))
    figure = f'<figure><img src="{escape(image)}"></figure>\n\n' if image and image not in body else ""
    basename = entry.get("BASENAME")
    return Post(
        system="Movable Type",
        title=entry.get("TITLE"),
        body=figure + _convert(body, entry.get("CONVERT BREAKS")),
        lead=entry.section("EXCERPT"),
        authors=(entry.get("AUTHOR"),),
        tags=tuple(_tags(entry)),
        slug=basename.rpartition("/")[2],
        address=address if is_absolute(address) else "",
        old_addresses=(f"/{basename}",) if "/" in basename else (),
        declared=declared,
        published_at=published_at,
        notes=tuple(notes),
    )


def _convert(body: str, breaks: str) -> str:
    """Give a body as HTML by the rule that its entry names."""
    rule = breaks.lower()
    if "markdown" in rule:
        return render_markdown(body)
    return body if rule in ("0", "richtext", "wysiwyg", "none") else add_paragraphs(body)


def _tags(entry: _Entry) -> Iterator[str]:
    for name in ("PRIMARY CATEGORY", "CATEGORY"):
        yield from entry.fields.get(name, ())
    stated = [*entry.fields.get("TAGS", ()), entry.section("KEYWORDS").replace("\n", ",")]
    for words in stated:
        yield from (word.strip().strip('"') for word in words.split(","))


def _published_at(stated: str, defaults: Defaults) -> tuple[datetime | None, list[str]]:
    """Read MM/DD/YYYY hh:mm:ss, with AM or PM or without (Movable Type's documentation of the format)."""
    found = _DATE.fullmatch(stated.strip())
    if not found:
        return None, [_UNREADABLE.format(stated[:60])] if stated else []
    month, day, year, hour, minute = (int(part) for part in found.groups()[:5])
    half = (found[7] or "").upper()
    hour = hour % 12 + (12 if half == "P" else 0) if half else hour
    try:
        moment = set_zone(datetime(year, month, day, hour, minute, int(found[6] or 0)), defaults.zone)  # noqa: DTZ001
    except ValueError:
        return None, [_UNREADABLE.format(stated[:60])]
    return (moment, [_LOCAL.format(defaults.zone)]) if isinstance(moment, datetime) else (None, [])
