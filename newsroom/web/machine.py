"""What machines read: an article in every format, and lists in our own model."""

from collections.abc import Iterator
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from feeds import newsml, ninjs, plaintext
from feeds.entry import Card, Entry
from newsroom import addresses, syndication
from newsroom.languages import _
from newsroom.store.archive import months_public, topics_public
from newsroom.store.versions import corrections_public
from newsroom.syndication import Dossier, models
from newsroom.web import respond
from newsroom.web.articles import Told, told_public
from newsroom.web.visit import Visit, visit_of


async def article_json(request: Request) -> Response:
    """Give an article in our model."""
    visit, found = await _told(request)
    document = models.article_model(visit.room, found.article, found.versions, found.translations)
    return respond.model(request, document)


async def article_text(request: Request) -> Response:
    """Give an article as plain text, for those who paste it."""
    visit, found = await _told(request)
    one, words = found.article, visit.words(found.article.language)
    content = plaintext.serialise(
        _entry(visit, found),
        dated=f"{words.kind_name(one.kind)}, {words.instant(one.published_at, zoned=True)}",
        notes=(f"{syndication.note_heading(words, change)}: {change.note}" for change in _dossier(found).told),
        contacts=words.gettext(_("Press contacts")),
        files=words.gettext(_("Files")),
    )
    return respond.answer(request, content, plaintext.MEDIA_TYPE)


async def article_ninjs(request: Request) -> Response:
    """Give an article as ninjs."""
    visit, found = await _told(request)
    return respond.answer(request, ninjs.serialise_entry(_entry(visit, found)), ninjs.MEDIA_TYPE)


async def article_newsml(request: Request) -> Response:
    """Give an article as NewsML-G2."""
    visit, found = await _told(request)
    return respond.answer(request, newsml.serialise_entry(_entry(visit, found)), newsml.MEDIA_TYPE)


async def corrections_json(request: Request) -> Response:
    """Give the corrections in our model."""
    visit = visit_of(request)
    found = await visit.ask(corrections_public, now=visit.now, language=visit.lang)
    items = (models.correction_model(visit.room, change, one) for change, one in found)
    return respond.model(request, models.list_model(items))


async def topics_json(request: Request) -> Response:
    """Give the topics in our model."""
    visit = visit_of(request)
    found = await visit.ask(topics_public, now=visit.now, language=visit.lang)
    return respond.model(request, models.list_model(models.topic_count_model(visit.room, one) for one in found))


async def archive_json(request: Request) -> Response:
    """Give the months of the archive in our model."""
    visit = visit_of(request)
    found = await visit.ask(months_public, now=visit.now, zone=visit.room.zone, language=visit.lang)
    return respond.model(request, models.list_model(models.month_model(visit.room, one) for one in found))


async def _told(request: Request) -> tuple[Visit, Told]:
    visit = visit_of(request)
    return visit, await visit.ask(told_public, visit)


def _entry(visit: Visit, found: Told) -> Entry:
    """Give an article with those whom its page names to ring; the desk where there is nobody else."""
    entry = syndication.entry(visit.room, visit.organisation, found.article, _dossier(found))
    cards = tuple(syndication.card(visit.room, visit.organisation, one) for one in found.contacts)
    return replace(entry, contacts=cards or tuple(_desk(visit)))


def _dossier(found: Told) -> Dossier:
    return Dossier(versions=found.versions, translations=found.translations)


def _desk(visit: Visit) -> Iterator[Card]:
    desk, url = visit.room.desk, addresses.absolute(visit.room, addresses.CONTACTS)
    if desk.phone or desk.email:
        phones, emails = (tuple(filter(None, [one])) for one in (desk.phone, desk.email))
        title = desk.name or visit.words().gettext(_("Press desk"))
        yield Card(id=url, url=url, name=None, title=title, phones=phones, emails=emails)
