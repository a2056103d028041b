"""Edit: let an article say something else, without losing what anybody wrote meanwhile.

A change to a published article is a version of a kind, with a note for readers unless it is a typo. An old address
of one that has been public leads to the new one. What the desk has edited is not changed by its source any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from newsroom.addresses import article_path
from newsroom.desk.compose import compose
from newsroom.desk.manuscript import CHANGES, Text
from newsroom.desk.moment import show_ahead
from newsroom.errors import NewsroomError
from newsroom.lines import line
from newsroom.markup import Cleaned
from newsroom.model import Article, ArticleContent, Change, Contact, Manuscript, Status, status_at
from newsroom.room import Room
from newsroom.schema import instant_text
from newsroom.store import editing, log, lookup, origins, redirects, search, translations, versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Another text for an article as it was opened, ready to be kept; `published_at` is None where it stays open.

    The log names the `act` and its `detail`; `notes` are remarks for the editor, to whom moments are told in `zone`.
    """

    opened: Article
    manuscript: Manuscript
    slug: str
    published_at: datetime | None
    act: str = "edit"
    detail: str | None = None
    notes: tuple[str, ...] = ()
    zone: ZoneInfo = ZoneInfo("UTC")

    @property
    def is_other_text(self) -> bool:
        """Tell whether the article says something else by it."""
        return self.manuscript.content != self.opened.content

    @property
    def is_other_moment(self) -> bool:
        """Tell whether the article gets another moment of publication, or a draft another proposal."""
        return self.published_at != _moment_of(self.opened)


def get_editable(connection: Connection, name: str, *, now: datetime) -> Article:
    """Give an article to work on; raises NewsroomError for a withdrawn one, and NotFound or Ambiguous."""
    article = lookup.get_by_name(connection, name)
    _refuse_withdrawn(article, now)
    return article


def get_correctable(connection: Connection, name: str, *, now: datetime) -> Article:
    """Give a published article to work on; raises NewsroomError for any other, and NotFound or Ambiguous."""
    article = get_editable(connection, name, now=now)
    if status_at(article.moments, now) is not Status.PUBLISHED:
        raise NewsroomError(f"“{article.headline}” is not public: `newsroom edit {article.slug}` changes it.")
    return article


def revise(
    opened: Article, before: Text, after: Text, room: Room, people: Sequence[Contact], *, now: datetime
) -> Revision:
    """Make a revision of what an editor made of an article's text; an unchanged body stays as it is, to the byte."""
    body = Cleaned(opened.body_html, opened.body_text) if after.body == before.body else None
    composed = compose(after, room, people, now=now, body=body)
    said = composed.manuscript.content
    content = replace(said, canonical_url=opened.canonical_url, images=opened.images, attachments=opened.attachments)
    manuscript = replace(composed.manuscript, content=content, words=search.words_of(content))
    return Revision(
        opened=opened,
        manuscript=manuscript,
        slug=opened.slug if after.slug == before.slug else manuscript.slug,
        published_at=after.published_at,
        notes=composed.notes,
        zone=room.zone,
    )


def revise_content(opened: Article, content: ArticleContent, act: str, detail: str) -> Revision:
    """Make a revision that changes what goes with an article, and leaves its address and moments."""
    manuscript = Manuscript(content=content, words=search.words_of(content), slug=opened.slug)
    return Revision(
        opened=opened, manuscript=manuscript, slug=opened.slug, published_at=_moment_of(opened), act=act, detail=detail
    )


def keep_revision(
    connection: Connection,
    revision: Revision,
    *,
    now: datetime,
    by: str,
    change: Change | None = None,
    note: str | None = None,
) -> Article:
    """Keep a revision; of a published article it is a version of the kind `change`, with a note for its readers.

    A typo's note, and that of what is not public, is for the log alone. Raises NewsroomError when the article is
    not as it was when it was opened, without the kind and the note that readers are owed, or for a moment
    that would hide what is public or make public what is not.
    """
    opened, note = revision.opened, line(note)
    if lookup.get_article(connection, opened.id) != opened:
        raise NewsroomError(f"“{opened.headline}” was changed by somebody else since you opened it: edit it again.")
    _refuse_withdrawn(opened, now)
    if not (revision.is_other_text or revision.is_other_moment or revision.slug != opened.slug):
        return opened
    _check_moment(revision, now)
    _check_language(connection, revision, now)
    change = check_reason(opened, change, note) if needs_reason(revision, now) else None
    if change:
        _keep_published(connection, revision, change, note, now)
    elif status_at(opened.moments, now) is not Status.PUBLISHED:
        _keep_unpublished(connection, revision, now)
    _keep_address(connection, revision, now)
    origins.mark_edited(connection, "article", opened.id)
    kept = lookup.get_article(connection, opened.id)
    log.record(connection, revision.act, kept, by=by, now=now, note=_told(revision, kept, change, note))
    return kept


def needs_reason(revision: Revision, now: datetime) -> bool:
    """Tell whether keeping this needs a kind and a note: an address alone says nothing else to readers."""
    published = status_at(revision.opened.moments, now) is Status.PUBLISHED
    return published and (revision.is_other_text or revision.is_other_moment)


