"""Verdicts: what each item of a batch is to the store; nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from newsroom.changes import changes
from newsroom.desk.figures import figures_of
from newsroom.desk.items import Item
from newsroom.desk.sameness import find_twins
from newsroom.difference import Run, shortened
from newsroom.fetch import is_address
from newsroom.model import ArticleContent, Manuscript
from newsroom.store import ledger, lookup, origins

KEPT = "Its source changed, but the desk has edited it here: the desk's text was kept (`--theirs` takes the source's)."
THEIRS = "The desk had edited it here: the source's text was taken."
SECOND = "It came from {} first, whose text stands; this source was tied to it (`--theirs` takes its text)."
ERASED = "erased here"
DISCARDED = "discarded here: `--again` takes it in"
LONGEST_DIFFERENCE = 600
MOST_SOURCES = 8
"""How many sources that share an id are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an item is to the store: new, changed, the same, or not wanted.

    `twin` is the source's id of an item of the same batch that tells of the same article.
    """

    item: Item
    outcome: str
    target_id: int | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()
    edited: bool = False
    second: bool = False
    said: dict[str, str] | None = None
    twin: str | None = None

    def line(self) -> ledger.Line:
        """Write it down for the ledger."""
        item = self.item
        return ledger.Line(
            outcome=self.outcome,
            type=item.type,
            source=item.source,
            source_id=None if self.reason == ERASED else item.source_id,
            importer=item.importer,
            headline=None if self.reason == ERASED else item.headline,
            reason=self.reason,
            notes=() if self.outcome == "refused" else (*item.notes, *self.notes),
            target_id=self.target_id,
            figures=None if self.reason == ERASED else figures_of(item.value),
        )


def judge(connection: Connection, items: Sequence[Item], *, again: bool = False, theirs: bool = False) -> list[Verdict]:
    """Tell what each item is to the store: `again` takes in what was discarded, `theirs` over what the desk edited."""
    found: dict[int, Verdict] = {}
    for type_ in {item.type for item in items}:
        mine = [(place, item) for place, item in enumerate(items) if item.type == type_]
        ids = [item.source_id for _, item in mine]
        known = origins.find_origins(connection, type_, ids)
        gone = origins.find_buried(connection, type_, ids)
        for place, item in mine:
            verdict = _verdict(item, known.get(item.source_id), gone.get(item.source_id), again, theirs)
            found[place] = _compared(connection, verdict)
    return _paired(connection, [found[place] for place in range(len(items))], theirs=theirs)


def judge_unheard(items: Sequence[Item]) -> list[Verdict]:
    """Tell what each item would be to a room that has nothing yet."""
    return _paired(None, [Verdict(item=item, outcome="created") for item in items], theirs=False)


def _verdict(item: Item, known: origins.Origin | None, act: str | None, again: bool, theirs: bool) -> Verdict:
    if act == "erased" or (act and not again):
        return Verdict(item=item, outcome="refused", reason=ERASED if act == "erased" else DISCARDED)
    if known is None:
        return Verdict(item=item, outcome="created")
    here = Verdict(
        item=item,
        outcome="unchanged",
        target_id=known.target_id,
        edited=known.edited,
        second=known.second,
        said=_said(item, known),
    )
    if theirs and (known.edited or known.second or _last_said(item, known) != item.digest):
        taken = (THEIRS,) if known.edited else ()
        return replace(here, outcome="updated", edited=False, second=False, notes=taken)
    if _last_said(item, known) == item.digest:
        return here
    if known.edited:
        return replace(here, notes=(KEPT,))
    if known.second or _is_another(item, known):
        return replace(here, second=known.second, notes=(SECOND.format(known.source),))
    return replace(here, outcome="updated")


def _last_said(item: Item, known: origins.Origin) -> str:
    """Give the digest of what this source said last, or where it is new, of what was taken in last."""
    return (known.said or {}).get(item.source, known.draft_digest)


def _said(item: Item, known: origins.Origin) -> dict[str, str] | None:
    """Note what this source says, once it is not the only one that knows the id."""
    if known.said is None and known.source == item.source:
        return None
    said = {**(known.said or {known.source: known.draft_digest}), item.source: item.digest}
    return dict(list(said.items())[-MOST_SOURCES:])


def _is_another(item: Item, known: origins.Origin) -> bool:
    """Tell whether another address tells of the same thing; a file may have been renamed or moved."""
    return known.source != item.source and is_address(known.source) and is_address(item.source)


def _compared(connection: Connection, verdict: Verdict) -> Verdict:
    """Show how what the desk has written differs from what the source says, whichever of them is kept."""
    value = verdict.item.value
    if not isinstance(value, Manuscript) or not {KEPT, THEIRS} & set(verdict.notes) or verdict.target_id is None:
        return verdict
    ours = lookup.get_article(connection, verdict.target_id).content
    told = difference_of(ours, value.content)
    return replace(verdict, notes=(*verdict.notes, told)) if told else verdict


def difference_of(ours: ArticleContent, theirs: ArticleContent) -> str:
    """Tell in a line how the source's text differs from the desk's, word by word; what is long is cut."""
    told = [
        f"{one.field}: {''.join(map(_marked, shortened(one.runs, words=4)))}"
        for one in changes(ours, theirs)
        if one.runs
    ]
    line = " ".join("; ".join(told).split())
    cut = f"{line[:LONGEST_DIFFERENCE]} …" if len(line) > LONGEST_DIFFERENCE else line
    return f"From the desk's text to the source's: {cut}" if told else ""


def _marked(run: Run) -> str:
    return {"same": run.text, "gone": f"[-{run.text}-]", "new": f"{{+{run.text}+}}"}[run.kind]


def _paired(connection: Connection | None, verdicts: list[Verdict], *, theirs: bool) -> list[Verdict]:
    """Find new items that another source told of already: in the store, or earlier in this batch."""
    new = [place for place, one in enumerate(verdicts) if one.outcome == "created" and one.item.type == "article"]
    twins = find_twins(connection, [verdicts[place].item for place in new])
    paired: Mapping[int, Verdict] = {
        new[at]: _second(verdicts[new[at]], twin.target_id, twin.source_id, twin.source, theirs)
        for at, twin in twins.items()
    }
    return [paired.get(place, one) for place, one in enumerate(verdicts)]


def _second(verdict: Verdict, target_id: int | None, twin: str | None, source: str, theirs: bool) -> Verdict:
    if theirs and target_id is not None:
        return replace(verdict, outcome="updated", target_id=target_id)
    note = SECOND.format(source or "the desk")
    return replace(verdict, outcome="unchanged", target_id=target_id, twin=twin, second=True, notes=(note,))
