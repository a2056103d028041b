"""What a program is where somebody has forgotten the public predicate: conditions and calls that let all pass."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any

import pytest
from sqlalchemy import true

from newsroom.schema import article
from newsroom.store import articles, files

seeing = Lock()


def everything(now: datetime) -> Any:
    return true()


def every_article(now: datetime) -> Any:
    return article.c.id.is_not(None)


def seeing_everything(real: Callable[..., Any], when: Callable[..., bool] = lambda *_: True) -> Callable[..., Any]:
    """Let a function run without the public predicate, on those calls that the mistake is about."""

    def run(*args: Any, **kwargs: Any) -> Any:
        # Both copies are asked at once, each in a thread of its own.
        with seeing, pytest.MonkeyPatch.context() as inner:
            for module in (articles, files) if when(*args) else ():
                inner.setattr(module, "is_public", every_article)
            return real(*args, **kwargs)

    return run
