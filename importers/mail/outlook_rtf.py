"""The RTF in which Outlook keeps a message: decompressed (MS-OXRTFCP), and the HTML within it (MS-OXRTFEX)."""

from dataclasses import dataclass, replace

from importers.documents.rtftokens import Token, find_charset, find_code_page, read_tokens

_LARGEST = 20_000_000
_COMPRESSED, _STORED = b"LZFu", b"MELA"
# What every message's dictionary begins with (MS-OXRTFCP, section 2.2.2.1).
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_LETTERS = {
    "par": "\r\n",
    "line": "\r\n",
    "tab": "\t",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "endash": "–",
    "emdash": "—",
    "~": "&nbsp;",
    "_": "&shy;",
}
_SILENT = frozenset("fonttbl colortbl stylesheet info pntext pict object".split())  # noqa: SIM905


def decompress(content: bytes) -> bytes:
    """Decompress a message's RTF; what is damaged is given as far as it goes."""
    size = int.from_bytes(content[4:8], "little")
    if content[8:12] == _STORED:
        return content[16 : 16 + size]
    if content[8:12] != _COMPRESSED or size > _LARGEST:
        return b""
    window, place = _Window(), 16
    while place < len(content) and len(window.out) < size:
        control, place = content[place], place + 1
        for bit in range(8):
            if not control >> bit & 1:
                window.write(content[place] if place < len(content) else 0)
                place += 1
                continue
            token, place = int.from_bytes(content[place : place + 2], "big"), place + 2
            # A reference to the place that is written next is the end.
            if token >> 4 == window.position or place > len(content):
                return bytes(window.out)
            window.repeat(token >> 4, (token & 15) + 2)
    return bytes(window.out)


class _Window:
    """The last 4096 bytes that were written, as a ring, and all that was written since its dictionary."""

    def __init__(self) -> None:
        self._ring, self.out = bytearray(_DICTIONARY.ljust(4096, b"\0")), bytearray()
        self.position = len(_DICTIONARY)

    def write(self, byte: int) -> None:
        self._ring[self.position] = byte
        self.position = (self.position + 1) % 4096
        self.out.append(byte)

    def repeat(self, start: int, length: int) -> None:
        for place in range(start, start + length):
            self.write(self._ring[place % 4096])


def holds_html(rtf: bytes) -> bool:
    """Tell whether RTF was made of HTML, which is still within it."""
    return b"\\fromhtml" in rtf[:400]


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: whether it is silent, whether its letters are only RTF's, and its font."""

    silent: bool = False
    shown_as_rtf: bool = False
    within_tag: bool = False
    font: int = -1
    blanks: int = 1


class _Html:
    """Reads HTML out of the RTF that was made of it."""

    def __init__(self, rtf: bytes) -> None:
        self._state, self._stack = _State(), list[_State]()
        self._encoding, self._charsets = "cp1252", dict[int, int | None]()
        self._bytes, self._skip, self._optional = bytearray(), 0, False
        self.parts = list[str]()
        for token in read_tokens(rtf):
            self._take(token)
        self._decode()

    def _take(self, token: Token) -> None:
        if token.kind == "bytes":
            content, self._skip = token.content[self._skip :], max(0, self._skip - len(token.content))
            if not self._state.silent and not self._state.shown_as_rtf:
                self._bytes += content
            return
        self._decode()
        skipped, self._skip = self._skip, 0
        if token.kind == "open":
            self._stack.append(self._state)
        elif token.kind == "close":
            self._state = self._stack.pop() if self._stack else _State()
        elif token.kind == "symbol" and token.word == "*":
            self._optional = True
        elif token.kind == "symbol" and not skipped:
            self._write(_LETTERS.get(token.word, token.word if token.word in "{}\\" else ""))
        elif token.kind == "word":
            self._obey(token.word, token.number)

    def _obey(self, word: str, number: int | None) -> None:
        optional, self._optional = self._optional, False
        if word == "htmltag":
            self._state = replace(self._state, within_tag=True)
        elif word == "htmlrtf":
            self._state = replace(self._state, shown_as_rtf=number != 0)
        elif word == "fcharset":
            self._charsets[self._state.font] = number
        elif word in _SILENT or optional:
            self._state = replace(self._state, silent=True)
        elif word == "f":
            self._state = replace(self._state, font=number or 0)
        elif word == "uc":
            self._state = replace(self._state, blanks=min(number or 0, 8))
        elif word == "u":
            self._write(chr((number or 0) % 0x10000))
            self._skip = self._state.blanks
        elif encoding := find_code_page(word, number):
            self._encoding = encoding
        else:
            self._write(_LETTERS.get(word, ""))

    def _decode(self) -> None:
        if self._bytes:
            encoding = self._encoding if self._state.within_tag else self._font_encoding()
            self.parts.append(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _font_encoding(self) -> str:
        return find_charset(self._charsets.get(self._state.font), self._encoding)

    def _write(self, text: str) -> None:
        if text and not self._state.silent and not self._state.shown_as_rtf:
            self.parts.append(text)


def read_html(rtf: bytes) -> str:
    """Give the HTML of which RTF was made."""
    text = "".join(_Html(rtf).parts)
    # Letters beyond the BMP come as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
