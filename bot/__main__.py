"""The program's entry: a signal during the start must end it cleanly, so the handler comes before the imports."""

import signal
import sys


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    from bot.cli import app  # noqa: PLC0415  # loading the program takes most of a second

    app()


if __name__ == "__main__":
    main()
