"""RTF (specification 1.9.1) as tokens: groups, control words and letters, with the code pages that hold for them."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\x20?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
# Charsets of fonts (\fcharset) as Windows code pages.
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_WIDE = frozenset(("cp932", "cp936", "cp949", "cp950", "gbk"))
_NAMED = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


class Token(NamedTuple):
    """A piece of RTF: `open`, `close`, `word`, `symbol`, `bytes` (undecoded) with what belongs to it."""

    kind: str
    word: str = ""
    number: int | None = None
    content: bytes = b""


def read_tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens of RTF; binary data (`bin`) is stepped over."""
    place = 0
    while found := _TOKEN.match(content, place):
        place = found.end()
        kind = found.lastgroup
        if kind in ("word", "number"):
            word, number = found["word"].decode(), int(found["number"]) if found["number"] else None
            place += max(0, number or 0) if word == "bin" else 0
            yield Token("word", word, number)
        elif kind == "hex":
            yield Token("bytes", content=bytes.fromhex(found["hex"].decode()))
        elif kind == "symbol":
            yield Token("symbol", found["symbol"].decode("latin-1"))
        elif kind == "text":
            yield Token("bytes", content=found["text"])
        elif kind:
            yield Token(kind)


def find_charset(number: int | None, own: str) -> str:
    """Give the encoding for a font's charset; `own`, the document's, for the West's and unknown ones."""
    if number == 0 and own in _WIDE:
        return "cp1252"
    return _CHARSETS.get(number if number is not None else -1, own)


def find_code_page(word: str, number: int | None) -> str | None:
    """Give the encoding that a header names, as `ansi` or `ansicpg1252`; None when Python knows none."""
    name = _NAMED.get(word) or (f"cp{number}" if word == "ansicpg" and number else None)
    # Some programs write UTF-8 and name its number; 10000 is the Macintosh's.
    name = {"cp65001": "utf-8", "cp10000": "mac_roman", "cp0": "cp1252"}.get(name or "", name)
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None
