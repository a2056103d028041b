"""Entries of feeds, in whatever format they come."""
