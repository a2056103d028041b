"""The one HTML gate: whatever comes in from outside passes `clean` before it is kept."""

from newsroom.markup.gate import Cleaned, clean
from newsroom.markup.links import address, file_name, unsigned, web_address

__all__ = ["Cleaned", "address", "clean", "file_name", "unsigned", "web_address"]
