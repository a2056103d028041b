"""The things a press room keeps, as frozen values, and an article's status at a moment.

Instants are aware datetimes in UTC; an event's `starts_at` and `ends_at` may be bare days.
"""

from newsroom.model.articles import (
    Article,
    ArticleContent,
    Change,
    Kind,
    Manuscript,
    Moments,
    Status,
    Tag,
    Teaser,
    Version,
    VersionHead,
    status_at,
)
from newsroom.model.contacts import Contact, ContactContent, Event, EventContent, Organisation
from newsroom.model.files import Attachment, Image
from newsroom.model.lists import Count, Selection, Slice, Sort

__all__ = [
    "Article",
    "ArticleContent",
    "Attachment",
    "Change",
    "Contact",
    "ContactContent",
    "Count",
    "Event",
    "EventContent",
    "Image",
    "Kind",
    "Manuscript",
    "Moments",
    "Organisation",
    "Selection",
    "Slice",
    "Sort",
    "Status",
    "Tag",
    "Teaser",
    "Version",
    "VersionHead",
    "status_at",
]
