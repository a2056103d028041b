"""Compose: what an editor writes becomes a manuscript, and a manuscript a new draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from importers import markdown
from importers.draft import ArticleDraft, Defaults, Problem, Refused, Source
from newsroom.desk.admission import Admission, Inadmissible
from newsroom.desk.items import Reception
from newsroom.desk.manuscript import Text
from newsroom.desk.markdown import to_html
from newsroom.desk.originals import Originals
from newsroom.desk.publication import Terms
from newsroom.errors import Unreadable
from newsroom.markup import Cleaned, clean
from newsroom.model import Article, Contact, Manuscript
from newsroom.room import Room
from newsroom.store import editing, log, lookup, search
from newsroom.worker import Prepared
from newsroom.worker.darkroom import Darkroom
from newsroom.worker.preparing import prepare

HELD = Terms(publish="draft")


@dataclass(frozen=True, slots=True)
class Composed:
    """A manuscript ready to be kept, and what was noted on the way, a sentence each."""

    manuscript: Manuscript
    notes: tuple[str, ...] = ()


def compose(
    text: Text, room: Room, people: Sequence[Contact], *, now: datetime, body: Cleaned | None = None
) -> Composed:
    """Turn an editor's text into a manuscript; `body` stands for its Markdown where that has not changed."""
    cleaned = body or clean(to_html(text.body))
    admission = Admission(room, now, HELD, list(cleaned.notes))
    draft = ArticleDraft(
        headline=text.headline,
        body_html=cleaned.html,
        kind=text.kind.value,
        lead=text.lead,
        byline=text.byline,
        dateline=text.dateline,
        language=text.language,
        slug=text.slug,
        tags=text.tags,
    )
    manuscript = admission.article(draft, body_text=cleaned.text, words={})
    content = replace(manuscript.content, contacts=tuple(people))
    whole = replace(manuscript, content=content, words=search.words_of(content), proposed_at=text.published_at)
    return Composed(whole, tuple(admission.notes))


def compose_file(source: Source, room: Room, terms: Terms, *, now: datetime, headline: str | None = None) -> Composed:
    """Turn a Markdown file into the manuscript of a draft; raises Unreadable."""
    defaults = Defaults(zone=room.zone.key, country=room.country, languages=room.languages)
    found = _read(source, defaults)
    draft, body_text, words = prepare(replace(found, headline=headline or found.headline), source, defaults)
    prepared = Prepared(
        number=0, source=source.name, importer="markdown", draft=draft, body_text=body_text, words=words
    )
    with Darkroom() as darkroom:
        originals = Originals(room.media, darkroom, avif=room.avif)
        item = Reception(room, replace(terms, publish="draft"), now, originals).receive(prepared)
    if item is None or not isinstance(item.value, Manuscript):
        raise Inadmissible(f"{source.name} holds no article.")
    return Composed(item.value, item.notes)


def add_draft(connection: Connection, manuscript: Manuscript, *, now: datetime, by: str) -> Article:
    """Keep a new draft."""
    draft = lookup.get_article(connection, editing.add_articles(connection, [manuscript], now=now)[0])
    log.record(connection, "new", draft, by=by, now=now)
    return draft


def _read(source: Source, defaults: Defaults) -> ArticleDraft:
    try:
        found = next(markdown.read(source, defaults))
    except Refused as problem:
        raise Unreadable(str(problem)) from problem
    if isinstance(found, Problem):
        raise Unreadable(found.reason)
    return found
