"""What the worker prepared, made ready for the store: admitted, named by its origin, with a digest of what it says."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from importers.draft import (
    ArticleDraft,
    ContactDraft,
    Draft,
    EventDraft,
    KitDraft,
    OrganisationDraft,
)
from newsroom.desk.admission import Admission
from newsroom.desk.check import notes_on
from newsroom.desk.originals import Originals
from newsroom.desk.publication import Terms
from newsroom.desk.values import old_paths, utc
from newsroom.kit import KitContent, KitKind
from newsroom.lines import line
from newsroom.model import ContactContent, EventContent, Image, Manuscript, Organisation
from newsroom.room import Room
from newsroom.store import search
from newsroom.text import fold
from newsroom.worker import Prepared

Value = Manuscript | EventContent | ContactContent | KitContent | Organisation
TYPES = {
    ArticleDraft: "article",
    EventDraft: "event",
    ContactDraft: "contact",
    KitDraft: "file",
    OrganisationDraft: "organisation",
}

OTHERS = (EventDraft, ContactDraft, KitDraft)
"""What has addresses of its own beside articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing of a source, ready to be kept; `digest` tells whether its source says something else next time.

    An event or a file of the press kit that is `held` is for the desk alone; `article` is the source's id of the one
    that an event came with. `moment` is when its source says that it came out, to the second, and `translations` are
    the ids or addresses of an article in other languages.
    """

    type: str
    source: str
    source_id: str
    importer: str
    digest: str
    value: Value
    notes: tuple[str, ...]
    number: int
    embargoed_until: datetime | None = None
    held: bool = False
    article: str | None = None
    moment: datetime | None = None
    translations: tuple[str, ...] = ()
    old_addresses: tuple[str, ...] = ()

    @property
    def headline(self) -> str | None:
        """Give what the item is called in the ledger."""
        return headline_of(self.value)


def headline_of(value: Value) -> str | None:
    """Give what a value is called: its headline, or the name or title on a card."""
    if isinstance(value, Manuscript):
        return value.content.headline
    if isinstance(value, EventContent):
        return value.headline
    return value.name or (value.title if isinstance(value, ContactContent) else None)


@dataclass(slots=True)
class Reception:
    """Turns what the worker prepared into items, for one run; two items that share an id stay two, noted."""

    room: Room
    terms: Terms
    now: datetime
    originals: Originals
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def receive(self, prepared: Prepared) -> Item | None:
        """Make an item; None for what says nothing, or stood on an earlier page of the same list already.

        Raises Inadmissible or Unreadable when it cannot be kept.
        """
        draft = prepared.draft
        type_, known_as = TYPES[type(draft)], _identity(draft, prepared.source)
        # While a list is read page by page others come on top of it, and push what was read onto the next page.
        if prepared.continues and self.seen[type_, known_as]:
            return None
        admission = Admission(self.room, self.now, self.terms, list(draft.notes))
        value = self._value(admission, prepared)
        if value is None:
            return None
        identity = self._identity(admission, type_, known_as)
        return Item(
            type=type_,
            source=prepared.source,
            source_id=identity,
            importer=prepared.importer,
            digest=_digest(draft, value, self.terms),
            value=value,
            number=prepared.number,
            embargoed_until=draft.embargoed_until if isinstance(draft, ArticleDraft) else None,
            held=isinstance(draft, EventDraft | KitDraft) and admission.holds(draft),
            article=draft.article if isinstance(draft, EventDraft) else None,
            moment=_moment(draft),
            translations=draft.translations if isinstance(draft, ArticleDraft) else (),
            old_addresses=old_paths(draft.old_addresses) if isinstance(draft, OTHERS) else (),
            notes=tuple(dict.fromkeys(admission.notes)),
        )

    def _value(self, admission: Admission, prepared: Prepared) -> Value | None:
        draft = prepared.draft
        if isinstance(draft, ArticleDraft):
            return self._manuscript(admission, draft, prepared)
        if isinstance(draft, EventDraft):
            return admission.event(draft)
        if isinstance(draft, ContactDraft):
            return admission.contact(draft, self.originals.portrait(draft.portrait, admission.notes))
        if isinstance(draft, KitDraft):
            return self._kit(admission, draft)
        return admission.organisation(draft)

    def _kit(self, admission: Admission, draft: KitDraft) -> KitContent:
        said = admission.file(draft)
        return said if said.kind is KitKind.VIDEO else self.originals.kit(said, draft, admission.notes)

    def _manuscript(self, admission: Admission, draft: ArticleDraft, prepared: Prepared) -> Manuscript:
        found = admission.article(
            draft,
            body_text=prepared.body_text,
            words=prepared.words,
            images=[self.originals.image(one, admission.notes) for one in draft.images],
            attachments=[self.originals.attachment(one, admission.notes) for one in draft.attachments],
            portraits=[self.originals.portrait(one.portrait, admission.notes) for one in draft.contacts],
        )
        admission.notes.extend(self._findings(found))
        # The worker made the stems in the language that the draft has, and of what its source says; the editor may
        # have named another, and a picture may have said something itself.
        captions = [one.caption for one in found.content.images] != [line(one.caption) for one in draft.images]
        other = captions or found.content.language != draft.language
        return replace(found, words=search.words_of(found.content)) if other else found

    def _findings(self, found: Manuscript) -> list[str]:
        """Give what is plainly wrong with a text, for the ledger: an import is stopped by none of it."""
        at = found.moments.published_at
        return notes_on(found.content, self.room, at or found.proposed_at or self.now, published=at is not None)

    def _identity(self, admission: Admission, type_: str, identity: str) -> str:
        self.seen[type_, identity] += 1
        count = self.seen[type_, identity]
        if count == 1:
            return identity
        admission.notes.append(f"Another item of this import has the same id: {identity}.")
        return f"{identity}#{count}"


def _identity(draft: Draft, source: str) -> str:
    """Give an item's own id: the source's, else its address, else kind, moment and headline, else file and headline."""
    if isinstance(draft, ArticleDraft):
        return draft.source_id or draft.canonical_url or _moment_identity(draft, source)
    if isinstance(draft, EventDraft):
        return draft.source_id or f"{draft.starts_at.isoformat()} {fold(draft.headline)}"
    if isinstance(draft, ContactDraft):
        reached = " ".join((*draft.phones, *draft.emails)) if draft.name is None else ""
        return draft.source_id or f"{fold(draft.name or draft.title or draft.unit or '')} {reached}".strip()
    if isinstance(draft, KitDraft):
        return draft.source_id or draft.url
    return fold(draft.name or "organisation")


def _moment(draft: Draft) -> datetime | None:
    """Give the second of an article's publication, where its source is so exact."""
    at = draft.published_at if isinstance(draft, ArticleDraft | KitDraft) else None
    return utc(at) if isinstance(at, datetime) else None


