"""Any page copied as text, and press releases written as text: what no other importer took.

Headings, lists and quotations are found by their shape; a contact card becomes a contact of the article.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from importers.draft import ArticleDraft, ContactDraft, Defaults, Source
from importers.plain.blocks import NEVER_WRAPPED, Block, drop_repeated, read_blocks, same_text, to_body
from importers.plain.cards import BULLET, LABEL, MAIL_HELD_BACK, Reading, read_cards, strip_bullet
from importers.plain.plaintext import group_lines, preview_text, read_text, squeeze_blanks
from importers.plain.release import Opening, find_opening_day, publish_on, read_dateline, read_opening
from importers.plain.residue import is_residue, is_shelf
from importers.reading.people import guess_region, mask_emails

# Archives that replaced markup by blanks leave runs of twenty and more where a block ended.
_COLUMN_GAP = re.compile(r" {8,}")
_LONG_LINE = 200
# Releases set the contact at the left and “for immediate release” at the right, or the other way round.
_TWO_COLUMNS = re.compile(r"(?<=\S)(?: {4,}|\s*\t\s*)(?=\S)")
_OPENING_LINES = 8
_GLUED_CONTACT = re.compile(
    r"((?:(?:media|press)\s)?contacts?:?)\s+((?:[A-Z][\w.'-]+\s+){2,3}\(?[2-9]\d\d\)?[\s.-]+\d{3}[\s.-]+\d{4})\s+(?=[A-Z])",
    re.IGNORECASE,
)
# A subheadline or two may stand above the dateline.
_DATELINE_WITHIN = 3
_LONGEST_HEADLINE = 250
_LONGEST_LABEL = 3
# A longer first paragraph is the text itself: the page then shows an excerpt of it instead.
_LONGEST_LEAD = 600


def recognises(source: Source) -> bool:
    """Tell whether this is plain text with words in it; ask this importer after all others."""
    text = preview_text(source)
    return text is not None and any(map(str.isalpha, text))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | ContactDraft]:
    """Yield the page as one article; a text that is nothing but contact cards gives these. Raises Refused."""
    reading = _read_people(_split_lines(read_text(source)), defaults.country)
    opening, lines = read_opening(reading.lines, defaults.zone)
    headline, lines = _take_headline(lines)
    if headline is None:
        yield from reading.contacts
    else:
        yield _draft(headline, lines, opening, reading)


def _split_lines(text: str) -> list[str]:
    """Split into lines; in a text that lost its line breaks, wide gaps stand where blocks ended."""
    lines: list[str] = []
    for line in text.replace("\f", "\n\n").strip().split("\n"):
        lines.extend(_split_long(line) if len(line) > _LONG_LINE else [line])
    lines = _split_columns(lines)
    filled = [line for line in lines if line.strip()]
    unwrapped = sum(len(line) > NEVER_WRAPPED for line in filled)
    if len(filled) * 10 >= len(lines) * 9 and unwrapped * 3 >= len(filled):
        # A word processor's text: every line is a paragraph, and no blank line stands between them.
        return [part for line in filled for part in (line, "")]
    return lines


def _split_long(line: str) -> list[str]:
    blocks = (block.strip() for block in _COLUMN_GAP.split(line))
    return "\n\n".join(_GLUED_CONTACT.sub(r"\n\1\n\2\n\n", block, count=1) for block in blocks).split("\n")


def _split_columns(lines: list[str]) -> list[str]:
    """Put the right column of the opening lines below the left one."""
    parts = [_TWO_COLUMNS.split(line.strip(), maxsplit=1) for line in lines[:_OPENING_LINES]]
    if max(map(len, parts), default=0) < 2:
        return lines
    last = max(number for number, part in enumerate(parts) if len(part) == 2) + 1
    right = [part[1] for part in parts[:last] if len(part) == 2]
    return [*(part[0] for part in parts[:last]), "", *right, "", *lines[last:]]


def _read_people(lines: list[str], country: str) -> Reading:
    region = guess_region(lines, country)
    reading = read_cards(lines, region)
    if reading.mangled or _is_supplier_copy(lines):
        # Where one address is mangled, the others of the same copy are not to be trusted either.
        return replace(read_cards([mask_emails(line) for line in lines], region), mangled=True)
    return reading


def _is_supplier_copy(lines: list[str]) -> bool:
    """Tell whether the contacts have the shape of a supplier's page that strews addresses with hidden letters."""
    labelled = any(BULLET.match(line) and LABEL.fullmatch(strip_bullet(line)) for line in lines if len(line) < 80)
    return labelled and any("@" in line for line in lines)


