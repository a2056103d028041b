"""Leases: what only one of several processes may do at a time; that of one who died ends by itself."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.schema import lease


def take_lease(connection: Connection, name: str, holder: str, *, now: datetime, lasts: timedelta) -> bool:
    """Take a lease, or keep one's own for longer; False while another holds it."""
    held = connection.execute(select(lease).where(lease.c.name == name)).mappings().first()
    if held and held["holder"] != holder and held["ends_at"] > now:
        return False
    values = {"name": name, "holder": holder, "ends_at": now + lasts}
    connection.execute(insert(lease).values(values).on_conflict_do_update(["name"], set_=values))
    return True


def end_lease(connection: Connection, name: str, holder: str) -> None:
    """Give a lease back, if it is still one's own."""
    connection.execute(delete(lease).where(lease.c.name == name, lease.c.holder == holder))
