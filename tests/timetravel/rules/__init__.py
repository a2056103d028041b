"""What may be done in a press room on paper, and what that changes; what makes no sense raises Nonsense."""

from tests.timetravel.rules.fates import (
    add_imported,
    discard,
    erase,
    follow_source,
    link,
    take_in,
    undo,
    unlink,
    withdraw,
)
from tests.timetravel.rules.nonsense import Nonsense
from tests.timetravel.rules.occasions import announce, call_off, cancel, hold, show
from tests.timetravel.rules.people import employ, erase_person, replace_person, set_term
from tests.timetravel.rules.publishing import hand_out, pin, publish, revoke, schedule, unpin, unschedule
from tests.timetravel.rules.texts import correct, edit, move, open_up, revert, write

__all__ = [
    "Nonsense",
    "add_imported",
    "announce",
    "call_off",
    "cancel",
    "correct",
    "discard",
    "edit",
    "employ",
    "erase",
    "erase_person",
    "follow_source",
    "hand_out",
    "hold",
    "link",
    "move",
    "open_up",
    "pin",
    "publish",
    "replace_person",
    "revert",
    "revoke",
    "schedule",
    "set_term",
    "show",
    "take_in",
    "undo",
    "unlink",
    "unpin",
    "unschedule",
    "withdraw",
    "write",
]
