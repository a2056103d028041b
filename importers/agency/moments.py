"""Moments as agencies write them: ISO 8601 in its basic form (`20190715T120911+0200`), and days with an offset."""

import re

_BASIC = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)


def spread_moment(stated: str) -> str:
    """Write a moment in the extended form; what has another form stays as it is, and a day loses its offset."""
    found = _BASIC.fullmatch(stated.strip())
    if not found:
        return stated.strip()
    year, month, day, hour, minute, second, offset = found.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{offset or ''}" if hour else "")
