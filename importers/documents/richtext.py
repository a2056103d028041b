"""RTF as HTML: paragraphs, headings by outline level and style, lists, tables, notes, links, pictures, changes."""

import re
from dataclasses import dataclass, replace
from html import escape

from importers.documents.rtfblocks import Flow
from importers.documents.rtftokens import Token, find_charset, find_code_page, read_tokens
from importers.documents.runs import mark_run
from importers.documents.stylenames import find_role
from importers.draft import ImageDraft, MemorySource, Refused
from importers.reading.characters import squeeze

_DEEPEST = 500
_LETTERS = {
    "tab": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "line": "\n",
    "~": "\xa0",
    "_": "-",
}
_MARKS = {"b": "strong", "i": "em", "strike": "s", "super": "sup", "sub": "sub", "revised": "ins", "deleted": "del"}
# Groups whose letters are no text of the document, but say something of it.
_PARTS = frozenset("title author keywords listtext pntext pict fldinst annotation stylesheet fonttbl".split())  # noqa: SIM905
# Marked as what older programs may leave out, and read all the same.
_OPTIONAL = frozenset("shppict shpinst shptxt fldinst pntext listtext annotation".split())  # noqa: SIM905
_ENDS = frozenset("par sect cell row nestcell nestrow".split())  # noqa: SIM905
_SILENT = frozenset(
    """colortbl header headerl headerr headerf footer footerl footerr footerf listtable list listoverride
    filetbl nonshppict sp template operator comment subject company manager category doccomm hlinkbase fldtype
    objdata xe tc ftnsep aftnsep bkmkstart bkmkend creatim revtim printim buptim vern datafield formfield
    mmathPr pnseclvl""".split()  # noqa: SIM905
)
_LINK = re.compile(r"HYPERLINK\s+(?:\\\w\s+)*\"([^\"]+)\"")
_IMAGES = {"pngblip": "png", "jpegblip": "jpg"}
_NUMBERED = re.compile(r"[^\w]*\w{1,4}[.):]?")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group, and ends with it (specification 1.9.1, “Conventions of an RTF Reader”)."""

    part: str = "text"
    marks: tuple[str, ...] = ()
    hidden: bool = False
    font: int = -1
    blanks: int = 1
    size: float = 12.0
    role: str | None = None
    style: int = 0
    in_table: bool = False
    link: bool = False
    aside: str = ""


class RichText:
    """A reading of one RTF text: its HTML, what its properties say, its pictures, how many comments it had."""

    def __init__(self, content: bytes, name: str) -> None:
        self.said, self.images, self.comments = dict[str, str](), list[ImageDraft](), list[str]()
        self._name, self._encoding = name, "cp1252"
        self._charsets, self._roles = dict[int, int | None](), dict[int, str | None]()
        self._state, self._stack = _State(), list[_State]()
        self._flow, self._outer, self._notes = Flow(), list[Flow](), list[str]()
        self._bytes, self._units = bytearray(), list[str]()
        self._held, self._link, self._blip, self._skip = list[str](), "", "", 0
        self._opened, self._optional = False, False
        for token in read_tokens(content):
            self._take(token)
            self._opened = token.kind == "open"
        self._end_text()
        while self._stack:
            self._close()

    def write(self) -> str:
        """Write the whole text, its notes at its end."""
        notes = "".join(f'<li id="note-{number}">{note}</li>' for number, note in enumerate(self._notes, 1))
        return self._flow.write(titled=True) + (f"<ol>{notes}</ol>" if notes else "")

    def _take(self, token: Token) -> None:
        if token.kind == "bytes":
            self._bytes += token.content[self._skip :]
            self._skip = max(0, self._skip - len(token.content))
            return
        skipped, self._skip = self._skip, 0
        if token.kind == "symbol":
            if not skipped:
                self._take_symbol(token.word)
        elif token.word == "u":
            self._decode()
            self._units.append(chr((token.number or 0) % 0x10000))
            self._skip = self._state.blanks
        elif token.word in _LETTERS:
            self._decode()
            self._units.append(_LETTERS[token.word])
        else:
            self._end_text()
            self._take_group(token)

    def _take_group(self, token: Token) -> None:
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        else:
            self._obey(token.word, token.number)

    def _take_symbol(self, symbol: str) -> None:
        self._decode()
        if symbol in "\r\n":
            self._end_text()
            self._end("par")
        elif symbol == "*":
            # Anywhere else it is a stray mark, and what follows it no destination.
            self._optional = self._opened
        elif symbol in "{}\\" or symbol in _LETTERS:
            self._units.append(_LETTERS.get(symbol, symbol))

    def _decode(self) -> None:
        """Decode the bytes so far in the code page of their font, which may need two of them for a letter."""
        if self._bytes:
            encoding = find_charset(self._charsets.get(self._state.font), self._encoding)
            self._units.append(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _end_text(self) -> None:
        self._decode()
        # Letters beyond the BMP come as two halves.
        text = "".join(self._units).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._units.clear()
        if not text:
            return
        if self._state.part in _PARTS:
            self._held.append(text)
        elif self._state.part == "text" and not self._state.hidden:
            written = mark_run(text, self._state.marks).replace("\n", "<br>")
            self._flow.runs.append(written)
            if text.strip():
                self._flow.size = max(self._flow.size, self._state.size)

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise Refused(f"{self._name} is nested too deeply to be read: save it in a simpler form.")
        self._stack.append(self._state)

    def _close(self) -> None:
        if not self._stack:
            return
        ended, self._state = self._state, self._stack.pop()
        if ended.part in _PARTS and (ended.part != self._state.part or ended.part == "stylesheet"):
            held, self._held = "".join(self._held), []
            self._end_part(ended, held)
        if ended.link and not self._state.link:
            self._flow.runs.append("</a>")
            self._link = ""
        if ended.aside and not self._state.aside:
            self._end_aside(ended.aside)

    def _end_aside(self, kind: str) -> None:
        """End a footnote, which goes to the text's end, or a text box, which goes below its paragraph."""
        aside, self._flow = self._flow, self._outer.pop()
        if kind == "shptxt":
            self._flow.boxes.append(aside.write())
            return
        self._notes.append(aside.write())
        number = len(self._notes)
        self._flow.runs.append(f'<sup><a href="#note-{number}">[{number}]</a></sup>')

    def _end_part(self, ended: _State, held: str) -> None:
        part = ended.part
        if part in ("title", "author", "keywords"):
            self.said[part] = squeeze(held)
        elif part == "stylesheet" and held:
            self._roles[ended.style] = find_role(squeeze(held).rstrip(";")) or ended.role
        elif part == "annotation":
            self.comments.append(squeeze(held))
        elif part in ("listtext", "pntext"):
            self._flow.list = "ol" if _NUMBERED.fullmatch(squeeze(held)) else "ul"
        elif part == "fldinst" and (found := _LINK.search(held)):
            self._link = found[1]
        elif part == "pict":
            self._show(held)

    def _show(self, held: str) -> None:
        digits = "".join(held.split())
        if self._blip and digits and len(digits) % 2 == 0 and re.fullmatch("[0-9A-Fa-f]+", digits):
            name = f"image{len(self.images) + 1}.{self._blip}"
            media_type = "image/png" if self._blip == "png" else "image/jpeg"
            self.images.append(ImageDraft(url=name, content=MemorySource(bytes.fromhex(digits), name, media_type)))
            self._flow.runs.append(f'<img src="{name}">')
        self._blip = ""

    def _obey(self, word: str, number: int | None) -> None:
        optional, self._optional = self._optional, False
        state = self._state
        if word in _SILENT or (optional and word not in _OPTIONAL):
            self._state = replace(state, part="silent")
        elif state.part == "silent":
            return
        elif word in ("footnote", "shptxt") and not state.aside:
            self._outer.append(self._flow)
            self._flow, self._state = Flow(), replace(state, aside=word, role=None, in_table=False)
        elif word in _PARTS:
            self._state = replace(state, part=word)
        elif word == "fldrslt" and self._link:
            self._flow.runs.append(f'<a href="{escape(self._link)}">')
            self._state = replace(state, link=True)
        elif word in _IMAGES:
            self._blip = _IMAGES[word]
        elif word in _ENDS:
            self._end(word)
        elif encoding := find_code_page(word, number):
            self._encoding = encoding
        elif word == "fcharset":
            self._charsets[state.font] = number
        else:
            self._state = self._dress(state, word, number)

    def _end(self, word: str) -> None:
        state = self._state
        if state.part != "text":
            return
        if word == "cell":
            self._flow.end_cell(state.role)
        elif word == "row":
            self._flow.end_row()
        else:
            self._flow.end_paragraph(state.role, in_table=state.in_table)

    def _dress(self, state: _State, word: str, number: int | None) -> _State:
        """Give what holds after a control word for the looks of letters and paragraphs."""
        if word in _MARKS:
            others = tuple(mark for mark in state.marks if mark != _MARKS[word])
            return replace(state, marks=others if number == 0 else (*others, _MARKS[word]))
        if word == "nosupersub":
            return replace(state, marks=tuple(mark for mark in state.marks if mark not in ("sup", "sub")))
        if word == "plain":
            return replace(state, marks=(), hidden=False, size=12.0)
        if word == "pard":
            return replace(state, role=None, in_table=False)
        if word == "s":
            return replace(state, style=number or 0, role=self._roles.get(number or 0))
        if word == "outlinelevel" and number is not None and 0 <= number < 6:
            return replace(state, role=state.role or f"h{number + 1}")
        return self._set(state, word, number)

    def _set(self, state: _State, word: str, number: int | None) -> _State:
        if word == "f":
            return replace(state, font=number or 0)
        if word == "fs":
            return replace(state, size=(number or 24) / 2)
        if word == "uc":
            return replace(state, blanks=max(0, min(number if number is not None else 1, 9)))
        if word == "v":
            return replace(state, hidden=number != 0)
        return replace(state, in_table=True) if word == "intbl" else state
