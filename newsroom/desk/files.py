"""Files: pictures and attachments that an editor puts to an article; their originals are kept as they are."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from importers.draft import Source
from newsroom import media
from newsroom.desk.edit import Revision, revise_content
from newsroom.desk.items import kept_image
from newsroom.errors import NewsroomError
from newsroom.model import Article, Attachment, Image


def with_image(opened: Article, source: Source, folder: Path, said: Image) -> Revision:
    """Keep a picture and make a revision of the article with it as the last; `said` has its caption and the like.

    Raises Unreadable for what is no picture, NewsroomError for one that the article has.
    """
    kept = media.keep(folder, source, picture=True)
    _refuse_double(opened, opened.images, kept.digest, source.name)
    content = replace(opened.content, images=(*opened.images, kept_image(said, kept)))
    return replace(revise_content(opened, content, "image", f"added {source.name}"), notes=kept.notes)


def with_attachment(opened: Article, source: Source, folder: Path, name: str | None) -> Revision:
    """Keep a file and make a revision of the article with it as the last; raises as `with_image` does."""
    kept = media.keep(folder, source)
    _refuse_double(opened, opened.attachments, kept.digest, source.name)
    attachment = Attachment(
        digest=kept.digest,
        url=source.name,
        name=name or source.name,
        media_type=kept.media_type,
        size=kept.size,
    )
    content = replace(opened.content, attachments=(*opened.attachments, attachment))
    return replace(revise_content(opened, content, "attach", attachment.name), notes=kept.notes)


def _refuse_double(opened: Article, known: Sequence[Image | Attachment], digest: str, name: str) -> None:
    if any(one.digest == digest for one in known):
        raise NewsroomError(f"“{opened.headline}” has {name} already.")
