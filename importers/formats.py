"""Every format that can be read, in the order of asking: a new one is a module added here."""

from importers import (
    address_list,
    blogger,
    bookmarks,
    cision,
    docx,
    eml,
    feed,
    ghost,
    hcard,
    html,
    icalendar,
    markdown,
    medium,
    movable_type,
    msg,
    mynewsdesk,
    mynewsdesk_text,
    newsml1,
    newsml_g2,
    ninjs,
    nitf,
    notion,
    odt,
    opml,
    page_text,
    pdf,
    pptx,
    rtf,
    sitemap,
    slides_text,
    squarespace,
    substack,
    vcard,
    via_tt,
    wordpress,
    wordpress_rest,
)
from importers.draft import Importer, Source

# An export of a site is a feed, or a page, with marks of its own, and so is what a supplier's interface gives: both are
# asked before them. Of the texts, the one that takes any text is asked last.
COLLECTIONS: tuple[Importer, ...] = (sitemap, opml, bookmarks, address_list)
EXPORTS: tuple[Importer, ...] = (
    squarespace,
    wordpress,
    wordpress_rest,
    ghost,
    blogger,
    medium,
    substack,
    notion,
    movable_type,
)
PRESS_ROOMS: tuple[Importer, ...] = (cision, via_tt, mynewsdesk)
DOCUMENTS: tuple[Importer, ...] = (docx, odt, rtf, pdf, pptx)
AGENCIES: tuple[Importer, ...] = (ninjs, newsml1, newsml_g2, nitf)
MAIL: tuple[Importer, ...] = (eml, msg)
CARDS: tuple[Importer, ...] = (vcard, icalendar, hcard)
IMPORTERS: tuple[Importer, ...] = (
    *COLLECTIONS,
    *EXPORTS,
    *PRESS_ROOMS,
    *DOCUMENTS,
    *AGENCIES,
    *MAIL,
    *CARDS,
    feed,
    html,
    markdown,
    mynewsdesk_text,
    slides_text,
    page_text,
)


def find_importer(source: Source) -> Importer | None:
    """Find the importer that recognises the source by its content; None when it is of no known format."""
    return next((importer for importer in IMPORTERS if importer.recognises(source)), None)
