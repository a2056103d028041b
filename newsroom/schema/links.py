"""What goes with an article, and which old addresses lead where."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from newsroom.schema.articles import tag
from newsroom.schema.columns import metadata
from newsroom.schema.contacts import contact, event
from newsroom.schema.files import attachment, image


def _link(name: str, other: Table) -> Table:
    """Tie articles to another table, in an order."""
    key = f"{other.name}_id"
    return Table(
        name,
        metadata,
        Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        Column(key, ForeignKey(f"{other.name}.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, nullable=False),
        Index(f"{name}_by_{other.name}", key, "article_id"),
    )


article_tag = _link("article_tag", tag)

article_contact = _link("article_contact", contact)

article_event = _link("article_event", event)

article_image = _link("article_image", image)

article_attachment = _link("article_attachment", attachment)

redirect = Table(
    "redirect",
    metadata,
    Column("address", Text, primary_key=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
)

old_address = Table(
    "old_address",
    metadata,
    Column("address", Text, primary_key=True),
    Column("contact_id", ForeignKey("contact.id", ondelete="CASCADE"), index=True),
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), index=True),
    Column("kit_id", ForeignKey("kit.id", ondelete="CASCADE"), index=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), index=True),
    Column("list", Text),
)
