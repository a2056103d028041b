"""Figures: what of an item can be counted, for the sums of the ledger."""

from collections.abc import Mapping

from newsroom.kit import KitContent
from newsroom.model import ContactContent, EventContent, Manuscript, Organisation

Figures = Mapping[str, str | int | None]


def figures_of(value: Manuscript | EventContent | ContactContent | Organisation | KitContent) -> Figures | None:
    """Count pictures, files and addresses of an article with its kind and year; of a file of the press kit its own."""
    if isinstance(value, KitContent):
        is_file = value.kind != "video"
        return {"kind": value.kind.value, "files": int(is_file), "files_kept": int(is_file and bool(value.digest))}
    if not isinstance(value, Manuscript):
        return None
    at, content = value.moments.published_at or value.proposed_at, value.content
    return {
        "kind": content.kind.value,
        "year": at.year if at else None,
        "pictures": len(content.images),
        "pictures_kept": sum(one.digest is not None for one in content.images),
        "uncredited": sum(one.credit is None for one in content.images),
        "files": len(content.attachments),
        "files_kept": sum(one.digest is not None for one in content.attachments),
        "addresses": len(value.old_addresses),
    }
