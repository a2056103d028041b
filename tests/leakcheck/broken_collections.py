"""Programs that leak from what gathers: the library of pictures, the press kit, sitemaps, choices, recommendations."""

import pytest

from newsroom.schema import article
from newsroom.store import facets, gallery, kit, related, sitemaps
from newsroom.web import media as media_pages
from tests.leakcheck.unguarded import every_article, everything, seeing_everything

Patch = pytest.MonkeyPatch


def handing_out_renditions_of_every_picture(patch: Patch) -> None:
    made = lambda _connection, visit: "-" in visit.request.path_params["name"]  # noqa: E731
    patch.setattr(media_pages, "_file_public", seeing_everything(media_pages._file_public, made))


def showing_every_picture(patch: Patch) -> None:
    patch.setattr(gallery, "is_public", everything)


def opening_the_whole_press_kit(patch: Patch) -> None:
    patch.setattr(kit, "is_public_kit", everything)


def counting_what_is_hidden_among_the_choices(patch: Patch) -> None:
    patch.setattr(facets, "is_public", every_article)


def mapping_what_is_scheduled(patch: Patch) -> None:
    patch.setattr(sitemaps, "is_public", lambda now: article.c.withdrawn_at.is_(None) & article.c.published_at)


def recommending_what_is_hidden(patch: Patch) -> None:
    patch.setattr(related, "is_public", everything)
