"""A Markdown file: its front matter, what goes with it, and its body."""
