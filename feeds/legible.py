"""Text that every format of this package can carry."""

import re
from dataclasses import fields, is_dataclass, replace
from operator import is_not
from typing import TypeVar, cast

# Readers of calendars split lines at all of these, though RFC 5545 section 3.1 knows CRLF alone; Word writes \v.
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# XML 1.0 section 2.2 forbids most of them, UTF-8 the surrogates; C1 controls are legal, yet always an accident.
_ILLEGIBLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Nearly every text has neither, and to look once is four times as fast as to replace twice.
_SUSPECT = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Value = TypeVar("_Value")


def legible(value: _Value) -> _Value:
    """Give the value with every text in it, however deep, freed of control characters and lone surrogates.

    Line breaks of every kind become a newline.
    """
    return cast("_Value", _legible(value))


def _legible(value: object) -> object:
    if isinstance(value, str):
        return value if _SUSPECT.search(value) is None else _ILLEGIBLE.sub("", _LINE_BREAK.sub("\n", value))
    if isinstance(value, tuple | list):
        texts = type(value)(map(_legible, value))
        return texts if any(map(is_not, texts, value)) else value
    if isinstance(value, dict):
        return {_legible(key): _legible(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {name: part for name, old in parts.items() if (part := _legible(old)) is not old}
        return replace(value, **changed) if changed else value
    return value
