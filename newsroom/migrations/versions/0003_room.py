"""The room that moves in and is read: followed sources, events that wait, photos and files."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS: tuple[str, ...] = (
    "CREATE INDEX article_by_trait ON article (kind, language, dateline, published_at, withdrawn_at)",
)


def upgrade() -> None:
    """Add what the room needs, and fill it for what is there."""
    for statement in STATEMENTS:
        op.execute(statement)
