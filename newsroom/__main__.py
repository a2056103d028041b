"""Run the command line: `newsroom …` or `python -m newsroom …`."""

import sys


def main() -> None:
    """Run the command that the arguments name."""
    try:
        # Imported here, so that Ctrl-C while the program loads is quiet too.
        from newsroom.cli.main import newsroom

        for stream in (sys.stdout, sys.stderr):
            # Text from everywhere is printed, whatever the locale; a name that is not UTF-8 is shown escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        newsroom(prog_name="newsroom")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
