"""Check: what is wrong with an article before readers see it, a finding for each place, with what to do."""

from newsroom.desk.check.checking import check_article, choose_articles, notes_on, read_register, refuse_errors
from newsroom.desk.check.finding import RULES, Finding

__all__ = ["RULES", "Finding", "check_article", "choose_articles", "notes_on", "read_register", "refuse_errors"]
