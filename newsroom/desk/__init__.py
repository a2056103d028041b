"""Where editors' acts live, a file per act or subject."""
