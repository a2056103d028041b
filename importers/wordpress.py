"""WordPress's own export (WXR 1.0 to 1.2): posts, pages and other articles, with pictures, authors and old addresses.

Read twice from the stream, first for authors and pictures, then post by post. Menus, styles, revisions
and what plug-ins keep as posts are no items; what is no post and no page comes as a draft.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from html import escape

from importers.draft import ArticleDraft, Declared, Defaults, Problem, Refused, Source
from importers.exports.autop import add_paragraphs
from importers.exports.blocks import drop_comments
from importers.exports.body import find_upload
from importers.exports.pages import head_of
from importers.exports.post import Post, make_article
from importers.exports.shortcodes import expand_shortcodes
from importers.exports.site import Site, survey
from importers.exports.wxr import Item, is_wxr, parse_item, split_wxr
from importers.reading.characters import fold, may_open_with
from importers.reading.fragment import line_of
from importers.reading.instants import parse_moment
from importers.reading.kinds import find_kind
from importers.reading.pictures import is_absolute, join_address

STATUS: dict[str, Declared] = {"publish": "published", "private": "private", "future": "scheduled"}
_NO_ARTICLES = re.compile(
    r"""attachment | revision | nav_menu_item | custom_css | customize_changeset | oembed_cache | user_request | wp_\w+
        | acf-.* | wpcf7_\w+ | elementor_\w+ | e-.* | et_\w+ | fl-builder-.* | vc_.* | guest-author | feedback
        | shop_\w+ | product\w* | amp_\w+ | jp_\w+ | jetpack-.* | mc4wp-.* | ml-slider | popup.* | tablepress_table
        | wpforms\w* | ngg_\w+ | redirect\w* | spectra-.* | ct_\w+ | oxy_\w+ | bricks_\w+ | breakdance_\w+
        | scheduled-action | polylang_mo | reply | topic | forum""",
    re.VERBOSE,
)
TAGS = frozenset({"", "category", "post_tag", "tag"})
# What WordPress files under when nobody chose, in the languages of this room's neighbours.
_UNFILED = frozenset(
    """uncategorized uncategorised okategoriserad okategoriserade okategoriserat ukategorisert ukategoriseret
    ikkekategoriseret luokittelematon yleinen unkategorisiert allgemein sincategoria sincategorizar nonclasse
    nonclasse niezaszufladkowane""".split()  # noqa: SIM905
)
_NEVER = "0000-00-00"
LOCAL = "The time of publication has no zone in the export and was taken as the room's, {}."
_DROPPED = "Shortcodes that only the old site could fill in were left out: {}."
_LOST = "Blocks that only the old site could fill in were left out: {}."
OTHER = "This is of the type “{}”, which is neither post nor page, so it comes as a draft."
LOCKED = "A password kept this post on its old site, so it is private."
_EMBED = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)
_BY_NUMBER = re.compile(r"\?(?:p|page_id)=\d")
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)


def recognises(source: Source) -> bool:
    """Tell whether it is RSS with the namespace of WordPress's export."""
    return may_open_with(b"<", source) and is_wxr(head_of(source))


def read(source: Source, defaults: Defaults) -> Iterator[ArticleDraft | Problem]:
    """Yield an article per post or page, in the file's order; raises Refused for a file without any."""
    return read_items(source, lambda item, site: read_article(item, site, source, defaults))


def read_items(
    source: Source, read_one: Callable[[Item, Site], ArticleDraft | Problem]
) -> Iterator[ArticleDraft | Problem]:
    """Yield what becomes of each item that is a text for readers; raises Refused for a file without any."""
    site, found = survey(source), False
    for number, markup in enumerate(split_wxr(source)):
        if isinstance(markup, Problem):
            found = True
            yield markup
        elif number and b"attachment_url" not in markup:
            item = _read_item(markup, number, site, source)
            if isinstance(item, Problem) or is_article(item):
                found = True
                yield item if isinstance(item, Problem) else read_one(item, site)
    if not found:
        raise Refused(f"The export {source.name} holds neither posts nor pages.")


def _read_item(markup: bytes, number: int, site: Site, source: Source) -> Item | Problem:
    reason = f"Item {number} of {source.name} is broken, and nothing of it can be read."
    return parse_item(markup, site.dialect) or Problem(reason)


def is_article(item: Item) -> bool:
    """Tell whether an item is a text for readers: thrown away, unfinished and technical ones are not."""
    if item.get("wp:status").strip() in ("trash", "auto-draft", "inherit"):
        return False
    return not _NO_ARTICLES.fullmatch(item.type)


def read_article(item: Item, site: Site, source: Source, defaults: Defaults) -> ArticleDraft | Problem:
    """Make the article of an item, with its body as WordPress would show it."""
    number = item.get("wp:post_id").strip()
    body, lost = drop_comments(item.get("content:encoded"), site.blocks.get)
    body, dropped = expand_shortcodes(body, lambda numbers: site.gallery(numbers, number))
    notes = [_DROPPED.format(", ".join(dropped))] if dropped else []
    notes += [_LOST.format(", ".join(lost))] if lost else []
    post = read_post(item, site, defaults, system="WordPress", body=_paragraphs(body), notes=tuple(notes))
    return make_article(_with_uploads(post, source), source, defaults, site.describe)


