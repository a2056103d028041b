"""Questions and acts on the database, a file per subject.

Plain functions that take a connection first: `get_…` raises when there is nothing, `find_…` answers None,
plurals answer lists, and `…_public` has applied publication, embargo and withdrawal at `now`.
"""
