"""The stranger who looks for what is hidden: every secret of a room is a canary, and no answer may sing.

Two things are held against every answer: the words that only hidden things have, and what a room answers in
which the hidden never was. Nothing here rests on the public predicate, which is what is being checked.
"""
