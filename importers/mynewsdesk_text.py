"""A Mynewsdesk newsroom page, or one release of it, copied as text: items, events, contacts, about text, address.

The supplier strews e-mail addresses with letters that its style sheet hides and a copy shows, so that no address of
such a copy can be trusted: all are held back before anything else is read.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from importers.draft import ArticleDraft, Defaults, Draft, Problem, Refused, Source
from importers.plain.blocks import Block, read_blocks, same_text, to_body
from importers.plain.mynewsdesk_rooms import find_rooms, read_rooms
from importers.plain.mynewsdesk_words import KINDS, MORE, OTHER_KINDS
from importers.plain.plaintext import group_lines, preview_text, read_text, squeeze, squeeze_blanks
from importers.reading.dates import find_day, find_time, is_zone, place_moment
from importers.reading.people import HELD_BACK, mask_emails

_KIND_LINE = re.compile(r"(?P<kind>[^\W\d_][^•·|]{2,30}?)\s?[•·|]\s?(?P<when>[^•·|]{8,60}?)(?:\s?[•·|].*)?")
# Cloudinary ids stand as alt text where the page had pictures.
_PICTURE_ID = re.compile(r"(?=.*\d)(?=.*[a-z])[A-Za-z0-9]{16,24}")
_NO_PICTURE = re.compile(r"media no image", re.IGNORECASE)
_BODY_MAIL = "E-mail addresses in the text were held back, as a copy of this page mangles them: type the right ones in."


@dataclass(frozen=True, slots=True)
class _Item:
    """Where one item stands: its headline's and kind line's numbers, and what the kind line says."""

    headline_line: int
    kind_line: int
    label: str
    published_at: datetime
    zone_note: str | None


def recognises(source: Source) -> bool:
    """Tell whether a line reads “kind • day hour zone” with a kind of Mynewsdesk's."""
    text = preview_text(source)
    return text is not None and any(_read_kind_line(line, "UTC") for line in text.split("\n"))


def read(source: Source, defaults: Defaults) -> Iterator[Draft | Problem]:
    """Yield items in the page's order, then events, contacts and the organisation. Raises Refused."""
    # First of all lines: nothing read below can carry an address into a public field.
    lines = [mask_emails(line) for line in read_text(source).replace("\f", "\n").split("\n")]
    items = _find_items(lines, defaults.zone)
    if not items:
        raise Refused(f"{source.name} shows no item of a newsroom: copy the page with its dates.")
    rooms = find_rooms(lines, items[-1].kind_line + 1)
    ends = [*(item.headline_line for item in items[1:]), rooms[0].start if rooms else len(lines)]
    shared = _find_logos(lines)
    for number, (item, end) in enumerate(zip(items, ends, strict=True)):
        start = items[number - 1].kind_line + 1 if number else 0
        yield _draft(item, lines, start, end, shared)
    yield from read_rooms(lines, rooms, defaults, (item.published_at for item in items))


def _find_items(lines: list[str], zone: str) -> list[_Item]:
    items: list[_Item] = []
    headline_line = -1
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if headline_line >= 0 and (found := _read_kind_line(line, zone)):
            items.append(_Item(headline_line, number, *found))
            headline_line = -1
        else:
            headline_line = number
    return items


def _read_kind_line(line: str, zone: str) -> tuple[str, datetime, str | None] | None:
    found = _KIND_LINE.fullmatch(squeeze(line)) if len(line) < 160 else None
    if not found or _plain(found["kind"]) not in KINDS.keys() | OTHER_KINDS:
        return None
    day = find_day(found["when"])
    hour = find_time(found["when"][day.end :]) if day else None
    if day is None or hour is None:
        return None
    printed = found["when"].split()[-1]
    known = is_zone(printed)
    note = (
        f"The zone “{printed}” is unknown; the hour was taken as the room's."
        if printed.isalpha() and not known
        else None
    )
    return _plain(found["kind"]), place_moment(day.day, hour, zone, printed if known else None), note


def _plain(label: str) -> str:
    return label.casefold().replace(" ", "").replace("-", "")


def _find_logos(lines: list[str]) -> frozenset[str]:
    """Find picture ids that stand at several items: the newsroom's own picture."""
    ids = Counter(line.strip() for line in lines if _PICTURE_ID.fullmatch(line.strip()))
    return frozenset(picture for picture, times in ids.items() if times > 1)


def _draft(item: _Item, lines: list[str], start: int, end: int, shared: frozenset[str]) -> ArticleDraft | Problem:
    headline = squeeze_blanks(lines[item.headline_line])
    kind = KINDS.get(item.label)
    if kind is None:
        return Problem(
            f"“{headline}” is of the kind “{item.label}”, which holds no text: import its file itself.", headline
        )
    pictures = [picture for picture in _pictures_above(lines, start, item.headline_line) if picture not in shared]
    lead, body = _split_body(_read_body(lines[item.kind_line + 1 : end]))
    return ArticleDraft(
        headline=headline,
        lead=lead,
        body_html=to_body(body),
        kind=kind,
        declared="published",
        published_at=item.published_at,
        notes=tuple(_tell(item, pictures, lead, body)),
    )


def _pictures_above(lines: list[str], start: int, headline_line: int) -> list[str]:
    pictures = []
    for number in range(headline_line - 1, start - 1, -1):
        text = lines[number].strip()
        if text and not _is_picture(text):
            break
        if _PICTURE_ID.fullmatch(text):
            pictures.append(text)
    return pictures[::-1]


def _is_picture(text: str) -> bool:
    return bool(_PICTURE_ID.fullmatch(text) or _NO_PICTURE.fullmatch(text))


def _read_body(lines: list[str]) -> list[Block]:
    kept = [line for line in lines if not _is_picture(line.strip()) and not MORE.fullmatch(squeeze(line)[:40])]
    return read_blocks(group_lines(kept))


def _split_body(blocks: list[Block]) -> tuple[str | None, list[Block]]:
    """Find the lead: a paragraph that is repeated at the end, else the first paragraph."""
    if len(blocks) > 2 and any(same_text(blocks[-1].text, block.text) for block in blocks[:-1]):
        return blocks[-1].text, [block for block in blocks if not same_text(block.text, blocks[-1].text)]
    if blocks and blocks[0].shape == "paragraph":
        return blocks[0].text, blocks[1:]
    return None, blocks


def _tell(item: _Item, pictures: list[str], lead: str | None, body: list[Block]) -> Iterator[str]:
    if item.zone_note:
        yield item.zone_note
    if pictures:
        yield f"The page shows the picture {', '.join(pictures)}, which a text copy does not hold: add it by hand."
    if body and lead:
        yield "The lead was told from the body by its place: the paragraph repeated at the end, else the first one."
    if HELD_BACK in " ".join([lead or "", *(block.text for block in body)]):
        yield _BODY_MAIL
