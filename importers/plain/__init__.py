"""Text without markup: its blocks, cards, openings and slides."""
