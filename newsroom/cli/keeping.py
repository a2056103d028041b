"""How commands keep a revision: they ask at the terminal for what readers are owed, and tell what was remarked."""

from typing import TYPE_CHECKING

from newsroom.cli.console import note
from newsroom.cli.dialogue import ask_reason
from newsroom.cli.frame import Opened, called

if TYPE_CHECKING:
    from newsroom.desk.edit import Revision
    from newsroom.model import Article


async def keep(opened: Opened, revision: "Revision", change: str | None, why: str | None) -> "Article":
    """Keep a revision; where it needs a kind and a note that were not given, they are asked for."""
    from newsroom.desk.edit import keep_revision, needs_reason
    from newsroom.model import Change

    reasoned = needs_reason(revision, called().clock())
    if reasoned:
        change, why = ask_reason(change, why)
    kind = Change(change) if change else None
    saved = await opened.database.write(
        keep_revision, revision, now=called().clock(), by=opened.by, change=kind, note=why
    )
    for one in revision.notes:
        note(one)
    if saved == revision.opened:
        return saved
    if why and (not reasoned or kind is Change.TYPO):
        what = "A typo has no note for readers" if reasoned else "No reader sees a change in it"
        note(f"{what}: yours is in the log alone.")
    if saved.moments.published_at:
        await _tell_errors(opened, saved)
    return saved


async def _tell_errors(opened: Opened, article: "Article") -> None:
    """Tell what is plainly wrong now: nothing else would stop it, as the article is public or will be by itself."""
    from newsroom.desk.check import check_article
    from newsroom.desk.moment import show_ahead

    now, found = called().clock(), await opened.database.read(check_article, article, opened.room, now=called().clock())
    errors = [one for one in found if one.level == "error"]
    for one in errors:
        note(f"{one.where}: {one.problem} {one.advice}")
    if errors and article.published_at > now:
        when = show_ahead(article.published_at, opened.room.zone, now)
        note(f"It comes out so, {when}: mend it, or hold it back with `newsroom schedule {article.slug} --off`.")
