"""Benchmarks: what the room costs, beside something lean, side by side."""
