"""Entry point: `coder` and `python -m coder`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    import gc
    import os

    # Imports make objects by the ten thousand and no garbage: collecting in between is a tenth of a start.
    gc.set_threshold(100_000, 10, 10)
    # How long a lone Esc is waited for (milliseconds): an arrow key's bytes arrive together, a quick hand's don't.
    os.environ.setdefault("ESCDELAY", "25")
    from coder.cli.main import run

    run()


if __name__ == "__main__":
    main()
