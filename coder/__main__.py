"""Entry point: `coder` and `python -m coder`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    import gc

    # Imports make objects by the ten thousand and no garbage: collecting in between is a tenth of a start.
    gc.set_threshold(100_000, 10, 10)
    from coder.cli.main import run

    run()


if __name__ == "__main__":
    main()
