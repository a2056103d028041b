"""Everything that can go wrong in a press room and is somebody's to mend, as one small tree.

NewsroomError          the message is a sentence: what, which one, what to do
├── NotFound           nothing by that name, or nothing that may be shown
│   └── Withdrawn      it was published and has been taken back
├── Ambiguous          a few letters of a headline fit several articles
├── Invalid            a field, a setting or a parameter has a value that will not do
│   └── Unparsable     an edited text does not parse; it carries the line
├── Unreadable         a source cannot be read
├── OutOfDate          the database is older or newer than this program
├── Overrun            a question took longer than its deadline
└── Busy               others write for longer than an act can wait
"""

from datetime import datetime


class NewsroomError(Exception):
    """Something an editor, a host or a reader can mend; its message is a sentence for them."""


class NotFound(NewsroomError):
    """There is nothing by that name, or nothing that may be shown."""


class Withdrawn(NotFound):
    """The article was published and has been taken back."""

    def __init__(self, headline: str, withdrawn_at: datetime, reason: str | None) -> None:
        """Keep what its 410 page says."""
        super().__init__(f"“{headline}” was withdrawn.")
        self.withdrawn_at = withdrawn_at
        self.reason = reason


class Ambiguous(NewsroomError):
    """A few letters of a headline fit several articles."""

    def __init__(self, name: str, slugs: list[str]) -> None:
        """Name the candidates."""
        super().__init__(f"“{name}” fits several: {', '.join(slugs)}. Name one of them.")
        self.slugs = slugs


class Invalid(NewsroomError):
    """A field, a setting or a parameter has a value that will not do."""

    def __init__(self, name: str, value: object, hint: str) -> None:
        """Say which one, what it was, and what would do."""
        super().__init__(f"{name} is {value!r}: {hint}.")
        self.name = name
        self.value = value
        self.hint = hint


class Unparsable(NewsroomError):
    """An edited text does not parse; `line` is counted from 1."""

    def __init__(self, line: int, problem: str) -> None:
        """Say where and what."""
        super().__init__(f"Line {line}: {problem}.")
        self.line = line


class Unreadable(NewsroomError):
    """A source cannot be read."""


class OutOfDate(NewsroomError):
    """The database is older or newer than this program."""


class Overrun(NewsroomError):
    """A question took longer than its deadline."""


class Busy(NewsroomError):
    """Other processes write for longer than an act can wait."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("Somebody else is writing to this room, an import maybe: give the command again in a while.")