def _with_uploads(post: Post, source: Source) -> Post:
    found = tuple(replace(image, content=find_upload(source, image.url)) for image in post.images)
    return replace(post, images=found) if found else post


def read_post(
    item: Item, site: Site, defaults: Defaults, *, system: str, body: str, notes: tuple[str, ...] = ()
) -> Post:
    """Read an item's own fields, beside a body that was put in order."""
    stated, locked = _declared(item)
    published_at, noted = _published_at(item, stated, defaults)
    is_other = item.type not in ("post", "page") and not find_kind([item.type])
    address = _address(item, site)
    featured = site.picture(item.meta.get("_thumbnail_id", "").strip())
    return Post(
        system=system,
        # Until WordPress 5.7 an export held a title's text, since then its HTML.
        title=escape(line_of(item.get("title")), quote=False),
        body=body,
        lead=item.get("excerpt:encoded"),
        authors=_authors(item, site),
        tags=tuple(term.name for term in item.terms if term.domain in TAGS and not is_unfiled(term.name)),
        types=(item.type,),
        language=next((term.nicename for term in item.terms if term.domain == "language"), site.language),
        slug=item.get("wp:post_name").strip().rpartition("/")[2],
        address=address,
        site=site.address,
        old_addresses=_old_addresses(item, site, address) if system == "WordPress" else (),
        id=item.get("guid").strip(),
        declared="draft" if is_other else stated,
        published_at=published_at,
        updated_at=_instant(item.get("wp:post_modified_gmt")),
        images=(featured,) if featured else (),
        is_page=item.type == "page",
        notes=(*locked, *([OTHER.format(item.type)] if is_other else []), *noted, *notes),
    )


def _declared(item: Item) -> tuple[Declared, list[str]]:
    if item.get("wp:post_password").strip():
        return "private", [LOCKED]
    # A file that states no status was made by another program, of what was public.
    return STATUS.get(item.get("wp:status").strip() or "publish", "draft"), []


def _published_at(item: Item, declared: Declared, defaults: Defaults) -> tuple[datetime | date | None, list[str]]:
    """Find the moment: in UTC, else the feed's, else the site's own hour; a draft has none but the first."""
    if moment := _instant(item.get("wp:post_date_gmt")):
        return moment, []
    if declared == "draft":
        return None, []
    if day := find_moment(item.get("pubDate"), "UTC"):
        return day, []
    local = find_moment(item.get("wp:post_date"), defaults.zone)
    return local, [LOCAL.format(defaults.zone)] if local else []


def find_moment(stated: str, zone: str) -> datetime | date | None:
    """Read a moment; WordPress writes the year nought, or that before it, for none."""
    stated = stated.strip()
    return None if not stated or stated.startswith(_NEVER) or "-0001" in stated else parse_moment(stated, zone)


def _instant(stated: str) -> datetime | None:
    moment = find_moment(stated, "UTC")
    return moment if isinstance(moment, datetime) else None


def _address(item: Item, site: Site) -> str:
    link = item.get("link").strip()
    address = link if is_absolute(link) or not link else join_address(f"{site.address}/", link)
    # A draft's link is its number, which becomes an old address like everybody's.
    return "" if not is_absolute(address) or _BY_NUMBER.search(address) else address


def _old_addresses(item: Item, site: Site, address: str) -> tuple[str, ...]:
    """Give the addresses by number, which never change, and the one under a former name."""
    number, guid = item.get("wp:post_id").strip(), item.get("guid").strip()
    named = "page_id" if item.type == "page" else "p"
    found = [guid] if is_absolute(guid) else []
    found += [f"{site.address}/?{named}={number}"] if site.address and number.isdigit() else []
    if (former := item.meta.get("_wp_old_slug", "").strip()) and address:
        found.append(join_address(address.rstrip("/"), former + "/" * address.endswith("/")))
    return tuple(dict.fromkeys(one for one in found if one != address))


def _authors(item: Item, site: Site) -> tuple[str, ...]:
    together = [term.nicename.removeprefix("cap-") for term in item.terms if term.domain == "author"]
    logins = together or [item.get("dc:creator").strip()]
    names = (site.authors.get(login) or login for login in logins)
    # A login is often an e-mail address, which is nobody's byline.
    return tuple(name for name in names if "@" not in name)


def is_unfiled(name: str) -> bool:
    """Tell whether a category is the one that WordPress files under when nobody chose."""
    return fold(name) in _UNFILED


def _paragraphs(body: str) -> str:
    """Give a text its paragraphs where its author only left lines empty, as the classic editor keeps it."""
    if _PARAGRAPH.search(body) and "\n\n" not in body:
        return body
    if _PARAGRAPH.search(body):
        return body if _is_marked_up(body) else add_paragraphs(body)
    return add_paragraphs(_EMBED.sub(r'<a href="\1">\1</a>', body))


def _is_marked_up(body: str) -> bool:
    """Tell whether every piece between empty lines is a block already."""
    pieces = (piece.strip() for piece in re.split(r"\n\s*\n", body))
    return all(piece.startswith("<") and piece.endswith(">") for piece in pieces if piece)
