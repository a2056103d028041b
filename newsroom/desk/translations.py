"""Translations: one release in several languages, and what of it is missing or behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from newsroom.errors import NewsroomError
from newsroom.model import Article, Status, Teaser, status_at
from newsroom.store import log, lookup, translations


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One language version; `is_behind` when the original, which still stands, has been rewritten since."""

    article: Teaser
    status: Status
    written_at: datetime
    is_behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release in its language versions, the original first, and the room's languages that it is not in."""

    versions: tuple[Version, ...]
    missing: tuple[str, ...]

    @property
    def is_behind(self) -> bool:
        """Tell whether a translation is older than its original."""
        return any(one.is_behind for one in self.versions)


def link(connection: Connection, name: str, original: str, *, now: datetime, by: str) -> Article:
    """Make an article a translation of another, or of what that is a translation of; raises NewsroomError."""
    one, other = _get_linkable(connection, name, now), _get_linkable(connection, original, now)
    family = translations.versions_of(connection, other)
    _check(connection, one, other, family, now)
    translations.set_original(connection, one.id, family[0].id)
    log.record(connection, "link", one, by=by, now=now, note=f"a translation of {family[0].slug}")
    return lookup.get_article(connection, one.id)


def unlink(connection: Connection, name: str, *, now: datetime, by: str) -> Article:
    """Part an article from its language versions; of those of an original, the first becomes the original."""
    one = lookup.get_by_name(connection, name)
    if len(family := translations.versions_of(connection, one)) == 1:
        raise NewsroomError(f"“{one.headline}” has no other language versions: there is nothing to part it from.")
    translations.part(connection, [one.id])
    translations.set_original(connection, one.id, None)
    others = ", ".join(other.slug for other in family if other.id != one.id)
    log.record(connection, "unlink", one, by=by, now=now, note=f"parted from {others}")
    return lookup.get_article(connection, one.id)


def releases(connection: Connection, languages: tuple[str, ...], *, now: datetime) -> list[Release]:
    """Give every release that has, or in a room of these languages should have, several versions; newest first."""
    found = [_release(versions, languages, now) for versions in translations.releases(connection)]
    return [one for one in found if _is_alive(one) and (len(one.versions) > 1 or len(languages) > 1)]


def get_release(connection: Connection, name: str, languages: tuple[str, ...], *, now: datetime) -> Release:
    """Give the release of an article; raises NotFound or Ambiguous."""
    family = translations.versions_of(connection, lookup.get_by_name(connection, name))
    return _release([(one, one.written_at) for one in family], languages, now)


def _get_linkable(connection: Connection, name: str, now: datetime) -> Article:
    one = lookup.get_by_name(connection, name)
    if status_at(one.moments, now) is Status.WITHDRAWN:
        raise NewsroomError(f"“{one.headline}” was withdrawn: it is linked no more.")
    return one


def _check(connection: Connection, one: Article, other: Article, family: tuple[Article, ...], now: datetime) -> None:
    if one.id == other.id:
        raise NewsroomError(f"“{one.headline}” cannot be a translation of itself: name its original.")
    if one.id in [known.id for known in family]:
        raise NewsroomError(f"“{one.headline}” and “{other.headline}” are versions of one release already.")
    if len(translations.versions_of(connection, one)) > 1:
        raise NewsroomError(f"“{one.headline}” has other language versions: part it from them with --unlink first.")
    standing = [known for known in family if status_at(known.moments, now) is not Status.WITHDRAWN]
    if same := next((known for known in standing if known.language == one.language), None):
        raise NewsroomError(
            f"This release is in {one.language} already, as “{same.headline}” ({same.slug}): a release has one"
            f" version in each language. `newsroom edit {one.slug} --set language=xx` mends a wrong language."
        )


def _release(versions: Sequence[tuple[Teaser, datetime]], languages: tuple[str, ...], now: datetime) -> Release:
    """Hold every version against the original, which is the first, while that stands.

    A language whose version was withdrawn is not missing: somebody decided so.
    """
    original, original_at = versions[0]
    stands = status_at(original.moments, now) is not Status.WITHDRAWN
    told = tuple(_version(one, at, original_at if stands else at, now) for one, at in versions)
    known = {one.article.language for one in told}
    return Release(versions=told, missing=tuple(code for code in languages if code not in known))


def _version(one: Teaser, written_at: datetime, original_at: datetime, now: datetime) -> Version:
    status = status_at(one.moments, now)
    is_behind = written_at < original_at and status is not Status.WITHDRAWN
    return Version(article=one, status=status, written_at=written_at, is_behind=is_behind)


def _is_alive(one: Release) -> bool:
    return any(version.status is not Status.WITHDRAWN for version in one.versions)
