"""Compare: what changed between two versions of an article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from newsroom.changes import FieldChange, changes
from newsroom.errors import NewsroomError, NotFound
from newsroom.model import Article, Version
from newsroom.store import lookup, versions


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of an article and how its fields changed between them."""

    article: Article
    old: Version
    new: Version
    changes: tuple[FieldChange, ...]


def compare(
    connection: Connection, name: str, first: int | None = None, second: int | None = None, *, now: datetime
) -> Comparison:
    """Compare two versions; without numbers the newest with the one before, with one number that with the newest.

    Raises NewsroomError where there are no two, NotFound for a version that is not there.
    """
    article = lookup.get_by_name(connection, name)
    known = versions.versions(connection, article.id)
    if not known or known[0].since > now:
        raise NewsroomError(f"“{article.headline}” has not been public: its versions begin with its publication.")
    if first is None and len(known) == 1:
        raise NewsroomError(f"“{article.headline}” has one version: nothing has changed since its publication.")
    old = known[-2] if first is None else get_version(article, known, first)
    new = known[-1] if second is None else get_version(article, known, second)
    return Comparison(article, old, new, changes(versions.content_of(old), versions.content_of(new)))


def get_version(article: Article, known: Sequence[Version], number: int) -> Version:
    """Give the version of this number; raises NotFound."""
    found = next((one for one in known if one.number == number), None)
    if found is None:
        last = f"the newest is {known[-1].number}" if known else "it has none"
        raise NotFound(
            f"“{article.headline}” has no version {number}: {last}; `newsroom show {article.slug}` lists them."
        )
    return found
