"""The command line: a file per subject, one short function per command."""
