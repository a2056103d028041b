"""The one HTML gate: whatever comes in from outside passes `clean` before it is kept."""

from newsroom.markup.gate import Cleaned, clean
from newsroom.markup.links import address, unsigned

__all__ = ["Cleaned", "address", "clean", "unsigned"]
