"""Ghost's cards as plain HTML: pictures, bookmarks, callouts and what else stands between paragraphs.

Field names are those of Ghost's card packages (kg-default-nodes and kg-default-cards), which Lexical and
Mobiledoc share but for a few.
"""

from collections.abc import Callable
from html import escape

from markdown_it import MarkdownIt

from importers.exports.records import Record
from importers.reading.fragment import plain_text

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# Made for e-mail, for members or for the old site's own accounts: no part of the article.
_SILENT = frozenset({"email", "email-cta", "paywall", "signup", "before-after", "transistor"})


def render_card(name: str, card: Record) -> str | None:
    """Give a card as HTML, empty for one that is no part of the text; None for one that is not known."""
    if name in _SILENT:
        return ""
    render = _CARDS.get(name)
    return render(card) if render else None


def render_markdown(text: str) -> str:
    """Give Markdown as HTML."""
    return str(_MARKDOWN.render(text))


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{words}</a>' if address else words


def _figure(inside: str, card: Record) -> str:
    caption = card.text("caption")
    return f"<figure>{inside}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def _picture(card: Record) -> str:
    source, alt = card.text("src"), card.text("alt", "altText")
    return f'<img src="{escape(source)}" alt="{escape(alt)}">' if source else ""


def _image(card: Record) -> str:
    picture = _picture(card)
    return _figure(_link(card.text("href"), picture), card) if picture else ""


def _gallery(card: Record) -> str:
    pictures = "".join(f"<figure>{picture}</figure>" for image in card.list("images") if (picture := _picture(image)))
    caption = card.text("caption")
    return pictures + (f"<p>{caption}</p>" if caption else "")


def _bookmark(card: Record) -> str:
    about = card.get("metadata")
    words, address = about.text("title") or card.text("title"), card.text("url") or about.text("url")
    told = about.text("description") or card.text("description")
    return _told(_link(address, escape(plain_text(words) or address, quote=False)), told)


def _told(link: str, told: str) -> str:
    return f"<p>{link}{f': {escape(plain_text(told), quote=False)}' if told else ''}</p>" if link else ""


def _embed(card: Record) -> str:
    address, markup = card.text("url"), card.text("html")
    return f"<p>{_link(address, escape(address, quote=False))}</p>" if address else markup


def _file(card: Record) -> str:
    address = card.text("src")
    words = card.text("fileTitle", "title", "fileName") or address
    return _told(_link(address, escape(plain_text(words), quote=False)), card.text("fileCaption", "caption"))


def _button(card: Record) -> str:
    words, address = card.text("buttonText", "text"), card.text("buttonUrl", "url")
    return f"<p>{_link(address, escape(words, quote=False))}</p>" if words and address else ""


def _callout(card: Record) -> str:
    emoji, words = card.text("calloutEmoji"), card.text("calloutText", "textValue", "text")
    return f"<aside><p>{f'{escape(emoji)} ' if emoji else ''}{words}</p></aside>" if words else ""


def _toggle(card: Record) -> str:
    return f"<h4>{card.text('heading')}</h4>{card.text('content')}"


def _header(card: Record) -> str:
    words, below = card.text("header", "heading"), card.text("subheader", "subheading")
    return (f"<h2>{words}</h2>" if words else "") + (f"<p>{below}</p>" if below else "") + _button(card)


def _product(card: Record) -> str:
    image = f'<figure><img src="{escape(source)}"></figure>' if (source := card.text("productImageSrc")) else ""
    link = _link(card.text("productUrl"), card.text("productTitle"))
    return f"{image}<p>{link}</p>{card.text('productDescription')}"


def _call(card: Record) -> str:
    return f"<aside>{card.text('textValue')}{_button(card)}</aside>"


def _code(card: Record) -> str:
    return _figure(f"<pre><code>{escape(card.text('code'), quote=False)}</code></pre>", card)


def _markup(card: Record) -> str:
    return card.text("html")


def _text(card: Record) -> str:
    return render_markdown(card.text("markdown"))


def _rule(_: Record) -> str:
    return "<hr>"


_CARDS: dict[str, Callable[[Record], str]] = {
    "image": _image,
    "gallery": _gallery,
    "bookmark": _bookmark,
    "embed": _embed,
    "file": _file,
    "video": _file,
    "audio": _file,
    "button": _button,
    "callout": _callout,
    "toggle": _toggle,
    "header": _header,
    "product": _product,
    "call-to-action": _call,
    "html": _markup,
    **dict.fromkeys(("markdown", "card-markdown"), _text),
    **dict.fromkeys(("code", "codeblock"), _code),
    **dict.fromkeys(("hr", "horizontalrule"), _rule),
}
