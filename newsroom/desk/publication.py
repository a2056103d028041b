"""Publication: what an import makes public and from when, by what sources say, the editor's terms and the clock."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from importers.draft import ArticleDraft, EventDraft, KitDraft
from newsroom.model import Kind, Moments
from newsroom.room import Room

HELD = ("draft", "private", "scheduled", "embargoed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the editor says of a whole import: publish or hold it, its kind, its language."""

    publish: Literal["published", "draft"] | None = None
    kind: Kind | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Who decides at one moment, on which terms, and what was noted on the way."""

    room: Room
    now: datetime
    terms: Terms = Terms()
    notes: list[str] = field(default_factory=list)

    def holds(self, draft: EventDraft | KitDraft) -> bool:
        """Tell whether its source, or the editor who imports it, wants nobody to see it; the former is noted."""
        if draft.declared in HELD:
            self.notes.append(f"The source holds it as {draft.declared}: it is held back here.")
        return draft.declared in HELD or self.terms.publish == "draft"

    def is_held(self, draft: ArticleDraft, at: datetime | None) -> bool:
        """Tell whether the source holds it back, or the editor does; the source's reason is noted."""
        held = draft.declared in HELD or bool(draft.embargoed_until and draft.embargoed_until > self.now)
        future = at is not None and at > self.now
        self._note_held(held=held, future=future, declared=draft.declared)
        return held or future or self.terms.publish == "draft"

    def moments(self, draft: ArticleDraft, at: datetime | None, *, held: bool) -> tuple[Moments, datetime | None]:
        """Decide what becomes public: what the source declares so and is past, unless the editor says otherwise."""
        if not held and self.terms.publish == "published":
            return Moments(published_at=at or self._import_moment()), None
        if not held and draft.declared == "published" and at is not None:
            return Moments(published_at=at), None
        return Moments(), draft.embargoed_until or at

    def published_at(self, draft: ArticleDraft) -> datetime | None:
        """Give when the source published it, if it says so; a bare day is noted."""
        if draft.published_at is None:
            return None
        if not isinstance(draft.published_at, datetime):
            self.notes.append("The source gives the day of publication and no hour: midnight stands for it.")
        return self.instant(draft.published_at)

    def instant(self, value: datetime | date) -> datetime:
        """Give an instant as it is and a day's first moment in the room's zone."""
        if isinstance(value, datetime):
            return value
        return datetime.combine(value, time(), self.room.zone)

    def _import_moment(self) -> datetime:
        self.notes.append("The source gives no date: published with the moment of import.")
        return self.now

    def _note_held(self, *, held: bool, future: bool, declared: str | None) -> None:
        if held:
            self.notes.append(
                f"The source holds it as {declared if declared in HELD else 'embargoed'}: it is a draft here."
            )
        elif future:
            self.notes.append("Its date is in the future: it is a draft, with that date as a proposal.")
