"""Statements that are built once: what differs from one question to the next travels as parameters.

To build a statement anew, and to find out that it is one that SQLAlchemy has compiled before, takes six times as long
as to run it. A function under `built_once` builds one for each shape that its arguments name: never for a value.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import BindParameter, bindparam

from newsroom.schema import Instant

P = ParamSpec("P")
T = TypeVar("T")

NOW: BindParameter[Any] = bindparam("now", type_=Instant)
"""The moment of a question, in whatever statement."""

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
"""Some numbers, in whatever statement."""

MOST = 500
"""So many statements are kept, as many as SQLAlchemy keeps of what it compiles."""

_built: OrderedDict[Hashable, Any] = OrderedDict()


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """Let a function build each statement once; its arguments are positional, and hashable."""

    @wraps(build)
    def once(*args: P.args, **kwargs: P.kwargs) -> T:
        known: T | None = _built.get((build, args))
        if known is not None:
            return known
        made = _built[build, args] = build(*args, **kwargs)
        if len(_built) > MOST:
            _built.popitem(last=False)
        return made

    return once
