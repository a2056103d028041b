"""E-mail addresses that pages hide from harvesters, written out again by what the page itself declares.

Undone are Cloudflare's cipher, rot13 where a class, an attribute or a script names it, characters as entities or
percent-encoded (RFC 6068, section 2), pictures of an @, text that is not shown, and “at” and “dot” as words. Letters
strewn into an address are never taken out again: nobody can tell which they are.
"""

import codecs
import re
from html import escape, unescape
from urllib.parse import unquote

from phonenumbers import SUPPORTED_REGIONS

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[^\W_][\w-]*\.)+[^\W\d_]{2,24}")

_CIPHERED = re.compile(
    r"""<(?P<tag>\w+)\b[^<>]{1,300}\bdata-cfemail=["']?(?P<cipher>[0-9a-fA-F]{6,400})["']?[^<>]{0,300}>[^<]{0,99}</(?P=tag)>""",
    re.IGNORECASE,
)
_CIPHERED_LINK = re.compile(r"""(?<==)(["'])[^"'<>]{0,200}/cdn-cgi/l/email-protection#([0-9a-fA-F]{6,1000})\1""")
_ENCODED_LINK = re.compile(r"""(\bhref\s?=\s?)(["'])([^"'<>]{7,800})\2""", re.IGNORECASE)
_HIDDEN = re.compile(
    r"""<(?P<tag>span|i|b|em|strong|small)\b[^<>]{1,200}\bstyle=["'][^"'<>]{0,200}display\s{0,3}:\s{0,3}none[^<>]{0,200}>[^<]{0,200}</(?P=tag)>""",
    re.IGNORECASE,
)
_PICTURED = re.compile(r"""<img\b[^<>]{0,300}\balt=["'](?:@|\(at\)|\[at\])["'][^<>]{0,300}>""", re.IGNORECASE)
_TURNED = re.compile(
    r"""<(?P<tag>a|span)\b(?P<said>[^<>]{1,300}(?:\brot-?13\b|\bdata-enc-email=)[^<>]{0,300})>(?P<words>[^<]{0,300})</(?P=tag)>""",
    re.IGNORECASE,
)
_SCRIPT_TAG = re.compile(r"<(?P<end>/?)script\b[^<>]*>", re.IGNORECASE)
_LONGEST_SCRIPT = 4000
_TURNS = re.compile(r"rot-?13|replace\(/\[a-z(?:A-Z)?\]/", re.IGNORECASE)
# An escaped quote opens nothing, or each of a thousand would be read to the end.
_LITERAL = re.compile(r"""(?<!\\)(["'])((?:\\.|(?!\1)[^\\\n]){8,2000}+)\1""")
_VALUE = re.compile(
    r"""\b(?:data-enc-email|data-rot13|data-email|href)\s*=\s*["']([^"'<>]{3,400})["']""", re.IGNORECASE
)

_AT_NAMES = r"snabel-?[ ]?a|alfakrøll|krøll-?alfa|miukumauku|ät-?merkki|klammeraffe"
_BRACKETED_AT = rf"\s?[(\[{{<]\s?(?:at|ät|æt|@|{_AT_NAMES})\s?[)\]}}>]\s?|[(\[](?:a|ä)[)\]]|\s(?:{_AT_NAMES})\s"
_DOTS = r"dot|punkt(?:um)?|piste|prick"
_DOT = rf"(?:\s?[(\[{{]\s?(?:{_DOTS}|\.)\s?[)\]}}]\s?|\s(?:{_DOTS})\s|\.)"
_LABEL = r"[^\W_][\w-]{0,62}"
_SPELLED = re.compile(
    rf"(?<![\w.-])(?P<local>[\w+-]{{1,64}}(?:{_DOT}[\w+-]{{1,64}}){{0,3}}?)(?P<at>{_BRACKETED_AT}|\s(?:at|ät)\s)"
    rf"(?P<domain>{_LABEL}(?:{_DOT}{_LABEL}){{1,4}})(?![\w-])",
    re.IGNORECASE,
)
_ANY_DOT = re.compile(_DOT, re.IGNORECASE)
_SPELLED_DOT = re.compile(rf"\s(?:{_DOTS})\s|[(\[{{]", re.IGNORECASE)
# Between words alone, “at … dot …” is an address only where it ends as addresses do.
_ENDINGS = frozenset({*map(str.lower, SUPPORTED_REGIONS), "com", "org", "net", "info", "eu", "nu", "example"})
_MAY_SPELL = re.compile(
    rf"[(\[{{<]\s?(?:at|a|ät|ä|æt|@)\s?[)\]}}>]|\s(?:at|ät)\s.{{1,70}}\s(?:{_DOTS})\s|{_AT_NAMES}", re.I
)


