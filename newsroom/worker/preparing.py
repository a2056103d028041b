"""Preparing: a draft as its importer gave it becomes one that the desk can take in."""

from dataclasses import replace

from importers.draft import ArticleDraft, Defaults, Draft, EventDraft, Source
from newsroom import addresses, media
from newsroom.lines import line, lines
from newsroom.markup import Cleaned, clean
from newsroom.text import index_words
from newsroom.worker.language import guess_language


def prepare(draft: Draft, source: Source, defaults: Defaults) -> tuple[Draft, str, dict[str, str]]:
    """Give the draft with clean HTML and a language, its text, and its stems; raises Unreadable for HTML over 2 MB."""
    if isinstance(draft, ArticleDraft):
        article, text = _prepare_article(draft, source, defaults)
        return article, text, _words(article, text)
    if isinstance(draft, EventDraft):
        return *_prepare_event(draft, source, defaults), {}
    return draft, "", {}


def _prepare_article(draft: ArticleDraft, source: Source, defaults: Defaults) -> tuple[ArticleDraft, str]:
    base = draft.canonical_url or source.address
    cleaned = clean(draft.body_html, base=base, pictures=_kept_pictures(draft))
    sample = "\n".join(filter(None, (draft.headline, draft.lead, cleaned.text)))
    language, guessed = _language(draft.language, sample, defaults)
    notes = (*draft.notes, *cleaned.notes, *guessed)
    return replace(draft, body_html=cleaned.html, language=language, notes=notes), cleaned.text


def _prepare_event(draft: EventDraft, source: Source, defaults: Defaults) -> tuple[EventDraft, str]:
    base = draft.url or source.address
    cleaned = clean(draft.description_html, base=base) if draft.description_html else Cleaned("", "")
    language, guessed = _language(draft.language, f"{draft.headline}\n{cleaned.text}", defaults)
    notes = (*draft.notes, *cleaned.notes, *guessed)
    return replace(draft, description_html=cleaned.html or None, language=language, notes=notes), cleaned.text


def _kept_pictures(draft: ArticleDraft) -> dict[str, str]:
    """Tell under which address of ours the pictures that came along will be kept."""
    return {image.url: kept for image in draft.images if image.content and (kept := _kept_address(image.content))}


def _kept_address(content: Source) -> str | None:
    media_type = media.identify(content.head)
    if not media.is_picture(media_type):
        return None
    return addresses.media(media.digest_of(content), media_type)


def _language(declared: str | None, sample: str, defaults: Defaults) -> tuple[str, tuple[str, ...]]:
    if declared:
        return declared, ()
    if guessed := guess_language(sample, defaults.languages):
        return guessed, (f"The language was guessed: {guessed}.",)
    return defaults.languages[0], (f"The language was taken from the room: {defaults.languages[0]}.",)


def _words(draft: ArticleDraft, text: str) -> dict[str, str]:
    """Make the stems of what the desk will keep, so that what a page shows is what is found."""
    names = (line(contact.name) or line(contact.title) for contact in draft.contacts)
    captions = (line(image.caption) for image in draft.images)
    return index_words(
        draft.language or "",
        headline=line(draft.headline) or "",
        lead=line(draft.lead),
        body=text,
        tags=lines(draft.tags),
        people=(line(draft.byline), line(draft.dateline), *names, *captions),
    )
