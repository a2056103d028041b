"""A reader of content lines for the tests, written from the RFCs and not from what the writers use."""

import re

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def lines_of(document: bytes) -> list[str]:
    """Unfold the lines (RFC 5545 section 3.1, RFC 6350 section 3.2)."""
    return document.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def values_of(lines: list[str], name: str) -> list[str]:
    """Give the raw values of a property, whatever its parameters."""
    return [value for head, _, value in (line.partition(":") for line in lines) if head.partition(";")[0] == name]


def value_of(lines: list[str], name: str) -> str:
    """Give the one text of a property."""
    (value,) = values_of(lines, name)
    return unescaped(value)


def unescaped(value: str) -> str:
    """Undo the escapes of a text."""
    return _ESCAPE.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], value)
