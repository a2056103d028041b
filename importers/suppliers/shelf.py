"""Material of a newsroom by kind and number, in one file and in those beside it, and what relates to what."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from importers.draft import Refused, Source
from importers.exports.pages import head_of
from importers.exports.records import Record
from importers.reading.prologue import find_root
from importers.suppliers.fields import fold_name, many, read_json, read_xml, say
from importers.suppliers.newsdesk import ARTICLES, FOLDERS, Key, find_key

_WRAPPERS = ("searchresult", "newsdeskml", "result", "response")
_IDENTITY = ("id", "header", "url", "name", "title", "body")


class Page(NamedTuple):
    """A page of a list: its pieces of material, and how many the whole list has where it says so."""

    material: list[Record]
    total: int = 0


def read_page(source: Source) -> Page:
    """Read the pieces of material that a file lists; raises Refused when it cannot be read."""
    root = read_xml(source) if find_root(head_of(source)) else read_json(source)
    total = say(root, "totalcount") or say(root.get("items"), "totalcount")
    return Page(_list_material(root), int(total) if total.isdecimal() else 0)


def name_page(source: Source, kind: str, offset: int = 0) -> str:
    """Give the name that a page of the list of a kind has beside a file."""
    ending = source.name.rpartition(".")[2]
    return f"{kind}.{offset}.{ending}" if offset else f"{kind}.{ending}"


def read_pages_beside(source: Source, kind: str) -> Iterator[Page]:
    """Yield the pages of the list of a kind that stand beside a file, as far as they go on."""
    offset = 0
    while found := source.sibling(name_page(source, kind, offset)):
        page = _read_leniently(found)
        yield page
        if not page.material:
            return
        offset += len(page.material)


def _list_material(root: Record) -> list[Record]:
    inside = next((root.get(name) for name in _WRAPPERS if isinstance(root.get(name).value, dict)), root)
    found = [one for one in many(inside, "items", "item", "material", *map(fold_name, FOLDERS)) if say(one, *_IDENTITY)]
    return found or ([inside] if say(inside, "header") else [])


@dataclass(slots=True)
class Shelf:
    """The material of one file; what it refers to and lacks is looked for in the files beside it."""

    material: list[Record]
    source: Source
    _beside: dict[str, list[Record]] = field(default_factory=dict)
    _known: dict[Key, Record] = field(default_factory=dict)
    _pointing: defaultdict[tuple[Key, str], list[Record]] = field(default_factory=lambda: defaultdict(list))
    _used: set[Key] | None = None

    def __post_init__(self) -> None:
        self._known.update((find_key(one), one) for one in self.material)
        for key, one in self._known.items():
            for article in _pointed(one):
                self._pointing[article, key.kind].append(one)

    def related(self, record: Record, key: Key, kind: str) -> Iterator[Record]:
        """Yield what relates to a piece of material and is of a kind, with all that is known of it, each once."""
        seen = set[Key]()
        for one in (*references(record, kind), *self._pointing[key, kind]):
            other = Key(kind, find_key(one).number)
            if other.number and other in seen:
                continue
            seen.add(other)
            yield self._complete(one, other)

    def is_used(self, key: Key) -> bool:
        """Tell whether an article of this file or of one beside it takes this piece along."""
        if self._used is None:
            articles = [*self.material, *(one for kind in ARTICLES for one in self._look_beside(kind))]
            owned = [one for one in articles if find_key(one).kind in ARTICLES]
            self._used = {
                Key(kind, find_key(two).number) for one in owned for kind in FOLDERS for two in references(one, kind)
            }
            known = {find_key(one) for one in owned}
            self._used |= {find_key(one) for one in self.material if known & _pointed(one)}
        return bool(key.number) and key in self._used

    def _complete(self, record: Record, key: Key) -> Record:
        if key not in self._known:
            self._look_beside(key.kind)
        known = self._known.get(key) if key.number else None
        own = record.value if isinstance(record.value, dict) else {}
        stated = {name: value for name, value in own.items() if value not in (None, "", [], {})}
        return Record({**known.value, **stated}) if known else Record({"id": key.number, **stated})

    def _look_beside(self, kind: str) -> list[Record]:
        if kind not in self._beside:
            self._beside[kind] = []
            for name in dict.fromkeys((kind, FOLDERS[kind], f"{kind}s")):
                self._beside[kind] += [one for page in read_pages_beside(self.source, name) for one in page.material]
            for one in self._beside[kind]:
                self._known.setdefault(find_key(one), one)
        return self._beside[kind]


def references(record: Record, kind: str) -> list[Record]:
    """Give the references of a piece of material to others of a kind: in a list of that kind, or of all kinds."""
    named = many(record, FOLDERS[kind].replace("_", ""))
    return [*named, *(one for one in many(record, "relateditems", "related") if find_key(one).kind == kind)]


def _pointed(record: Record) -> set[Key]:
    return {key for kind in ARTICLES for one in references(record, kind) if (key := find_key(one)).number}


def _read_leniently(source: Source) -> Page:
    try:
        return read_page(source)
    except Refused:
        return Page([])
