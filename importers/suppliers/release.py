"""A release as any supplier's interface gives it, and the article it stands for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from importers.draft import ArticleDraft, ContactDraft, Defaults, Problem, Source
from importers.exports.post import Post, make_article
from importers.exports.records import Record
from importers.reading.characters import fold
from importers.reading.fragment import plain_text
from importers.reading.pictures import is_absolute, join_address
from importers.reading.portraits import portraits_in, with_portraits
from importers.suppliers.fields import as_html, as_line, many, say
from importers.suppliers.persons import merge_persons, read_block

_UNRESOLVED = "The contact block names nobody who could be read as a person, so it stands at the end of the text."
_BESIDE = "The contact block says more than the persons read from it: “{}”."
_ABOUT = "What the release says about its organisation stands at the end of the text."


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A post with what only press offices have: contacts as fields and as a block, other languages, an embargo.

    `about` and `appendix` are HTML: what is said of the organisation, and lists that stood beside the text.
    """

    post: Post
    contacts: tuple[ContactDraft, ...] = ()
    contact_block: str = ""
    about: str = ""
    appendix: str = ""
    translations: tuple[str, ...] = ()
    embargoed_until: datetime | None = None


def make_release(release: Release, source: Source, defaults: Defaults, country: str) -> ArticleDraft | Problem:
    """Make the article of a release, whose phones are those of a country; a Problem when it says nothing."""
    base = release.post.address or source.address
    persons, left = read_block(release.contact_block, country)
    persons = with_portraits(persons, portraits_in(as_html(release.contact_block), persons, source, base))
    unread = as_html(release.contact_block) if left and not persons else ""
    notes = [_UNRESOLVED] if unread else [_BESIDE.format(left[:200])] if left else []
    body, closing = as_html(release.post.body), [release.appendix, unread, as_html(release.about)]
    added = [html for html in closing if _is_new(html, body)]
    notes += [_ABOUT] if closing[-1] and closing[-1] in added else []
    post = replace(
        release.post,
        body="\n".join(filter(None, [body, *added])),
        images=tuple(replace(one, url=join_address(base, one.url)) for one in release.post.images),
        attachments=tuple(replace(one, url=join_address(base, one.url)) for one in release.post.attachments),
        is_blog=False,
    )
    article = make_article(post, source, replace(defaults, country=country))
    if isinstance(article, Problem):
        return article
    return replace(
        article,
        contacts=merge_persons((*release.contacts, *persons, *article.contacts)),
        translations=release.translations,
        embargoed_until=release.embargoed_until,
        notes=(*article.notes, *notes),
    )


def _is_new(html: str, body: str) -> bool:
    text = fold(plain_text(html))
    return bool(text) and text not in fold(plain_text(body))


def list_links(records: list[Record]) -> str:
    """Write links that stood beside a text as a list."""
    return _list(filter(None, map(_link, records)))


def list_lines(lines: list[str]) -> str:
    """Write words that stood beside a text as a list."""
    return _list(escape(line, quote=False) for line in lines if line)


def linked(record: Record, *names: str) -> list[Record]:
    """Give what these fields list that has a web address."""
    return [one for one in many(record, *names) if is_absolute(say(one, "url", "href", "link"))]


def _list(items: Iterable[str]) -> str:
    written = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{written}</ul>" if written else ""


def _link(record: Record) -> str:
    url = say(record, "url", "href", "link")
    words = as_line(say(record, "text", "title", "description", "name", "label")) or url
    return f'<a href="{escape(url)}">{escape(words, quote=False)}</a>' if is_absolute(url) else ""
