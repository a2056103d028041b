"""Values: what the fields of a draft may say, one by one; what an editor types passes the same."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import unquote

import phonenumbers

from newsroom.lines import line
from newsroom.markup import unsigned, web_address
from newsroom.old_addresses import normalised, path_and_query

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
# Addresses in their canonical form without dot segments (RFC 3986 section 6.2), tags with a day of a month (RFC 4151
# section 2.1), UUIDs whole, and names as RFC 2141 section 2 knows them, which every reader of RFC 8141 takes too.
_BELOW = r"(?:[!$&-;=?-Z_a-z~]|%[0-9A-F]{2})*(?:#(?:[!$&-;=?-Z_a-z~]|%[0-9A-F]{2})*)?"
_PORT = r"(?!80/|443/)(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_ENTRY_ID = re.compile(
    rf"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::{_PORT})?/(?!(?:[^?#\s]*/)?\.\.?(?:[/?#]|$))(?=.){_BELOW}"
    rf"|tag:(?:[a-z0-9._-]+@)?[a-z0-9.-]+,{_DAY}:(?=.){_BELOW}"
    r"|urn:uuid:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|urn:(?!u(?:uid|rn):)[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:(?:[A-Za-z0-9()+,.:=@;$_!*'-]|%[0-9A-F]{2})+"
)
_LONGEST_ID = 1000


def public_address(value: str) -> str:
    """Give an address as readers may see it: one of the web in order, and none with a name and a password."""
    return web_address(value) or unsigned(value)


def licence(words: str | None) -> str | None:
    """Give the words of a licence on a line, or its address."""
    said = line(words)
    return said and public_address(said)


def entry_id(value: str | None) -> str | None:
    """Give an id of a feed's entry that Atom can have as it is (RFC 4287 section 4.2.6), and nothing for another."""
    if not value or len(value) > _LONGEST_ID or not _ENTRY_ID.fullmatch(value):
        return None
    # Octets of another encoding than UTF-8 have no canonical form.
    is_canonical = normalised(value) == value and "\ufffd" not in unquote(value, errors="replace")
    return value if is_canonical else None


def old_paths(known: Iterable[str]) -> tuple[str, ...]:
    """Give the paths, with their queries, of addresses under which something was known; no front page is one."""
    found = map(path_and_query, known)
    return tuple(dict.fromkeys(path for path in found if path not in ("", "/")))


def is_email(value: str) -> bool:
    """Tell whether this can be an e-mail address that somebody reads."""
    return _EMAIL.fullmatch(value) is not None


def is_phone(value: str) -> bool:
    """Tell whether this can be a phone number (E.164)."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(value))
    except phonenumbers.NumberParseException:
        return False


def utc(value: datetime) -> datetime:
    """Give the same instant in UTC, to the second."""
    return value.astimezone(UTC).replace(microsecond=0)
