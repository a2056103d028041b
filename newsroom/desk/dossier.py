"""Dossier: everything that the desk knows of an article."""

from dataclasses import dataclass

from sqlalchemy import Connection

from newsroom.model import Article, Version
from newsroom.store import ledger, lookup, origins, redirects, versions
from newsroom.store.origins import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An article with where it came from, what imports noted of it, what it said before, and where it was."""

    article: Article
    origins: tuple[Origin, ...]
    notes: tuple[str, ...]
    versions: tuple[Version, ...]
    old_addresses: tuple[str, ...]


def get_dossier(connection: Connection, name: str) -> Dossier:
    """Give all that is known of an article; raises NotFound or Ambiguous."""
    article = lookup.get_by_name(connection, name)
    return Dossier(
        article=article,
        origins=tuple(origins.origins_of(connection, "article", article.id)),
        notes=tuple(ledger.notes_about(connection, "article", article.id)),
        versions=tuple(versions.versions(connection, article.id)),
        old_addresses=tuple(redirects.addresses_of(connection, article.id)),
    )
