"""The acts of an editor, by chapters: each is a machine of its own, and all of them together are a life."""
