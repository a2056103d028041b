"""Undo: take back what an import made and nobody has touched since; the same import can bring it again."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsroom.errors import NewsroomError
from newsroom.store import contacts, files, freshness, images, kit, ledger, log, naming, undoing
from newsroom.store.undoing import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo takes back and what stays; `digests` are those of files that nothing names any more."""

    run: int
    taken: tuple[Made, ...]
    stayed: tuple[Made, ...]
    updated: int
    digests: tuple[str, ...] = ()

    @property
    def public(self) -> int:
        """Give how many of the articles that go are public."""
        return sum(one.is_public for one in self.taken if one.type == "article")

    def __str__(self) -> str:
        """Write what goes as people say it: `40 articles (38 of them public), 2 contacts`."""
        counts = Counter(one.type for one in self.taken)
        named = {type_: f"{count} {type_}{'' if count == 1 else 's'}" for type_, count in counts.items()}
        if self.public:
            named["article"] += f" ({self.public} of them public)"
        return ", ".join(named.values())


def examine(connection: Connection, run_id: int, *, now: datetime) -> Undone:
    """Tell what an undo would take back; raises NewsroomError when there is nothing, or it was undone already."""
    run = ledger.get_run(connection, run_id)
    if run.undone_at:
        raise NewsroomError(f"Import {run.id} was undone already: `newsroom ledger --runs` tells when.")
    made = undoing.made(connection, run, now=now)
    taken = tuple(one for one in made if not one.touched)
    if not taken:
        raise NewsroomError(f"Nothing is left of import {run.id} that nobody has touched: nothing was taken back.")
    updated = ledger.counts(connection, [run.id])[run.id].get("updated", 0)
    return Undone(run=run.id, taken=taken, stayed=tuple(one for one in made if one.touched), updated=updated)


def undo(connection: Connection, run_id: int, *, now: datetime, by: str) -> Undone:
    """Take back what an import made; raises NewsroomError as `examine` does. What it updated stays as it is."""
    undone = examine(connection, run_id, now=now)
    articles = [one.id for one in undone.taken if one.type == "article"]
    kept = kit.digests_of(connection, [one.id for one in undone.taken if one.type == "file"])
    portraits = contacts.portraits_of(connection, [one.id for one in undone.taken if one.type == "contact"])
    digests = files.digests_of(connection, articles) | kept | portraits
    for type_ in undoing.TABLES:
        undoing.take_back(connection, type_, [one.id for one in undone.taken if one.type == type_])
    naming.promote_slugs(connection, now=now)
    undoing.mark_undone(connection, run_id, now=now)
    if undone.public:
        freshness.note_removal(connection, now=now)
    line = log.Record(at=now, actor=by, act="undo", type="import", name=str(run_id), note=str(undone))
    log.add_records(connection, [line])
    gone = files.unnamed(connection, digests)
    images.forget_originals(connection, gone)
    return replace(undone, digests=tuple(gone))
