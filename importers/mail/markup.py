"""A letter's HTML as a tree of paragraphs: the tables it is laid out with undone, its signature marked."""

from bs4 import BeautifulSoup, Tag
from lxml.html import HtmlElement

from importers.draft import ImageDraft, MemorySource
from importers.exports.tree import parse_body
from importers.mail.letter import Letter
from importers.pages.flow import write_body
from importers.pages.page import parse_page
from importers.reading.characters import legible
from importers.reading.pictures import is_absolute, pictures_in

_SILENT = "script, style, title, meta, link, template, noscript, [hidden]"
_HIDDEN = '[style*="display:none" i], [style*="display: none" i]'
_SIGNATURES = (
    ".gmail_signature, .moz-signature, #Signature, #signature, #ms-outlook-mobile-signature, .ms-outlook-signature"
)
_CELLS = ["thead", "tbody", "tfoot", "tr", "td", "th"]
_LAID_OUT = ["h1", "h2", "h3", "h4", "blockquote", "img", "hr"]


def read_markup(letter: Letter, name: str) -> tuple[HtmlElement, tuple[ImageDraft, ...]]:
    """Read a letter's HTML, with its pictures under the names of their files; raises Refused as pages do."""
    source = MemorySource(letter.markup.encode("utf-8", "replace"), name, "text/html; charset=utf-8")
    page = parse_page(source)
    for element in page.soup.select(f"{_SILENT}, {_HIDDEN}"):
        if not element.decomposed:
            element.decompose()
    for element in page.soup.find_all(_of_office):
        element.unwrap()
    _name_pictures(page.soup, letter)
    _mark_signature(page.soup)
    for table in page.soup.find_all("table"):
        if _is_layout(table):
            _undo_layout(table)
    body = page.soup.body or page.soup
    images = tuple(image for image in pictures_in(body, source, None) if is_absolute(image.url))
    return parse_body(legible(write_body(body, page))), images


def _of_office(element: Tag) -> bool:
    """Tell whether it is an element of Office's own, as o:p and w:sdt."""
    return ":" in element.name


def _name_pictures(soup: BeautifulSoup, letter: Letter) -> None:
    """Let pictures point to the files that came along (RFC 2392)."""
    names = {file.content_id: file.name for file in letter.files if file.content_id}
    for image in soup.find_all("img", src=True):
        address = str(image["src"])
        if address.lower().startswith("cid:"):
            image["src"] = names.get(address[4:], address[4:].partition("@")[0])


def _mark_signature(soup: BeautifulSoup) -> None:
    for element in soup.select(_SIGNATURES):
        delimiter = soup.new_tag("p")
        delimiter.string = "--"
        element.insert_before(delimiter)


def _is_layout(table: Tag) -> bool:
    if table.get("role") in ("presentation", "none") or table.find("table"):
        return True
    rows = table.find_all("tr")
    narrow = all(len(row.find_all(["td", "th"], recursive=False)) < 2 for row in rows)
    return narrow or (not table.find("th") and table.find(_LAID_OUT) is not None)


def _undo_layout(table: Tag) -> None:
    for cell in table.find_all(_CELLS):
        if cell.find_parent("table") is table:
            cell.name = "div"
    table.name = "div"
