"""Links: an address that came in, as a page may have it."""

import re
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsroom.lines import NONCHARACTERS, line
from newsroom.markup.vocabulary import SCHEMES

MAX_ADDRESS = 4096

# Most links are this plain: nothing about them has to be put in order, and a look is a tenth of the work.
_WHOLE = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/(?:[\w!$&'()*+,=:@~./-]++|%[0-9A-Fa-f]{2})*+)?(?:#[\w.-]+)?", re.ASCII
)
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)")
# A name and a password are nobody else's, and no valid address has them (URL standard, section 4.3).
_SIGNED = re.compile(r"(\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]{2})[^/\\?#]*@")
# What the names of hosts may have and nobody writes to mean another one (UTS 46 section 5, ignored).
_IGNORED = re.compile(r"[\xad\u200b\u2060\ufeff]")
# Nobody sees these, or they turn the direction of writing, so that an address looks like another.
_UNSEEN = r"\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff"
# Joiners belong to words, also in the names of hosts (RFC 5892, appendix A).
_JOINERS = r"\u200c\u200d"
_HOST = re.compile(rf"""[^\s\x00-\x20<>^|%\\/?#@:\[\]"'`{{}}{_UNSEEN}{NONCHARACTERS}]+""")
# What is no URL code point (URL standard, section 4.3) or not seen, and a percent sign that begins no octet.
_STRAY = re.compile(
    rf"""[\s\x00-\x20"#<>\\^`{{|}}\[\]\x7f-\x9f{_UNSEEN}{_JOINERS}{NONCHARACTERS}]|%(?![0-9A-Fa-f]{{2}})"""
)
_LINE_ENDS = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(33)))


def address(value: str, base: str | None) -> str | None:
    """Give a link's address, absolute where that is known, or None when it leads nowhere or must not be followed.

    Browsers drop tabs and line ends anywhere, spaces and control characters at both ends, and read a
    backslash as a slash (URL standard, section 4.4): so does this, before it looks at the scheme.
    """
    if len(value) <= MAX_ADDRESS and _WHOLE.fullmatch(value):
        return value
    plain = _LINE_ENDS.sub("", value).strip(_EDGES).replace("\\", "/")
    try:
        # The page may have been read under a name and a password, too.
        whole = _encoded(unsigned(urljoin(base or ("https:" if plain.startswith("//") else ""), plain)))
        return whole if len(whole) <= MAX_ADDRESS and _leads_somewhere(whole) else None
    except ValueError:
        return None


def web_address(value: str | None) -> str | None:
    """Give an address of the web, whole and in order, and nothing for what is none."""
    return address(value, None) if value and _WEB.match(value) else None


def unsigned(value: str) -> str:
    """Give an address, whole or not, without the name and the password that it may begin with."""
    return _SIGNED.sub(r"\1", value, count=1) if _SIGNED.match(value) else value


def file_name(url: str) -> str:
    """Give what people call a file: the last part of its address, in letters where these are UTF-8's octets."""
    last = unsigned(url).rstrip("/").rpartition("/")[2] or url
    name = line(unquote(last, errors="replace"))
    return last if name is None or "\ufffd" in name else name


def _encoded(address: str) -> str:
    """Percent-encode what no address may hold behind its host, which is left to be refused or not."""
    authority = _AUTHORITY.match(address)
    below, number, place = (address[authority.end() :] if authority else address).partition("#")
    host = authority[1] + _IGNORED.sub("", authority[2]) if authority else ""
    return host + _STRAY.sub(_octets, below) + number + _STRAY.sub(_octets, place)


def _octets(stray: re.Match[str]) -> str:
    return quote(stray[0], safe="")


def _leads_somewhere(whole: str) -> bool:
    scheme = _SCHEME.match(whole)
    if not scheme:
        return whole.startswith("/") and not whole.startswith("//")
    parts = urlsplit(whole)
    if scheme[1].lower() not in SCHEMES:
        return False
    if scheme[1].lower() in ("http", "https"):
        return bool(parts.hostname and _HOST.fullmatch(parts.hostname) and (parts.port or 80) > 0)
    return bool(parts.path.strip())
