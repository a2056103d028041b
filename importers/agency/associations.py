"""What goes with an item of ninjs: pictures, films, files and further items, each with its renditions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from importers.agency.renditions import Rendition, find_file, find_image, read_number
from importers.draft import AttachmentDraft, ImageDraft, Source
from importers.exports.records import Record, records
from importers.reading.pictures import find_file as find_neighbour
from importers.reading.pictures import split_credit
from importers.suppliers.fields import as_line, say

_FILMS = ("video", "audio")


@dataclass(frozen=True, slots=True)
class Association:
    """An associated item, and its files."""

    record: Record
    renditions: tuple[Rendition, ...]

    @property
    def is_text(self) -> bool:
        """Tell whether it is an article of its own."""
        return say(self.record, "type") in ("text", "composite", "") and not self.renditions

    @property
    def image(self) -> Rendition | None:
        """Give its best picture; a film's still is none."""
        return None if say(self.record, "type") in _FILMS else find_image(self.renditions)

    def read_image(self, source: Source, caption: str) -> ImageDraft | None:
        """Make its picture; None where it has none."""
        if not (shown := self.image):
            return None
        said, credited = split_credit(as_line(caption) or None)
        return ImageDraft(
            url=shown.href,
            caption=said,
            # The text of a picture is its description for those who do not see it, as Superdesk writes it.
            alt=as_line(say(self.record, "alttext", "alttexts", "bodytext")) or None,
            credit=as_line(say(self.record, "by", "byline", "creditline", "copyrightholder")) or credited,
            licence=as_line(say(self.record, "usageterms", "copyrightnotice")) or None,
            content=find_neighbour(source, shown.href),
        )

    def read_file(self, source: Source) -> AttachmentDraft | None:
        """Make its film, sound or document; None where it is a picture or a text."""
        if not (found := find_file(self.renditions)):
            return None
        name = as_line(say(self.record, "headline", "headlines", "title", "name")) or None
        content = find_neighbour(source, found.href)
        return AttachmentDraft(url=found.href, name=name, media_type=found.type, content=content)


def read_associations(item: Record) -> list[Association]:
    """Read what goes with an item, and the item itself where it is a picture, a film or a file."""
    listed = [one for name in ("associations", "attachments") for one in _values(item, name)]
    own = [item] if item.has("renditions") else []
    return [Association(one, tuple(map(_rendition, _files(one)))) for one in (*own, *listed)]


def _values(record: Record, name: str) -> Iterator[Record]:
    """Yield the objects of a field: a list's (ninjs 2), or those of an object by their names (ninjs 1)."""
    found: Any = record.value.get(name) if isinstance(record.value, dict) else None
    listed = list(found.items()) if isinstance(found, dict) else [("", found)]
    for key, value in listed:
        for one in records(value if isinstance(value, list) else [value]):
            yield Record({"name": key, **one.value}) if key else one


def _files(record: Record) -> list[Record]:
    return list(_values(record, "renditions")) or ([record] if say(record, "href") else [])


def _rendition(record: Record) -> Rendition:
    return Rendition(
        href=say(record, "href", "url"),
        name=f"{say(record, 'name')} {say(record, 'title')}",
        media_type=say(record, "contenttype", "mimetype"),
        width=read_number(say(record, "width")),
        height=read_number(say(record, "height")),
        size=read_number(say(record, "sizeinbytes", "size")),
    )
