"""Check: what is wrong with what readers are to see, a finding for each place, with what to do."""

from newsroom.desk.check.beside import Checked, check_beside, refuse_wordless
from newsroom.desk.check.checking import check_article, choose_articles, notes_on, read_register, refuse_errors
from newsroom.desk.check.finding import RULES, Finding

__all__ = [
    "RULES",
    "Checked",
    "Finding",
    "check_article",
    "check_beside",
    "choose_articles",
    "notes_on",
    "read_register",
    "refuse_errors",
    "refuse_wordless",
]