def _refuse_withdrawn(article: Article, now: datetime) -> None:
    if status_at(article.moments, now) is Status.WITHDRAWN:
        raise NewsroomError(f"“{article.headline}” was withdrawn: it is edited no more. Write a new article instead.")


def _check_moment(revision: Revision, now: datetime) -> None:
    """A moment behind us can be put right and not taken away, and none ahead is brought about by an edit."""
    opened, moment = revision.opened, revision.published_at
    if not revision.is_other_moment or not (was_at := opened.moments.published_at):
        return
    if was_at <= now and (moment is None or moment > now):
        hint = f"it is public already; name a moment that is past, or `newsroom withdraw {opened.slug}` takes it back"
    elif was_at > now and moment is None:
        hint = f"`newsroom schedule {opened.slug} --off` makes a draft of it again"
    elif was_at > now and moment and moment <= now:
        hint = f"that is not ahead; name a later moment, or `newsroom publish {opened.slug}` it now"
    else:
        return
    said = show_ahead(moment, revision.zone, now) if moment else "empty"
    raise NewsroomError(f"published_at of “{opened.headline}” cannot be {said}: {hint}.")


def _check_language(connection: Connection, revision: Revision, now: datetime) -> None:
    """A release has one version in each language, whichever of them is edited."""
    opened, language = revision.opened, revision.manuscript.content.language
    if language == opened.language:
        return
    others = (one for one in translations.versions_of(connection, opened) if one.id != opened.id)
    standing = (one for one in others if status_at(one.moments, now) is not Status.WITHDRAWN)
    if same := next((one for one in standing if one.language == language), None):
        raise NewsroomError(
            f"The release of “{opened.headline}” is in {language} already, as “{same.headline}” ({same.slug}):"
            f" part it from that with `newsroom translations {opened.slug} --unlink` first."
        )


def check_reason(article: Article, change: Change | None, note: str | None) -> Change:
    """Give the kind of a change to a public article; raises NewsroomError without it, or without the note it needs."""
    if change not in CHANGES:
        raise NewsroomError(
            f"“{article.headline}” is public: say what kind of change this is, with --kind typo, update or correction,"
            " and tell readers why, with --note."
        )
    if change is not Change.TYPO and not line(note):
        raise NewsroomError(f"“{article.headline}” is public: tell readers why it changes, with --note.")
    return change


def _keep_published(
    connection: Connection, revision: Revision, change: Change, note: str | None, now: datetime
) -> None:
    opened, slight = revision.opened, change is Change.TYPO
    manuscript = replace(revision.manuscript, updated_at=opened.updated_at if slight else now)
    editing.change_article(connection, opened.id, manuscript, now=now, slight=slight)
    _keep_moment(connection, revision, now)
    said = None if slight else note
    versions.add_version(connection, opened.id, manuscript.content, change=change, since=now, note=said)


def _keep_unpublished(connection: Connection, revision: Revision, now: datetime) -> None:
    opened = revision.opened
    if revision.is_other_text:
        manuscript = replace(revision.manuscript, updated_at=opened.updated_at)
        editing.change_article(connection, opened.id, manuscript, now=now)
    _keep_moment(connection, revision, now)
    if opened.moments.published_at and revision.published_at:
        versions.replace_first(connection, opened.id, revision.manuscript.content, since=revision.published_at)


def _keep_moment(connection: Connection, revision: Revision, now: datetime) -> None:
    opened = revision.opened
    if not revision.is_other_moment:
        return
    if opened.moments.published_at:
        moments = replace(opened.moments, published_at=revision.published_at)
        editing.set_moments(connection, opened.id, moments, now=now)
    else:
        editing.propose(connection, opened.id, revision.published_at, now=now)


def _keep_address(connection: Connection, revision: Revision, now: datetime) -> None:
    opened, kind, new = revision.opened, revision.manuscript.content.kind, revision.opened.slug
    if revision.slug != opened.slug:
        new = editing.rename_article(connection, opened.id, revision.slug, now=now)
    old_path = article_path(opened.kind, opened.slug)
    # What nobody could read has had no address: a working title must not be found by who guesses it.
    if status_at(opened.moments, now) is Status.PUBLISHED and article_path(kind, new) != old_path:
        redirects.keep_redirects(connection, [{"address": old_path, "article_id": opened.id}])


def _told(revision: Revision, kept: Article, change: Change | None, note: str | None) -> str | None:
    """Write for the log what an editor must know later."""
    opened = revision.opened
    why = ": ".join(filter(None, (change, note)))
    moments = [one and instant_text(one) for one in (_moment_of(opened), _moment_of(kept))]
    moment = f"published_at {moments[0]} → {moments[1]}" if revision.is_other_moment else None
    address = f"slug {opened.slug} → {kept.slug}" if kept.slug != opened.slug else None
    return "; ".join(filter(None, (why, revision.detail, moment, address))) or None


def _moment_of(article: Article) -> datetime | None:
    return article.moments.published_at or article.proposed_at
