"""Paths as pages link to them: in the language that a page was asked for in, or behind a preview's key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom import addresses, markup
from newsroom.kit import KitItem
from newsroom.model import Attachment, Contact, Count, Event, Image, Tag, Teaser
from newsroom.original import Rendition

# In a tag: the source of a picture, each of its sizes, or a link.
_MEDIA_LINK = re.compile(r'(?<=[" ])/media/(?=[0-9a-f]{64}[.-][^<>]*>)')


@dataclass(frozen=True, slots=True)
class Links:
    """Paths as one page links to them: they carry the language that the page was asked for in."""

    lang: str | None
    here: Mapping[str, str]

    def list(self, name: str) -> str:
        """Give the path of a list or a standing page by its name, or of a kind's list."""
        return self._carrying(addresses.LISTS[name])

    def article(self, one: Teaser) -> str:
        """Give the path of an article."""
        return self._carrying(addresses.article(one))

    def history(self, one: Teaser) -> str:
        """Give the path of an article's history."""
        return self._carrying(addresses.history(one))

    def images_zip(self, one: Teaser) -> str:
        """Give the path of all of an article's pictures in one file."""
        return addresses.images_zip(one)

    def version(self, one: Teaser, number: int) -> str:
        """Give the path of what an article said in this version."""
        return self._carrying(addresses.version(one, number))

    def contact(self, one: Contact) -> str:
        """Give the path of a contact's card."""
        return self._carrying(addresses.contact(one))

    def card(self, one: Contact) -> str:
        """Give the path of a contact's vCard."""
        return addresses.contact(one, addresses.CARD)

    def event(self, one: Event) -> str:
        """Give the path of an event."""
        return self._carrying(addresses.event(one))

    def calendar(self, one: Event) -> str:
        """Give the path of an event's iCalendar file."""
        return addresses.event(one, addresses.CALENDAR)

    def topic(self, one: Tag | Count) -> str:
        """Give the path of a topic's list."""
        return self._carrying(addresses.topic(one.slug if isinstance(one, Tag) else one.name))

    def archive(self, period: str) -> str:
        """Give the path of the list of a year or a month."""
        return self._carrying(addresses.archive(period))

    def events_month(self, month: str) -> str:
        """Give the path of the events of a month."""
        return self._carrying(addresses.events_month(month))

    def offer(self, one: Image | Attachment | KitItem) -> str | None:
        """Give the path of what readers get of a kept picture or file; None where they get nothing."""
        return addresses.offered(one)

    def rendition(self, one: Image | KitItem, made: Rendition) -> str:
        """Give the path of a rendition of a kept picture."""
        return addresses.rendition(one.digest or "", made)

    def image(self, one: Image) -> str:
        """Give the path of a picture's own page."""
        return self._carrying(addresses.image(one.digest or ""))

    def elsewhere(self, url: str) -> str | None:
        """Give an address that came with a source as a link may hold it; None where it leads to no page."""
        return markup.web_address(url)

    def language(self, code: str) -> str:
        """Give the path of this page in another interface language, else of the front page."""
        return self.here.get(code) or addresses.with_query(addresses.FRONT, [("lang", code)])

    def _carrying(self, path: str) -> str:
        return addresses.with_query(path, [("lang", self.lang)])


@dataclass(frozen=True, slots=True)
class PreviewLinks(Links):
    """Paths as the preview of an article links to them: its pictures and files are behind the key, too."""

    key: str

    def offer(self, one: Image | Attachment | KitItem) -> str | None:
        """Give the path of what readers get of a kept picture or file; None where they get nothing."""
        path = addresses.offered(one)
        return path and addresses.preview_media(self.key, path)

    def rendition(self, one: Image | KitItem, made: Rendition) -> str:
        """Give the path of a rendition of a kept picture."""
        return addresses.preview_media(self.key, addresses.rendition(one.digest or "", made))

    def image(self, one: Image) -> str:
        """Give the path of a kept picture, which has no page of its own before readers may see it."""
        return self.offer(one) or ""

    def inside(self, body_html: str) -> str:
        """Give a body whose pictures and files are asked for behind the key."""
        return _MEDIA_LINK.sub(f"{addresses.preview(self.key)}/", body_html)
