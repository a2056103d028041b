"""Programs that leak, each by one mistake that somebody could make: what it breaks, whom it gives away, and where."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, exists, func, select
from starlette.requests import Request
from starlette.responses import Response

from newsroom.errors import Invalid, NotFound, Withdrawn
from newsroom.model import Article, Count, Kind, Teaser
from newsroom.schema import article, article_event, article_tag, contact, event, log, preview, tag
from newsroom.store import archive as archive_store
from newsroom.store import (
    articles,
    contacts,
    events,
    files,
    freshness,
    previews,
    redirects,
    releases,
    rows,
    translations,
    versions,
)
from newsroom.web import archive, respond
from newsroom.web import articles as article_pages
from newsroom.web import history as history_pages
from newsroom.web import media as media_pages
from newsroom.web.visit import Visit, begin
from tests.leakcheck import broken_collections as collections
from tests.leakcheck.secretroom import DRAFT, EMBARGOED, OLD, SCHEDULED, TONIGHT, TRANSLATION, WITHDRAWN
from tests.leakcheck.unguarded import everything, seeing_everything
from tests.pressroom import NOW, SLUGS

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Build:
    """One mistake; `gives_away` names the canary, `seen_at` is part of the request that tells."""

    breaks: Callable[[Patch], None]
    gives_away: str
    seen_at: str


def ignoring_withdrawal(patch: Patch) -> None:
    for module in (articles, releases):
        patch.setattr(module, "is_public", lambda now, one=article: one.c.published_at <= now)


def ignoring_the_moment(patch: Patch) -> None:
    for module in (articles, releases):
        patch.setattr(module, "is_public", lambda _now, one=article: one.c.withdrawn_at.is_(None))


def feeding_without_the_predicate(patch: Patch) -> None:
    def whole(connection: Connection, ids: Any, *, now: datetime) -> tuple[Article, ...]:
        return rows.articles(connection, connection.execute(select(article)).all())

    patch.setattr(articles, "whole", whole)


def counting_what_is_hidden(patch: Patch) -> None:
    patch.setattr(articles, "count_public", seeing_everything(articles.count_public))


def finding_what_is_hidden(patch: Patch) -> None:
    searched = lambda _connection, selection, *_: bool(selection.query)  # noqa: E731
    patch.setattr(articles, "slice_public", seeing_everything(articles.slice_public, searched))


def listing_every_topic(patch: Patch) -> None:
    def topics(connection: Connection, **_: Any) -> list[Count]:
        query = select(tag.c.slug, tag.c.name, func.count()).join_from(tag, article_tag).group_by(tag.c.id)
        return [Count(name=slug, label=name, articles=number) for slug, name, number in connection.execute(query)]

    patch.setattr(archive, "topics_public", topics)


def answering_for_every_topic(patch: Patch) -> None:
    patch.setattr(archive_store, "is_public", everything)


def counting_months_of_what_is_hidden(patch: Patch) -> None:
    months = archive_store.months_public

    def later(connection: Connection, *, now: datetime, **rest: Any) -> list[Count]:
        return months(connection, now=datetime.max.replace(tzinfo=now.tzinfo), **rest)

    patch.setattr(archive, "months_public", later)


def standing_beside_what_is_hidden(patch: Patch) -> None:
    beside = articles.neighbours_public

    def neighbours(connection: Connection, one: Teaser, *, now: datetime) -> Any:
        return beside(connection, one, now=datetime.max.replace(tzinfo=now.tzinfo))

    patch.setattr(articles, "neighbours_public", neighbours)


def handing_out_every_file(patch: Patch) -> None:
    patch.setattr(files, "is_public", everything)


def listing_every_contact(patch: Patch) -> None:
    patch.setattr(contacts, "is_press_contact", everything)


def listing_who_has_left(patch: Patch) -> None:
    patch.setattr(contacts, "is_press_contact", lambda now: contact.c.press_contact.is_(True))


def showing_who_has_left(patch: Patch) -> None:
    patch.setattr(rows, "answers", everything)


def showing_every_event(patch: Patch) -> None:
    patch.setattr(events, "is_public_event", everything)


def showing_events_that_are_held_back(patch: Patch) -> None:
    alone = ~exists(select(1).where(article_event.c.event_id == event.c.id))
    patch.setattr(events, "is_public_event", lambda now: alone)


def leading_to_what_is_hidden(patch: Patch) -> None:
    patch.setattr(redirects, "is_public", everything)


def leading_to_people_who_have_left(patch: Patch) -> None:
    patch.setattr(redirects, "is_shown_contact", everything)


def leading_to_events_that_are_held_back(patch: Patch) -> None:
    patch.setattr(redirects, "is_public_event", everything)


def leading_to_files_that_are_held_back(patch: Patch) -> None:
    patch.setattr(redirects, "is_public_kit", everything)


def leading_to_every_topic(patch: Patch) -> None:
    patch.setattr(redirects, "is_public_topic", everything)


def saying_gone_of_what_never_was(patch: Patch) -> None:
    patch.setattr(articles, "was_public", everything)


def dating_feeds_by_what_is_hidden(patch: Patch) -> None:
    def last(connection: Connection, *, now: datetime) -> datetime | None:
        return connection.execute(select(func.max(article.c.published_at))).scalar()

    patch.setattr(freshness, "last_change", last)


def answering_head_for_what_is_hidden(patch: Patch) -> None:
    by_head = lambda _connection, visit: visit.request.method == "HEAD"  # noqa: E731
    patch.setattr(article_pages, "article_public", seeing_everything(article_pages.article_public, by_head))


def naming_the_headline_of_what_is_gone(patch: Patch) -> None:
    said = respond._said

    def say(words: Any, status: int, error: Exception | None) -> dict[str, object]:
        more = {"explanation": str(error)} if isinstance(error, Withdrawn) else {}
        return {**said(words, status, error), **more}

    patch.setattr(respond, "_said", say)


def refusing_the_key_of_a_hidden_page(patch: Patch) -> None:
    place_at = articles._place_at

    def place(connection: Connection, page: str, now: datetime) -> Any:
        hidden = connection.execute(select(article.c.uid).where(article.c.published_at > NOW)).scalars()
        if page.rpartition("-")[2] in [uid[: articles.KEY_LENGTH] for uid in hidden]:
            raise Invalid("page", page, articles.PAGE_HINT)
        return place_at(connection, page, now)

    patch.setattr(articles, "_place_at", place)


def knowing_a_file_by_its_tag(patch: Patch) -> None:
    tagged = lambda _connection, visit: "if-none-match" in visit.request.headers  # noqa: E731
    patch.setattr(media_pages, "_file_public", seeing_everything(media_pages._file_public, tagged))


def allowing_other_methods_on_what_is_there(patch: Patch) -> None:
    def is_known(connection: Connection, slug: str) -> bool:
        return connection.execute(select(article.c.id).where(article.c.slug == slug)).first() is not None

    refused = respond.refuse

    async def refuse(request: Request, status: int, error: Exception | None = None) -> Response:
        answer = await refused(request, status, error)
        if status == 405 and await begin(request).ask(is_known, request.scope["path"].rpartition("/")[2]):
            answer.headers["Accept-Patch"] = "text/markdown"
        return answer

    patch.setattr(respond, "refuse", refuse)


def marking_pages_with_their_editor(patch: Patch) -> None:
    ask = Visit.ask

    async def asked(self: Visit, question: Any, /, *args: Any, **kwargs: Any) -> Any:
        def signed(connection: Connection, *args: Any, **kwargs: Any) -> Any:
            self.request.state.editor = connection.execute(select(log.c.actor)).scalar()
            return question(connection, *args, **kwargs)

        return await ask(self, signed, *args, **kwargs)

    answered = respond.answer

    def answer(request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = answered(request, *args, **kwargs)
        answer.headers["X-Edited-By"] = getattr(request.state, "editor", None) or "-"
        return answer

    patch.setattr(Visit, "ask", asked)
    patch.setattr(respond, "answer", answer)


def telling_who_has_a_preview(patch: Patch) -> None:
    def public(connection: Connection, kind: Kind, slug: str, *, now: datetime) -> Article:
        last = select(preview.c.recipient).order_by(preview.c.id.desc()).limit(1)
        raise Withdrawn("", now, connection.execute(last).scalar())

    patch.setattr(articles, "get_public", public)


def telling_hidden_from_unknown_in_a_header(patch: Patch) -> None:
    public = articles.get_public

    def get(connection: Connection, kind: Kind, slug: str, *, now: datetime) -> Article:
        if connection.execute(select(article.c.id).where(article.c.slug == slug, article.c.published_at > now)).first():
            raise NotFound("It is not there yet.")
        return public(connection, kind, slug, now=now)

    refused = respond.refuse

    async def refuse(request: Request, status: int, error: Exception | None = None) -> Response:
        answer = await refused(request, status, error)
        answer.headers["X-Reason"] = str(error)
        return answer

    patch.setattr(articles, "get_public", get)
    patch.setattr(respond, "refuse", refuse)


def listing_every_correction(patch: Patch) -> None:
    patch.setattr(versions, "is_public", everything)


def showing_every_translation(patch: Patch) -> None:
    patch.setattr(translations, "is_public", everything)


def pinning_what_is_hidden(patch: Patch) -> None:
    def pinned(connection: Connection, *, now: datetime, **_: Any) -> tuple[Teaser, ...]:
        found = connection.execute(select(*rows.TEASER_COLUMNS).where(article.c.pinned_until > now)).all()
        return rows.teasers(connection, found)

    patch.setattr(releases, "pinned_releases", pinned)


def keeping_the_history_of_what_is_hidden(patch: Patch) -> None:
    patch.setattr(history_pages, "get_article", seeing_everything(article_pages.get_article))


def opening_previews_by_id(patch: Patch) -> None:
    def opens(key: str, now: datetime) -> Any:
        return article.c.uid == key

    patch.setattr(previews, "_opens", opens)


WALKED = {
    build.breaks.__name__.replace("_", " "): build
    for build in (
        Build(ignoring_withdrawal, WITHDRAWN.slug, "GET /"),
        Build(ignoring_the_moment, SCHEDULED.slug, "GET /"),
        Build(feeding_without_the_predicate, EMBARGOED.slug, "GET /feed."),
        Build(listing_every_topic, "ledarskifte", "GET /topics"),
        Build(counting_months_of_what_is_hidden, SLUGS["scheduled"], "GET /archive"),
        Build(standing_beside_what_is_hidden, TONIGHT.slug, "GET /press-releases/"),
        Build(listing_every_contact, "rakel-quistgaard", "GET /"),
        Build(listing_who_has_left, "henning-drohse", "GET /"),
        Build(showing_who_has_left, "henning-drohse", "GET /press-releases/"),
        Build(showing_every_event, "kvarnfallet-dammas-av", "GET /"),
        Build(showing_events_that_are_held_back, "turbinprovning-bakom-dammluckan", "GET /"),
        Build(dating_feeds_by_what_is_hidden, SLUGS["scheduled"], ".rss"),
        Build(listing_every_correction, WITHDRAWN.slug, "GET /corrections"),
        Build(showing_every_translation, TRANSLATION.slug, "GET /press-releases/"),
        Build(pinning_what_is_hidden, EMBARGOED.slug, "GET /"),
        Build(marking_pages_with_their_editor, "ottilia.redaktor", "GET /"),
        Build(collections.showing_every_picture, "bild.png", "GET /images"),
        Build(collections.opening_the_whole_press_kit, "stromvirvelns-marke", "GET /files"),
        Build(collections.counting_what_is_hidden_among_the_choices, SCHEDULED.slug, "GET /"),
        Build(collections.mapping_what_is_scheduled, SCHEDULED.slug, "GET /sitemap"),
        Build(collections.recommending_what_is_hidden, TONIGHT.slug, "GET /"),
    )
}
"""Those that links lead to."""

GUESSED = {
    build.breaks.__name__.replace("_", " "): build
    for build in (
        Build(counting_what_is_hidden, SCHEDULED.slug, "GET /search?q="),
        Build(finding_what_is_hidden, DRAFT.slug, "GET /search?q="),
        Build(answering_for_every_topic, "ledarskifte", "GET /topics/ledarskifte"),
        Build(handing_out_every_file, "kvarnfallet-budget.pdf", "GET /media/"),
        Build(collections.handing_out_renditions_of_every_picture, "dammritning.png", "-480.webp"),
        Build(leading_to_what_is_hidden, SCHEDULED.slug, "GET /gammal/direktor-9876"),
        Build(leading_to_people_who_have_left, "henning-drohse", f"GET {OLD['contact']}"),
        Build(leading_to_events_that_are_held_back, "turbinprovning-bakom-dammluckan", f"GET {OLD['event']}"),
        Build(leading_to_files_that_are_held_back, "stromvirvelns-marke", f"GET {OLD['file']}"),
        Build(leading_to_every_topic, "ledarskifte", f"GET {OLD['topic']}"),
        Build(saying_gone_of_what_never_was, DRAFT.slug, f"GET /press-releases/{DRAFT.slug}"),
        Build(answering_head_for_what_is_hidden, DRAFT.slug, f"HEAD /press-releases/{DRAFT.slug}"),
        Build(naming_the_headline_of_what_is_gone, WITHDRAWN.slug, f"GET /press-releases/{WITHDRAWN.slug}"),
        Build(refusing_the_key_of_a_hidden_page, SCHEDULED.slug, "page=2026"),
        Build(knowing_a_file_by_its_tag, "kvarnfallet-budget.pdf", "[If-None-Match: *]"),
        Build(allowing_other_methods_on_what_is_there, DRAFT.slug, "POST"),
        Build(keeping_the_history_of_what_is_hidden, EMBARGOED.slug, f"GET /press-releases/{EMBARGOED.slug}/history"),
        Build(opening_previews_by_id, EMBARGOED.slug, "GET /preview/"),
        Build(telling_who_has_a_preview, "Sydsvenska Morgonposten", f"GET /press-releases/{EMBARGOED.slug}"),
        Build(telling_hidden_from_unknown_in_a_header, EMBARGOED.slug, f"GET /press-releases/{EMBARGOED.slug}"),
    )
}
"""Those that only somebody finds who guesses."""