def _take_headline(lines: list[str]) -> tuple[str | None, list[str]]:
    """Take the first line that is not residue; one too long for a headline lends its beginning and stays as text."""
    for number, line in enumerate(lines):
        if not line.strip() or is_residue(line) or (_heads_nothing(line) and any(map(str.strip, lines[number + 1 :]))):
            continue
        text = squeeze_blanks(BULLET.sub("", line, count=1)) or line.strip()
        if len(text) > _LONGEST_HEADLINE:
            return text[:_LONGEST_HEADLINE].rpartition(" ")[0] + "…", lines[number:]
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if following[:1].islower() and len(text) + len(following) <= _LONGEST_HEADLINE:
            return f"{text} {squeeze_blanks(following)}", lines[number + 2 :]
        return text, lines[number + 1 :]
    return None, lines


def _heads_nothing(line: str) -> bool:
    """Tell whether a line is the name of a shelf or a label, “Latest News” or “Filter by:”, and no headline."""
    return is_shelf(line) or (line.rstrip().endswith(":") and len(line.split()) <= _LONGEST_LABEL)


def _draft(headline: str, lines: list[str], opening: Opening, reading: Reading) -> ArticleDraft:
    kept = [line for line in lines if not is_residue(line)]
    blocks, repeated = drop_repeated(read_blocks(group_lines(_drop_headline(headline, kept))))
    opening, blocks = _read_dateline(opening, blocks)
    lead, body = _take_lead(blocks)
    dropped = [line for line in lines if line.strip() and is_residue(line)]
    return ArticleDraft(
        headline=headline,
        lead=lead,
        body_html=to_body(body),
        kind=opening.kind,
        byline=opening.byline,
        dateline=opening.dateline,
        published_at=opening.published_at,
        embargoed_until=opening.embargoed_until,
        declared=opening.declared,
        contacts=reading.contacts,
        notes=(*opening.notes, *_tell(lead, dropped, repeated, reading)),
    )


def _drop_headline(headline: str, lines: list[str]) -> list[str]:
    opening = [line for line in lines[:8] if not same_text(line, headline)]
    return opening + lines[8:]


def _read_dateline(opening: Opening, blocks: list[Block]) -> tuple[Opening, list[Block]]:
    for number, block in enumerate(blocks[:_DATELINE_WITHIN]):
        first, *others = block.lines
        read, text = read_dateline(opening, first) if block.shape == "paragraph" else (opening, first)
        if text != first:
            return read, [*blocks[:number], replace(block, lines=(text, *others)), *blocks[number + 1 :]]
    if not blocks or blocks[0].shape != "paragraph":
        return opening, blocks
    return publish_on(opening, find_opening_day(blocks[0].text)), blocks


def _take_lead(blocks: list[Block]) -> tuple[str | None, list[Block]]:
    """Take the first paragraph, under a first heading too if more text stays there."""
    shapes = [block.shape for block in blocks[:3]]
    place = 1 if shapes == ["heading", "paragraph", "paragraph"] else 0
    if shapes[place : place + 1] != ["paragraph"] or len(blocks[place].text) > _LONGEST_LEAD:
        return None, blocks
    if " " not in blocks[place].text:
        return None, blocks
    return blocks[place].text, blocks[:place] + blocks[place + 1 :]


def _tell(lead: str | None, dropped: list[str], repeated: int, reading: Reading) -> Iterator[str]:
    if lead:
        yield "The first paragraph was taken as the lead."
    if dropped:
        yield f"Lines of the page's machinery were left out ({len(dropped)}), such as “{dropped[0].strip()[:60]}”."
    if repeated:
        yield f"Passages that the page repeats were kept once ({repeated})."
    if reading.mangled:
        yield MAIL_HELD_BACK