def _moment_identity(draft: ArticleDraft, source: str) -> str:
    headline = fold(" ".join(draft.headline.split()))
    if draft.published_at is not None:
        return f"{draft.kind or 'news'} {draft.published_at.isoformat()} {headline}"
    return f"{source.rpartition('/')[2]} {headline}"


def _digest(draft: Draft, value: Value, terms: Terms) -> str:
    """Digest what a source says under these terms, but not the moment of import, which is new each time."""
    said: list[object] = [terms, value]
    if isinstance(draft, EventDraft):
        said = [terms, value, draft.declared, draft.article]
    if isinstance(draft, KitDraft):
        said = [terms, value, draft.declared, draft.published_at]
    if isinstance(draft, ArticleDraft) and isinstance(value, Manuscript):
        moments = [draft.declared, draft.published_at, draft.updated_at, draft.embargoed_until]
        said = [terms, value.content, moments, value.old_addresses, value.slug]
        said += [draft.translations] if draft.translations else []
    said += [portraits] if (portraits := portraits_of(value)) else []
    return hashlib.blake2b(json.dumps(said, default=_written).encode(), digest_size=16).hexdigest()


def portraits_of(value: Value) -> list[Image]:
    """Give the portraits of a card, or of those who came with an article."""
    cards = value.content.contacts if isinstance(value, Manuscript) else (value,)
    return [one.image for one in cards if isinstance(one, ContactContent) and one.image]


def _written(value: Any) -> Any:
    """Write a moment as text, and a frozen value as the list of what it says."""
    if isinstance(value, date):
        return value.isoformat()
    return [getattr(value, one.name) for one in fields(value) if one.compare]
