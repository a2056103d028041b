"""Which elements of HTML the gate keeps, what may stand in what, and what goes with all it holds.

The content models are those of the HTML standard, section 4, narrowed to what an article needs.
"""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FLOW = HEADINGS | {"p", "ul", "ol", "dl", "table", "blockquote", "figure", "pre", "hr", "div"}
BLOCKS = FLOW | {"li", "dt", "dd", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "figcaption"}

_NOTHING: frozenset[str] = frozenset()
_ITEMS, _ROWS = frozenset({"li"}), frozenset({"tr"})
ACCEPTS = {
    **dict.fromkeys(HEADINGS | {"p", "pre", "dt", "caption", "hr"}, _NOTHING),
    **dict.fromkeys(("ul", "ol"), _ITEMS),
    **dict.fromkeys(("thead", "tbody", "tfoot"), _ROWS),
    "dl": frozenset({"dt", "dd"}),
    "figure": FLOW | {"figcaption"},
    "table": frozenset({"caption", "thead", "tbody", "tfoot"}),
    "tr": frozenset({"td", "th"}),
}
"""The blocks that may stand directly in a block; one that is not listed takes FLOW."""

FILLERS = {
    "ul": "li",
    "ol": "li",
    "dl": "dd",
    "table": "tbody",
    "thead": "tr",
    "tbody": "tr",
    "tfoot": "tr",
    "tr": "td",
}
"""What is put between a block and something it does not take."""

IMPLIED = {"li": "ul", "dt": "dl", "dd": "dl"}
"""What is put around a block that stands alone."""

TAKES_TEXT = HEADINGS | {"p", "pre", "dt", "caption", "li", "dd", "td", "th", "figcaption", "figure"}
LINES = HEADINGS | {"dt", "caption"}
"""Blocks of one run of text, where an inner block's edge is but a space."""

_LINE = """
a abbr b cite code del em i ins kbd mark q s small span strong sub sup time
"""
INLINE = {name: name for name in _LINE.split()} | {
    "acronym": "abbr",
    "samp": "code",
    "strike": "s",
    "tt": "code",
    "var": "em",
}
"""What stands within a line, and what it is called today; `u` is not among them, because it looks like a link."""

_EDGES = """
address article body center details dir fieldset footer form header hgroup html main menu nav noframes
picture section summary
"""
EDGES = frozenset(_EDGES.split())
"""Elements that go and leave their content, whose edges part paragraphs."""

_SILENT = """
area base basefont bgsound col colgroup head input label legend link meta noscript option optgroup param rp
script source style template title track xml
"""
SILENT = frozenset(_SILENT.split())
"""Elements that go with all they hold, as nobody misses them."""

_MISSED = """
applet audio button canvas datalist embed frame frameset iframe map math meter object output progress select
svg textarea video
"""
MISSED = frozenset(_MISSED.split())
"""Elements that go with all they hold, which is noted."""

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "div": {"role"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "reversed"},
    "q": {"cite"},
    "span": {"id"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
TAGS = (BLOCKS | set(INLINE.values()) | {"br", "img"}) - {"h1"}
SCHEMES = {"http", "https", "mailto", "tel"}
