"""Results: what reading a source gives, item by item."""

from dataclasses import dataclass

from importers.draft import Draft, Wanted
from newsroom.fetch import FileSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A draft that the desk can take in: its HTML has passed the gate, its language is known.

    `number` counts the sources of a run from 0, `source` is its name for people, or that of the list of which it is
    a further page (`continues`). `body_text` is the HTML as plain text, `words` an article's stems by column of the
    search index.
    """

    number: int
    source: str
    importer: str
    draft: Draft
    body_text: str
    words: dict[str, str]
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A source, or one item of it, that could not be read; `reason` is one sentence."""

    number: int
    source: str
    reason: str
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A source asks for something else to be fetched."""

    number: int
    source: FileSource
    wanted: Wanted


Result = Prepared | Failed
