"""What the public sees: a file per subject, with handlers of a few lines that parse, ask and answer."""
