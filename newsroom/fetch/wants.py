"""Wants: which of the addresses that sources name are asked for: each once a run, on its own site, not too many."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urldefrag

from importers.draft import Wanted
from importers.reading.sites import is_same_site
from newsroom.fetch.sources import FileSource

MOST_WANTED = 100_000
"""How many addresses the sources of one run may name."""


@dataclass(slots=True)
class Wants:
    """What was asked for in one run; `since` leaves out what a source says has not changed since then."""

    since: datetime | None = None
    known: set[str] = field(default_factory=set)

    def is_new(self, wanted: Wanted) -> bool:
        """Tell whether an address was not asked for in this run and may have changed; it counts as asked then."""
        address = urldefrag(wanted.address).url
        if address in self.known or self._is_old(wanted.changed_at):
            return False
        self.known.add(address)
        return True

    def refusal(self, source: FileSource, wanted: Wanted) -> str | None:
        """Say in one sentence why something is not asked for; None when it may be."""
        if len(self.known) > MOST_WANTED:
            return f"More than {MOST_WANTED:,} addresses were named: {wanted.address} was left out, import it apart."
        # Whoever names a file of addresses answers for them; what a host names may not lead elsewhere.
        if source.address and not is_same_site(source.address, wanted.address):
            return f"{source.label} names {wanted.address} ({wanted.why}), which is another site: name it yourself."
        return None

    def _is_old(self, changed_at: datetime | date | None) -> bool:
        if self.since is None or changed_at is None:
            return False
        if not isinstance(changed_at, datetime):
            # A bare day ends last where it is latest.
            return datetime.combine(changed_at, time.max, UTC) + timedelta(hours=12) < self.since
        return (changed_at if changed_at.tzinfo else changed_at.replace(tzinfo=UTC)) < self.since
