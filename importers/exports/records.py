"""JSON of other systems, read leniently: a value of a wrong type counts as missing."""

import json
from dataclasses import dataclass
from typing import Any

from importers.draft import Refused, Source
from importers.reading.characters import decode_text, read_bytes

# A text with a single emoji takes four bytes a letter: 32 MB of it still fit the worker, beside what is read of it.
LIMIT = 32_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON value, whatever it is, read as an object."""

    value: Any

    def text(self, *names: str) -> str:
        """Give the first of these fields that is a text or a number, and not empty; else an empty text."""
        for name in names:
            found = self.value.get(name) if isinstance(self.value, dict) else None
            if isinstance(found, (str, int, float)) and not isinstance(found, bool) and (text := str(found).strip()):
                return text
        return ""

    def is_true(self, name: str) -> bool:
        """Tell whether a field says yes, as databases and texts say it, too."""
        found = self.value.get(name) if isinstance(self.value, dict) else None
        return found in (True, "1", "true", "TRUE", "True", "yes")

    def get(self, name: str) -> "Record":
        """Give a field as a record; one that is a list of one gives that one."""
        found = self.value.get(name) if isinstance(self.value, dict) else None
        return Record(found[0] if isinstance(found, list) and found else found)

    def list(self, name: str) -> list["Record"]:
        """Give the objects of a field that is a list."""
        found = self.value.get(name) if isinstance(self.value, dict) else None
        return records(found)

    def has(self, name: str) -> bool:
        """Tell whether the field is there."""
        return isinstance(self.value, dict) and name in self.value


def records(value: Any) -> list[Record]:
    """Give the objects of a list."""
    return [Record(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def load_json(source: Source) -> Any:
    """Read a source as JSON; raises Refused when it is none, or larger than fits the worker."""
    try:
        return json.loads(decode_text(read_bytes(source, LIMIT)), strict=False)
    except json.JSONDecodeError as error:
        raise Refused(f"{source.name} is broken JSON at line {error.lineno}: {error.msg}.") from error
    except (ValueError, RecursionError) as error:
        raise Refused(f"{source.name} is no JSON that can be read.") from error


def parse_json(text: str) -> Any:
    """Read a text that a field holds as JSON; None when it is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
