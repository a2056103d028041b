"""The one door in: a draft, whoever wrote it, is checked here and turned into what the store keeps.

Nothing is invented: what is missing stays empty or is guessed aloud, and every guess, and everything that
was held back, is a note for the ledger.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

from importers.draft import ArticleDraft, ContactDraft, EventDraft, KitDraft, OrganisationDraft
from newsroom.desk.publication import Publication
from newsroom.desk.values import (
    entry_id,
    is_email,
    is_phone,
    licence,
    old_paths,
    public_address,
)
from newsroom.errors import NewsroomError
from newsroom.kit import KitContent, KitKind
from newsroom.lines import line, lines
from newsroom.markup import file_name, web_address
from newsroom.model import (
    ArticleContent,
    Attachment,
    ContactContent,
    EventContent,
    Image,
    Kind,
    Manuscript,
    Organisation,
)
from newsroom.text import slug

LONGEST_HEADLINE = 300
MOST_TAGS = 50
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9-_]*)?")


class Inadmissible(NewsroomError):
    """A draft lacks what nothing can stand in for."""


@dataclass(frozen=True, slots=True)
class Admission(Publication):
    """The door at one moment: who asks, on which terms, and what was noted on the way."""

    def article(
        self,
        draft: ArticleDraft,
        *,
        body_text: str,
        words: dict[str, str],
        images: Sequence[Image] = (),
        attachments: Sequence[Attachment] = (),
        portraits: Sequence[Image | None] = (),
    ) -> Manuscript:
        """Turn an article's draft, its body cleaned, into a manuscript; raises Inadmissible without a headline.

        Of `portraits` there is one for each of its contacts, where there are any.
        """
        headline = self._headline(draft.headline)
        at = self.published_at(draft)
        held = self.is_held(draft, at)
        moments, proposed_at = self.moments(draft, at, held=held)
        people = self._people(draft.contacts, portraits)
        content = self._content(draft, headline, body_text)
        return Manuscript(
            content=replace(content, images=tuple(images), attachments=tuple(attachments), contacts=people),
            words=words,
            slug=slug(line(draft.slug) or headline),
            moments=moments,
            proposed_at=proposed_at,
            held=held,
            updated_at=draft.updated_at if moments.published_at else None,
            old_addresses=_old_addresses(draft),
            former_id=entry_id(draft.source_id) or entry_id(draft.canonical_url),
        )

    def _content(self, draft: ArticleDraft, headline: str, body_text: str) -> ArticleContent:
        return ArticleContent(
            kind=self._kind(draft),
            headline=headline,
            lead=line(draft.lead),
            byline=line(draft.byline),
            dateline=line(draft.dateline),
            language=self._language(draft.language),
            body_html=draft.body_html,
            body_text=body_text,
            canonical_url=web_address(draft.canonical_url),
            tags=self._tags(draft.tags),
        )

    def _people(self, drafts: Sequence[ContactDraft], portraits: Sequence[Image | None]) -> tuple[ContactContent, ...]:
        """Admit those who came with an article: shown with it and nowhere else, unless the desk says so."""
        unlisted = [replace(draft, press_contact=False) for draft in drafts]
        pairs = zip_longest(unlisted, portraits)
        return tuple(person for draft, portrait in pairs if (person := self.contact(draft, portrait)))

    def contact(self, draft: ContactDraft, portrait: Image | None = None) -> ContactContent | None:
        """Turn a contact's draft into a card; one that says nothing at all is noted and gives none."""
        self.notes.extend(one for one in draft.notes if one not in self.notes)
        card = ContactContent(
            name=line(draft.name),
            title=line(draft.title),
            unit=line(draft.unit),
            organisation=line(draft.organisation),
            emails=self._kept(draft.emails, is_email, "e-mail address"),
            phones=self._kept(draft.phones, is_phone, "phone number"),
            responsibilities=lines(draft.responsibilities),
            press_contact=draft.press_contact and self.terms.publish != "draft",
            image=portrait,
        )
        if not (card.name or card.title or card.unit or card.emails or card.phones):
            self.notes.append("A contact without name, title, phone or e-mail address was left out.")
            return None
        if draft.press_contact and not card.press_contact:
            self.notes.append("It is not listed: `newsroom contact edit … --press` makes a press contact of it.")
        return card

    def event(self, draft: EventDraft) -> EventContent:
        """Turn an event's draft, its description cleaned, into an event; raises Inadmissible without a headline."""
        return EventContent(
            headline=self._headline(draft.headline),
            starts_at=draft.starts_at,
            ends_at=self._end(draft),
            place=line(draft.place),
            description_html=draft.description_html or "",
            url=web_address(draft.url),
            language=self._language(draft.language),
            cancelled=draft.cancelled,
        )

    def file(self, draft: KitDraft) -> KitContent:
        """Turn a draft for the press kit into what is kept of it; one without a name is called as its file is."""
        return KitContent(
            kind=KitKind(draft.kind),
            name=line(draft.name) or file_name(draft.url),
            url=public_address(draft.url),
            language=self._language(draft.language),
            caption=line(draft.caption),
            alt=line(draft.alt),
            credit=line(draft.credit),
            licence=licence(draft.licence),
            media_type=draft.media_type,
        )

    def organisation(self, draft: OrganisationDraft) -> Organisation:
        """Turn what a source says of its organisation into what the store keeps of it."""
        paragraphs = [line(part) for part in re.split(r"\n\s*\n|\n", draft.boilerplate or "")]
        return Organisation(
            name=line(draft.name),
            boilerplate="\n\n".join(part for part in paragraphs if part) or None,
            address=lines((draft.address or "").splitlines()),
        )

    def _headline(self, words: str) -> str:
        headline = line(words)
        if headline is None:
            raise Inadmissible("It has no headline: give it one in the source, or write it as a new article.")
        if len(headline) > LONGEST_HEADLINE:
            self.notes.append(f"The headline has {len(headline)} characters.")
        return headline

    def _kind(self, draft: ArticleDraft) -> Kind:
        if self.terms.kind:
            return self.terms.kind
        if draft.kind is None:
            self.notes.append("The source names no kind: taken in as news.")
        return Kind(draft.kind or Kind.NEWS)

    def _language(self, language: str | None) -> str:
        tag = _LANGUAGE.fullmatch(self.terms.language or language or "")
        return tag[1].lower() if tag else self.room.language

    def _tags(self, tags: Iterable[str]) -> tuple[str, ...]:
        named = {slug(name): name for tag in reversed(list(tags)) if (name := line(tag)) and len(name) <= 100}
        kept = tuple(named.values())[::-1]
        if len(kept) > MOST_TAGS:
            self.notes.append(f"Of {len(kept)} tags the first {MOST_TAGS} were kept.")
        return kept[:MOST_TAGS]

    def _kept(self, values: Iterable[str], is_good: Callable[[str], bool], what: str) -> tuple[str, ...]:
        found = lines(values)
        good = tuple(value for value in found if is_good(value))
        if len(good) < len(found):
            self.notes.append(
                f"{len(found) - len(good)} {what} that cannot be right was held back: type the right one."
            )
        return good

    def _end(self, draft: EventDraft) -> datetime | date | None:
        end = draft.ends_at
        if end is not None and self.instant(end) < self.instant(draft.starts_at) and _day(end) < _day(draft.starts_at):
            self.notes.append("The event would end before it starts: its end was held back.")
            return None
        return end


def _old_addresses(draft: ArticleDraft) -> tuple[str, ...]:
    return old_paths([value for value in (web_address(draft.canonical_url), *draft.old_addresses) if value])


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value