_CUES = (
    "(",
    "[",
    "{",
    "<",
    " dot ",
    " punkt",
    " piste ",
    " prick ",
    "nabel",
    "lfa",
    "iukumauku",
    "erkki",
    "lammeraffe",
)


def reveal_addresses(markup: str) -> str:
    """Write out the addresses that a piece of HTML hides; all else stays as it was."""
    if "cfemail" in markup or "/email-protection#" in markup:
        markup = _CIPHERED_LINK.sub(_open_link, _CIPHERED.sub(_decipher, markup))
    if "&#" in markup or ("%" in markup and "mailto:" in markup):
        markup = _ENCODED_LINK.sub(_decode_link, markup)
    if "display" in markup and "@" in markup:
        markup = _HIDDEN.sub("", markup)
    if "alt=" in markup:
        markup = _PICTURED.sub("@", markup)
    if "rot13" in markup or "rot-13" in markup or "data-enc-email" in markup:
        markup = _TURNED.sub(_turn_back, markup)
    if "znvygb" in markup:
        markup = _turn_scripts(markup)
    return markup


def may_spell_addresses(text: str) -> bool:
    """Tell whether a text has a word that may stand for an @."""
    return any(cue in text for cue in _CUES) and _MAY_SPELL.search(text) is not None


def spell_addresses(text: str) -> str:
    """Write addresses whose @ and dots stand as words in the usual way."""
    return _SPELLED.sub(_spell, text) if may_spell_addresses(text) else text


def _spell(found: re.Match[str]) -> str:
    domain = _ANY_DOT.sub(".", found["domain"])
    worded = found["at"].strip().isalpha() and len(found["at"].strip()) < 3
    if worded and not (_SPELLED_DOT.search(found["domain"]) and domain.rpartition(".")[2].lower() in _ENDINGS):
        return found[0]
    address = f"{_ANY_DOT.sub('.', found['local'])}@{domain}"
    return address if _ADDRESS.fullmatch(address) else found[0]


def _decode_cipher(cipher: str) -> str:
    """Decode Cloudflare's cipher: each byte is combined with the first one by XOR."""
    try:
        key, *letters = bytes.fromhex(cipher)
        return bytes(letter ^ key for letter in letters).decode("utf-8")
    except ValueError:
        return ""


def _decipher(found: re.Match[str]) -> str:
    address = _decode_cipher(found["cipher"])
    if not _ADDRESS.fullmatch(address):
        return found[0]
    return _link(address) if found["tag"].lower() == "a" else escape(address)


def _open_link(found: re.Match[str]) -> str:
    address = _decode_cipher(found[2])
    return f'"mailto:{escape(address)}"' if _ADDRESS.match(address) else found[0]


def _decode_link(found: re.Match[str]) -> str:
    scheme, _, rest = unescape(found[3]).strip().partition(":")
    address, mark, query = rest.partition("?")
    address = unquote(address).strip()
    if scheme.lower() != "mailto" or not _ADDRESS.fullmatch(address):
        return found[0]
    return f'{found[1]}"mailto:{escape(address)}{mark}{escape(query)}"'


def _turn_back(found: re.Match[str]) -> str:
    for value in (*_VALUE.findall(found["said"]), found["words"]):
        turned = _turn(spell_addresses(unescape(unquote(value)).strip().removeprefix("mailto:")))
        if address := _ADDRESS.fullmatch(turned.removeprefix("mailto:").partition("?")[0]):
            return _link(address[0])
    return found[0]


def _turn_scripts(markup: str) -> str:
    """Put the address that a script turns back in the script's place; a script ends at the first closing tag."""
    parts, done = list[str](), 0
    opened: re.Match[str] | None = None
    for tag in _SCRIPT_TAG.finditer(markup):
        if not tag["end"]:
            opened = opened or tag
            continue
        script = markup[opened.end() : tag.start()] if opened else ""
        if opened and len(script) <= _LONGEST_SCRIPT and (address := _address_in(script)):
            parts += [markup[done : opened.start()], _link(address)]
            done = tag.end()
        opened = None
    return "".join([*parts, markup[done:]])


def _address_in(script: str) -> str | None:
    if not _TURNS.search(script):
        return None
    turned = (_turn(text) for _, text in _LITERAL.findall(script))
    named = (_ADDRESS.match(text.partition("mailto:")[2]) for text in turned if "mailto:" in text)
    return next((found[0] for found in named if found), None)


def _turn(text: str) -> str:
    return codecs.encode(text, "rot13")


def _link(address: str) -> str:
    return f'<a href="mailto:{escape(address)}">{escape(address)}</a>'
