"""PowerPoint shows (PPTX, ISO/IEC 29500): one article with a heading for every slide; speakers' notes are left out."""

from collections.abc import Iterator
from dataclasses import replace

from importers.documents.manuscript import Manuscript, make_article
from importers.documents.package import find_main, is_package, open_package, split_keywords
from importers.documents.slideshow import Slideshow
from importers.draft import ArticleDraft, Defaults, Problem, Source
from importers.reading.kinds import primary_language

_DECK = "A slide deck's text comes as a draft: read it through, it was made to be shown."
_HIDDEN = "Slides that the show hides were left out ({})."


def recognises(source: Source) -> bool:
    """Tell whether it is a package with a presentation in it."""
    return is_package(source) and find_main(source, "presentation") is not None


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of the show, a draft; raises Refused for one that is damaged, locked or without text."""
    with open_package(source) as package:
        show = Slideshow(package)
        markup = show.write(package.related("", "officeDocument") or "")
        said = package.properties(package.related("", "core-properties") or "docProps/core.xml")
    manuscript = Manuscript(
        markup=markup,
        title=said.get("title", ""),
        author=said.get("creator", ""),
        language=primary_language(said.get("language")),
        tags=split_keywords(said.get("keywords", "")),
        images=tuple(show.images),
        notes=(_DECK, *((_HIDDEN.format(show.hidden),) if show.hidden else ())),
    )
    article = make_article(manuscript, source, defaults)
    yield replace(article, kind=article.kind or "news")
