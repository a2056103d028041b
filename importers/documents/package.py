"""Packages: ZIP files whose parts are XML and pictures, as OPC (ISO/IEC 29500-2) and OpenDocument (ISO/IEC 26300-3).

What a part unpacks to is counted while it is read, since what a ZIP says of it need not be true; XML is read
without entities, and a document type, which both standards rule out, is refused.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain
from mimetypes import guess_type
from posixpath import join, normpath
from typing import IO, BinaryIO

from lxml import etree

from importers.draft import ImageDraft, MemorySource, Refused, Source
from importers.reading.characters import squeeze

XML = 16_000_000
MEDIA = 40_000_000
_ALL_MEDIA = 60_000_000
_MOST_PARTS = 20_000
_RELATIONSHIPS = "{*}Relationship"
_PROPERTIES = ("title", "creator", "initial-creator", "language", "keywords", "keyword")
_SAFELY = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_DAMAGED = (OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)


class Package:
    """An opened package: its parts by name, read within limits."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self.name = archive, name
        self._names = {one.filename for one in archive.infolist()[:_MOST_PARTS]}
        self._media_left = _ALL_MEDIA

    def has(self, part: str) -> bool:
        """Tell whether there is a part of this name."""
        return part in self._names

    def parts(self) -> list[str]:
        """Give the names of all parts."""
        return sorted(self._names)

    def read(self, part: str, limit: int = XML) -> bytes:
        """Read a part; raises Refused when it is missing, damaged or larger than the limit."""
        try:
            with self._archive.open(part) as stream:
                content = stream.read(limit + 1)
        except KeyError:
            raise Refused(f"{self.name} is incomplete, its part {part} is missing: ask for it again.") from None
        except _DAMAGED as error:
            raise Refused(_refuse(self.name, error)) from error
        if len(content) > limit:
            raise Refused(f"{self.name} holds a part larger than {limit // 1_000_000} MB, {part}: make it smaller.")
        return content

    def stream(self, part: str) -> IO[bytes]:
        """Open a part as a stream; whoever reads it counts, and raises what zipfile raises."""
        return self._archive.open(part)

    def xml(self, part: str) -> etree._Element:
        """Parse a part; raises Refused when it is no XML of an office document."""
        return parse_xml(self.read(part), self.name)

    def find_xml(self, part: str) -> etree._Element | None:
        """Parse a part that a document can do without."""
        return self.xml(part) if self.has(part) else None

    def relations(self, part: str) -> dict[str, str]:
        """Give the parts and addresses that a part refers to, by identifier (ISO/IEC 29500-2, section 9.3)."""
        folder, _, name = part.rpartition("/")
        root = self.find_xml(join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in root.iter(_RELATIONSHIPS) if root is not None else ():
            target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
            inside = normpath(join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = target if outside else inside
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Find the first part of a kind, the last word of its relationship's type, that a part refers to."""
        folder, _, name = part.rpartition("/")
        root = self.find_xml(join(folder, "_rels", f"{name}.rels"))
        for one in root.iter(_RELATIONSHIPS) if root is not None else ():
            if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") != "External":
                return normpath(join("/", folder, one.get("Target", ""))).lstrip("/")
        return None

    def picture(self, part: str, alt: str | None = None) -> ImageDraft | None:
        """Read a picture; None when it is missing, or no picture that a page can show, or more than can be kept."""
        media_type = guess_type(part)[0] or ""
        if not self.has(part) or not media_type.startswith("image/") or media_type in ("image/x-emf", "image/x-wmf"):
            return None
        try:
            content = self.read(part, min(MEDIA, self._media_left))
        except Refused:
            return None
        self._media_left -= len(content)
        name = part.rpartition("/")[2]
        return ImageDraft(url=name, alt=squeeze(alt or "") or None, content=MemorySource(content, name, media_type))

    def properties(self, part: str) -> dict[str, str]:
        """Give what the document's properties say, by their local names."""
        try:
            root = self.find_xml(part)
        except Refused:
            root = None
        found = dict[str, str]()
        for one in root.iter("{*}*") if root is not None else ():
            name = etree.QName(one).localname
            text = squeeze("".join(one.itertext())) if name in _PROPERTIES else ""
            if text:
                # Keywords have an element each in OpenDocument.
                found[name] = f"{found[name]}, {text}" if name in found else text
        return found


@contextmanager
def open_package(source: Source) -> Iterator[Package]:
    """Open a source as a package; raises Refused when it is none, or damaged, or locked."""
    stream: BinaryIO
    with source.open() as stream:
        try:
            archive = zipfile.ZipFile(stream if stream.seekable() else BytesIO(stream.read(MEDIA)))
        except _DAMAGED as error:
            raise Refused(_refuse(source.name, error)) from error
        with archive:
            yield Package(archive, source.name)


def is_package(source: Source) -> bool:
    """Tell from its first bytes whether a source is a ZIP file."""
    return source.head.startswith(b"PK\x03\x04")


def find_main(source: Source, kind: str) -> str | None:
    """Find the main part of an OPC package if the root element of that part is of this kind; else None."""
    try:
        with open_package(source) as package:
            main = package.related("", "officeDocument")
            with package.stream(main or "") as stream:
                _, root = next(etree.iterparse(stream, events=("start",), **_SAFELY))
            return main if etree.QName(root).localname == kind else None
    except (Refused, etree.XMLSyntaxError, StopIteration, *_DAMAGED):
        return None


def read_mimetype(source: Source) -> bytes:
    """Give what a package says of itself, as OpenDocument's do (ISO/IEC 26300-3, section 3.3); else nothing."""
    try:
        with open_package(source) as package:
            return package.read("mimetype", 200)
    except Refused:
        return b""


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse XML of an office document; raises Refused when it is none."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, **_SAFELY)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"{name} is damaged, its text cannot be read: open it, save it anew, and import that.") from error
    if root.getroottree().docinfo.doctype:
        raise Refused(f"{name} holds a document type, which no office program writes: save it anew, and import that.")
    return root


def split_keywords(words: str) -> tuple[str, ...]:
    """Split the keywords of a document's properties at commas and semicolons."""
    parts = chain.from_iterable(part.split(",") for part in words.split(";"))
    return tuple(dict.fromkeys(word for part in parts if (word := squeeze(part))))


def _refuse(name: str, error: Exception) -> str:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return f"{name} is locked with a password: unlock it first."
    return f"{name} is a damaged document: ask for it again, or save it anew."
