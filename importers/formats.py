"""Every format that can be read, in the order of asking: a new one is a module added here."""

from importers import feed, ghost, html, markdown, mynewsdesk_text, page_text, slides_text, wordpress
from importers.draft import Importer, Source

# Marked-up formats are told apart by their first bytes; of the texts, the one that takes any text is asked last.
IMPORTERS: tuple[Importer, ...] = (wordpress, ghost, feed, html, markdown, mynewsdesk_text, slides_text, page_text)


def find_importer(source: Source) -> Importer | None:
    """Find the importer that recognises the source by its content; None when it is of no known format."""
    return next((importer for importer in IMPORTERS if importer.recognises(source)), None)
