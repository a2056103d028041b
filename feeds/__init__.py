"""Feeds turn entries into bytes: one file per format, and nothing here knows the press room."""
