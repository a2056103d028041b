"""What an agency or a company sends out, whatever the format, and the article it stands for."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from typing import NamedTuple

from importers.agency.moments import spread_moment
from importers.draft import ArticleDraft, AttachmentDraft, ContactDraft, Declared, Defaults, ImageDraft, Problem, Source
from importers.exports.post import Post
from importers.reading.characters import fold, squeeze
from importers.reading.dates import find_day
from importers.reading.fragment import plain_text
from importers.reading.pictures import is_absolute
from importers.suppliers.place import Place, find_place, tell_zone
from importers.suppliers.release import Release, make_release

_BY = re.compile(r"(?:by|von|av|af|par|por|door|text|foto och text)\s*:?\s+(?=\S)", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist|redaktör|redaktør|toimittaja)\b", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"\s*[,/|]\s*")
_WORD = re.compile(r"[^\W\d_]{2}")
_WIRE = re.compile(r"\s*(?:/[^/]{2,30}/|\([A-Z][\w. ]{1,30}\))?\s*[-–—]*\s*$")
_EDITOR_NOTE = "Its sender's note to editors: “{}”."
_WITHHELD = "Its sender withholds it: publish it only when the sender says so."
_STRANGE = "Its status “{}” is none that is known to allow publication."
_UNDATED_EMBARGO = "Its sender holds it under embargo and does not say until when."
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")
_SHORTEST_BEGINNING = 20
# What a wire prints above its text, as “Defence TT”, is no longer.
_VIGNETTE = 60
_LONGEST_DATELINE = 200
_MARKUP = 2000


class Standing(NamedTuple):
    """What a status says of publication: None where it was cancelled."""

    declared: Declared | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """What a news item says: texts as HTML, but for a plain headline, moments and status as written, else empty.

    `senders` are the organisations that a byline may name beside the author; `countries` are ISO 3166 codes.
    """

    id: str = ""
    headline: str = ""
    lead: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    dateline: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    status: str = ""
    created: str = ""
    changed: str = ""
    embargo: str = ""
    countries: tuple[str, ...] = ()
    images: tuple[ImageDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()
    contact_block: str = ""
    address: str = ""
    editor_notes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def find_place(self, defaults: Defaults) -> Place:
        """Find by which country its phones are read, and by which zone its hours."""
        return find_place(self.countries, (self.address,), self.language, defaults)


def make_article(dispatch: Dispatch, source: Source, defaults: Defaults) -> ArticleDraft | Problem:
    """Make the article of an item; a Problem when it was cancelled, or says nothing."""
    standing = read_status(dispatch.status)
    if standing.declared is None:
        name = squeeze(dispatch.headline) or dispatch.id or "an item"
        return Problem(f"“{name[:100]}” in {source.name} was cancelled by its sender.", dispatch.id or None)
    place = dispatch.find_place(defaults)
    embargo = place.read_instant(spread_moment(dispatch.embargo)) if dispatch.embargo else None
    release = Release(
        post=_make_post(dispatch, standing, place, embargo),
        contacts=dispatch.contacts,
        contact_block=dispatch.contact_block,
        embargoed_until=embargo,
    )
    article = make_release(release, source, defaults, place.country)
    if isinstance(article, Problem):
        return article
    canonical = dispatch.address if is_absolute(dispatch.address) else None
    return replace(article, dateline=read_dateline(dispatch.dateline), canonical_url=canonical)


def _make_post(dispatch: Dispatch, standing: Standing, place: Place, embargo: datetime | None) -> Post:
    declared = _declare(dispatch, standing, embargo)
    created, changed = (spread_moment(one) for one in (dispatch.created, dispatch.changed))
    return Post(
        system="The agency's item",
        title=escape(dispatch.headline, quote=False),
        body=dispatch.body,
        lead=_lead(dispatch),
        authors=_authors(dispatch),
        tags=dispatch.tags,
        types=dispatch.types,
        language=dispatch.language,
        id=dispatch.id,
        declared=declared,
        published_at=_not_before(place.read_moment(created or changed) if created or changed else None, embargo),
        updated_at=place.read_instant(changed) if created and changed else None,
        images=dispatch.images,
        attachments=dispatch.attachments,
        notes=(*_notes(dispatch, standing, declared), *tell_zone(place.zone, created, changed)),
    )


def _declare(dispatch: Dispatch, standing: Standing, embargo: datetime | None) -> Declared | None:
    """Give what the item says of its publication; an embargo without end is as good as a status."""
    endless = standing.declared == "embargoed" or bool(dispatch.embargo and not embargo)
    return "published" if embargo and endless else "embargoed" if endless else standing.declared


def read_status(status: str) -> Standing:
    """Read a status, whatever vocabulary or address stands before it; silence means usable (NewsML-G2, pubStatus)."""
    word = re.split(r"[:/#]", status.strip().lower())[-1]
    if word in ("canceled", "cancelled", "killed", "recalled", "retracted"):
        return Standing(None)
    if word in ("", "usable", "published", "corrected", "updated", "released"):
        return Standing("published")
    if word == "embargoed":
        return Standing("embargoed")
    return Standing("draft", _WITHHELD if word == "withheld" else _STRANGE.format(word[:30]))


def read_dateline(text: str) -> str | None:
    """Give the place that opens a dateline, without its day and the wire's mark; None where it is a day alone."""
    line = plain_text(text)[:_LONGEST_DATELINE]
    day = find_day(line)
    place = _WIRE.sub("", line[: day.start] if day else line).strip(" ,;:–—-(")
    return place if _WORD.search(place) else None


def clean_byline(text: str, senders: tuple[str, ...]) -> str:
    """Give the names of a byline, without the word before them, and a title or the sender behind them."""
    name = _BY.sub("", plain_text(text), count=1) if _BY.match(plain_text(text)) else plain_text(text)
    sent = {key for sender in senders if (key := fold(sender))}
    first, *others = _AFTER_NAME.split(name)
    kept = [other for other in others if fold(other) not in sent and not _TITLE.search(other)]
    return name if len(kept) == len(others) else ", ".join([first, *kept])


def _authors(dispatch: Dispatch) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in dispatch.authors if (name := clean_byline(one, dispatch.senders))))


def _lead(dispatch: Dispatch) -> str:
    """Give the lead, unless it is no more than the headline, or the beginning of the text cut off somewhere."""
    if not (lead := fold(_CUT.sub("", plain_text(dispatch.lead)))):
        return ""
    # A text is long, and only its beginning is compared; markup takes some part of it.
    start = dispatch.body[: 4 * len(dispatch.lead) + _MARKUP]
    text, opening = fold(plain_text(start)), fold(plain_text(start.partition("</p>")[0]))
    repeats = len(lead) > _SHORTEST_BEGINNING and lead in text[: len(lead) + _VIGNETTE] and lead != opening
    return "" if repeats or lead == fold(dispatch.headline) else dispatch.lead


def _not_before(moment: datetime | date | None, embargo: datetime | None) -> datetime | date | None:
    """Give when it came out: what was under embargo did not before that ended."""
    if embargo is None or not isinstance(moment, datetime):
        return embargo or moment
    return max(moment, embargo)


def _notes(dispatch: Dispatch, standing: Standing, declared: Declared | None) -> tuple[str, ...]:
    told = [_EDITOR_NOTE.format(note) for note in dispatch.editor_notes if note]
    held = (standing.note, _UNDATED_EMBARGO if declared == "embargoed" else "")
    return (*dispatch.notes, *told, *filter(None, held))
