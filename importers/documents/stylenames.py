"""Names of paragraph styles in office programs and in templates of press offices, and what they stand for."""

import re

_ROLES = {
    **dict.fromkeys(("title", "rubrik", "otsikko", "document title", "headline"), "title"),
    **dict.fromkeys(
        ("subtitle", "lead", "ingress", "ingressi", "preamble", "vorspann", "manchet", "underrubrik"), "lead"
    ),
    **dict.fromkeys(("caption", "illustration", "figure", "bildtext", "kuvateksti"), "caption"),
    **dict.fromkeys(("quote", "intense quote", "quotations", "citat", "sitat", "lainaus"), "quote"),
}
_HEADING = re.compile(r"(?:heading|rubrik|otsikko|überschrift|overskrift) ([1-6])")


def find_role(name: str) -> str | None:
    """Tell what a style's name stands for: `h1` to `h6`, `title`, `lead`, `caption`, `quote`, or nothing."""
    # OpenDocument writes a blank in a style's name as _20_ (ISO/IEC 26300-1, section 19.498).
    folded = name.replace("_20_", " ").casefold().strip()
    heading = _HEADING.fullmatch(folded)
    return f"h{heading[1]}" if heading else _ROLES.get(folded)
