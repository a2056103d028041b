"""Who publishes, as a source told it; the settings speak first."""

from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.model import Organisation
from newsroom.schema import organisation
from newsroom.store.statements import built_once


def find_organisation(connection: Connection) -> Organisation:
    """Give what was read of the organisation; nothing at all is an empty value."""
    row = connection.execute(_read()).first()
    if row is None:
        return Organisation()
    return Organisation(name=row.name, boilerplate=row.boilerplate, address=tuple(row.address))


def keep_organisation(connection: Connection, content: Organisation) -> None:
    """Keep what a source tells; what it leaves open stays as it was."""
    known = find_organisation(connection)
    values = {
        "name": content.name or known.name,
        "boilerplate": content.boilerplate or known.boilerplate,
        "address": list(content.address or known.address),
    }
    connection.execute(insert(organisation).values(id=1, **values).on_conflict_do_update(["id"], set_=values))


@built_once
def _read() -> Select[Any]:
    return select(organisation)
