"""The room that people answer for."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS: tuple[str, ...] = (
    # Until now every portrait was put there by the desk; from now on a source may give one, and must not take theirs.
    """
    UPDATE origin SET edited = 1
    WHERE type = 'contact' AND target_id IN (SELECT id FROM contact WHERE image_id IS NOT NULL)
    """,
)


def upgrade() -> None:
    """Add what the room needs, and fill it for what is there."""
    for statement in STATEMENTS:
        op.execute(statement)
