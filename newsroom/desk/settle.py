"""One batch of an import in one transaction: what is new is added, what changed is changed, and every line is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection

from newsroom.desk import kinship
from newsroom.desk.items import Item
from newsroom.desk.update import update_article
from newsroom.desk.verdict import Verdict, judge
from newsroom.kit import KitContent
from newsroom.model import Contact, ContactContent, EventContent, Image, Manuscript, Organisation
from newsroom.store import contacts, editing, events, kit, ledger, organisation, origins, redirects

EVENT_HELD = "Its source holds it back now, but it is public here: `newsroom event withdraw` holds it back here."
ALONE = "The article that it came with is not here, so it is held back: `newsroom event publish` shows it."


def settle(
    connection: Connection,
    run_id: int,
    items: Sequence[Item],
    *,
    now: datetime,
    by: str,
    again: bool = False,
    theirs: bool = False,
) -> list[Verdict]:
    """Keep a batch of items with their lines in the ledger, and tell what became of each."""
    verdicts = judge(connection, items, again=again, theirs=theirs)
    _add_articles(connection, verdicts, now)
    settled = [_act(connection, verdict, now, by) for verdict in _with_targets(verdicts)]
    for one in settled:
        if one.item.old_addresses and one.target_id:
            redirects.keep_old(connection, one.item.type, one.target_id, one.item.old_addresses)
    for verdict in settled if again else ():
        origins.dig_up(connection, verdict.item.type, verdict.item.source_id)
    origins.keep_origins(connection, map(_origin, filter(_is_to_be_noted, settled)))
    for verdict in settled if theirs else ():
        if verdict.outcome == "updated":
            origins.let_lead(connection, verdict.item.type, verdict.target_id or 0, verdict.item.source_id)
    settled = kinship.tie(connection, settled)
    ledger.keep_lines(connection, run_id, (verdict.line() for verdict in settled))
    return settled


def _add_articles(connection: Connection, verdicts: list[Verdict], now: datetime) -> None:
    """Add the new articles of a batch together, which is what makes a large import fast."""
    new = [
        (place, one.item.value)
        for place, one in enumerate(verdicts)
        if one.outcome == "created" and isinstance(one.item.value, Manuscript)
    ]
    ids = editing.add_articles(connection, [value for _, value in new], now=now)
    for (place, _), key in zip(new, ids, strict=True):
        verdicts[place] = replace(verdicts[place], target_id=key)
    # At once, so that the events which came with them find them.
    origins.keep_origins(connection, (_origin(verdicts[place]) for place, _ in new))


def _with_targets(verdicts: list[Verdict]) -> list[Verdict]:
    """Let what a second source told of lead to the article that was added for the first."""
    added = {one.item.source_id: one.target_id for one in verdicts if one.outcome == "created"}
    return [replace(one, target_id=added[one.twin]) if one.twin else one for one in verdicts]


def _act(connection: Connection, verdict: Verdict, now: datetime, by: str) -> Verdict:
    value = verdict.item.value
    if verdict.second and isinstance(value, Manuscript):
        found = [{"address": address, "article_id": verdict.target_id} for address in value.old_addresses]
        redirects.keep_redirects(connection, found)
    if verdict.outcome not in ("created", "updated"):
        return verdict
    if isinstance(value, Manuscript):
        return update_article(connection, verdict, value, now, by) if verdict.outcome == "updated" else verdict
    if isinstance(value, ContactContent):
        return _keep_contact(connection, verdict, value, now)
    if isinstance(value, EventContent):
        return _keep_event(connection, verdict, value, now)
    if isinstance(value, KitContent):
        return _keep_file(connection, verdict, value, now)
    if isinstance(value, Organisation):
        organisation.keep_organisation(connection, value)
        return replace(verdict, target_id=1)
    assert_never(value)


def _keep_contact(connection: Connection, verdict: Verdict, content: ContactContent, now: datetime) -> Verdict:
    kept = contacts.get_contact(connection, verdict.target_id) if verdict.target_id else None
    if kept and not _is_shown_by_others(connection, kept, content):
        # Whoever is listed stays so until the desk says otherwise.
        listed = replace(content, press_contact=content.press_contact or kept.press_contact)
        contacts.change_contact(connection, kept.id, listed, now=now)
        _keep_portrait(connection, kept, content.image, now)
        return verdict
    if (known := contacts.find_same(connection, content, now=now)) is None:
        added = replace(verdict, target_id=contacts.add_contact(connection, content, now=now))
        # At once, so that another item of the same batch which completes the card finds whose it is.
        origins.keep_origins(connection, [_origin(added)])
        return added
    if content.press_contact:
        contacts.complete_contact(connection, known, content, now=now)
    # A card that no source made is the desk's own: the source completes it once and does not change it.
    theirs = origins.origins_of(connection, "contact", known)
    return replace(verdict, target_id=known, edited=all(one.edited for one in theirs))


def _is_shown_by_others(connection: Connection, kept: Contact, content: ContactContent) -> bool:
    """Tell whether readers would see on what others show what this source says without listing whom it says it of."""
    if content.press_contact:
        return False
    if kept.press_contact:
        return len(origins.origins_of(connection, "contact", kept.id)) > 1
    return bool(contacts.articles_of(connection, kept.id))


def _keep_portrait(connection: Connection, kept: Contact, portrait: Image | None, now: datetime) -> None:
    """Show the portrait that the source gives; one whose file is here is not given up for its bare address."""
    is_here = contacts.is_same_portrait(kept.image, portrait) and (portrait is None or portrait.digest is None)
    if not is_here:
        contacts.set_portrait(connection, kept.id, portrait, now=now)


def _keep_event(connection: Connection, verdict: Verdict, content: EventContent, now: datetime) -> Verdict:
    item, key = verdict.item, verdict.target_id
    if key is None:
        key = events.add_event(connection, content, now=now, held=item.held or item.article is not None)
    kept = events.get_event(connection, key)
    if item.held and kept.published_at:
        return replace(verdict, outcome="unchanged", notes=(EVENT_HELD,))
    events.change_event(connection, key, content, now=now)
    tied = _tie(connection, key, item.article)
    if tied and not item.held and kept.published_at is None:
        events.publish_event(connection, key, now=now)
    return replace(verdict, target_id=key, notes=() if tied else (ALONE,))


def _keep_file(connection: Connection, verdict: Verdict, content: KitContent, now: datetime) -> Verdict:
    """Keep a file of the press kit; what the desk has shown or held back stays so."""
    if verdict.target_id is not None:
        known = kit.get_item(connection, verdict.target_id)
        kit.change_item(connection, known.id, content.keeping(known), now=now)
        return verdict
    at = None if verdict.item.held else verdict.item.moment or now
    return replace(verdict, target_id=kit.add_item(connection, content, at=at, now=now))


def _tie(connection: Connection, key: int, article: str | None) -> bool:
    """Let an event go with the article that it came with; False when that is not here: alone it would be public."""
    known = origins.find_origins(connection, "article", [article]) if article else {}
    if known:
        events.link_articles(connection, key, [one.target_id for one in known.values()])
    return article is None or bool(known)


def _is_to_be_noted(verdict: Verdict) -> bool:
    """Tell whether it is new where a thing came from; of new articles that is noted already."""
    is_told = verdict.second or verdict.said is not None
    return verdict.outcome == "updated" or (verdict.outcome == "created" and verdict.item.type != "article") or is_told


def _origin(verdict: Verdict) -> origins.Origin:
    item = verdict.item
    return origins.Origin(
        type=item.type,
        source_id=item.source_id,
        target_id=verdict.target_id or 0,
        source=item.source,
        importer=item.importer,
        draft_digest=item.digest,
        edited=verdict.edited,
        second=verdict.second,
        said=verdict.said,
    )
