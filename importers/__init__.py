"""Importers turn bytes into drafts: one file per format, and nothing here knows the press room."""
