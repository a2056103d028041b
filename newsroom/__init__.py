"""A press room that an organisation owns: importers bring articles in, pages and feeds carry them out."""

__version__ = "0.1.0"
