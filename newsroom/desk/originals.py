"""Originals: pictures and files of a draft are kept: those that came along, and if asked for those at an address."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from importers.draft import AttachmentDraft, ImageDraft, Source
from newsroom import media
from newsroom.errors import Unreadable
from newsroom.fetch import Found, Unread, is_address
from newsroom.model import Attachment, Image

Fetch = Callable[[str, Path], Found]
"""Fetches what lies at an address into a folder."""


@dataclass(frozen=True, slots=True)
class Originals:
    """Where originals are kept, how they are fetched (None: not at all), and those that are known by address."""

    folder: Path
    fetch: Fetch | None = None
    known: Mapping[str, media.Kept] = field(default_factory=dict)

    def image(self, draft: ImageDraft, notes: list[str]) -> Image:
        """Give a picture, with its original where that can be had; what cannot is noted."""
        image = Image(url=draft.url, caption=draft.caption, alt=draft.alt, credit=draft.credit, licence=draft.licence)
        kept = self._kept(draft.url, draft.content, notes, picture=True)
        return kept_image(image, kept) if kept else image

    def attachment(self, draft: AttachmentDraft, notes: list[str]) -> Attachment:
        """Give a file, with its original where that can be had; what cannot is noted."""
        name = draft.name or draft.url.rstrip("/").rpartition("/")[2] or draft.url
        attachment = Attachment(url=draft.url, name=name, media_type=draft.media_type)
        kept = self._kept(draft.url, draft.content, notes)
        if kept is None:
            return attachment
        return replace(attachment, digest=kept.digest, media_type=kept.media_type, size=kept.size)

    def _kept(self, url: str, content: Source | None, notes: list[str], *, picture: bool = False) -> media.Kept | None:
        if content is not None:
            return self._keep(content, notes, picture=picture)
        if self.fetch is None or not is_address(url):
            return None
        return self.known.get(url) or self._fetched(self.fetch, url, notes, picture=picture)

    def _fetched(self, fetch: Fetch, url: str, notes: list[str], *, picture: bool) -> media.Kept | None:
        with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
            found = fetch(url, Path(folder))
            if isinstance(found, Unread):
                notes.append(f"Not fetched: {found.reason}")
                return None
            return self._keep(found, notes, picture=picture)

    def _keep(self, content: Source, notes: list[str], *, picture: bool) -> media.Kept | None:
        try:
            kept = media.keep(self.folder, content, picture=picture)
        except Unreadable as problem:
            notes.append(str(problem))
            return None
        notes.extend(kept.notes)
        return kept


def kept_image(image: Image, kept: media.Kept) -> Image:
    """Give a picture with the original that is kept of it."""
    return replace(
        image, digest=kept.digest, media_type=kept.media_type, width=kept.width, height=kept.height, size=kept.size
    )
