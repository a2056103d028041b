"""Exports of publishing systems: what a post says, and its body put in order."""
