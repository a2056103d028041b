"""What mail of any file format has in common: the letter, its forwarded inner one, its signature and its files."""
