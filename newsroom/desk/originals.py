"""Originals: pictures and files of a draft are kept: those that came along, and if asked for those at an address."""

import tempfile
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from importers.draft import AttachmentDraft, ImageDraft, KitDraft, Source
from newsroom import media
from newsroom.desk.values import licence, public_address
from newsroom.errors import Unreadable
from newsroom.fetch import Found, Unread, is_address
from newsroom.kit import KitContent, KitKind
from newsroom.lines import line
from newsroom.markup import file_name
from newsroom.media.developing import Order
from newsroom.media.metadata import credit_line
from newsroom.model import Attachment, Image
from newsroom.original import Original
from newsroom.worker.darkroom import Darkroom

Fetch = Callable[[str, Path], Found]
"""Fetches what lies at an address into a folder."""

WORDS = ("caption", "alt", "credit", "licence")
"""What is said of a picture."""

Said = TypeVar("Said", Image, KitContent)


@dataclass(frozen=True, slots=True)
class Originals:
    """Where originals are kept, how they are fetched (None: not at all), and those that are known by address.

    Pictures go through the darkroom, but for those that were `developed` before; without `renders` they are only read.
    """

    folder: Path
    darkroom: Darkroom | None = None
    fetch: Fetch | None = None
    known: Mapping[str, media.Kept] = field(default_factory=dict)
    developed: MutableMapping[str, Original] = field(default_factory=dict)
    renders: bool = True
    avif: bool = False

    def image(self, draft: ImageDraft, notes: list[str]) -> Image:
        """Give a picture, with its original where that can be had; what cannot is noted."""
        image = tidied(Image(url=public_address(draft.url), **{name: getattr(draft, name) for name in WORDS}))
        kept = self._kept(draft.url, draft.content, notes, picture=True)
        if kept is None:
            return image
        shown = kept_image(image, kept, self.develop(kept, image, notes))
        if said := [name for name in WORDS if getattr(shown, name) != getattr(image, name)]:
            notes.append(f"Read from {file_name(draft.url)} itself: {', '.join(said)}.")
        return shown

    def portrait(self, draft: ImageDraft | None, notes: list[str]) -> Image | None:
        """Give a portrait as `image` does, but none that is neither here nor to be asked for at an address."""
        if draft is None:
            return None
        image = self.image(draft, notes)
        if image.digest or is_address(image.url):
            return image
        if draft.content is None:
            notes.append(f"The portrait {file_name(draft.url)} is neither beside its source nor at an address.")
        return None

    def attachment(self, draft: AttachmentDraft, notes: list[str]) -> Attachment:
        """Give a file, with its original where that can be had; what cannot is noted."""
        name = line(draft.name) or file_name(draft.url)
        attachment = Attachment(url=public_address(draft.url), name=name, media_type=draft.media_type)
        kept = self._kept(draft.url, draft.content, notes)
        if kept is None:
            return attachment
        original = self.develop(kept, attachment, notes) if media.is_photo(kept.media_type) else None
        return replace(attachment, digest=kept.digest, media_type=kept.media_type, size=kept.size, original=original)

    def kit(self, said: KitContent, draft: KitDraft, notes: list[str]) -> KitContent:
        """Give a file of the press kit, with its original where that can be had; what cannot is noted."""
        kept = self._kept(draft.url, draft.content, notes, picture=said.kind in (KitKind.LOGO, KitKind.IMAGE))
        if kept is None:
            return said
        original = self.develop(kept, said, notes) if media.is_photo(kept.media_type) else None
        found = {name: getattr(kept, name) for name in ("digest", "media_type", "width", "height", "size")}
        return replace(said, **found, original=original)

    def develop(self, kept: media.Kept, said: Image | Attachment | KitContent, notes: list[str]) -> Original | None:
        """Develop a kept picture, unless that was done; what could not be made of it is noted."""
        known = self.developed.get(kept.digest)
        if self.darkroom and (known is None or known.read is None):
            words = {name: getattr(said, name, None) for name in WORDS}
            order = Order(
                digest=kept.digest, media_type=kept.media_type, words=words, renders=self.renders, avif=self.avif
            )
            known, reason = self.darkroom.develop(self.folder, order)
            self.developed[kept.digest] = known
            if reason:
                notes.append(shortfall(file_name(said.url), known, reason))
        return known

    def _kept(self, url: str, content: Source | None, notes: list[str], *, picture: bool = False) -> media.Kept | None:
        if content is not None:
            return self._keep(content, notes, picture=picture)
        if self.fetch is None or not is_address(url):
            return None
        return self.known.get(public_address(url)) or self._fetched(self.fetch, url, notes, picture=picture)

    def _fetched(self, fetch: Fetch, url: str, notes: list[str], *, picture: bool) -> media.Kept | None:
        with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
            found = fetch(url, Path(folder))
            if isinstance(found, Unread):
                notes.append(f"Not fetched: {found.reason.replace(url, public_address(url))}")
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


def tidied(said: Said) -> Said:
    """Give a picture with what is said of it on a line each, without what nobody sees."""
    words: dict[str, Any] = {name: line(getattr(said, name)) for name in WORDS} | {"licence": licence(said.licence)}
    # An empty text says that there is nothing to tell of the picture.
    return replace(said, **words | ({"alt": ""} if said.alt == "" else {}))


def develop(
    folder: Path, kept: media.Kept, said: Image | Attachment, *, avif: bool = False
) -> tuple[Original | None, tuple[str, ...]]:
    """Develop one kept file, if it is a picture, shown or not; gives what is known of it, and notes."""
    if not media.is_photo(kept.media_type):
        return None, ()
    notes: list[str] = []
    with Darkroom() as darkroom:
        return Originals(folder, darkroom, avif=avif).develop(kept, said, notes), tuple(notes)


def kept_image(image: Image, kept: media.Kept, original: Original | None) -> Image:
    """Give a picture with the original that is kept of it, and what that says of itself where nobody else does."""
    original = original or Original(digest=kept.digest)
    said = original.said
    return replace(
        image,
        digest=kept.digest,
        media_type=kept.media_type,
        width=original.width or kept.width,
        height=original.height or kept.height,
        size=kept.size,
        caption=image.caption or said.get("caption"),
        alt=image.alt or said.get("alt"),
        credit=image.credit or credit_line(said),
        licence=image.licence or said.get("licence"),
        original=original,
    )


def shortfall(name: str, original: Original, reason: str) -> str:
    """Say what readers do not get of a picture, and why."""
    if original.read:
        return f"{name} is kept and shown as it came; no smaller pictures were made: {reason}."
    if original.renditions:
        return f"{name} is kept, and readers get smaller pictures alone: {reason}."
    return f"{name} is kept and not shown, for it may tell where it was taken: {reason}. Save it again as JPEG or PNG."
