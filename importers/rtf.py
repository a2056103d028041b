"""Rich Text Format (RTF 1.9.1), as word processors and e-mail programs write it, in whatever code pages."""

from collections.abc import Iterator

from importers.documents.manuscript import Manuscript, make_article, tell_comments
from importers.documents.package import split_keywords
from importers.documents.richtext import RichText
from importers.draft import ArticleDraft, Defaults, Problem, Source
from importers.reading.characters import read_bytes

_LARGEST = 30_000_000


def recognises(source: Source) -> bool:
    """Tell whether it begins as RTF does."""
    return source.head[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the document, a draft; raises Refused for one that is empty, too large or too deep."""
    text = RichText(read_bytes(source, _LARGEST).lstrip(b"\xef\xbb\xbf \t\r\n"), source.name)
    manuscript = Manuscript(
        markup=text.write(),
        title=text.said.get("title", ""),
        author=text.said.get("author", ""),
        tags=split_keywords(text.said.get("keywords", "")),
        images=tuple(text.images),
        notes=tell_comments(text.comments),
    )
    yield make_article(manuscript, source, defaults)
