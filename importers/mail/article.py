"""The article that a letter holds: in its body, in a letter that it forwards, or in a document that it carries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from importers import docx, odt, pdf, rtf
from importers.draft import ArticleDraft, AttachmentDraft, Defaults, ImageDraft, Importer, Problem, Refused
from importers.mail.body import make_draft, read_body
from importers.mail.cleaning import clean
from importers.mail.letter import Enclosed, Letter
from importers.mail.quoting import Quoted, find_answered, find_quoted, read_sender, read_sent, unquote
from importers.mail.wording import is_cover, read_subject, strip_prefixes
from importers.reading.characters import squeeze
from importers.suppliers.persons import merge_persons

_READERS: tuple[Importer, ...] = (docx, odt, rtf, pdf)
_SHORT = 400
_DEEPEST = 6
_BYLINE = "The byline, {}, is the mail's sender: check it."
_FORWARDED = "The mail forwards another one, of which this article was made; what stood above it was left out."
_ANSWERED = "The mail answers another one, whose text was left out."
_DOCUMENT = "The text was read from the attached file {}; the mail's own words were left out: “{}”."
_UNREAD = "The attached file {} may hold the release, but could not be read. {}"
_INNER = "The mails attached to this one were left out ({}): import them by themselves."
_OTHER_DAY = "The mail was sent on {}, the release itself says another day, which was taken."


def read_letter(letter: Letter, name: str, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of a letter, or those of the letters within it; raises Refused where there is nothing."""
    yield from _read(letter, name, defaults, 0)


def _read(letter: Letter, name: str, defaults: Defaults, depth: int) -> Iterator[ArticleDraft | Problem]:
    body = read_body(letter, name)
    letter, lines = _open_quoted(letter, body.lines, defaults.zone)
    cleaned = clean(lines, defaults.country)
    words = squeeze(" ".join(cleaned.lines))
    if letter.inner and len(words) < _SHORT and depth < _DEEPEST:
        yield from _read_inner(letter, name, defaults, depth)
        return
    subject, _ = strip_prefixes(letter.subject)
    headline, kind = read_subject(subject)
    notes = [*letter.notes, *([_INNER.format(len(letter.inner))] if letter.inner else [])]
    draft, told = _read_document(letter, words, headline, defaults) if is_cover(words) else (None, ())
    if draft is None:
        pictures = tuple(_picture(file) for file in letter.files if _is_picture(file))
        draft = make_draft(body, cleaned.lines, headline, pictures, name, defaults)
        notes += cleaned.notes
    contacts = merge_persons((*draft.contacts, *cleaned.contacts))
    draft = replace(draft, kind=draft.kind or kind, contacts=contacts, notes=(*notes, *told, *draft.notes))
    yield _date(_sign(_enclose(draft, letter), letter), letter)


def _open_quoted(letter: Letter, lines: list[str], zone: str) -> tuple[Letter, list[str]]:
    """Go to the letter that this one forwards, or cut off the one that it answers; the number of lines stays."""
    _, prefix = strip_prefixes(letter.subject)
    for _ in range(_DEEPEST):
        quoted = find_quoted(lines)
        if quoted is None:
            break
        if prefix == "replied" and any(map(str.strip, lines[: quoted.start])):
            return _answer(letter, lines, quoted.start)
        letter, lines = _forward(letter, lines, quoted, zone)
    answered = find_answered(lines) if prefix == "replied" else None
    if answered and any(map(str.strip, lines[:answered])):
        return _answer(letter, lines, answered)
    return letter, lines


def _answer(letter: Letter, lines: list[str], start: int) -> tuple[Letter, list[str]]:
    return replace(letter, notes=(*letter.notes, _ANSWERED)), [*lines[:start], *[""] * (len(lines) - start)]


def _forward(letter: Letter, lines: list[str], quoted: Quoted, zone: str) -> tuple[Letter, list[str]]:
    inner = replace(
        letter,
        subject=quoted.headers.get("subject") or letter.subject,
        sender=read_sender(quoted.headers["from"]),
        sent_at=read_sent(quoted.headers.get("date", ""), zone) or letter.sent_at,
        notes=tuple(dict.fromkeys((*letter.notes, _FORWARDED))),
    )
    return inner, [*[""] * quoted.end, *unquote(lines[quoted.end :])]


def _read_inner(letter: Letter, name: str, defaults: Defaults, depth: int) -> Iterator[ArticleDraft | Problem]:
    """Read the letters that a letter carries and says little about; its own files go with the first."""
    for number, inner in enumerate(letter.inner):
        files = (*inner.files, *letter.files) if number == 0 else inner.files
        try:
            yield from _read(replace(inner, files=files, notes=(*inner.notes, _FORWARDED)), name, defaults, depth + 1)
        except Refused as refusal:
            if len(letter.inner) == 1:
                raise
            yield Problem(str(refusal), inner.subject or f"mail {number + 1}")


def _read_document(
    letter: Letter, words: str, headline: str, defaults: Defaults
) -> tuple[ArticleDraft | None, tuple[str, ...]]:
    """Read the release from an attached document, if there is one that can be read."""
    told = list[str]()
    for file in letter.files:
        reader = next((one for one in _READERS if one.recognises(file.source)), None)
        try:
            read = list(reader.read(file.source, defaults)) if reader else []
        except Refused as refusal:
            told.append(_UNREAD.format(file.name, refusal))
            continue
        for draft in read:
            if isinstance(draft, ArticleDraft):
                told.append(_DOCUMENT.format(file.name, words[:200]))
                return replace(draft, headline=headline or draft.headline), tuple(told)
    return None, tuple(told)


def _is_picture(file: Enclosed) -> bool:
    return file.media_type.startswith("image/") or (
        file.media_type == "application/octet-stream" and file.name.lower().endswith((".jpg", ".jpeg", ".png", ".gif"))
    )


def _picture(file: Enclosed) -> ImageDraft:
    return ImageDraft(url=file.name, content=file.source)


def _enclose(draft: ArticleDraft, letter: Letter) -> ArticleDraft:
    files = (file for file in letter.files if not _is_picture(file))
    attached = (
        AttachmentDraft(url=one.name, name=one.name, media_type=one.media_type, content=one.source) for one in files
    )
    return replace(draft, attachments=(*draft.attachments, *attached), language=draft.language or letter.language)


def _sign(draft: ArticleDraft, letter: Letter) -> ArticleDraft:
    if draft.byline or not letter.sender:
        return replace(draft, source_id=letter.message_id)
    notes = (*draft.notes, _BYLINE.format(letter.sender))
    return replace(draft, source_id=letter.message_id, byline=letter.sender, notes=notes)


def _date(draft: ArticleDraft, letter: Letter) -> ArticleDraft:
    """Date an article by its letter, unless it is a release that prints another day."""
    printed, sent = draft.published_at, letter.sent_at
    if sent is None:
        return draft
    if printed and draft.kind == "press_release" and _day(printed) != _day(sent):
        return replace(draft, notes=(*draft.notes, _OTHER_DAY.format(_day(sent))))
    told = tuple(note for note in draft.notes if not (printed and printed.isoformat() in note))
    return replace(draft, published_at=sent, notes=told)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
