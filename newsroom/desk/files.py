"""Files: pictures and attachments that an editor puts to an article; their originals are kept as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from importers.draft import Source
from newsroom import media
from newsroom.desk.edit import Revision, revise_content
from newsroom.desk.originals import develop, kept_image, tidied
from newsroom.errors import NewsroomError, NotFound
from newsroom.lines import line
from newsroom.markup import clean, file_name
from newsroom.markup.pictures import with_text_for, without_pictures
from newsroom.model import Article, Attachment, Image
from newsroom.text import fold


def with_image(opened: Article, source: Source, folder: Path, said: Image, *, avif: bool = False) -> Revision:
    """Keep a picture and make a revision of the article with it as the last; `said` has its caption and the like.

    Raises Unreadable for what is no picture, NewsroomError for one that the article has.
    """
    kept = media.keep(folder, source, picture=True)
    _refuse_double(opened, opened.images, kept.digest, source.name)
    said = tidied(said)
    original, notes = develop(folder, kept, said, avif=avif)
    content = replace(opened.content, images=(*opened.images, kept_image(said, kept, original)))
    return replace(revise_content(opened, content, "image", f"added {source.name}"), notes=(*kept.notes, *notes))


def with_attachment(opened: Article, source: Source, folder: Path, name: str | None) -> Revision:
    """Keep a file and make a revision of the article with it as the last; raises as `with_image` does."""
    kept = media.keep(folder, source)
    _refuse_double(opened, opened.attachments, kept.digest, source.name)
    attachment = Attachment(
        digest=kept.digest,
        url=source.name,
        name=line(name) or file_name(source.name),
        media_type=kept.media_type,
        size=kept.size,
    )
    original, notes = develop(folder, kept, attachment)
    attachment = replace(attachment, original=original)
    content = replace(opened.content, attachments=(*opened.attachments, attachment))
    return replace(revise_content(opened, content, "attach", attachment.name), notes=(*kept.notes, *notes))


def with_words(opened: Article, which: str, said: Mapping[str, str]) -> Revision:
    """Make a revision of the article with other words for one of its pictures; an empty word takes one away."""
    place = find_image(opened, which)
    was = opened.images[place]
    words: dict[str, Any] = {name: line(value) for name, value in said.items()}
    image = replace(was, **words)
    images = (*opened.images[:place], image, *opened.images[place + 1 :])
    body_html = opened.body_html
    if was.digest and image.alt != was.alt:
        body_html = with_text_for(body_html, was.digest, image.alt or "")
    content = replace(opened.content, images=images, body_html=body_html)
    return revise_content(opened, content, "image", f"changed {', '.join(said)} of {was.url}")


def without_image(opened: Article, which: str) -> Revision:
    """Make a revision of the article without one of its pictures, in its text as well."""
    place = find_image(opened, which)
    gone = opened.images[place]
    images = (*opened.images[:place], *opened.images[place + 1 :])
    content = replace(opened.content, images=images)
    if gone.digest and gone.digest in opened.body_html:
        body = clean(without_pictures(opened.body_html, lambda address: str(gone.digest) in address))
        content = replace(content, body_html=body.html, body_text=body.text)
    return revise_content(opened, content, "image", f"removed {gone.url}")


def find_image(opened: Article, which: str) -> int:
    """Give the place of a picture by its number, or by letters that only its file's name has; raises NotFound."""
    if which.isascii() and which.isdigit() and 0 < int(which) <= len(opened.images):
        return int(which) - 1
    wanted = fold(which)
    fitting = [place for place, one in enumerate(opened.images) if wanted and wanted in fold(file_name(one.url))]
    if len(fitting) != 1:
        several = f"fits {len(fitting)} pictures" if fitting else "is no picture"
        raise NotFound(
            f"“{which}” {several} of “{opened.headline}”: name one by its number;"
            f" `newsroom image list {opened.slug}` shows them."
        )
    return fitting[0]


def _refuse_double(opened: Article, known: Sequence[Image | Attachment], digest: str, name: str) -> None:
    if any(one.digest == digest for one in known):
        raise NewsroomError(f"“{opened.headline}” has {name} already.")
