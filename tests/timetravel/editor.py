"""The editor at the real desk: each act as a command does it, on an article that is named by its slug."""

from dataclasses import dataclass
from typing import Any

from newsroom.desk.cards import cards_named
from newsroom.desk.compose import add_draft, compose
from newsroom.desk.discard import discard
from newsroom.desk.edit import Revision, get_editable, keep_revision, revise
from newsroom.desk.manuscript import Text, text_of, with_fields
from newsroom.desk.publish import publish
from newsroom.desk.withdraw import withdraw
from newsroom.model import Article, Change, Kind
from newsroom.store import lookup
from tests.timetravel.answers import COMMON
from tests.timetravel.house import House
from tests.timetravel.world import Said

BODIES = {
    "sv": "Kommunen öppnar skolan vid torget i höst. Eleverna flyttar in efter sommaren, och alla är välkomna dit.",
    "fi": "Kunta avaa koulun torin laidalla syksyllä. Oppilaat muuttavat sinne kesän jälkeen, ja kaikki ovat tervetulleita.",
    "en": "The municipality opens the school by the square this autumn. The pupils move in after the summer, and all are welcome.",
}


@dataclass(frozen=True)
class Editor:
    """Who works at the desk of a house."""

    house: House
    by: str = "Ida"

    def _said(self) -> dict[str, Any]:
        return {"now": self.house.clock.now, "by": self.by}

    def write(self, said: Said) -> Article:
        text = with_fields(Text(language=said.language), fields_of(said).items(), self.house.room.zone)
        people = self.house.read(cards_named, text.contacts)
        composed = compose(text, self.house.room, people, now=self.house.clock.now)
        return self.house.write(add_draft, composed.manuscript, **self._said())

    def revision(self, slug: str, fields: dict[str, str]) -> Revision:
        """Open an article and work on it."""
        now, room = self.house.clock.now, self.house.room
        opened = self.house.read(get_editable, slug, now=now)
        before = text_of(opened)
        after = with_fields(before, fields.items(), room.zone)
        return revise(opened, before, after, room, self.house.read(cards_named, after.contacts), now=now)

    def keep(self, revision: Revision, change: str | None, note: str | None) -> Article:
        """Save what was worked on."""
        kind = Change(change) if change else None
        return self.house.write(keep_revision, revision, **self._said(), change=kind, note=note)

    def edit(self, slug: str, fields: dict[str, str], change: str | None, note: str | None) -> Article:
        return self.keep(self.revision(slug, fields), change, note)

    def publish(self, slug: str, *, early: bool) -> None:
        self.house.write(publish, slug, self.house.room, now=self.house.clock.now, early=early)

    def withdraw(self, slug: str, reason: str) -> None:
        self.house.write(withdraw, slug, reason, **self._said())

    def discard(self, slug: str) -> None:
        key = self.house.read(lookup.get_by_name, slug).id
        self.house.write(discard, key, **self._said())


def fields_of(said: Said) -> dict[str, str]:
    """Write what a piece says into the fields that an editor fills."""
    return {
        "headline": said.headline,
        "kind": Kind(said.kind).value,
        "language": said.language,
        "tags": ", ".join(said.topics),
        "contacts": ", ".join(said.people),
        "body": f"{BODIES[said.language]} {COMMON} {said.word}",
    }
