"""The editor at the real desk: each act as a command does it, on an article that is named by its slug."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from importers.draft import MemorySource
from newsroom.desk.cards import add_card, cards_named, change_card
from newsroom.desk.compose import add_draft, compose
from newsroom.desk.discard import discard, get_discardable
from newsroom.desk.edit import Revision, get_correctable, get_editable, keep_revision, revise
from newsroom.desk.erase import erase, finish
from newsroom.desk.files import with_image, without_image
from newsroom.desk.forget import erase_person
from newsroom.desk.items import Item
from newsroom.desk.manuscript import Text, text_of, with_fields
from newsroom.desk.moment import read_instant
from newsroom.desk.occasions import (
    add_occasion,
    cancel_occasion,
    publish_occasion,
    remove_occasion,
    withdraw_occasion,
)
from newsroom.desk.people import replace_person
from newsroom.desk.pin import pin, unpin
from newsroom.desk.preview import make_preview, previews, revoke_preview
from newsroom.desk.publish import publish
from newsroom.desk.revert import revert
from newsroom.desk.schedule import schedule, unschedule
from newsroom.desk.settle import settle
from newsroom.desk.translations import link, unlink
from newsroom.desk.undo import undo
from newsroom.desk.withdraw import withdraw
from newsroom.model import Article, Change, Image, Kind, Manuscript, Moments
from newsroom.store import ledger, lookup
from tests.timetravel.answers import COMMON
from tests.timetravel.house import House
from tests.timetravel.world import Person, Said

BODIES = {
    "sv": "Kommunen öppnar skolan vid torget i höst. Eleverna flyttar in efter sommaren, och alla är välkomna dit.",
    "fi": "Kunta avaa koulun torin laidalla syksyllä. Oppilaat muuttavat sinne kesän jälkeen, ja kaikki saavat tulla.",
    "en": "The town opens the school by the square this autumn. The pupils move in after the summer, and all may come.",
}
ROUGH = "Lorem ipsum dolor sit amet."


@dataclass(frozen=True)
class Editor:
    """Who works at the desk of a house."""

    house: House
    by: str = "Ida"

    @property
    def _said(self) -> dict[str, Any]:
        return {"now": self.house.clock.now, "by": self.by}

    def moment(self, typed: str) -> datetime:
        """Read a moment as it is typed; raises ValueError."""
        return read_instant(typed, self.house.room.zone)

    def refusal(self, typed: str) -> str:
        """Give why a moment is refused, or what it was taken for."""
        try:
            return str(self.moment(typed))
        except ValueError as problem:
            return str(problem)

    def compose(self, said: Said) -> Manuscript:
        """Make a manuscript of what is said."""
        text = with_fields(Text(language=said.language), fields_of(said).items(), self.house.room.zone)
        people = self.house.read(cards_named, text.contacts)
        return compose(text, self.house.room, people, now=self.house.clock.now).manuscript

    def write(self, said: Said) -> Article:
        return self.house.write(add_draft, self.compose(said), **self._said)

    def open(self, name: str, said: Said, **others: str) -> Revision:
        """Open an article and work on it, without saving."""
        return self._work_on(self.house.read(get_editable, name, now=self.house.clock.now), said, others)

    def open_public(self, name: str, said: Said) -> Revision:
        """Open an article to correct it."""
        return self._work_on(self.house.read(get_correctable, name, now=self.house.clock.now), said, {})

    def _work_on(self, opened: Article, said: Said, others: Mapping[str, str]) -> Revision:
        now, room = self.house.clock.now, self.house.room
        before = text_of(opened)
        after = with_fields(before, (fields_of(said) | dict(others)).items(), room.zone)
        return revise(opened, before, after, room, self.house.read(cards_named, after.contacts), now=now)

    def save(self, revision: Revision, change: str | None, note: str | None) -> Article:
        return self.house.write(keep_revision, revision, **self._said, **_why(change, note))

    def publish(self, slug: str, *, early: bool, anyway: bool) -> None:
        self.house.write(publish, slug, self.house.room, **self._said, early=early, anyway=_reason(anyway))

    def schedule(self, slug: str, at: datetime, *, embargoed: bool, anyway: bool) -> None:
        agreed: dict[str, Any] = {"embargoed": embargoed, "anyway": _reason(anyway)}
        self.house.write(schedule, slug, at, self.house.room, **self._said, **agreed)

    def unschedule(self, slug: str) -> None:
        self.house.write(unschedule, slug, **self._said)

    def pin(self, slug: str, until: datetime) -> None:
        self.house.write(pin, slug, until, self.house.room, **self._said)

    def unpin(self, slug: str) -> None:
        self.house.write(unpin, slug, **self._said)

    def hand_out(self, slug: str, recipient: str, expires: datetime) -> str:
        """Give the key that was made."""
        return self.house.write(make_preview, slug, recipient, expires, self.house.room, **self._said)[1]

    def revoke(self, slug: str, recipient: str) -> None:
        self.house.write(revoke_preview, slug, recipient, **self._said)

    def visits(self, slug: str) -> list[tuple[str, int]]:
        """Tell who was given a key, and how often they came, the first given first."""
        return [(one.recipient, one.visits) for one in self.house.read(previews, slug)][::-1]

    def add_picture(self, slug: str, content: bytes, change: str | None, note: str | None) -> None:
        opened = self.house.read(get_editable, slug, now=self.house.clock.now)
        said = Image(url="bild.png", alt="Skolan", credit="Ida")
        self.save(with_image(opened, MemorySource(content, "bild.png"), self.house.room.media, said), change, note)

    def remove_picture(self, slug: str, change: str | None, note: str | None) -> None:
        opened = self.house.read(get_editable, slug, now=self.house.clock.now)
        self.save(without_image(opened, "1"), change, note)

    def revert(self, slug: str, number: int, change: str | None, note: str | None) -> None:
        self.house.write(revert, slug, number, self.house.room, **self._said, **_why(change, note))

    def link(self, slug: str, original: str) -> None:
        self.house.write(link, slug, original, **self._said)

    def unlink(self, slug: str) -> None:
        self.house.write(unlink, slug, **self._said)

    def withdraw(self, slug: str, reason: str) -> None:
        self.house.write(withdraw, slug, reason, **self._said)

    def discard(self, slug: str) -> None:
        draft = self.house.read(get_discardable, slug, now=self.house.clock.now)
        self.house.write(discard, draft.id, **self._said)

    def erase(self, slug: str) -> None:
        self.house.write(erase, slug, **self._said, reason="GDPR")
        self.house.run(finish(self.house.database, self.house.room))

    def employ(self, person: Person) -> None:
        fields = {"name": person.name, "emails": (f"{person.slug}@norrsjo.example",), "press_contact": True}
        card = self.house.write(add_card, fields, self.house.room, **self._said)
        assert card.slug == person.slug

    def set_term(self, slug: str, begins: datetime | None, ends: datetime | None) -> None:
        term = {"answers_at": begins, "answers_until": ends}
        self.house.write(change_card, slug, term, self.house.room, **self._said)

    def replace_person(self, slug: str, successor: str) -> None:
        self.house.write(replace_person, slug, successor, **self._said)

    def erase_person(self, slug: str) -> None:
        self.house.write(erase_person, slug, **self._said)
        self.house.run(finish(self.house.database, self.house.room))

    def announce(self, headline: str, owner: str | None, *, held: bool) -> None:
        fields = {"headline": headline, "starts_at": date(2026, 12, 1), "language": "sv"}
        articles = [owner] if owner else []
        self.house.write(add_occasion, fields, self.house.room, **self._said, articles=articles, held=held)

    def change_occasion(self, slug: str, act: str) -> None:
        acts: dict[str, Any] = {"show": publish_occasion, "hold": withdraw_occasion}
        if act in acts:
            self.house.write(acts[act], slug, **self._said)
        else:
            self.house.write(cancel_occasion, slug, **self._said, off=act == "restore")

    def call_off(self, slug: str) -> None:
        self.house.write(remove_occasion, self.house.read(lookup.get_event_by_name, slug).id, **self._said)

    def take_in(
        self, source: str, said: Said, published_at: datetime | None, *, digest: str, again: bool
    ) -> tuple[int, str, int | None]:
        """Import one item, as it leaves the worker; give the run, what became of it, and its number."""
        value = replace(
            self.compose(said),
            moments=Moments(published_at=published_at),
            held=published_at is None,
            old_addresses=(f"/source/{source}",),
        )
        item = Item(
            type="article",
            source=f"{source}.md",
            source_id=source,
            importer="markdown",
            digest=digest,
            value=value,
            notes=(),
            number=0,
        )
        run = self.house.write(ledger.start_run, [source], now=self.house.clock.now)
        verdict = self.house.write(settle, run, [item], **self._said, again=again)[0]
        return run, verdict.outcome, verdict.target_id

    def undo(self, run: int) -> None:
        self.house.write(undo, run, **self._said)

    def uid(self, key: int) -> str:
        return self.house.read(lookup.get_article, key).uid


def fields_of(said: Said) -> dict[str, str]:
    """Write what a piece says into the fields that an editor fills."""
    return {
        "headline": said.headline,
        "kind": Kind(said.kind).value,
        "language": said.language,
        "tags": ", ".join(said.topics),
        "contacts": ", ".join(said.people),
        "body": f"{BODIES[said.language]} {COMMON} {said.word} {ROUGH if said.rough else ''}".strip(),
    }


def _why(change: str | None, note: str | None) -> dict[str, Any]:
    return {"change": Change(change) if change else None, "note": note}


def _reason(anyway: bool) -> str | None:
    return "Så står det i originalet." if anyway else None
